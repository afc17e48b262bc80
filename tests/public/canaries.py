"""A corpus in which a person at risk stands wherever a name can, and withheld words wherever words can.

``found_in`` says which of them stand in an answer, however they are written there.
"""

import base64
import html
import re
from datetime import date
from unicodedata import normalize
from urllib.parse import quote, unquote

from sources.annotate.acts import act
from sources.models import (
    Contributor,
    Corpus,
    Entity,
    Name,
    PassageRevision,
    Question,
    Quotation,
    Remark,
)
from sources.values.span import Span
from sources.vocabulary import ActKind
from tests.factories import (
    make_article,
    make_claim,
    make_contributor,
    make_corpus,
    make_document,
    make_entity,
    make_mention,
    make_passage,
    make_publication,
    make_question,
    make_topic,
    make_user,
)

PSEUDONYM = "The Lamplighter"
NAMES = ("Zqxvë Wrbl", "Wrbl, Zqxvë", "Зкксв Врбл", "زقكس وربل")
# Parts of the names that nothing else in the corpus has, as their letters may be written.
CANARIES = ("zqxv", "wrbl", "зкксв", "врбл", "زقكس", "وربل")


def make_canaries() -> None:
    """A corpus in which she is in the title, the texts, the byline, a file's name, an address, a claim …"""
    corpus = make_corpus(slug="lamps", title="The Lantern Tax")
    person = make_entity(
        NAMES[0],
        public_id="ccccccc1",
        sort_name=NAMES[1],
        is_protected=True,
        pseudonym=PSEUDONYM,
        wikidata="Q77",
    )
    for form in NAMES[2:]:
        Name.objects.create(entity=person, form=form)
    make_entity("Zqxvé Frmr", public_id="ccccccc2", merged_into=person)
    other = make_entity("Tomas Wick", public_id="ccccccc0", sort_name="Wick, Tomas")
    document = make_document(
        corpus, file_name="zqxvë-wrbl.txt", origin="https://paper.example/zqxve-wrbl.html"
    )
    article = make_article(
        document,
        public_id="aaaaaaa0",
        title=f"What {NAMES[0]} saw",
        translated_title=f"{NAMES[0]} saw it",
        url=f"https://paper.example/{quote(NAMES[0])}",
        published="1931-05-06",
    )
    Contributor.objects.create(article=article, position=0, name=NAMES[0], given="Zqxvë", family="Wrbl")
    Contributor.objects.create(article=article, position=1, name="Z. Wrbl", entity=person, role="interviewee")
    make_mention(make_passage(article, f"What {NAMES[0]} saw", kind="title"), NAMES[0], person)
    told = make_passage(
        article, f"{NAMES[0]} (in Cyrillic {NAMES[2]}, in Arabic {NAMES[3]}) met Tomas Wick in May 1931."
    )
    for form in (NAMES[0], *NAMES[2:]):
        make_mention(told, form, person)
    make_mention(told, "Tomas Wick", other)
    make_mention(told, "May 1931", "1931-05")
    answer = make_passage(
        article, "Three lamps went out, ZQXVË WRBL said.", speaker=person, speaker_name="Zqxvë"
    )
    make_mention(answer, "ZQXVË WRBL", person)
    quotation = Quotation(revision=answer, status="accepted", speaker=person, speaker_name="Wrbl")
    quotation.put(*_span(answer, "Three lamps went out"))
    quotation.save()
    question = make_question(corpus, wording=f"How many lamps did {NAMES[0]} see?", slug="lamps")
    make_claim(answer, "Three lamps", question, asserter=person, measure="exact", low=3, high=3)
    corrected = make_passage(article, "Then Wrbl went home.")
    make_mention(corrected, "Wrbl", person)
    second = PassageRevision.objects.create(
        passage=corrected.passage,
        number=2,
        text="Then Wrbl went away.",
        splices=[[15, 19, "away"]],
        reason="Zqxvë Wrbl asked for it",
    )
    make_mention(second, "Wrbl", person)
    snippets = make_article(make_document(corpus), public_id="aaaaaaa1", title="Tax paid", access="snippets")
    make_mention(make_passage(snippets, f"A closed sentence of {NAMES[0]} and others."), NAMES[0], person)
    copy = make_article(
        make_document(corpus),
        public_id="aaaaaaa2",
        title=f"What {NAMES[0]} saw",
        copy_of=article,
        similarity=0.9,
    )
    make_mention(make_passage(copy, f"{NAMES[0]} met nobody."), NAMES[0], person)


def _span(revision, exact):
    start = revision.text.index(exact)
    return Span(start, start + len(exact)), exact


def found_in(text: str) -> list[str]:
    """Say which canaries stand in a text, however it is written there."""
    ways = {text, unquote(text), html.unescape(text)}
    ways |= {re.sub(r"\\u([0-9a-fA-F]{4})", lambda one: chr(int(one[1], 16)), way) for way in set(ways)}
    ways |= {"".join(map(_decoded, set(re.findall(r"[A-Za-z0-9+/]{12,}={0,2}", text))))}
    folded = "\n".join({normalize(form, way).casefold() for way in ways for form in ("NFC", "NFD")})
    return [canary for canary in CANARIES if canary in folded]


def _decoded(word: str) -> str:
    return "".join(
        base64.b64decode(word[begin : begin + (len(word) - begin) // 4 * 4]).decode(errors="ignore")
        for begin in range(4)
    )


HIDDEN = "vhqj"  # part of every word that is withheld, and of nothing else


def make_withheld() -> None:
    """Beside the canaries, words in every place where words are kept from readers."""
    make_canaries()
    corpus = Corpus.objects.get(slug="lamps")
    nobody = make_entity("Vhqjona Nobody", public_id="ccccccc3", description="Vhqjescribed.")
    Name.objects.create(entity=nobody, form="Nobody the Vhqjelder")
    wick = Entity.objects.get(public_id="ccccccc0")
    question = Question.objects.get(slug="lamps")
    draft = make_article(
        make_document(corpus, file_name="vhqj-draft.txt", origin="https://paper.example/vhqj"),
        public_id="aaaaaaa3",
        title="A vhqjdraft",
        status="draft",
        publication=make_publication(name="The Vhqjazette"),
        url="https://paper.example/vhqj-draft",
    )
    make_contributor(draft, name="Vhqjeporter")
    told = make_passage(draft, "The vhqjlantern of Vhqjona Nobody had three lamps on 7 June 1931.")
    make_mention(told, "Vhqjona Nobody", nobody)
    make_mention(told, "7 June 1931", "1931-06-07")
    make_topic(told, "vhqjtopic")
    make_claim(told, "three lamps", question, asserter_name="Vhqjurors", measure="exact", low=3, high=3)
    gone = make_article(
        make_document(corpus, withdrawn_on=date(1931, 7, 1), withdrawn_reason="Not ours to show."),
        public_id="aaaaaaa4",
        title="Vhqj withdrawn",
    )
    make_passage(gone, "A vhqjwithdrawn sentence.")
    listed = make_article(
        make_document(corpus), public_id="aaaaaaa5", title="Only listed", access="catalogue"
    )
    closed = make_passage(listed, "The vhqjcatalogued words of Tomas Wick and the vhqjname Ada Vhqjill.")
    make_mention(closed, "Tomas Wick", wick)
    make_claim(closed, "Ada Vhqjill", question, measure="exact", low=4, high=4)
    short = make_article(make_document(corpus), public_id="aaaaaaa6", title="Only pieces", access="snippets")
    around = " ".join(["vhqjfar"] * 60)
    near = " ".join(["near"] * 40)
    make_mention(make_passage(short, f"{around} {near} Tomas Wick {near} {around}"), "Tomas Wick", wick)
    _make_shown(corpus, wick, nobody)


def _make_shown(corpus: Corpus, wick: Entity, nobody: Entity) -> None:
    """An article with a withheld former wording, marks nobody accepted, and the editors' own words."""
    editor = make_user("vhqjeditor", handle="V. Vhqjandle", email="vhqj@paper.example")
    shown = make_article(
        make_document(corpus),
        public_id="aaaaaaa7",
        title="Shown, mostly",
    )
    first = make_passage(shown, "The clerk said vhqjslander.")
    second = PassageRevision.objects.create(
        passage=first.passage,
        number=2,
        text="The clerk said nothing.",
        splices=[[15, 26, "nothing"]],
        reason="It harmed somebody",
        withholds_former=True,
    )
    open_words = make_passage(shown, "The quay was dark and Tomas Wick was there, some say.")
    make_topic(open_words, "quays")
    told = make_passage(shown, "On 6 May 1931 Tomas Wick stood there.")
    make_mention(told, "6 May 1931", "1931-05-06")
    make_mention(told, "Tomas Wick", wick)
    make_mention(open_words, "Tomas Wick", nobody, status="suggested", note="Vhqj noted")
    make_mention(open_words, "The quay", nobody, status="rejected")
    guess = Quotation(revision=open_words, status="suggested", speaker_name="Vhqj Guess")
    guess.put(*_span(open_words, "The quay was dark"))
    guess.save()
    for about in ({"article": shown}, {"entity": wick}, {"passage": second.passage}):
        Remark.objects.create(**about, text="A vhqjremark.", author=editor)
    with act(ActKind.EDIT, "A vhqjsummary", actor=editor, reason="A vhqjreason") as doing:
        doing.change(shown, page="3")

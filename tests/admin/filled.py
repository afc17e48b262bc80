"""An archive with so many rows of each kind, and as many of each on the pages of the first."""

from django.utils import timezone

from sources.admin.site import desk
from sources.annotate import authority, merge
from sources.annotate.acts import act
from sources.annotate.elsewhere import Words
from sources.annotate.protect import protect
from sources.annotate.withhold import Extent, Why, plan_articles, plan_words, withhold
from sources.edition.publish import publish
from sources.models import (
    Article,
    Edition,
    Mention,
    Name,
    Party,
    Quotation,
    Relay,
    Remark,
    Site,
    SitePage,
)
from sources.values.span import Span
from sources.vocabulary import ActKind, EntityKind, WithheldFor
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

SAID = "“31 lamps went out,”"
WORDS = f"Ada Quill met Tom Wick at Quaytown of the Lamp Guild on {{day}} May. {SAID} she said."
NAMES = {
    EntityKind.PERSON: "Ada Quill",
    EntityKind.PLACE: "Quaytown",
    EntityKind.ORGANISATION: "Lamp Guild",
}
# Spelt so alike that each is proposed as one with the others.
ALIKE = ("Nils Orne", "Nills Orne", "Niels Orne")


def fill(times, user):
    """Make them; publish what there is; then work on it once more. Give the first row of each kind."""
    corpora = [make_corpus(title=f"Corpus {number}") for number in range(times)]
    papers = [make_publication(name=f"Paper {number}") for number in range(times)]
    documents = [make_document(corpora[0]) for _ in range(times)]
    articles = [
        make_article(documents[0], title=f"Report {number}", publication=papers[0]) for number in range(times)
    ]
    named = _entities(times, user)
    questions = [make_question(corpora[0], place=named[EntityKind.PLACE][0]) for _ in range(times)]
    for number in range(times):
        _passage(number, articles[0], named, questions)
        make_contributor(articles[0], name=f"A. Writer {number}", entity=named[EntityKind.PERSON][0])
        _beside(number, user)
    Site.objects.create()
    publish(actor=user)
    for article in articles:
        with act(ActKind.EDIT, "Looked at it", actor=user) as doing:
            doing.change(article, page="3")
            for mark in Mention.objects.filter(status="accepted"):
                doing.change(mark, note=f"Seen with {article.title}")
    for number in range(times):
        _withheld(number, articles[0], user)
    for number in range(1, times):
        Edition.objects.create(number=100 + number, made_at=timezone.now(), size=9)
    return _first(documents, articles, named)


def _entities(times, user):
    """Entities of each kind; pairs that look alike; and records that were merged into the first."""
    made = {
        kind: [authority.create(kind, f"{name}{' Again' * number}", actor=user) for number in range(times)]
        for kind, name in NAMES.items()
    }
    first = made[EntityKind.PERSON][0]
    for form in ALIKE[: times + 1]:  # two make one pair, three make three
        authority.create(EntityKind.PERSON, form, actor=user)
    for number in range(times):
        Name.objects.create(entity=first, form=f"A. Quill {number}", kind="variant")
        merge.merge(first, make_entity(f"Ada Gone {number}"), actor=user)
    return made


def _passage(number, article, named, questions):
    """One passage with marks of every kind, suggested and decided."""
    person, place, guild = (named[kind][0] for kind in NAMES)
    revision = make_passage(article, WORDS.format(day=number + 1), speaker=person)
    make_mention(revision, "Ada Quill", person)
    make_mention(revision, "Quaytown", place)
    make_mention(revision, "Lamp Guild", guild)
    make_mention(revision, f"{number + 1} May", f"1931-05-0{number + 1}")
    unknown = {"entity": None, "proposed_kind": "person", "proposed_name": "Tom Wick"}
    make_mention(revision, "Tom Wick", person, status="suggested", **unknown)
    for exact, by in ((SAID, {"speaker": person}), (SAID[:-1], {"speaker_name": "she"})):
        start = revision.text.index(exact)
        status = "accepted" if "speaker" in by else "suggested"
        quotation = Quotation(revision=revision, status=status, **by)
        quotation.put(Span(start, start + len(exact)), exact)
        quotation.save()
    facts = {"measure": "exact", "low": 31, "high": 31}
    for question in questions:
        claim = make_claim(revision, "31 lamps", question, asserter=person, **facts)
        Relay.objects.create(claim=claim, position=0, entity=guild)
    proposed = make_claim(revision, "31", questions[0], status="suggested", **facts)
    Relay.objects.create(claim=proposed, position=0, entity=guild)
    for topic in range(len(questions)):
        make_topic(revision, f"topic-{topic}")


def _beside(number, user):
    """Rows that stand on their own."""
    article = Article.objects.order_by("pk").first()
    mark = Mention.objects.order_by("pk").first()
    for subject in (
        {"article": article},
        {"passage": article.passages.first()},
        {"mention": mark},
        {"entity": mark.entity},
    ):
        Remark.objects.create(text=f"Who is that? {number}", author=user, **subject)
    make_user(f"wren{number}", handle=f"Wren {number}")
    Party.objects.create(label=f"Group {number}", slug=f"group-{number}")
    SitePage.objects.create(slug=f"page-{number}", title=f"Page {number}", body="Lamps.")


def _withheld(number, article, user):
    """One of everything that can be kept from readers, with a row that says why and without one."""
    revision = make_passage(article, f"Lamp {number} was told of by a witness.", kind="boilerplate")
    plan = plan_words([Words(revision, Span(0, 4))])
    withhold(plan, Why(WithheldFor.AT_RISK), actor=user, by=user)
    other = make_article(article.document, title=f"Gone {number}", status="draft")
    withhold(plan_articles([other], Extent.NOTHING), Why(WithheldFor.OTHER), actor=user, by=user)
    person = make_entity(f"Zed Yarrow {number}")
    protect(person, f"W{number}", [], why=Why(WithheldFor.AT_RISK), actor=user, by=user)
    make_entity(f"Yan Zorn {number}", is_protected=True, pseudonym=f"V{number}")
    make_document(article.document.corpus, withdrawn_on="2026-03-03", withdrawn_reason="Another paper’s.")


def _first(documents, articles, named):
    """Name the rows whose pages are looked at where it is not the first that there is."""
    person = named[EntityKind.PERSON][0].pk
    return {"document": documents[0].pk, "article": articles[0].pk, "entity": person, "person": person}


def first_rows():
    """The first row of each model of the desk."""
    first = {
        model._meta.model_name: model._default_manager.order_by("pk").first() for model in desk._registry
    }
    return {name: row.pk for name, row in first.items() if row is not None}

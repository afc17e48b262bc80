"""A person at risk: under a pseudonym everywhere, in the file's own bytes nowhere."""

import base64
import json
from urllib.parse import quote

import pytest

from sources.annotate.acts import Refused, act
from sources.annotate.withdraw import apply_withdrawal, plan_withdrawal
from sources.edition.preview import plan_publication
from sources.edition.protection.scan import SIGNS, WORDS, columns_elsewhere
from sources.edition.publish import publish
from sources.models import Contributor, Entity, Mention, Name, PassageRevision, Quotation
from sources.vocabulary import ActKind
from tests.factories import make_article, make_document, make_entity, make_mention, make_passage

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]

PSEUDONYM = "A lamplighter’s widow"


@pytest.fixture(autouse=True)
def data(settings, tmp_path):
    settings.DATA = tmp_path


@pytest.fixture
def witness(db):
    person = make_entity(
        "Zqxv Wrbl",
        sort_name="Wrbl, Zqxv",
        is_protected=True,
        pseudonym=PSEUDONYM,
        description="Lives behind the chandler’s.",
        wikidata="Q77317731",
    )
    Name.objects.create(entity=person, form="Зкксв Врбл", language="ru", script="Cyrl")
    return person


@pytest.fixture
def report(lamps, witness):
    """An article in which she is named, spells her name otherwise, speaks and is in the headline."""
    document = make_document(lamps, file_name="zqxv-wrbl.txt", origin="https://paper.example/zqxv-wrbl")
    article = make_article(
        document, title="What Zqxv Wrbl saw", url="https://paper.example/zqxv-wrbl", published="1931-05-06"
    )
    head = make_passage(article, "What Zqxv Wrbl saw", kind="title")
    make_mention(head, "Zqxv Wrbl", witness)
    told = make_passage(article, "On Salt Quay Zqxv Wrbl met Tomas Wick; Wrbl, WRBL and Зкксв Врбл are one.")
    make_mention(told, "Zqxv Wrbl", witness)
    make_mention(told, "Wrbl", witness, start=39, end=43)
    make_mention(told, "Tomas Wick", Entity.objects.get(preferred_name="Tomas Wick"))
    make_passage(article, "I saw it.", speaker=witness, speaker_name="Zqxv")
    Contributor.objects.create(
        article=article, position=0, name="Z. Wrbl", given="Z.", family="Wrbl", entity=witness
    )
    return article


def bytes_of(editions):
    return (editions / "edition-000001.sqlite3").read_bytes()


def test_s20_file_holds_the_pseudonym_and_no_form_of_the_name(report, editions, read):
    publish()

    shown = read(
        "SELECT p.text FROM edition_passage p JOIN edition_article a ON a.id = p.article_id"
        " WHERE a.public_id = ? ORDER BY p.start",
        report.public_id,
    )
    assert [text for (text,) in shown] == [
        f"What {PSEUDONYM} saw",
        f"On Salt Quay {PSEUDONYM} met Tomas Wick; {PSEUDONYM}, {PSEUDONYM} and {PSEUDONYM} are one.",
        "I saw it.",
    ]
    content = bytes_of(editions).decode(errors="replace").casefold()
    assert [form for form in ("zqxv", "wrbl", "врбл", "q77317731", "chandler") if form in content] == []


def test_marks_lie_on_the_pseudonym_and_on_what_follows_it(report, read):
    publish()

    text, marks = read("SELECT text, marks FROM edition_passage WHERE text LIKE 'On Salt Quay%'")[0]
    words = [text[start:end] for start, end, *_ in json.loads(marks)]
    assert words == [PSEUDONYM, "Tomas Wick", PSEUDONYM]


def test_title_address_names_and_byline_are_under_the_pseudonym(report, read):
    publish()

    facts = read("SELECT title, slug, byline, url FROM edition_article WHERE public_id = ?", report.public_id)
    assert facts == [(f"What {PSEUDONYM} saw", "what-a-lamplighters-widow-saw", PSEUDONYM, "")]
    assert read("SELECT sort_name, slug, wikidata FROM edition_entity WHERE name = ?", PSEUDONYM) == [
        (PSEUDONYM, "a-lamplighters-widow", "")
    ]
    assert read(
        "SELECT form FROM edition_entityname n JOIN edition_entity e ON e.id = n.entity_id WHERE e.name = ?",
        PSEUDONYM,
    ) == [(PSEUDONYM,)]
    assert read("SELECT DISTINCT speaker_name FROM edition_passage WHERE speaker_id IS NOT NULL") == [
        (PSEUDONYM,)
    ]


def test_s20_speaker_who_is_no_record_is_under_the_pseudonym(report, read):
    make_passage(report, "They wept.", speaker_name="Zqxv Wrbl")

    publish()

    assert read("SELECT speaker_name FROM edition_passage WHERE text = 'They wept.'") == [(PSEUDONYM,)]


def test_address_of_the_record_is_another_and_the_same_in_every_edition(report, witness, read):
    query = "SELECT public_id FROM edition_entity WHERE name = ?"
    publish()
    first = read(query, PSEUDONYM)
    publish()

    assert read(query, PSEUDONYM) == first
    assert first != [(witness.public_id,)]


def test_record_merged_into_hers_leads_nowhere_and_its_forms_are_hers(report, witness, read):
    former = make_entity("Zqxa Frmr", merged_into=witness)
    make_passage(report, "Zqxa Frmr, people said.", speaker=witness)

    publish()

    assert read("SELECT count(*) FROM edition_redirect WHERE old = ?", former.public_id) == [(0,)]
    assert read("SELECT count(*) FROM edition_passage WHERE text LIKE ?", f"{PSEUDONYM}, people%") == [(1,)]


def test_document_tells_neither_name_nor_size_nor_places(report, read):
    publish()

    document = report.document
    assert read(
        "SELECT file_name, origin, size, sha256 FROM edition_document WHERE public_id = ?",
        document.public_id,
    ) == [(f"{document.public_id}.txt", "", 0, "")]
    places = read(
        "SELECT p.start, p.end, length(p.text) FROM edition_passage p JOIN edition_document d"
        " ON d.id = p.document_id WHERE d.public_id = ? ORDER BY p.start",
        document.public_id,
    )
    assert [end - start for start, end, _ in places] == [length for *_, length in places]
    assert [start for start, *_ in places[1:]] == [end + 1 for _, end, _ in places[:-1]]


def test_former_wordings_are_under_the_pseudonym_too(report, witness, read):
    passage = report.passages.filter(revisions__text__startswith="On Salt Quay").get()
    first = passage.head
    text = first.text.replace("met", "saw")
    PassageRevision.objects.create(
        passage=passage, number=2, text=text, splices=[[23, 26, "saw"]], reason="Zqxv Wrbl asked for it"
    )
    Mention.objects.filter(revision=first).update(revision=passage.revisions.get(number=2))

    publish()

    rows = read("SELECT number, text, splices, reason FROM edition_revision ORDER BY number")
    assert [(number, text) for number, text, *_ in rows] == [
        (1, f"On Salt Quay {PSEUDONYM} met Tomas Wick; {PSEUDONYM}, {PSEUDONYM} and {PSEUDONYM} are one."),
        (2, f"On Salt Quay {PSEUDONYM} saw Tomas Wick; {PSEUDONYM}, {PSEUDONYM} and {PSEUDONYM} are one."),
    ]
    assert json.loads(rows[1][2]) == [[35, 38, "saw"]]
    assert rows[1][3] == f"{PSEUDONYM} asked for it"


def test_description_that_names_nobody_stays_in_the_source_s_words(report, witness, read):
    passage = make_passage(report, "The widow wept.")
    make_mention(passage, "The widow", witness)

    publish()

    assert read("SELECT count(*) FROM edition_passage WHERE text = 'The widow wept.'") == [(1,)]
    assert read("SELECT exact FROM edition_appearance WHERE exact = 'The widow'") == [("The widow",)]


def test_archive_without_anybody_at_risk_makes_no_key(lamps, settings):
    publish()

    assert not (settings.DATA / "pseudonyms.key").exists()


def test_key_is_its_owners_alone(report, settings):
    publish()

    assert (settings.DATA / "pseudonyms.key").stat().st_mode & 0o777 == 0o600


def test_person_named_only_in_a_draft_is_not_in_the_file(lamps, witness, editions):
    draft = make_article(title="A draft", status="draft")
    make_mention(make_passage(draft, "Zqxv Wrbl was there."), "Zqxv Wrbl", witness)

    publish()

    assert PSEUDONYM.encode() not in bytes_of(editions)


@pytest.mark.parametrize(
    "words",
    [
        "Then Zqxv Wrbl came.",
        "Then ZQXV\u00a0WRBL came.",
        "Then Zqxw Wrbl came, and Zksv Vrbl.",  # another spelling, by its sound
        "Then Wrbl came.",
        "See https://paper.example/zqxv-wrbl there",
        f"See {quote('Зкксв Врбл')} there",
        f"Coded {base64.b64encode(b'..Zqxv Wrbl..').decode()}",
    ],
    ids=["whole", "capitals", "sound", "surname", "slug", "percent", "base64"],
)
def test_s20_name_that_nobody_marked_stops_the_publication_and_says_where(lamps, witness, editions, words):
    Name.objects.create(entity=witness, form="Wrbl", kind="partial")
    Name.objects.create(entity=witness, form="Zksv Vrbl")
    article = make_article(title="A third report")
    make_passage(article, words)

    with pytest.raises(Refused, match=f"article {article.public_id}, passage 1") as refused:
        publish()

    assert "Wrbl" not in str(refused.value)
    assert list(editions.glob("*.sqlite3")) == []


def test_other_spelling_of_the_whole_name_is_found_by_its_sound(lamps, witness):
    make_entity("Yuri Abdulov", is_protected=True, pseudonym="A porter")
    make_passage(make_article(title="A third report"), "Then Iouri Abdoulov came.")

    with pytest.raises(Refused, match="passage 1"):
        publish()


@pytest.mark.parametrize(
    "words",
    ["Then Zqxv Wr\u00adbl came.", "They wrote #FreeZqxvWrbl.", "Then Z. Wrbl came.", "The Wrbls came."],
    ids=["unseen", "hashtag", "initial", "family"],
)
def test_s20_name_that_is_written_as_nobody_knows_it_stops_the_publication(lamps, witness, words):
    article = make_article(title="A third report")
    make_passage(article, words)

    with pytest.raises(Refused, match=f"article {article.public_id}, passage 1"):
        publish()


def test_family_name_alone_is_somebody_else_s_where_others_bear_it(lamps, witness, read):
    third, fourth = make_article(title="A third report"), make_article(title="A fourth report")
    make_mention(make_passage(third, "Ada Wrbl came."), "Ada Wrbl", make_entity("Ada Wrbl"))
    make_passage(fourth, "Then Wrbl sat down.")

    publish()

    assert read("SELECT count(*) FROM edition_passage WHERE text = 'Then Wrbl sat down.'") == [(1,)]


@pytest.mark.parametrize("words", ["Zqxv wept.", "Wrbl wept.", "Dear ZQXV, we wept."])
def test_word_of_her_name_stops_the_publication_where_she_has_a_pseudonym(lamps, witness, words):
    article = make_article(title="A third report")
    make_mention(make_passage(article, "Zqxv Wrbl came."), "Zqxv Wrbl", witness)
    make_mention(make_passage(article, "Ada Wrbl came."), "Ada Wrbl", make_entity("Ada Wrbl"))
    make_passage(article, words)

    with pytest.raises(Refused, match=f"article {article.public_id}, passage 3"):
        publish()


def test_word_of_her_name_that_is_another_s_too_is_let_pass_where_it_is_marked(lamps, witness, read):
    article = make_article(title="Wrbl wins")
    ada = make_entity("Ada Wrbl")
    make_mention(make_passage(article, "Wrbl wins", kind="title"), "Wrbl", ada)
    make_mention(make_passage(article, "Zqxv Wrbl came."), "Zqxv Wrbl", witness)
    make_mention(make_passage(article, "Ada Wrbl came."), "Ada Wrbl", ada)

    publish()

    assert read("SELECT title FROM edition_article WHERE public_id = ?", article.public_id) == [
        ("Wrbl wins",)
    ]


def test_word_of_the_language_is_no_trace_of_a_name(lamps, read):
    rose = make_entity("Rose Wrbl", is_protected=True, pseudonym=PSEUDONYM)
    for title in ("One", "Two"):
        make_passage(make_article(title=title), "The smoke rose slowly.")
    article = make_article(title="Three")
    make_mention(make_passage(article, "Rose Wrbl came."), "Rose Wrbl", rose)
    make_passage(article, "Rose from the sea it did.")

    publish()

    assert read("SELECT count(*) FROM edition_passage WHERE text LIKE 'Rose from%'") == [(1,)]


@pytest.mark.parametrize(
    ("given", "family"),
    [("Ruth", "Dee"), ("Ruth", "Abe"), ("Min", "Pak"), ("Li", "Han"), ("Ruth", "Place"), ("Ruth", "Friday")],
)
def test_short_names_and_words_of_ours_are_not_found_in_ids_codes_and_dates(lamps, given, family, read):
    person = make_entity(
        f"{given} {family}", sort_name=f"{family}, {given}", is_protected=True, pseudonym="A diver"
    )
    article = make_article(
        title="On Friday the lamps went out", url="https://paper.example/3dee7/pak99x/8han"
    )
    make_mention(make_passage(article, f"{given} {family} came."), f"{given} {family}", person)
    make_passage(article, "The lamps went out.")
    make_entity("Lamp Row", kind="place")

    publish()

    assert read("SELECT count(*) FROM edition_passage WHERE text = 'A diver came.'") == [(1,)]


def test_handle_with_figures_stops_the_publication(lamps, witness):
    make_passage(make_article(title="A third report"), "They asked @wrbl77 for more.")

    with pytest.raises(Refused, match="passage 1"):
        publish()


def test_relative_s_sorted_name_is_the_relative_s_own(lamps, witness, read):
    Name.objects.create(entity=witness, form="Wrbl", kind="partial")
    father = make_entity("Ada Wrbl", sort_name="Wrbl, Ada")
    make_mention(make_passage(make_article(title="A third report"), "Ada Wrbl came."), "Ada Wrbl", father)

    publish()

    assert read("SELECT sort_name FROM edition_entity WHERE public_id = ?", father.public_id) == [
        ("Wrbl, Ada",)
    ]


def test_every_column_of_words_is_known_to_hold_words_or_signs():
    columns = {field.column for _, field in columns_elsewhere()}

    assert columns - SIGNS - WORDS == set()
    assert set() == SIGNS & WORDS


def test_namesake_that_an_editor_marked_is_left_alone(lamps, witness, read):
    Name.objects.create(entity=witness, form="Wrbl", kind="partial")
    article = make_article(title="A third report")
    other = make_entity("Ada Wrbl")
    passage = make_passage(article, "Ada Wrbl came; Wrbl sat down.")
    make_mention(passage, "Ada Wrbl", other)
    make_mention(passage, "Wrbl", other, start=15, end=19)

    publish()

    assert read("SELECT count(*) FROM edition_passage WHERE text = 'Ada Wrbl came; Wrbl sat down.'") == [(1,)]


def test_name_in_a_reason_of_withdrawal_stops_the_publication(lamps, witness):
    article = make_article(make_document(lamps), title="A third report")
    make_passage(article, "Somebody came.")
    apply_withdrawal(plan_withdrawal(article.document), actor=None, reason="names ZQXV WRBL")

    with pytest.raises(Refused, match="tombstone "):
        publish()


def test_name_newly_at_risk_touches_every_article_of_its_documents(report, witness):
    beside = make_article(report.document, title="Beside it")
    make_passage(beside, "Nobody is named here.")
    publish()
    with act(ActKind.EDIT, "Another form of the name") as doing:
        doing.create(Name(entity=witness, form="Old Wrbl", kind="variant"))

    plan = plan_publication()

    assert {line.title for line in plan.touched} == {"What Zqxv Wrbl saw", "Beside it"}


def test_editorial_rows_stay_as_they_are(report, witness):
    publish()

    report.refresh_from_db()
    assert (report.title, report.document.file_name) == ("What Zqxv Wrbl saw", "zqxv-wrbl.txt")
    assert Mention.objects.filter(entity=witness, exact="Zqxv Wrbl").count() == 2
    assert Quotation.objects.count() == 0

"""An edition holds what may be seen, all of it and nothing else."""

import pytest

from sources.annotate.acts import Refused, act
from sources.edition import publish as publishing
from sources.edition.building import declared_indexes
from sources.edition.numbers import ROOM
from sources.edition.publish import publish, reconcile
from sources.models import (
    Article,
    ChangeSet,
    Edition,
    Entity,
    Mention,
    Name,
    Passage,
    PassageRevision,
)
from sources.vocabulary import ActKind
from tests.factories import make_article, make_entity, make_mention, make_passage

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


def test_first_edition_is_numbered_1_and_current(lamps, editions):
    made = publish(note="The first")

    assert (made.edition.number, made.edition.counts["articles"], made.edition.counts["people"]) == (1, 2, 1)
    assert publishing.current_file() == (editions / "edition-000001.sqlite3").resolve()
    assert ChangeSet.objects.get().summary == "Published edition 1"


def test_edition_holds_the_passages_with_their_marks(lamps, read):
    publish()

    rows = read("SELECT number, kind, is_reading, text FROM edition_passage WHERE article_id = ?", ROOM)
    marks = read("SELECT marks FROM edition_passage WHERE article_id = ? AND number = '1'", ROOM)

    wick = Mention.objects.get(exact="Tomas Wick").entity.public_id
    assert rows == [
        ("1", "body", 1, "On 3 May Tomas Wick put out every lamp on Salt Quay."),
        ("2", "boilerplate", 0, "Subscribe to our newsletter"),
    ]
    assert marks[0][0].startswith(
        f'[[3,8,"date","1931-05-03","","3 May 1931"],[9,19,"person","{wick}","tomas-wick","Tomas Wick"],'
    )


def test_edition_counts_a_person_across_spellings(lamps, read):
    publish()

    assert read(
        "SELECT name, passage_count, article_count, mention_count FROM edition_entity ORDER BY name"
    ) == [
        ("Salt Quay", 1, 1, 1),
        ("Tomas Wick", 2, 2, 2),
    ]
    assert read(
        "SELECT form, relation, times FROM edition_entityname n JOIN edition_entity e ON e.id = n.entity_id "
        "WHERE e.name = 'Tomas Wick' ORDER BY position"
    ) == [("Tomas Wick", "preferred", 1), ("T. Wyck", "as_written", 1)]


def test_date_says_what_it_was_counted_from(lamps, read):
    publish()

    assert read("SELECT exact, rule, anchor, certainty FROM edition_appearance WHERE exact = 'Sunday'") == [
        ("Sunday", "weekday", "published 5 May 1931", "probable")
    ]


def test_passages_of_two_sources_on_one_man_and_day_stand_beside_each_other(lamps, read):
    publish()

    beside = read("SELECT beside FROM edition_passage WHERE text LIKE 'On 3 May%'")[0][0]

    assert '"Hill Gazette, 5 May 1931","same day, Tomas Wick"' in beside


def test_full_text_finds_articles_but_not_navigation(lamps, read):
    publish()

    query = "SELECT count(*) FROM passage_text WHERE passage_text MATCH ?"
    assert read(query, "lamp") == [(1,)]
    assert read(query, "newsletter") == [(0,)]


def test_draft_is_not_in_the_file(lamps, editions):
    draft = make_article(title="Whispers of Zqxv", status="draft")
    make_mention(make_passage(draft, "Zqxv Wrbl was there."), "Zqxv Wrbl", make_entity("Zqxv Wrbl"))

    publish()

    assert b"Zqxv" not in (editions / "edition-000001.sqlite3").read_bytes()


@pytest.mark.parametrize("status", ["suggested", "rejected", "needs_review"])
def test_mention_that_is_not_accepted_is_not_in_the_file(lamps, editions, status):
    article = make_article(title="A third report")
    make_mention(
        make_passage(article, "Nobody was there."),
        "Nobody",
        make_entity("Zqxv Wrbl"),
        status=status,
        note="Zqxv",
    )

    publish()

    assert b"Zqxv" not in (editions / "edition-000001.sqlite3").read_bytes()


@pytest.mark.parametrize(("access", "before"), [("snippets", "Zqxv lamps of the "), ("catalogue", "")])
def test_text_that_may_not_be_shown_in_full_is_not_in_the_file(lamps, read, access, before):
    article = make_article(title="A guarded report", access=access)
    words = "Zqxv lamps of the Harbour Watch were lit."
    make_mention(
        make_passage(article, words), "Harbour Watch", make_entity("Harbour Watch", kind="organisation")
    )
    make_passage(article, "Nobody is named here, and nothing of it is shown. " * 3)

    publish()

    assert read(
        "SELECT DISTINCT text FROM edition_passage p JOIN edition_article a ON a.id = p.article_id "
        "WHERE a.title = 'A guarded report'"
    ) == [(None,)]
    assert read("SELECT before FROM edition_appearance WHERE exact = 'Harbour Watch'") == [(before,)]


def test_note_for_editors_is_not_in_the_file(lamps, editions):
    Mention.objects.update(note="Zqxv says otherwise")

    publish()

    assert b"Zqxv" not in (editions / "edition-000001.sqlite3").read_bytes()


def test_copy_is_shown_and_not_counted(lamps, read):
    original = Article.objects.get(title="Lamps out on the quay")
    copy = make_article(
        title="Lamps out, they say", copy_of=original, similarity=0.96, published="1931-05-09"
    )
    make_mention(
        make_passage(copy, "On 3 May Tomas Wick put out every lamp."),
        "Tomas Wick",
        Entity.objects.get(preferred_name="Tomas Wick"),
    )

    made = publish()

    assert (made.edition.counts["articles"], made.edition.counts["copies"]) == (2, 1)
    assert read("SELECT passage_count FROM edition_entity WHERE name = 'Tomas Wick'") == [(2,)]
    assert read("SELECT COUNT(*) FROM edition_appearance WHERE in_copy") == [(1,)]


def test_same_content_has_the_same_digest(lamps):
    assert publish().edition.digest == publish().edition.digest


def test_changed_content_has_another_digest(lamps):
    before = publish().edition.digest
    Mention.objects.filter(exact="Sunday").update(certainty="certain")

    assert publish().edition.digest != before


def test_text_not_held_is_still_an_index(lamps, read):
    article = make_article(title="Known by its hash")
    make_mention(make_passage(article, None), "Tomas Wick", Entity.objects.get(preferred_name="Tomas Wick"))

    publish()

    assert read(
        "SELECT p.text, a.exact, a.before FROM edition_appearance a JOIN edition_passage p "
        "ON p.id = a.passage_id JOIN edition_article t ON t.id = a.article_id "
        "WHERE t.title = 'Known by its hash'"
    ) == [(None, "Tomas Wick", "")]


def test_nothing_published_is_refused_with_a_sentence(db):
    with pytest.raises(Refused, match="nothing to publish"):
        publish()

    assert Edition.objects.count() == 0


def test_unsound_edition_is_refused_and_the_former_stays(lamps, editions, monkeypatch):
    publish()
    # A rule that finds a fault in every edition: the check must stop the swap, whatever it found.
    rules = {"there is an article": "SELECT id FROM edition_article"}
    monkeypatch.setattr("sources.edition.verify.RULES", rules)

    with pytest.raises(Refused, match="In 2 places there is an article"):
        publish()

    assert publishing.current_file().name == "edition-000001.sqlite3"
    assert sorted(path.name for path in editions.iterdir()) == [
        ".lock",
        "current.sqlite3",
        "edition-000001.sha256",
        "edition-000001.sqlite3",
    ]


def test_interrupted_publish_is_recorded_when_next_something_is_published(lamps):
    publish()
    Edition.objects.all().delete()

    made = publish()

    assert list(Edition.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert made.edition.number == 2


def test_file_that_was_never_anybodys_goes(lamps, editions):
    publish()
    (editions / "edition-000009.sqlite3").write_bytes(b"half")
    (editions / ".building-9").mkdir()

    reconcile()

    assert sorted(path.name for path in editions.iterdir()) == [
        ".lock",
        "current.sqlite3",
        "edition-000001.sha256",
        "edition-000001.sqlite3",
    ]


def test_copy_of_a_text_that_is_not_published_counts_itself(lamps, read):
    draft = make_article(title="The unpublished first", status="draft")
    copy = make_article(title="Known only from a reprint", copy_of=draft, similarity=0.9)
    make_mention(
        make_passage(copy, "Nobody but Tomas Wick."),
        "Tomas Wick",
        Entity.objects.get(preferred_name="Tomas Wick"),
    )

    made = publish()

    assert (made.edition.counts["articles"], made.edition.counts["copies"]) == (3, 0)
    assert read("SELECT passage_count FROM edition_entity WHERE name = 'Tomas Wick'") == [(3,)]


def test_every_declared_index_is_in_the_file(lamps, read):
    publish()

    found = {
        name for (name,) in read("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
    }
    assert found >= set(declared_indexes())
    assert "appearance_by_entity" in found
    # An index of the same column alone would say nothing that this one does not.
    assert {"passage_by_article", "edition_passage_speaker_id"} <= found
    assert "edition_passage_article_id" not in found


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM edition_appearance WHERE entity_id = 1 ORDER BY position LIMIT 200",
        "SELECT * FROM edition_appearance WHERE date_id = 1 ORDER BY position LIMIT 200",
        "SELECT * FROM edition_passage WHERE article_id = 1 ORDER BY start",
        "SELECT * FROM edition_entityname WHERE entity_id = 1 ORDER BY position",
        "SELECT * FROM edition_namekey WHERE key = 'lamp'",
        "SELECT * FROM edition_entityincorpus WHERE corpus_id = 1 AND kind = 'person' ORDER BY sort_name",
    ],
)
def test_pages_ask_an_index_not_the_whole_table(lamps, read, query):
    publish()

    plan = " ".join(row[3] for row in read(f"EXPLAIN QUERY PLAN {query}"))

    assert "SCAN" not in plan
    assert "TEMP B-TREE" not in plan


def corrected(passage, number, text, *, withholds=False):
    return PassageRevision.objects.create(
        passage=passage,
        number=number,
        text=text,
        splices=[[0, 1, text]],
        reason=f"because {text}",
        withholds_former=withholds,
    )


@pytest.mark.parametrize("named_in", [1, 2])
def test_withheld_wording_is_not_in_the_file_whenever_it_came_in(lamps, editions, named_in):
    wordings = {1: "A man was there.", 2: "A man was there, they say."} | {named_in: "Zqxv was there."}
    passage = make_passage(make_article(title="A third report"), wordings[1]).passage
    corrected(passage, 2, wordings[2])
    corrected(passage, 3, "Somebody was there.", withholds=True)

    publish()

    assert b"Zqxv" not in (editions / "edition-000001.sqlite3").read_bytes()


def test_region_of_no_article_is_shown_only_where_its_whole_document_is(lamps, read, editions):
    article = make_article(title="A guarded report", access="catalogue")
    make_passage(article, "Guarded words.")
    loose = make_passage(article, "Zqxv, page furniture", number="f1", kind="boilerplate").passage
    Passage.objects.filter(pk=loose.pk).update(article=None)

    publish()

    assert b"Zqxv" not in (editions / "edition-000001.sqlite3").read_bytes()


def test_editions_outlive_a_restored_database(lamps, editions):
    for _ in range(3):
        publish()
    Edition.objects.filter(number__gt=1).delete()

    made = publish()

    assert made.edition.number == 4
    assert list(Edition.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4]
    assert len(list(editions.glob("edition-*.sqlite3"))) == 4


def test_sidecar_holds_the_digest_of_the_file(lamps, editions):
    made = publish()

    assert (editions / "edition-000001.sha256").read_text() == (
        f"{made.edition.sha256}  edition-000001.sqlite3\n"
    )


def test_act_committed_while_the_file_is_built_is_in_the_edition(lamps, read):
    sentences = []

    def interrupt(sentence):
        if sentence.startswith("Indexing words") and sentence not in sentences:
            with act(ActKind.EDIT, "Renamed an article meanwhile") as doing:
                doing.change(Article.objects.get(title="Order on the quay"), title="Order, they say")
        sentences.append(sentence)

    publish(progress=interrupt)

    assert ("Order, they say",) in read("SELECT title FROM edition_article")
    assert "Somebody saved a change meanwhile; building again (2)" in sentences


def test_merged_entities_lead_to_the_one_that_stands(lamps, read):
    wick = Entity.objects.get(preferred_name="Tomas Wick")
    nearer = make_entity("T. Wick", merged_into=wick)
    further = make_entity("Wick", merged_into=nearer)

    publish()

    assert set(read("SELECT old, new FROM edition_redirect")) == {
        (nearer.public_id, wick.public_id),
        (further.public_id, wick.public_id),
    }


def test_person_who_only_speaks_in_fiction_is_marked_as_fiction(lamps, read):
    type(lamps).objects.update(is_fiction=True)
    make_passage(
        make_article(Article.objects.first().document), "I saw it.", speaker=make_entity("Ada Quill")
    )

    publish()

    assert read("SELECT is_fiction FROM edition_entity WHERE name = 'Ada Quill'") == [(1,)]


def test_form_that_only_a_draft_writes_is_not_in_the_file(lamps, editions):
    wick = Entity.objects.get(preferred_name="Tomas Wick")
    Name.objects.create(entity=wick, form="Zqxv Wick", spelling_key="zqxv")
    draft = make_article(title="A draft", status="draft")
    make_mention(make_passage(draft, "Zqxv Wick was there."), "Zqxv Wick", wick)

    publish()

    assert b"Zqxv" not in (editions / "edition-000001.sqlite3").read_bytes()

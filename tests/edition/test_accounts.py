"""Questions and claims in an edition: only what may be public, each assertion counted once."""

import json

import pytest

from sources.edition.publish import publish
from sources.models import Party, Relay
from tests.factories import (
    make_article,
    make_claim,
    make_corpus,
    make_document,
    make_entity,
    make_mention,
    make_passage,
    make_publication,
    make_question,
)

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]

TEXT = "The warden said that 16 lamps went out; residents spoke of dozens."
EXACT = {"measure": "exact", "low": 16.0, "high": 16.0}


@pytest.fixture
def corpus(db):
    return make_corpus(slug="lamps", title="The Lantern Tax")


@pytest.fixture
def report(corpus):
    article = make_article(make_document(corpus), publication=make_publication())
    return make_passage(article, TEXT)


@pytest.fixture
def question(corpus):
    return make_question(corpus, slug="lamps", place=make_entity("Salt Quay", kind="place"))


def another(corpus, text=TEXT, **values):
    return make_passage(make_article(make_document(corpus), **values), text)


def test_claim_is_published_with_its_words_its_asserter_and_its_chain(report, question, read):
    officials = Party.objects.create(slug="officials", label="Officials", position=1)
    warden, clerk = make_entity("Ada Quill"), make_entity("Tom Wick")
    claim = make_claim(report, "16", question, **EXACT, asserter=warden, party=officials)
    Relay.objects.create(claim=claim, position=0, entity=clerk)
    Relay.objects.create(claim=claim, position=1, words="a relative")

    publish()

    columns = "exact, before, answer, low, asserter_name, is_independent, chain"
    ((*said, chain),) = read(f"SELECT {columns} FROM edition_claim")
    assert said == ["16", "The warden said that ", "16", 16.0, "Ada Quill", 1]
    assert [step[3] for step in json.loads(chain)] == ["Tom Wick", "a relative"]
    assert read("SELECT label FROM edition_party") == [("Officials",)]
    counts = "claim_count, independent_count, asserter_count, article_count, low, high"
    assert read(f"SELECT {counts} FROM edition_question") == [(1, 1, 1, 1, 16.0, 16.0)]


def test_pages_have_the_answers_ready_beside_what_they_show(report, question, read):
    warden = make_entity("Ada Quill")
    claim = make_claim(report, "16", question, **EXACT, asserter=warden)

    publish()

    answer = ["lamps", "How many lamps went out?", claim.public_id, "16", "asserts"]
    (beside,) = read("SELECT claims FROM edition_passage WHERE claims <> '[]'")
    assert json.loads(beside[0]) == [[*answer, "Ada Quill"]]
    of_people = dict(read("SELECT name, accounts FROM edition_entity"))
    assert json.loads(of_people["Ada Quill"]) == {"asserts": [[*answer, ""]], "more": 0}
    asked = ["lamps", "How many lamps went out?", 1, 1, [["Ada Quill", ["16"], 0, 0]]]
    assert json.loads(of_people["Salt Quay"]) == {"asked": [asked], "more": 0}
    (of_corpus,) = read("SELECT question_count, accounts FROM edition_corpus")
    assert (of_corpus[0], json.loads(of_corpus[1])) == (1, [asked])


@pytest.mark.parametrize("status", ["suggested", "needs_review", "rejected"])
def test_claim_that_no_editor_stands_by_is_not_published_nor_its_question(report, question, read, status):
    make_claim(report, "16", question, **EXACT, status=status)

    publish()

    assert read("SELECT id FROM edition_claim UNION SELECT id FROM edition_question") == []


def test_claim_of_an_article_that_is_not_public_is_not_published(report, corpus, question, read):
    make_claim(another(corpus, status="draft"), "16", question, **EXACT)
    make_claim(report, "dozens", question, measure="in_words", text="dozens")

    publish()

    assert read("SELECT answer FROM edition_claim") == [("dozens",)]


def test_claim_on_a_former_wording_is_not_published(report, question, read):
    make_claim(report, "16", question, **EXACT)
    report.passage.revisions.create(
        number=2, text="Nothing.", splices=[[0, len(TEXT), "Nothing."]], reason="x"
    )

    publish()

    assert read("SELECT id FROM edition_claim") == []


def test_same_figure_repeated_and_copied_counts_once(report, corpus, question, read):
    first = make_claim(report, "16", question, **EXACT)
    make_claim(another(corpus, published="1931-05-06"), "16", question, **EXACT, repeats=first)
    copy = another(corpus, published="1931-05-07", copy_of=report.passage.article, similarity=0.96)
    make_claim(copy, "16", question, **EXACT)
    make_claim(copy, "dozens", question, measure="in_words", text="dozens")

    publish()

    rows = read("SELECT answer, is_independent, in_copy, retellings, original_id IS NULL FROM edition_claim")
    assert rows == [("16", 1, 0, 2, 1), ("16", 0, 0, 0, 0), ("16", 0, 1, 0, 0), ("dozens", 0, 1, 0, 1)]
    assert read("SELECT claim_count, independent_count FROM edition_question") == [(4, 1)]


@pytest.mark.parametrize(
    ("access", "shown"),
    [("full", ("16", "The warden said that ")), ("snippets", ("16", "")), ("catalogue", ("", ""))],
)
def test_no_more_of_the_words_is_published_than_readers_may_see(corpus, question, read, access, shown):
    make_claim(another(corpus, access=access), "16", question, **EXACT)

    publish()

    assert read("SELECT exact, before FROM edition_claim") == [shown]


def test_protected_asserter_appears_under_the_pseudonym_and_nowhere_else(report, question, read, settings):
    person = make_entity("Ida Tallow", is_protected=True, pseudonym="a neighbour")
    make_mention(report, "residents", person)
    claim = make_claim(
        report, "16 lamps", question, **EXACT, asserter=person, text="Ida Tallow counted them herself"
    )
    Relay.objects.create(claim=claim, position=0, entity=person)

    publish()

    ((exact, name, text, chain),) = read("SELECT exact, asserter_name, text, chain FROM edition_claim")
    assert (exact, name, text) == ("16 lamps", "a neighbour", "a neighbour counted them herself")
    assert [step[3] for step in json.loads(chain)] == ["a neighbour"]
    assert b"Tallow" not in settings.CURRENT_EDITION.read_bytes()


def test_asserter_who_is_only_protected_in_a_claim_is_covered_too(report, question, settings):
    make_claim(
        report, "16", question, **EXACT, asserter=make_entity("Ida Tallow", is_protected=True, pseudonym="N.")
    )

    publish()

    assert b"Tallow" not in settings.CURRENT_EDITION.read_bytes()


def test_asserter_of_much_is_shown_with_one_answer_to_each_question_first(report, question, corpus, read):
    warden = make_entity("Ada Quill")
    for word in ("16", "lamps", "went", "out", "dozens", "spoke", "of", "said", "that"):
        make_claim(report, word, question, measure="in_words", text=word, asserter=warden)
    other = make_question(corpus, slug="other", wording="Who?", asks="text")
    make_claim(report, "residents", other, text="nobody", asserter=warden)

    publish()

    [(column,)] = read("SELECT accounts FROM edition_entity WHERE name = 'Ada Quill'")
    shown = json.loads(column)
    assert ([row[0] for row in shown["asserts"][:3]], shown["more"]) == (["lamps", "other", "lamps"], 2)

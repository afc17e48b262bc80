"""What the database refuses of questions and claims, whichever way a row is written."""

import pytest
from django.db import IntegrityError, transaction

from sources.models import Claim, Question, Relay
from tests.factories import (
    make_article,
    make_claim,
    make_corpus,
    make_entity,
    make_passage,
    make_question,
)

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]

TEXT = "The warden said that 16 lamps went out; others spoke of dozens."
EXACT = {"measure": "exact", "low": 16.0, "high": 16.0}


@pytest.fixture
def revision():
    return make_passage(make_article(), TEXT)


@pytest.fixture
def question(revision):
    return make_question(revision.passage.document.corpus)


def refused(make, *args, **values):
    with pytest.raises(IntegrityError), transaction.atomic():
        make(*args, **values)
    return True


def updated(row, **values):
    type(row).objects.filter(pk=row.pk).update(**values)


@pytest.mark.parametrize(
    "values",
    [
        {"measure": "exact", "low": 16.0},
        {"measure": "exact", "low": 14.0, "high": 16.0},
        {"measure": "at_least", "low": 64.0, "high": 64.0},
        {"measure": "at_most", "low": 20.0},
        {"measure": "between", "low": 16.0, "high": 14.0},
        {"measure": "in_words"},
        {"measure": "exact", "low": -1.0, "high": -1.0},
        {"measure": "exact", "low": 1e13, "high": 1e13},
        {"measure": "some", "low": 1.0, "high": 1.0},
        {"measure": ""},
        {**EXACT, "stance": "knows"},
    ],
)
def test_claim_whose_value_does_not_hold_together_is_refused(revision, question, values):
    assert refused(make_claim, revision, "16", question, **values)


@pytest.mark.parametrize(
    "values",
    [
        EXACT,
        {"measure": "about", "low": 1e9, "high": 1e9},
        {"measure": "between", "low": 14.0, "high": 16.0},
        {"measure": "more_than", "low": 64.0},
        {"measure": "fewer_than", "high": 20.0},
        {"measure": "in_words", "text": "dozens"},
        {"measure": "", "stance": "unknown"},
        {"measure": "", "stance": "disputes"},
    ],
)
def test_claim_whose_value_holds_together_is_taken(revision, question, values):
    assert make_claim(revision, "16", question, **values).pk


def test_claim_without_its_words_is_refused(revision, question):
    claim = make_claim(revision, "16", question, **EXACT)

    assert refused(updated, claim, exact="61")
    assert refused(updated, claim, start=claim.start + 1, end=claim.end + 1)


def test_claim_cannot_be_without_a_wording(revision, question):
    claim = make_claim(revision, "16", question, **EXACT)

    assert refused(updated, claim, revision=None)


def test_accepted_claim_of_nobody_is_refused(revision, question):
    claim = make_claim(revision, "16", question, **EXACT)

    assert refused(updated, claim, asserter_name="")


def test_claim_that_answers_otherwise_than_is_asked_is_refused(revision):
    corpus = revision.passage.document.corpus
    choice = make_question(corpus, asks="choice", options="wind=Wind|hand=A hand")
    yes_no = make_question(corpus, asks="yes_no")

    assert refused(make_claim, revision, "16", choice, **EXACT)
    assert refused(make_claim, revision, "16", choice, option="win")
    assert refused(make_claim, revision, "16", choice, option="yes")
    assert refused(make_claim, revision, "16", yes_no, option="wind")
    assert make_claim(revision, "16", choice, option="hand").answer == "A hand"
    assert make_claim(revision, "16", yes_no, option="no").answer == "No"


def test_claim_on_a_question_of_another_corpus_is_refused(revision):
    assert refused(make_claim, revision, "16", make_question(make_corpus()), **EXACT)


def test_question_whose_answers_would_be_none_any_more_is_refused(revision):
    question = make_question(revision.passage.document.corpus, asks="choice", options="wind=Wind|hand=Hand")
    make_claim(revision, "16", question, option="hand")

    assert refused(updated, question, options="wind=Wind")
    assert refused(updated, question, corpus=make_corpus())
    updated(question, options="hand=A hand|rain=Rain")
    assert Question.objects.get(pk=question.pk).answers == {"hand": "A hand", "rain": "Rain"}


@pytest.mark.parametrize(
    "values",
    [
        {"wording": "Lamps out"},
        {"asks": "figure"},
        {"asks": "text", "unit": "lamps"},
        {"asks": "choice"},
        {"asks": "number", "options": "a=A"},
    ],
)
def test_question_that_is_none_is_refused(values):
    assert refused(make_question, make_corpus(), **values)


def test_claim_cannot_repeat_itself_nor_what_repeats_it(revision, question):
    first = make_claim(revision, "16", question, **EXACT)
    second = make_claim(revision, "16 lamps", question, **EXACT, repeats=first)

    assert refused(updated, first, repeats=first)
    assert refused(updated, first, repeats=second)
    assert second.retold() == [first.pk]


def test_same_claim_of_the_same_asserter_on_the_same_words_is_refused(revision, question):
    values = {"measure": "exact", "low": 16.0, "high": 16.0, "asserter": make_entity()}
    make_claim(revision, "16", question, **values)

    assert refused(make_claim, revision, "16", question, **values)
    assert make_claim(revision, "16", question, **values | {"stance": "denies"}).pk


def test_step_of_a_chain_is_an_entity_or_words(revision, question):
    claim = make_claim(revision, "16", question, **EXACT)

    assert refused(Relay.objects.create, claim=claim, position=0)
    assert refused(Relay.objects.create, claim=claim, position=0, entity=make_entity(), words="a relative")
    assert refused(Relay.objects.create, claim=claim, position=0, words="a | b")
    Relay.objects.create(claim=claim, position=0, words="a relative")
    assert refused(Relay.objects.create, claim=claim, position=0, words="another")


def test_claims_are_read_in_the_order_of_the_text(revision, question):
    later = make_claim(revision, "dozens", question, measure="in_words", text="dozens")
    first = make_claim(revision, "16", question, **EXACT)

    assert [claim.pk for claim in Claim.objects.for_reading()] == [first.pk, later.pk]
    assert [claim.answer for claim in Claim.objects.for_reading()] == ["16", "dozens"]

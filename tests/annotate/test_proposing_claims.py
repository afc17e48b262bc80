"""What may be proposed of claims: questions with their reasons, and what a copy carries again."""

import pytest

from sources.annotate.acts import Refused
from sources.annotate.proposing_claims import carried, carry_over, likely_questions
from sources.annotate.undo import undo
from sources.models import ChangeSet, Claim, Relay
from sources.values.span import Span
from tests.annotate.states import digest_of_database
from tests.factories import (
    make_article,
    make_claim,
    make_corpus,
    make_document,
    make_entity,
    make_mention,
    make_passage,
    make_question,
)

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]

TEXT = "On Salt Quay sixteen wardens were hurt that night."
SIXTEEN = {"measure": "exact", "low": 16.0, "high": 16.0}


@pytest.fixture
def corpus():
    return make_corpus()


@pytest.fixture
def original(corpus):
    return make_passage(make_article(make_document(corpus), published="1931-05-03"), TEXT)


def copy_of(original, text=f"From our correspondent. {TEXT}"):
    document = make_document(original.passage.document.corpus)
    article = make_article(document, copy_of=original.passage.article, similarity=0.9)
    return make_passage(article, text)


def test_question_is_proposed_by_words_place_and_day(original, corpus, django_assert_num_queries):
    quay = make_entity("Salt Quay", kind="place")
    make_mention(original, "Salt Quay", quay)
    make_mention(original, "that night", "1931-05-03")
    hurt = make_question(corpus, wording="How many were injured?", place=quay)
    make_question(corpus, wording="How many were arrested?")
    make_question(make_corpus(), wording="How many were injured?")

    found = likely_questions(original, Span(13, 20))

    assert [(one.question, one.reason) for one in found] == [(hurt, "“hurt” stands near; same place")]


def test_claims_of_the_original_are_suggested_in_its_copy_and_linked(original, corpus):
    question = make_question(corpus)
    first = make_claim(original, "sixteen", question, **SIXTEEN, asserter=make_entity())
    Relay.objects.create(claim=first, position=0, words="a clerk")
    copy = copy_of(original)
    before = digest_of_database()

    made = carry_over(carried(copy.passage.article), actor=None)

    [claim] = made
    assert (claim.exact, claim.revision, claim.status, claim.repeats) == ("sixteen", copy, "suggested", first)
    assert (claim.answer, claim.meaning, str(claim.relays.get())) == ("16", "Ada Quill", "a clerk")
    assert carried(copy.passage.article) == ()
    undo(ChangeSet.objects.order_by("-pk").first(), actor=None)
    assert digest_of_database() == before


def test_claim_whose_words_the_copy_has_otherwise_is_not_carried(original, corpus):
    make_claim(original, "sixteen", make_question(corpus), **SIXTEEN)

    assert carried(copy_of(original, TEXT.replace("sixteen", "twenty")).passage.article) == ()


def test_nothing_is_carried_to_what_is_no_copy_or_not_held(original, corpus):
    with pytest.raises(Refused, match="is no copy"):
        carried(original.passage.article)
    with pytest.raises(Refused, match="not held"):
        carried(copy_of(original, None).passage.article)
    assert Claim.objects.count() == 0

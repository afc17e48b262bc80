"""Claims as acts: made, changed, decided, withdrawn, removed, and each taken back again."""

import pytest

from sources.annotate import claiming, questions, quoting
from sources.annotate.acts import Refused
from sources.annotate.correct import apply_correction, plan_correction
from sources.annotate.merge import merge, plan_merge
from sources.annotate.undo import undo
from sources.annotate.unmerge import unmerge
from sources.models import ChangeSet, Claim, Party, Question, Quotation, Relay
from sources.values.span import Span
from sources.values.splice import Splice
from sources.vocabulary import Asks
from tests.annotate.states import digest_of_database
from tests.factories import make_article, make_claim, make_corpus, make_entity, make_passage, make_question

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]

TEXT = "The warden said that 16 lamps went out; others spoke of dozens."
SIXTEEN, DOZENS, SAID = Span(21, 23), Span(56, 62), Span(16, 38)
EXACT = {"measure": "exact", "low": 16.0, "high": 16.0}


@pytest.fixture
def revision():
    return make_passage(make_article(), TEXT)


@pytest.fixture
def question(revision):
    return make_question(revision.passage.document.corpus)


def last_act():
    return ChangeSet.objects.order_by("-pk").first()


def test_claim_is_made_with_its_chain_in_one_act_and_undone(revision, question):
    before, warden = digest_of_database(), make_entity("Ada Quill")
    before = digest_of_database()

    claim = claiming.make(
        question, revision, SIXTEEN, actor=None, asserter=warden, relays=[warden, "a relative"], **EXACT
    )

    assert (claim.exact, claim.status, claim.answer, claim.meaning) == ("16", "accepted", "16", "Ada Quill")
    assert [str(step) for step in claim.relays.all()] == ["Ada Quill", "a relative"]
    assert ChangeSet.objects.count() == 1
    undo(last_act(), actor=None)
    assert digest_of_database() == before


def test_claim_in_a_quotation_is_asserted_by_its_speaker(revision, question):
    warden = make_entity("Ada Quill")
    said = quoting.mark(revision, SAID, warden, actor=None)

    claim = claiming.make(question, revision, SIXTEEN, actor=None, quotation=said, **EXACT)
    other = claiming.make(
        question,
        revision,
        DOZENS,
        actor=None,
        quotation=said,
        asserter="residents",
        measure="in_words",
        text="dozens",
    )

    assert (claim.meaning, other.meaning) == ("Ada Quill", "residents")


def test_claims_follow_the_speaker_of_their_quotation_unless_told_otherwise(revision, question):
    warden, clerk = make_entity("Ada Quill"), make_entity("Tom Wick")
    said = quoting.mark(revision, SAID, warden, actor=None)
    follows = claiming.make(question, revision, SIXTEEN, actor=None, quotation=said, **EXACT)
    stays = claiming.make(
        question,
        revision,
        DOZENS,
        actor=None,
        quotation=said,
        asserter="residents",
        measure="in_words",
        text="dozens",
    )
    before = digest_of_database()

    quoting.change(said, actor=None, speaker=clerk)

    follows.refresh_from_db()
    stays.refresh_from_db()
    assert (follows.meaning, stays.meaning) == ("Tom Wick", "residents")
    undo(last_act(), actor=None)
    assert digest_of_database() == before


def test_claim_outlives_the_quotation_that_is_removed(revision, question):
    said = quoting.mark(revision, SAID, make_entity("Ada Quill"), actor=None)
    claim = claiming.make(question, revision, SIXTEEN, actor=None, quotation=said, **EXACT)
    before = digest_of_database()

    quoting.remove(said, actor=None)

    claim.refresh_from_db()
    assert (Quotation.objects.count(), claim.quotation, claim.meaning) == (0, None, "Ada Quill")
    undo(last_act(), actor=None)
    assert digest_of_database() == before


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"measure": "exact", "low": 16.0}, "does not go together"),
        ({"option": "wind"}, "is no answer to"),
        ({"measure": "in_words"}, "needs the words"),
        ({}, "has no answer yet"),
        ({**EXACT, "asserter": None}, "has no asserter yet"),
    ],
)
def test_claim_that_is_no_answer_is_refused_with_a_sentence(revision, question, values, why):
    with pytest.raises(Refused, match=why):
        claiming.make(question, revision, SIXTEEN, actor=None, **{"asserter": "residents"} | values)

    assert (Claim.objects.count(), ChangeSet.objects.count()) == (0, 0)


def test_figure_for_a_question_that_asks_for_none_is_refused(revision):
    why = make_question(revision.passage.document.corpus, asks="text")

    with pytest.raises(Refused, match="does not ask for a number"):
        claiming.make(why, revision, SIXTEEN, actor=None, asserter="residents", **EXACT)


def test_claim_on_a_former_wording_is_refused(revision, question):
    apply_correction(plan_correction(revision, [Splice(0, 3, "A")]), actor=None, reason="misread")

    with pytest.raises(Refused, match="was corrected while you looked"):
        claiming.make(question, revision, SIXTEEN, actor=None, asserter="residents", **EXACT)


def test_claim_is_changed_with_its_chain_and_undone(revision, question):
    claim = claiming.make(
        question, revision, SIXTEEN, actor=None, asserter="residents", relays=["a relative"], **EXACT
    )
    before = digest_of_database()

    claiming.change(
        claim,
        actor=None,
        asserter="the night watch",
        relays=["an agency"],
        span=Span(21, 29),
        measure="about",
    )

    assert (claim.exact, claim.answer, claim.meaning) == ("16 lamps", "about 16", "the night watch")
    assert list(Relay.objects.values_list("words", flat=True)) == ["an agency"]
    undo(last_act(), actor=None)
    assert digest_of_database() == before


def test_suggested_claim_is_accepted_rejected_and_withdrawn(revision, question):
    claim = claiming.make(question, revision, SIXTEEN, actor=None, status="suggested", **EXACT)
    with pytest.raises(Refused, match="has no asserter yet"):
        claiming.accept(Claim.objects.get(), actor=None)

    claiming.accept(claim, "residents", actor=None)
    assert Claim.objects.accepted().count() == 1
    with pytest.raises(Refused, match="no longer waits"):
        claiming.accept(claim, actor=None)
    claiming.withdraw(claim, actor=None, reason="the caption was misread")
    assert [one.status for one in Claim.objects.awaiting_review()] == ["needs_review"]
    with pytest.raises(Refused, match="only an accepted claim"):
        claiming.withdraw(claim, actor=None)
    claiming.reject(claim, actor=None)
    assert not Claim.objects.standing_for(question.pk).exists()


def test_corrected_words_send_their_claim_to_review_and_taking_that_back_brings_it_back(revision, question):
    claim = make_claim(revision, "16", question, **EXACT)
    other = make_claim(revision, "dozens", question, measure="in_words", text="dozens")

    apply_correction(plan_correction(revision, [Splice(21, 23, "160")]), actor=None, reason="misread")

    claim.refresh_from_db()
    other.refresh_from_db()
    assert (claim.status, other.status, other.span) == ("needs_review", "accepted", Span(57, 63))
    undo(last_act(), actor=None)
    claim.refresh_from_db()
    assert (claim.status, claim.span, claim.revision.number) == ("accepted", SIXTEEN, 1)


def test_claim_left_on_a_former_wording_is_put_on_the_present_one(revision, question):
    claim = make_claim(revision, "16", question, **EXACT)
    plan = plan_correction(revision, [Splice(21, 23, "160")])
    head = apply_correction(plan, actor=None, reason="misread")
    claim.refresh_from_db()

    claiming.respan(claim, head, Span(21, 24), actor=None)
    claiming.accept(claim, actor=None, low=160.0, high=160.0)

    assert (claim.exact, claim.answer, claim.revision) == ("160", "160", head)


def test_removed_claim_hands_its_retellings_on_and_undoing_brings_them_back(revision, question):
    first = make_claim(revision, "16", question, **EXACT)
    second = make_claim(revision, "16 lamps", question, **EXACT, repeats=first)
    third = make_claim(revision, "16 lamps went", question, **EXACT, repeats=first)
    before = digest_of_database()

    claiming.remove(first, actor=None)

    assert dict(Claim.objects.values_list("pk", "repeats")) == {second.pk: third.pk, third.pk: None}
    undo(last_act(), actor=None)
    assert digest_of_database() == before


def test_retellings_point_at_the_first_telling(revision, question):
    first = make_claim(revision, "16", question, **EXACT)
    second = make_claim(revision, "16 lamps", question, **EXACT, repeats=first)
    third = make_claim(revision, "16 lamps went", question, **EXACT)

    assert claiming.say_repeats([second, third], second, actor=None) == 2

    assert set(Claim.objects.exclude(repeats=None).values_list("repeats", flat=True)) == {first.pk}
    other = make_claim(revision, "dozens", make_question(question.corpus), measure="in_words", text="dozens")
    with pytest.raises(Refused, match="answers another question"):
        claiming.say_repeats([other], first, actor=None)


def test_merging_two_asserters_of_one_claim_leaves_one_that_the_others_repeat(revision, question):
    kept, merged = make_entity("Ada Quill"), make_entity("A. Quill")
    stands = make_claim(revision, "16", question, **EXACT, asserter=kept)
    twin = make_claim(revision, "16", question, **EXACT, asserter=merged)
    told_again = make_claim(revision, "16 lamps", question, **EXACT, asserter=merged, repeats=twin)
    before = digest_of_database()

    merge(kept, merged, actor=None, seen=plan_merge(kept, merged).seen)

    twin.refresh_from_db()
    told_again.refresh_from_db()
    assert (twin.status, twin.asserter, twin.repeats) == ("rejected", None, stands)
    assert (told_again.asserter, told_again.retold()) == (kept, [twin.pk, stands.pk])
    merged.refresh_from_db()
    unmerge(merged, actor=None)
    assert digest_of_database() == before


def test_question_and_group_are_made_changed_and_undone():
    corpus = make_corpus()
    before = digest_of_database()

    question = questions.make(corpus, "How many lamps went out?", Asks.NUMBER, actor=None, unit="lamps")
    questions.change(question, actor=None, counted="street lamps")
    party = questions.make_party("Residents and relatives", actor=None)
    questions.change_party(party, actor=None, label="Residents")

    assert (question.slug, question.counted) == ("how-many-lamps-went-out", "street lamps")
    assert (party.slug, party.label) == ("residents-and-relatives", "Residents")
    for entry in ChangeSet.objects.order_by("-pk"):
        undo(entry, actor=None)
    assert digest_of_database() == before
    assert (Question.objects.count(), Party.objects.count()) == (0, 0)


def test_answered_question_keeps_what_it_asks_and_stays(revision, question):
    make_claim(revision, "16", question, **EXACT)

    with pytest.raises(Refused, match="has answers already"):
        questions.change(question, actor=None, asks=Asks.TEXT)
    with pytest.raises(Refused, match="has answers; remove those first"):
        questions.remove(question, actor=None)


def test_correction_that_came_again_is_taken_back_by_its_later_act(revision, question):
    make_claim(revision, "dozens", question, measure="in_words", text="dozens")
    apply_correction(plan_correction(revision, [Splice(0, 3, "A")]), actor=None, reason="misread")
    first = last_act()
    undo(first, actor=None)
    undo(last_act(), actor=None)

    with pytest.raises(Refused, match="came again by a later act"):
        undo(first, actor=None)


def test_claim_whose_wording_is_gone_does_not_come_back_on_another(revision, question):
    head = apply_correction(plan_correction(revision, [Splice(0, 3, "A")]), actor=None, reason="misread")
    correction = last_act()
    claim = claiming.make(question, head, Span(19, 21), actor=None, asserter="residents", **EXACT)
    claiming.remove(claim, actor=None)
    removal = last_act()
    undo(correction, actor=None)

    assert "no longer there" in undo(removal, actor=None).refused[0]
    assert Claim.objects.count() == 0


def test_claim_that_answers_another_question_leaves_those_that_it_repeats(revision, question):
    other = make_question(question.corpus, wording="How many lamps were lit?")
    first = make_claim(revision, "16", question, **EXACT)
    again = make_claim(revision, "dozens", question, measure="in_words", text="dozens", repeats=first)

    with pytest.raises(Refused, match="is told again by claims"):
        claiming.change(Claim.objects.get(pk=first.pk), actor=None, question=other)
    claiming.change(Claim.objects.get(pk=again.pk), actor=None, question=other)

    again.refresh_from_db()
    assert (again.question, again.repeats) == (other, None)
    claiming.change(Claim.objects.get(pk=first.pk), actor=None, question=other)
    assert Claim.objects.filter(question=other).count() == 2

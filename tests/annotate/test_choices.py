"""What an editor decides on single marks of a correction: it stays on the new words, or is looked at."""

import pytest

from sources.annotate.acts import Refused
from sources.annotate.correct import apply_correction, decided, key_of, offered, plan_correction
from sources.annotate.undo import undo
from sources.models import ChangeSet, Claim, Mention, PassageRevision, Quotation
from sources.values import splice
from sources.values.span import Span
from tests.annotate.states import digest_of_database
from tests.factories import make_article, make_claim, make_entity, make_mention, make_passage, make_question

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]

TEXT = "Ada Quil lit the lamp on Salt Quay; “Nobody saw”, she said."
RIGHT = "Ada Quill lit the lamp on Salt Quay; “Nobody saw it”, she said."


@pytest.fixture
def revision(db):
    return make_passage(make_article(status="draft"), TEXT)


@pytest.fixture
def ada(revision):
    return make_mention(revision, "Ada Quil", make_entity())


@pytest.fixture
def quay(revision):
    return make_mention(revision, "Salt Quay", make_entity("Salt Quay", "place"))


def correct(revision, choices, text=RIGHT):
    plan = decided(plan_correction(revision, text), choices)
    return apply_correction(plan, actor=None, reason="misread")


def stands(mark):
    mark.refresh_from_db()
    return mark.exact, mark.status, mark.revision.number


def test_touched_mark_that_stays_has_the_new_words(revision, ada, quay):
    correct(revision, {key_of(ada): "stays"})

    assert stands(ada) == ("Ada Quill", "accepted", 2)
    assert stands(quay) == ("Salt Quay", "accepted", 2)


def test_mark_that_moved_may_be_sent_to_review(revision, ada, quay):
    correct(revision, {key_of(quay): "review"})

    assert stands(ada) == ("Ada Quil", "needs_review", 1)
    assert stands(quay) == ("Salt Quay", "needs_review", 2)


def test_each_mark_has_its_own_choice(revision, ada):
    said = Quotation(revision=revision, status="accepted", speaker_name="she")
    said.put(Span(TEXT.index("“"), TEXT.index("”") + 1), "“Nobody saw”")
    said.save()
    question = make_question(revision.passage.document.corpus, asks="text")
    claim = make_claim(revision, "Nobody saw", question, text="nobody")

    correct(revision, {key_of(said): "stays"})

    assert stands(said) == ("“Nobody saw it”", "accepted", 2)
    assert stands(ada) == ("Ada Quil", "needs_review", 1)
    assert stands(claim)[1:] == ("accepted", 2)  # the insertion is behind it


@pytest.mark.parametrize(
    "choices", [{}, {"ada": "stays"}, {"quay": "review"}, {"ada": "stays", "quay": "review"}]
)
def test_taking_the_correction_back_restores_every_mark(revision, ada, quay, choices):
    named = {"ada": key_of(ada), "quay": key_of(quay)}
    before = digest_of_database()
    correct(revision, {named[one]: choice for one, choice in choices.items()})
    corrected = digest_of_database()

    undo(ChangeSet.objects.order_by("-pk").first(), actor=None)
    assert digest_of_database() == before

    undo(ChangeSet.objects.order_by("-pk").first(), actor=None)
    assert [stands(one)[:2] for one in (ada, quay)] == [
        ("Ada Quill", "accepted") if "ada" in choices else ("Ada Quil", "needs_review"),
        ("Salt Quay", "needs_review" if "quay" in choices else "accepted"),
    ]
    assert corrected != before


def test_mark_that_was_decided_on_since_is_left_to_the_arithmetic(revision, ada):
    correct(revision, {key_of(ada): "stays"})
    entry = ChangeSet.objects.order_by("-pk").first()
    Mention.objects.filter(pk=ada.pk).update(note="Is it her?", version=9)

    undo(entry, actor=None)

    assert stands(ada)[1] == "needs_review"


def test_words_that_are_gone_hold_no_mark(revision, quay):
    plan = plan_correction(revision, TEXT.replace(" on Salt Quay", ""))
    [fate] = plan.fates

    assert offered(plan, fate) == ""
    with pytest.raises(Refused, match="cannot be chosen"):
        decided(plan, {key_of(quay): "stays"})


def test_choice_for_a_mark_of_elsewhere_is_refused(revision, ada):
    with pytest.raises(Refused, match="There is no mark mention-9999"):
        correct(revision, {"mention-9999": "stays"})
    assert PassageRevision.objects.count() == 1
    assert Claim.objects.count() == 0


@pytest.mark.parametrize(
    ("step", "there"),
    [
        (splice.Splice(0, 2, "xyz"), Span(5, 9)),  # before it
        (splice.Splice(5, 6, ""), Span(4, 7)),  # within it
        (splice.Splice(2, 6, "longer"), Span(2, 10)),  # over its beginning
        (splice.Splice(6, 12, "z"), Span(4, 7)),  # over its end
        (splice.Splice(8, 9, "z"), Span(4, 8)),  # just behind it
        (splice.Splice(4, 8, ""), None),  # all of it
    ],
)
def test_hull_is_what_stands_in_the_place_of_a_span(step, there):
    assert splice.hull(Span(4, 8), [step]) == there

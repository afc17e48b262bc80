"""A correction moves every span by arithmetic, or sends it to review."""

import pytest

from sources.annotate.acts import Refused
from sources.annotate.correct import apply_correction, plan_correction
from sources.annotate.marking import accept
from sources.models import ChangeSet, PassageRevision
from sources.values.splice import Splice
from tests.factories import make_article, make_entity, make_mention, make_passage, meanwhile

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]

TEXT = "Ada Quill lit the lomp. Tom Wick saw Ada Quill."


@pytest.fixture
def revision():
    return make_passage(make_article(), TEXT)


def test_i04_correction_before_a_mention_shifts_it(revision):
    mention = make_mention(revision, "Tom Wick", make_entity("Tom Wick"))

    corrected = apply_correction(
        plan_correction(revision, TEXT.replace("lomp", "great lamp")), actor=None, reason="misread"
    )

    mention.refresh_from_db()
    assert corrected.text == "Ada Quill lit the great lamp. Tom Wick saw Ada Quill."
    assert (mention.revision, mention.start, mention.end) == (corrected, 30, 38)


def test_correction_after_a_mention_leaves_its_place(revision):
    mention = make_mention(revision, "Ada Quill", make_entity())

    plan = plan_correction(revision, TEXT.replace("lomp", "lamp"))

    assert [fate.is_kept for fate in plan.fates] == [True]
    apply_correction(plan, actor=None, reason="misread")
    mention.refresh_from_db()
    assert (mention.revision.number, mention.start) == (2, 0)


def test_i04_correction_inside_a_mention_sends_it_to_review(revision):
    mention = make_mention(revision, "Ada Quill", make_entity())

    plan = plan_correction(revision, [Splice(1, 2, "l")])
    apply_correction(plan, actor=None, reason="misread")

    mention.refresh_from_db()
    assert plan.to_review == (mention,)
    assert (mention.status, mention.revision.number, mention.exact) == ("needs_review", 1, "Ada Quill")


def test_t02_deleting_the_marked_occurrence_never_moves_the_mark_to_the_other(revision):
    mention = make_mention(revision, "Ada Quill", make_entity())

    apply_correction(
        plan_correction(revision, TEXT.removeprefix("Ada Quill ")), actor=None, reason="not there"
    )

    mention.refresh_from_db()
    assert (mention.status, mention.revision.number) == ("needs_review", 1)


def test_correction_is_one_act_with_its_reason(revision):
    make_mention(revision, "Ada Quill", make_entity())
    make_mention(revision, "Tom Wick", make_entity("Tom Wick"))

    apply_correction(plan_correction(revision, TEXT.replace("lomp", "lamp")), actor=None, reason="misread")

    entry = ChangeSet.objects.get()
    assert (entry.summary, entry.reason, entry.changes.count()) == ("Corrected passage 1", "misread", 3)


def test_former_wording_stays_as_it_was(revision):
    apply_correction(plan_correction(revision, TEXT.replace("lomp", "lamp")), actor=None, reason="misread")

    assert [stored.text for stored in PassageRevision.objects.order_by("number")] == [
        TEXT,
        TEXT.replace("lomp", "lamp"),
    ]


@pytest.mark.parametrize(
    ("wording", "sentence"),
    [(TEXT, "nothing was changed"), ("  ", "corrected to nothing")],
)
def test_correction_that_is_none_is_refused(revision, wording, sentence):
    with pytest.raises(Refused, match=sentence):
        plan_correction(revision, wording)


def test_correction_without_a_reason_is_refused(revision):
    with pytest.raises(Refused, match="needs its reason"):
        apply_correction(plan_correction(revision, TEXT.replace("lomp", "lamp")), actor=None, reason=" ")


def test_second_correction_of_the_same_wording_is_refused(revision):
    plan = plan_correction(revision, TEXT.replace("lomp", "lamp"))
    apply_correction(plan_correction(revision, TEXT.replace("lomp", "limp")), actor=None, reason="theirs")

    with pytest.raises(Refused, match="it now has 2"):
        apply_correction(plan, actor=None, reason="mine")


@pytest.mark.parametrize("when", ["before", "while"])
def test_correction_planned_without_a_mention_that_came_since_is_refused(revision, when):
    plan = plan_correction(revision, TEXT.replace("lomp", "lamp"))

    def deed():
        return make_mention(revision, "Ada Quill", make_entity())

    if when == "before":
        deed()
    with meanwhile(deed if when == "while" else int), pytest.raises(Refused, match="marks of passage 1"):
        apply_correction(plan, actor=None, reason="misread")

    assert PassageRevision.objects.count() == 1


def test_correction_planned_before_a_mention_was_decided_is_refused(revision):
    mention = make_mention(revision, "Ada Quill", make_entity(), status="suggested")
    plan = plan_correction(revision, TEXT.replace("lomp", "lamp"))
    accept(mention, mention.entity, actor=None)

    with pytest.raises(Refused, match="marks of passage 1"):
        apply_correction(plan, actor=None, reason="misread")

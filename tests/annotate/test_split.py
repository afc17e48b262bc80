"""A split keeps id, number and every mark; what the cut goes through waits for an editor."""

import pytest

from sources.annotate.acts import Conflict, Refused
from sources.annotate.correct import apply_correction, plan_correction
from sources.annotate.describe import describe
from sources.annotate.marking import mark
from sources.annotate.split import apply_split, plan_split
from sources.annotate.undo import undo
from sources.models import ChangeSet, Mention, Passage, PassageRevision, Topic
from sources.values.span import Span
from sources.vocabulary import ActKind, Kind
from tests.annotate.states import digest_of_database
from tests.factories import make_article, make_document, make_entity, make_mention, make_passage, meanwhile

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]

TEXT = "Ada Quill lit the lamp. Tom Wick saw Ada Quill."
AT = TEXT.index("Tom")


@pytest.fixture
def revision():
    return make_passage(make_article(), TEXT)


def split(revision, at=AT):
    return apply_split(plan_split(revision, at), actor=None)


def last_act():
    return ChangeSet.objects.order_by("-pk").first()


def test_split_keeps_id_and_number_and_numbers_the_rest_after_it(revision):
    parted = split(revision)

    passage = Passage.objects.get(pk=revision.passage_id)
    assert [(one.number, one.start, one.end, one.head.text) for one in (passage, parted)] == [
        ("1", 0, 23, "Ada Quill lit the lamp."),
        ("1a", 24, 47, "Tom Wick saw Ada Quill."),
    ]
    assert last_act().kind == ActKind.SPLIT
    assert last_act().summary == "Split passage 1: the rest is 1a"


def test_splitting_again_goes_on_with_the_letters(revision):
    split(revision)
    again = split(Passage.objects.get(pk=revision.passage_id).head, TEXT.index("lit"))

    numbers = Passage.objects.order_by("start").values_list("number", flat=True)
    assert (again.number, list(numbers)) == ("1b", ["1", "1b", "1a"])


def test_marks_go_with_their_words(revision):
    make_mention(revision, "Ada Quill", make_entity())
    make_mention(revision, "Tom Wick", make_entity("Tom Wick"))

    parted = split(revision)

    placed = Mention.objects.order_by("pk").values_list("revision__passage__number", "start", "end", "status")
    assert list(placed) == [("1", 0, 9, "accepted"), ("1a", 0, 8, "accepted")]
    assert parted.head.number == 1


def test_mark_that_the_cut_goes_through_waits_on_the_former_wording(revision):
    mention = make_mention(revision, "lamp. Tom Wick", make_entity())

    plan = plan_split(revision, AT)

    assert plan.account == {"kept": 0, "moved": 0, "to_review": 1}
    apply_split(plan, actor=None)
    mention.refresh_from_db()
    assert (mention.status, mention.revision, mention.exact) == ("needs_review", revision, "lamp. Tom Wick")


def test_rejected_mark_that_the_cut_goes_through_stays_rejected(revision):
    mention = make_mention(revision, "lamp. Tom Wick", make_entity(), status="rejected", entity=None)

    split(revision)

    mention.refresh_from_db()
    assert mention.status == "rejected"


def test_both_parts_have_the_topics_and_the_label(revision):
    topic = Topic.objects.create(name="lamps", slug="lamps")
    describe(
        revision.passage, kind=Kind.CAPTION, speaker=None, speaker_name="Ida", topics=[topic], actor=None
    )

    parted = split(PassageRevision.objects.get(pk=revision.pk))

    assert (parted.kind, parted.speaker_name, [one.slug for one in parted.topics.all()]) == (
        "caption",
        "Ida",
        ["lamps"],
    )


def test_corrections_before_the_split_stay_in_the_part_that_they_made(revision):
    corrected = apply_correction(
        plan_correction(revision, TEXT.replace("saw", "has seen")), actor=None, reason="misread"
    )

    parted = split(corrected, corrected.text.index("Tom"))

    wordings = [(one.number, one.text, one.splices) for one in parted.revisions.all()]
    assert wordings == [
        (1, "Tom Wick saw Ada Quill.", []),
        (2, "Tom Wick has seen Ada Quill.", [[9, 12, "has seen"]]),
    ]
    assert Passage.objects.get(pk=revision.passage_id).head.splices == []


def test_split_in_words_that_only_a_correction_put_in_is_refused(revision):
    longer = apply_correction(plan_correction(revision, f"{TEXT} He left."), actor=None, reason="lost line")

    with pytest.raises(Refused, match="put in by corrections"):
        plan_split(longer, longer.text.index("He left"))


@pytest.mark.parametrize("at", [0, len(TEXT), len(TEXT) + 5])
def test_split_that_leaves_a_part_without_words_is_refused(revision, at):
    with pytest.raises(Refused, match="Words must stand on both sides"):
        plan_split(revision, at)


def test_split_of_a_text_that_is_not_held_is_refused():
    revision = make_passage(make_article(), None)

    with pytest.raises(Refused, match="not held here"):
        plan_split(revision, 3)


def test_split_of_a_former_wording_is_refused(revision):
    apply_correction(plan_correction(revision, TEXT.replace("saw", "met")), actor=None, reason="misread")

    with pytest.raises(Refused, match="was corrected while you looked at it"):
        plan_split(revision, AT)


def test_split_whose_marks_changed_since_the_plan_is_refused(revision):
    plan = plan_split(revision, AT)

    with (
        pytest.raises(Refused, match="since this was planned"),
        meanwhile(lambda: make_mention(revision, "Tom Wick", make_entity())),
    ):
        apply_split(plan, actor=None)


def test_split_of_a_passage_that_somebody_relabelled_meanwhile_is_a_conflict(revision):
    plan = plan_split(revision, AT)
    describe(Passage.objects.get(), kind=Kind.CAPTION, speaker=None, speaker_name="", topics=[], actor=None)

    with pytest.raises(Conflict):
        apply_split(plan, actor=None)


def test_undo_of_a_split_gives_back_exactly_what_was(revision):
    make_mention(revision, "Tom Wick", make_entity("Tom Wick"))
    make_mention(revision, "lamp. Tom", make_entity("Lamp"))
    anchor = make_mention(revision, "saw", "1931-05-04")
    make_mention(revision, "lit", "1931-05-05", anchor_kind="mention", anchor_mention=anchor)
    corrected = apply_correction(
        plan_correction(revision, TEXT.replace("saw", "has seen")), actor=None, reason="misread"
    )
    before = digest_of_database()

    split(corrected, corrected.text.index("Tom"))
    undo(last_act(), actor=None)

    assert digest_of_database() == before


def test_undo_of_a_split_on_which_something_was_marked_since_is_refused(revision):
    parted = split(revision)
    made = last_act()
    mark(parted.head, Span(0, 8), make_entity("Tom Wick"), actor=None)
    before = digest_of_database()

    with pytest.raises(Refused, match=r"as a whole\. mention “Tom Wick” was added"):
        undo(made, actor=None)
    assert digest_of_database() == before


def test_undo_of_a_split_that_was_corrected_since_is_refused(revision):
    parted = split(revision)
    made = last_act()
    apply_correction(plan_correction(parted.head, "Tom Wick met Ada Quill."), actor=None, reason="misread")

    with pytest.raises(Refused, match="was corrected since"):
        undo(made, actor=None)


def test_numbers_outside_articles_are_split_too():
    revision = make_passage(make_article(make_document()), TEXT)
    Passage.objects.update(article=None, number="f1")
    revision.refresh_from_db()

    assert split(revision).number == "f1a"


def test_parts_split_at_once_do_not_get_one_number(revision):
    parted = split(revision)
    first = Passage.objects.get(number="1").head
    plans = [
        plan_split(first, first.text.index(" lit") + 1),
        plan_split(parted.head, parted.head.text.index(" ") + 1),
    ]
    assert [plan.number for plan in plans] == ["1b", "1b"]

    apply_split(plans[0], actor=None)

    with pytest.raises(Refused, match="The number 1b was given to another passage"):
        apply_split(plans[1], actor=None)

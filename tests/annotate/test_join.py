"""Joined passages keep every mark, topic and repeat; the addresses of the others lead to the first."""

import pytest

from sources.annotate.acts import Refused
from sources.annotate.correct import apply_correction, plan_correction
from sources.annotate.join import apply_join, plan_join
from sources.annotate.split import apply_split, plan_split
from sources.annotate.undo import undo
from sources.models import ChangeSet, Mention, Passage, TaggedPassage, Topic
from tests.annotate.states import digest_of_database
from tests.factories import make_article, make_entity, make_mention, make_passage, meanwhile

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


@pytest.fixture
def lines():
    article = make_article()
    return [make_passage(article, text) for text in ("Ada Quill lit", "the great lamp", "on the quay.")]


def passages(lines):
    return [line.passage for line in lines]


def last_act():
    return ChangeSet.objects.order_by("-pk").first()


def test_join_keeps_the_first_and_leads_the_others_to_it(lines):
    first = apply_join(plan_join(passages(lines)), actor=None)

    first = Passage.objects.get(pk=first.pk)
    assert (first.number, first.start, first.end) == ("1", 0, 41)
    assert first.head.text == "Ada Quill lit the great lamp on the quay."
    assert first.head.splices == [[13, 14, " "], [28, 29, " "]]
    others = Passage.objects.exclude(pk=first.pk)
    assert [(one.number, one.joined_into) for one in others] == [("2", first), ("3", first)]
    assert last_act().summary == "Joined 2, 3 to passage 1"


def test_the_order_of_choosing_does_not_matter(lines):
    assert plan_join(passages(lines)[::-1]).passages == tuple(passages(lines))


def test_marks_move_by_where_their_passage_now_begins(lines):
    make_mention(lines[0], "Ada Quill", make_entity())
    make_mention(lines[2], "quay", make_entity("Salt Quay", kind="place"))

    plan = plan_join(passages(lines))

    assert plan.account == {"kept": 1, "moved": 1, "to_review": 0}
    whole = apply_join(plan, actor=None)
    placed = Mention.objects.order_by("pk").values_list("revision__passage", "start", "exact")
    assert list(placed) == [(whole.pk, 0, "Ada Quill"), (whole.pk, 36, "quay")]


def test_topics_and_repeats_come_along(lines):
    lamps, quay = (Topic.objects.create(name=name, slug=name) for name in ("lamps", "quay"))
    one, two, _ = passages(lines)
    for passage, topic in ((one, lamps), (two, lamps), (two, quay)):
        TaggedPassage.objects.create(content_object=passage, tag=topic)
    repeat = make_passage(make_article(), "the great lamp", duplicate_of=two).passage

    apply_join(plan_join([one, two]), actor=None)

    repeat.refresh_from_db()
    assert repeat.duplicate_of == one
    assert sorted(one.topics.values_list("slug", flat=True)) == ["lamps", "quay"]


def test_what_differs_in_the_others_is_said_before(lines):
    Passage.objects.filter(pk=lines[1].passage_id).update(kind="caption", speaker_name="Ida")

    plan = plan_join(Passage.objects.order_by("start")[:2])

    assert plan.notes == (
        "Passage 2 is labelled caption; joined, it is body.",
        "Passage 2 has another speaker; joined, it has that of 1.",
    )


def test_passages_with_another_between_are_refused(lines):
    with pytest.raises(Refused, match="1, 3 do not follow each other"):
        plan_join([lines[0].passage, lines[2].passage])


def test_passages_of_two_articles_are_refused(lines):
    other = make_passage(make_article(lines[0].passage.document), "Elsewhere.")

    with pytest.raises(Refused, match="3, 1 do not follow each other in one article"):
        plan_join([lines[2].passage, other.passage])


def test_one_passage_cannot_be_joined(lines):
    with pytest.raises(Refused, match="at least two"):
        plan_join([lines[0].passage])


def test_join_of_what_was_joined_is_refused(lines):
    apply_join(plan_join(passages(lines)[:2]), actor=None)

    with pytest.raises(Refused, match="Passage 2 no longer stands by itself"):
        plan_join(passages(lines)[1:])


def test_join_whose_wording_was_corrected_meanwhile_is_refused(lines):
    plan = plan_join(passages(lines))

    with (
        pytest.raises(Refused, match="was corrected while you looked"),
        meanwhile(lambda: apply_correction(plan_correction(lines[1], "the lamp"), actor=None, reason="no")),
    ):
        apply_join(plan, actor=None)


def test_join_and_split_again_gives_the_words_and_new_numbers(lines):
    whole = apply_join(plan_join(passages(lines)), actor=None)
    head = Passage.objects.get(pk=whole.pk).head
    apply_split(plan_split(head, head.text.index("on the")), actor=None)

    standing = Passage.objects.standing().order_by("start")
    assert [(one.number, one.start, one.end, one.head.text, one.head.splices) for one in standing] == [
        ("1", 0, 28, "Ada Quill lit the great lamp", [[13, 14, " "]]),
        ("1a", 29, 41, "on the quay.", []),
    ]


def test_joining_corrected_wordings_keeps_the_corrections(lines):
    apply_correction(plan_correction(lines[1], "the small lamp"), actor=None, reason="misread")

    first = apply_join(plan_join(passages(lines)[:2]), actor=None)

    assert first.head.text == "Ada Quill lit the small lamp"
    assert first.head.splices == [[13, 14, " "], [18, 23, "small"]]


def test_undo_of_a_join_gives_back_exactly_what_was(lines):
    topic = Topic.objects.create(name="lamps", slug="lamps")
    for line in lines:
        TaggedPassage.objects.create(content_object=line.passage, tag=topic)
        make_mention(line, line.text.split()[-1], make_entity(line.text))
    make_passage(make_article(), "the great lamp", duplicate_of=lines[1].passage)
    before = digest_of_database()

    apply_join(plan_join(passages(lines)), actor=None)
    undo(last_act(), actor=None)

    assert digest_of_database() == before


def test_split_after_a_join_undone_one_by_one_gives_back_what_was(lines):
    before = digest_of_database()
    whole = apply_join(plan_join(passages(lines)), actor=None)
    joining = last_act()
    apply_split(plan_split(Passage.objects.get(pk=whole.pk).head, 28), actor=None)

    undo(last_act(), actor=None)
    undo(joining, actor=None)

    assert digest_of_database() == before

"""What was added since to the rows of an act of structure, or cited, keeps it from being undone."""

import pytest

from sources.annotate import edges
from sources.annotate.acts import Refused, act
from sources.annotate.replace import apply_replacement, plan_replacement
from sources.annotate.split import apply_split, plan_split
from sources.annotate.undo import plan_undo, undo
from sources.models import ChangeSet, Examination, Passage, Remark
from sources.vocabulary import ActKind
from tests.annotate.states import digest_of_database
from tests.factories import (
    make_article,
    make_contributor,
    make_document,
    make_passage,
    make_topic,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


@pytest.fixture
def parted():
    """The second part of a passage that was split."""
    revision = make_passage(make_article(), "Ada Quill lit the lamp. Tom Wick saw it.")
    return apply_split(plan_split(revision, 24), actor=None)


@pytest.fixture
def divided():
    """An article that was divided off another."""
    article = make_article()
    for number in range(4):
        make_passage(article, f"Words number {number}.")
    return edges.apply_division(edges.plan_division(Passage.objects.get(number="3"), "New"), actor=None)


def refused_as_a_whole(entry, sentence):
    before = digest_of_database()
    with pytest.raises(Refused, match=sentence):
        plan_undo(entry)
    with pytest.raises(Refused, match=sentence):
        undo(entry, actor=None)
    assert digest_of_database() == before


def test_topic_given_to_the_second_part_since_is_not_lost_by_undoing_the_split(parted):
    make_topic(parted.head, "quay")

    refused_as_a_whole(ChangeSet.objects.get(), "taggedpassage .* was added to passage")


def test_topic_that_the_split_itself_gave_goes_with_it():
    revision = make_passage(make_article(), "Ada Quill lit the lamp. Tom Wick saw it.")
    make_topic(revision, "quay")
    before = digest_of_database()

    apply_split(plan_split(revision, 24), actor=None)
    undo(ChangeSet.objects.get(), actor=None)

    assert digest_of_database() == before


def test_remark_on_the_second_part_is_not_lost_by_undoing_the_split(parted):
    Remark.objects.create(passage=parted, text="Who is meant?", author=make_user())

    refused_as_a_whole(ChangeSet.objects.get(), "remark .* was added to passage")


def test_contributor_added_to_a_divided_article_is_not_lost_by_undoing_the_division(divided):
    make_contributor(divided, name="Ida Tallow")

    refused_as_a_whole(ChangeSet.objects.get(), "contributor .* was added to article")


def test_what_the_machine_noted_of_a_divided_article_goes_with_it(divided):
    Examination.objects.create(article=divided)

    undo(ChangeSet.objects.get(), actor=None)

    assert Examination.objects.count() == 0


@pytest.mark.parametrize(("status", "can_be_undone"), [("draft", False), ("published", True)])
def test_replacement_that_made_an_article_public_stays_once_it_was_published(status, can_be_undone):
    old = make_article()
    new = make_article(make_document(old.document.corpus), status=status)
    for article in (old, new):
        make_passage(article, "Ada Quill lit the lamp.")
    apply_replacement(plan_replacement(old, new, may_publish=True), actor=None)
    replacing = ChangeSet.objects.get()
    with act(ActKind.PUBLISH, "Published edition 1") as doing:
        doing.touch(make_article())

    if can_be_undone:
        undo(replacing, actor=None)
        old.refresh_from_db()
        assert old.leads_to is None
    else:
        refused_as_a_whole(replacing, "replace the new capture by another instead")

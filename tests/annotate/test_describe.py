"""Saying what a passage is: nobody's topics are lost."""

import pytest

from sources.annotate.acts import Conflict
from sources.annotate.describe import describe
from sources.annotate.undo import undo
from sources.models import ChangeSet, Passage, Topic
from tests.factories import make_article, make_passage

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


@pytest.fixture
def passage():
    return make_passage(make_article(), "Ada Quill lit the lamp.").passage


@pytest.fixture
def topics():
    return [Topic.objects.create(name=name, slug=name) for name in ("fire", "lamps")]


def told(passage, topics):
    return describe(passage, kind=passage.kind, speaker=None, speaker_name="", topics=topics, actor=None)


def names():
    return sorted(tagged.tag.name for tagged in Passage.objects.get().tagged_topics.all())


def test_topics_of_somebody_else_are_not_lost(passage, topics):
    opened_before = Passage.objects.get()
    told(passage, topics)

    with pytest.raises(Conflict):
        told(opened_before, [])

    assert names() == ["fire", "lamps"]


def test_topics_that_stay_the_same_leave_no_act(passage, topics):
    told(passage, topics)

    told(Passage.objects.get(), topics)

    assert (ChangeSet.objects.count(), Passage.objects.get().version) == (1, 2)


def test_passage_that_changed_with_its_topics_counts_once(passage, topics):
    describe(passage, kind="caption", speaker=None, speaker_name="", topics=topics, actor=None)

    assert (Passage.objects.get().version, names()) == (2, ["fire", "lamps"])


def test_topics_taken_back_count_too(passage, topics):
    told(passage, topics)
    opened_before = Passage.objects.get()

    undone = undo(ChangeSet.objects.get(), actor=None)

    assert (undone.refused, names()) == ((), [])
    with pytest.raises(Conflict):
        told(opened_before, topics)

"""Many labels in one act, decided by an editor."""

import pytest

from sources.annotate.acts import Conflict, Refused
from sources.annotate.describe import DECIDED
from sources.annotate.relabel import give_speaker, relabel
from sources.annotate.undo import undo
from sources.models import ChangeSet, Passage
from sources.vocabulary import Kind
from tests.annotate.states import digest_of_database
from tests.factories import make_article, make_entity, make_passage

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


@pytest.fixture
def passages():
    article = make_article()
    return [
        make_passage(article, f"Line {number}.", confidence=0.3, reason="short").passage
        for number in range(3)
    ]


def test_relabel_decides_for_certain(passages):
    assert relabel(passages, Kind.CAPTION, actor=None) == 3

    labels = Passage.objects.order_by().values_list("kind", "confidence", "reason").distinct()
    assert list(labels) == [("caption", 1.0, DECIDED)]
    assert ChangeSet.objects.get().summary == "3 passages labelled caption"


def test_confirming_a_doubtful_label_makes_it_certain(passages):
    relabel(passages[:1], Kind.BODY, actor=None)

    assert Passage.objects.get(pk=passages[0].pk).confidence == 1.0
    assert ChangeSet.objects.get().summary == "Passage 1 is body"


def test_relabelling_what_is_decided_so_is_refused(passages):
    relabel(passages, Kind.BODY, actor=None)

    with pytest.raises(Refused, match="labelled body by an editor already"):
        relabel(Passage.objects.all(), Kind.BODY, actor=None)


def test_relabelling_what_somebody_changed_since_is_a_conflict(passages):
    relabel(Passage.objects.filter(pk=passages[1].pk), Kind.HEADING, actor=None)

    with pytest.raises(Conflict):
        relabel(passages, Kind.CAPTION, actor=None)


def test_speaker_of_many_turns(passages):
    quill = make_entity()

    assert give_speaker(passages, quill, "Quill", actor=None) == 3
    assert ChangeSet.objects.get().summary == "Speaker of 3 passages: Quill"


def test_undo_of_a_relabelling_gives_back_exactly_what_was(passages):
    before = digest_of_database()

    relabel(passages, Kind.CAPTION, actor=None)
    undo(ChangeSet.objects.get(), actor=None)

    assert digest_of_database() == before

"""One act, one undo: exactly what was, or a sentence on why not."""

import pytest

from sources.annotate import marking
from sources.annotate.acts import Refused, act
from sources.annotate.told import snapshot
from sources.annotate.undo import undo
from sources.models import ChangeSet, Entity, Mention, PassageRevision
from sources.values.span import Span
from sources.vocabulary import ActKind
from tests.factories import make_article, make_corpus, make_entity, make_mention, make_passage

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


def last_act():
    return ChangeSet.objects.order_by("-pk").first()


@pytest.fixture
def revision():
    return make_passage(make_article(), "Ada Quill lit the lamp on 4 May and left the following day.")


def test_undoing_a_mark_removes_it(revision):
    marking.mark(revision, Span(0, 9), make_entity(), actor=None)

    done = undo(last_act(), actor=None)

    assert (done.restored, done.refused) == (1, ())
    assert Mention.objects.count() == 0
    assert last_act().summary == "Undid: Marked “Ada Quill” as Ada Quill"


def test_i10_undoing_a_removal_puts_the_row_back_as_it_was(revision):
    mention = make_mention(revision, "Ada Quill", make_entity(), note="see page 3", score=0.5)
    before = snapshot(mention)
    marking.remove(mention, actor=None)

    undo(last_act(), actor=None)

    assert snapshot(Mention.objects.get()) == before


def test_undoing_a_removal_with_what_hung_on_it_restores_both(revision):
    anchor = make_mention(revision, "4 May", "1931-05-04")
    make_mention(revision, "the following day", "1931-05-05", anchor_kind="mention", anchor_mention=anchor)
    marking.remove(anchor, actor=None)

    undo(last_act(), actor=None)

    hanging = Mention.objects.get(exact="the following day")
    assert (hanging.anchor_mention, hanging.status) == (anchor, "accepted")


def test_undo_refuses_only_the_row_that_changed_since():
    quill, wick = make_entity("Ada Quill"), make_entity("Tom Wick")
    with act(ActKind.EDIT, "Described two people") as doing:
        doing.change(quill, description="Lamplighter.")
        doing.change(wick, description="Tax collector.")
    described = last_act()
    with act(ActKind.EDIT, "Described one better") as doing:
        doing.change(wick, description="Collector of the lantern tax.")

    done = undo(described, actor=None)

    assert done.refused == ("entity “Tom Wick” was changed since; it stays as it is.",)
    assert [entity.description for entity in Entity.objects.order_by("pk")] == [
        "",
        "Collector of the lantern tax.",
    ]


def test_undoing_twice_is_refused():
    with act(ActKind.EDIT, "Renamed it") as doing:
        doing.change(make_corpus(), title="The Lamp Tax")
    renamed = last_act()
    undo(renamed, actor=None)

    with pytest.raises(Refused, match="undone already"):
        undo(renamed, actor=None)


def test_i10_undo_can_itself_be_undone():
    corpus = make_corpus(title="The Lantern Tax")
    with act(ActKind.EDIT, "Renamed it") as doing:
        doing.change(corpus, title="The Lamp Tax")
    renamed = last_act()
    undo(renamed, actor=None)

    undo(last_act(), actor=None)

    corpus.refresh_from_db()
    assert corpus.title == "The Lamp Tax"
    undo(renamed, actor=None)
    corpus.refresh_from_db()
    assert corpus.title == "The Lantern Tax", "what stands again can be taken back again"


def test_undoing_an_act_that_made_a_wording_is_refused(revision):
    with act(ActKind.CORRECT, "Corrected a word") as doing:
        doing.create(PassageRevision(passage=revision.passage, number=2, text="Ida.", reason="Misread"))

    with pytest.raises(Refused, match="passagerevision"):
        undo(last_act(), actor=None)

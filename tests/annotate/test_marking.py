"""One mention, one act."""

import pytest

from sources.annotate import marking
from sources.annotate.acts import Conflict, Refused
from sources.models import ChangeSet, Mention, PassageRevision
from sources.values.span import Span
from tests.factories import make_article, make_entity, make_mention, make_passage, make_user, meanwhile

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


@pytest.fixture
def revision():
    return make_passage(make_article(), "Ada Quill lit the lamp on 4 May and left the following day.")


def test_marking_words_as_an_entity_is_one_act(revision):
    quill = make_entity()

    mention = marking.mark(revision, Span(0, 9), quill, actor=make_user())

    assert (mention.exact, mention.entity, mention.status, mention.rule) == (
        "Ada Quill",
        quill,
        "accepted",
        "hand",
    )
    assert [entry.summary for entry in ChangeSet.objects.all()] == ["Marked “Ada Quill” as Ada Quill"]


def test_marking_words_as_a_date_finds_or_makes_its_row(revision):
    mention = marking.mark(revision, Span(26, 31), "1931-05-04", actor=None)

    assert (mention.exact, mention.date.edtf, mention.date.precision) == ("4 May", "1931-05-04", "day")


def test_marking_what_is_no_date_is_refused(revision):
    with pytest.raises(ValueError, match="4 May"):
        marking.mark(revision, Span(26, 31), "4 May", actor=None)

    assert Mention.objects.count() == 0


def test_marking_past_the_end_is_refused_with_the_length(revision):
    with pytest.raises(Refused, match="ends outside a text of 59 characters"):
        marking.mark(revision, Span(50, 90), make_entity(), actor=None)


def test_i07_marking_the_same_words_twice_is_refused(revision):
    quill = make_entity()
    marking.mark(revision, Span(0, 9), quill, actor=None)

    with pytest.raises(Refused, match="marked so already"):
        marking.mark(revision, Span(0, 9), quill, actor=None)


def test_marking_a_wording_that_was_corrected_meanwhile_is_refused(revision):
    PassageRevision.objects.create(
        passage=revision.passage, number=2, text="Ida Quill lit the lamp.", reason="Misread"
    )

    with pytest.raises(Refused, match="you saw revision 1, it now has 2"):
        marking.mark(revision, Span(0, 9), make_entity(), actor=None)


def test_marking_while_a_correction_is_made_leaves_nothing_on_the_former_wording(revision):
    quill = make_entity()

    with meanwhile(lambda: corrected(revision)), pytest.raises(Refused, match="it now has 2"):
        marking.mark(revision, Span(0, 9), quill, actor=None)

    assert Mention.objects.count() == 0


def test_proposing_while_a_correction_is_made_leaves_nothing_on_the_former_wording(revision):
    quill = make_entity()

    with meanwhile(lambda: corrected(revision)), pytest.raises(Refused, match="it now has 2"):
        marking.propose(revision, Span(0, 9), quill, actor=None)

    assert Mention.objects.count() == 0


def test_accepting_on_a_former_wording_is_refused(revision):
    suggestion = make_mention(revision, "Ada Quill", make_entity(), status="needs_review")
    corrected(revision)

    with pytest.raises(Refused, match="it now has 2"):
        marking.accept(suggestion, suggestion.entity, actor=None)

    assert Mention.objects.accepted().count() == 0


def corrected(revision):
    PassageRevision.objects.create(
        passage=revision.passage, number=2, text="Ida Quill lit the lamp.", reason="Misread"
    )


def test_accepting_a_suggestion_gives_it_an_entity(revision):
    suggestion = make_mention(revision, "Ada Quill", make_entity("X"), status="suggested", entity=None)
    quill = make_entity()

    marking.accept(suggestion, quill, actor=None)

    assert Mention.objects.accepted().get().entity == quill


def test_rejected_suggestion_stays_so_that_it_does_not_come_back(revision):
    suggestion = make_mention(revision, "Ada Quill", make_entity("X"), status="suggested", entity=None)

    marking.reject(suggestion, actor=None)

    assert Mention.objects.get().status == "rejected"


def test_changing_a_mention_that_somebody_else_saved_is_refused(revision):
    mention = make_mention(revision, "Ada Quill", make_entity())
    marking.change(Mention.objects.get(), actor=None, note="theirs")

    with pytest.raises(Conflict):
        marking.change(mention, actor=None, note="mine")

    assert Mention.objects.get().note == "theirs"


def test_removing_an_anchor_sends_the_dates_counted_from_it_to_review(revision):
    anchor = make_mention(revision, "4 May", "1931-05-04")
    make_mention(revision, "the following day", "1931-05-05", anchor_kind="mention", anchor_mention=anchor)

    marking.remove(anchor, actor=None)

    left = Mention.objects.get()
    assert (left.exact, left.status, left.anchor_kind) == ("the following day", "needs_review", "")
    assert ChangeSet.objects.count() == 1


def suggested(revision, start, end, **values):
    return Mention.objects.create(
        revision=revision, start=start, end=end, exact=revision.text[start:end], rule="day_month", **values
    )


def test_suggestion_moved_off_its_words_loses_its_reading(revision):
    mention = suggested(revision, 26, 31, proposed_kind="date", proposed_edtf="1931-05-04")

    marking.respan(mention, revision, Span(26, 44), actor=None)
    kept = mention.proposed_edtf
    marking.respan(mention, revision, Span(36, 44), actor=None)

    assert (mention.exact, kept, mention.proposed_edtf) == ("left the", "1931-05-04", "")


def test_new_name_is_the_words_that_it_is_extended_to(revision):
    mention = suggested(revision, 0, 3, proposed_kind="person", proposed_name="Ada")

    marking.respan(mention, revision, Span(0, 9), actor=make_user())

    assert mention.proposed_name == "Ada Quill"

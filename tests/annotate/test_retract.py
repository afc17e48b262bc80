"""Taking a correction back: the former wording again, every mark where it stood."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sources.annotate import marking, workflow
from sources.annotate.acts import Refused
from sources.annotate.correct import apply_correction, plan_correction
from sources.annotate.undo import plan_undo, undo
from sources.edition.publish import publish
from sources.models import Article, ChangeSet, Mention, PassageRevision
from sources.values.span import Span
from sources.values.splice import Splice
from tests.factories import make_article, make_entity, make_mention, make_passage

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]

TEXT = "Ada Quill lit the lamp on 4 May. Tom Wick saw Ada Quill the following day."


def correct(revision, text, **values):
    return apply_correction(plan_correction(revision, text), actor=None, reason="misread", **values)


def last_act():
    return ChangeSet.objects.order_by("-pk").first()


def standing():
    marks = Mention.objects.select_related("revision").order_by("pk")
    return [(one.revision.text, one.start, one.end, one.exact, one.status) for one in marks]


@pytest.fixture
def marked(db):
    revision = make_passage(make_article(), TEXT)
    make_mention(revision, "Ada Quill", make_entity())
    make_mention(revision, "4 May", "1931-05-04")
    make_mention(revision, "Tom Wick", make_entity("Tom Wick"), status="suggested")
    return revision


@pytest.fixture
def published(settings, tmp_path):
    """Publish what there is; the files go nowhere."""
    settings.EDITIONS = tmp_path / "editions"
    settings.CURRENT_EDITION = settings.EDITIONS / "current.sqlite3"
    return lambda: publish(actor=None)


def wordings():
    return list(PassageRevision.objects.order_by("number").values_list("number", "text"))


def test_undo_brings_wording_and_marks_back(marked, published):
    before = standing()
    correct(marked, TEXT.replace("4 May", "14 June"))
    entry = last_act()
    published()

    undo(entry, actor=None)

    assert standing() == before
    assert wordings() == [(1, TEXT), (2, TEXT.replace("4 May", "14 June")), (3, TEXT)]
    assert PassageRevision.objects.get(number=3).reason == "the correction is taken back (misread)"


def test_wording_that_no_edition_has_shown_goes_again(marked, published):
    published()
    before = standing()
    correct(marked, TEXT.replace("4 May", "14 June"))

    undo(last_act(), actor=None)

    assert (standing(), wordings()) == (before, [(1, TEXT)])


@pytest.mark.parametrize("was_public", [False, True])
def test_wording_of_a_draft_stays_only_where_it_was_published_meanwhile(marked, published, was_public):
    article = Article.objects.get()
    make_article()  # whose edition it is
    workflow.move([article], "draft", actor=None)
    correct(marked, TEXT.replace("4 May", "14 June"))
    entry = last_act()
    if was_public:
        workflow.move([article], "published", actor=None)
    published()
    if was_public:
        workflow.move([article], "draft", actor=None)

    undo(entry, actor=None)

    assert [number for number, _ in wordings()] == ([1, 2, 3] if was_public else [1])


def test_correction_taken_back_unseen_can_be_made_again(marked):
    corrected = TEXT.replace("4 May", "14 June")
    correct(marked, corrected)
    after = standing()
    entry = last_act()
    undo(entry, actor=None)

    undo(last_act(), actor=None)

    assert (standing(), wordings()) == (after, [(1, TEXT), (2, corrected)])
    assert PassageRevision.objects.get(number=2).reason == "misread"
    undo(last_act(), actor=None)
    assert wordings() == [(1, TEXT)]


def test_database_keeps_a_correction_that_was_published(marked, published):
    corrected = correct(marked, TEXT.replace("lamp", "lantern"))
    published()
    Mention.objects.all().delete()

    with pytest.raises(IntegrityError), transaction.atomic():
        corrected.delete()


def test_what_was_marked_since_moves_along(marked):
    corrected = correct(marked, f"Late, {TEXT}")
    entry = last_act()
    marking.mark(corrected, Span(20, 28), "1931", actor=None)

    undo(entry, actor=None)

    assert [one[1:3] for one in standing()][-1] == (14, 22)


def test_what_was_decided_since_stays_decided(marked):
    correct(marked, TEXT.replace("4 May", "14 June"))
    entry = last_act()
    marking.reject(Mention.objects.get(exact="4 May"), actor=None)

    undo(entry, actor=None)

    assert Mention.objects.get(exact="4 May").status == "rejected"


def test_passage_that_was_corrected_again_is_refused(marked):
    corrected = correct(marked, TEXT.replace("4 May", "14 June"))
    entry = last_act()
    correct(corrected, TEXT.replace("4 May", "15 June"))

    with pytest.raises(Refused, match="was corrected while you looked at it"):
        plan_undo(entry)
    with pytest.raises(Refused, match="was corrected while you looked at it"):
        undo(entry, actor=None)


def test_wording_that_named_somebody_at_risk_does_not_come_again(marked):
    correct(marked, TEXT.replace("Tom Wick", "Somebody"), withholds_former=True)

    with pytest.raises(Refused, match="not for the public"):
        undo(last_act(), actor=None)


def test_correction_is_taken_back_once(marked):
    correct(marked, TEXT.replace("4 May", "14 June"))
    entry = last_act()
    undo(entry, actor=None)

    with pytest.raises(Refused, match="was undone already"):
        undo(entry, actor=None)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_any_correction_goes_back_to_where_it_was(db, data):
    revision = make_passage(make_article(), TEXT)
    for start in (0, 26, 33, 46):
        make_mention(revision, TEXT[start : start + 5], make_entity(), start=start, end=start + 5)
    Mention.objects.exclude(revision=revision).delete()
    start = data.draw(st.integers(0, len(TEXT)))
    end = data.draw(st.integers(start, len(TEXT)))
    words = data.draw(st.text("ab 😀", max_size=6))
    plan = [Splice(start, end, words)]
    if TEXT[start:end] == words or not (TEXT[:start] + words + TEXT[end:]).strip():
        return
    before = standing()
    apply_correction(plan_correction(revision, plan), actor=None, reason="misread")

    undo(last_act(), actor=None)

    assert standing() == before
    Mention.objects.all().delete()

"""What an act concerns: written with it, and what the log is found by."""

from importlib import import_module

import pytest
from django.apps import apps

from sources.annotate import authority, marking
from sources.annotate.acts import act
from sources.annotate.correct import apply_correction, plan_correction
from sources.annotate.undo import undo
from sources.models import ChangeSet, Concern, Mention
from sources.values.span import Span
from sources.vocabulary import ActKind
from tests.factories import make_article, make_entity, make_passage

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision(db):
    return make_passage(make_article(status="draft"), "Ada Quill lit the lamp on 4 May.")


def concerned(entry):
    """What an act concerns, as (kind, primary key)."""
    return set(Concern.objects.filter(changeset=entry).values_list("model", "row"))


def last():
    return ChangeSet.objects.order_by("-pk").first()


def test_mark_concerns_its_article_and_whom_it_names(revision):
    ada = make_entity()

    marking.mark(revision, Span(0, 9), ada, actor=None)

    assert concerned(last()) == {("article", revision.passage.article_id), ("entity", ada.pk)}


def test_mark_that_is_gone_concerns_what_it_named(revision):
    ada = make_entity()
    mention = marking.mark(revision, Span(0, 9), ada, actor=None)

    marking.remove(mention, actor=None)

    assert concerned(last()) == {("article", revision.passage.article_id), ("entity", ada.pk)}


def test_correction_concerns_the_article_of_its_passage(revision):
    apply_correction(plan_correction(revision, "Ada Quill lit a lamp."), actor=None, reason="misread")

    assert concerned(last()) == {("article", revision.passage.article_id)}


def test_passage_that_moves_concerns_both_articles(revision):
    own = revision.passage.article_id
    other = make_article(revision.passage.article.document, status="draft")

    with act(ActKind.EDIT, "Gave it to the other") as doing:
        doing.change(revision.passage, article=other, number="1")

    assert concerned(last()) == {("article", own), ("article", other.pk)}


def test_name_concerns_whose_it_is_and_no_article(revision):
    ada = authority.create("person", "Ada Quill", actor=None)

    assert concerned(last()) == {("entity", ada.pk)}


def test_migration_reads_from_the_log_what_the_acts_wrote(revision):
    ada = make_entity()
    mention = marking.mark(revision, Span(0, 9), ada, actor=None)
    apply_correction(plan_correction(revision, "Eda Quill lit the lamp."), actor=None, reason="misread")
    marking.remove(Mention.objects.get(pk=mention.pk), actor=None)
    undo(last(), actor=None)
    authority.create("place", "Quaytown", actor=None)
    written = set(Concern.objects.values_list("changeset", "model", "row"))
    Concern.objects.all().delete()

    import_module("sources.migrations.0022_concern").read_the_log(apps, None)

    assert set(Concern.objects.values_list("changeset", "model", "row")) == written
    assert len(written) >= 6

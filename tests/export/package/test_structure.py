"""Splits and joins go into a package and come out of it, with texts or without, and pass every check."""

import pytest
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection

from sources.annotate.correct import apply_correction, plan_correction
from sources.annotate.edges import (
    apply_division,
    apply_move,
    apply_union,
    plan_division,
    plan_move,
    plan_union,
)
from sources.annotate.join import apply_join, plan_join
from sources.annotate.split import apply_split, plan_split
from sources.annotate.withdraw import apply_withdrawal, plan_withdrawal
from sources.edition.fixity import verify
from sources.models import Article, ChangeSet, Passage, PassageRevision, triggers
from tests.export.package.packages import files_of, load_folder

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


@pytest.fixture
def restructured(temrava, tmp_path):
    """The demonstration corpus with a corrected, a joined, a split and a joined-and-split passage."""
    for article in Article.objects.order_by("pk")[:3]:
        first, second, third, fourth, *_ = article.passages.filter(kind="body").order_by("start")
        words = first.head.text.split()
        apply_correction(
            plan_correction(first.head, " ".join([*words[:4], "indeed", *words[4:]])),
            actor=None,
            reason="lost",
        )
        halve(first)
        whole = apply_join(plan_join([second, third]), actor=None)
        halve(Passage.objects.get(pk=whole.pk), 0.7)
        halve(fourth)
    moved = Article.objects.order_by("pk")[3]
    last = moved.passages.order_by("start").last()
    apply_move(plan_move([last], None), actor=None)
    rest = list(moved.passages.order_by("start"))
    apply_division(plan_division(rest[len(rest) // 2], "The second half"), actor=None)
    apply_union(plan_union(*moved.document.articles.order_by("index")), actor=None)
    gone = Article.objects.order_by("pk").last().document
    apply_withdrawal(plan_withdrawal(gone), actor=None, reason="taken in by mistake")
    call_command("export_corpus", "temrava", tmp_path / "out", with_texts=True, verbosity=0)
    return tmp_path / "out"


def halve(passage, share=0.5):
    head = passage.head
    at = head.text.index(" ", int(len(head.text) * share)) + 1
    apply_split(plan_split(head, at), actor=None)


@pytest.fixture(autouse=True)
def no_edition(settings, tmp_path):
    """An archive that has published nothing: the session's own edition is none of these tests' concern."""
    settings.EDITIONS = tmp_path / "editions"
    settings.CURRENT_EDITION = settings.EDITIONS / "current.sqlite3"


def test_restructured_archive_passes_every_check(restructured):
    assert verify().damage == ()


def test_restructured_corpus_comes_out_as_it_was_loaded(restructured, tmp_path):
    wordings = list(PassageRevision.objects.order_by("passage__public_id", "number").values_list("text"))
    emptied()

    load_folder(restructured)

    assert verify().damage == ()
    found = PassageRevision.objects.order_by("passage__public_id", "number").values_list("text")
    assert list(found) == wordings
    call_command("export_corpus", "temrava", tmp_path / "again", with_texts=True, verbosity=0)
    assert files_of(tmp_path / "again") == files_of(restructured)


def test_package_of_splits_carries_no_words_of_the_text(restructured):
    rows = (restructured / "revisions.csv").read_text().splitlines()[1:]

    longest = max(len(row) for row in rows if ",join," in row or ",split," in row)
    assert longest < 250


def emptied():
    """Empty the archive, as a new one is: nothing is deleted in one that is in use."""
    assert ChangeSet.objects.exists()
    connection.check_constraints()  # rows that wait to be checked would keep PostgreSQL from it
    triggers.drop(connection)
    tables = [one for one in connection.introspection.table_names() if one.startswith("sources_")]
    for statement in connection.ops.sql_flush(no_style(), tables, allow_cascade=True):
        with connection.cursor() as cursor:
            cursor.execute(statement)
    triggers.install(connection)

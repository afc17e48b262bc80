"""Room is kept for withholding on a full disk, and given back to the act that finds it full (T5)."""

import errno
import sqlite3

import pytest
from django.db import OperationalError

from sources.annotate import journal, reserve
from sources.annotate.acts import Refused, act
from sources.models import ChangeSet, Corpus
from sources.vocabulary import ActKind
from tests.factories import make_article, make_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def data(settings, tmp_path):
    """A data folder that keeps a megabyte in reserve."""
    settings.DATA, settings.RESERVE = tmp_path, 1
    assert reserve.keep()
    return tmp_path


@pytest.fixture
def article():
    return make_article(make_document(), access="full")


def withhold(article):
    article.refresh_from_db()
    with act(ActKind.EDIT, "Withheld") as doing:
        doing.change(article, access="catalogue")


def fill_disk():
    """The journal's disk is full: Linux has a device that always is."""
    journal.path().parent.mkdir()
    journal.path().symlink_to("/dev/full")


def test_t05_withholding_on_a_full_disk_gives_the_reserve_back_and_is_done_when_asked_again(data, article):
    fill_disk()
    with pytest.raises(Refused, match="has now been given back"):
        withhold(article)
    article.refresh_from_db()
    refused = (article.access, reserve.is_missing(), ChangeSet.objects.count())

    journal.path().unlink()  # the room that was given back
    withhold(article)

    assert refused == ("full", True, 0)
    article.refresh_from_db()
    assert article.access == "catalogue"


def test_without_a_reserve_the_failure_is_told_as_it_is(data, article):
    fill_disk()
    reserve.give_back()

    with pytest.raises(OSError, match="No space left"):
        withhold(article)


def test_act_that_withholds_nothing_leaves_the_reserve(data):
    def take_in():
        with act(ActKind.EDIT, "Taken in") as doing:
            doing.create(Corpus(slug="lanterns", title="The Lantern Tax"))
            raise OSError(errno.ENOSPC, "full")

    with pytest.raises(OSError, match="full"):
        take_in()

    assert not reserve.is_missing()


def test_reserve_takes_its_room_and_is_made_once(data):
    assert reserve.path().stat().st_blocks * 512 >= 1 << 20
    assert reserve.keep()


def test_reserve_is_not_made_where_there_is_little_room(data, settings):
    reserve.give_back()
    settings.RESERVE = 1 << 40

    assert not reserve.keep()
    assert [file.name for file in data.iterdir()] == []


def test_full_database_is_told_from_another_failure():
    with sqlite3.connect(":memory:") as rows:
        rows.execute("CREATE TABLE words (word)")
        rows.execute("PRAGMA max_page_count = 4")
        with pytest.raises(sqlite3.OperationalError) as full:
            rows.execute("INSERT INTO words VALUES (zeroblob(100000))")
        with pytest.raises(sqlite3.OperationalError) as other:
            rows.execute("SELECT nothing FROM words")
    told = []
    for cause in (full.value, other.value):
        error = OperationalError(str(cause))
        error.__cause__ = cause
        told.append(reserve.is_full(error))

    assert told == [True, False]

"""A second demonstration leaves to editors what is theirs."""

import pytest

from sources.annotate import marking
from sources.edition.preview import plan_publication
from sources.management.demonstration import publish_if_needed
from tests.factories import make_article, make_mention, make_passage, make_user


@pytest.fixture
def marked(db, settings, tmp_path):
    """One published article with one mention, and an editions folder of the test's own."""
    settings.EDITIONS = tmp_path / "editions"
    settings.CURRENT_EDITION = settings.EDITIONS / "current.sqlite3"
    passage = make_passage(make_article(title="Lamps out"), "Nobody came on Sunday.")
    return make_mention(passage, "Sunday", "1931-05-03")


def test_what_editors_did_is_not_published_by_a_second_run(marked):
    said = []
    publish_if_needed(said.append)
    marking.remove(marked, actor=make_user())

    publish_if_needed(said.append)

    assert said[1] == (
        "Edition 1: as it stands. Done since by editors and not published: 1; "
        "a publisher does that at the desk, or manage.py publish."
    )
    assert plan_publication().current.number == 1


def test_what_a_command_brought_is_published(marked):
    said = []
    publish_if_needed(said.append)
    marking.remove(marked, actor=None)

    publish_if_needed(said.append)

    assert said[1].startswith("Edition 2: published, with 1 articles")

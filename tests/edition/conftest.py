"""An editions folder of the test's own, and a small published corpus."""

import sqlite3

import pytest

from tests.factories import (
    make_article,
    make_corpus,
    make_document,
    make_entity,
    make_mention,
    make_passage,
    make_publication,
)


@pytest.fixture(autouse=True)
def editions(settings, tmp_path):
    settings.EDITIONS = tmp_path / "editions"
    settings.CURRENT_EDITION = settings.EDITIONS / "current.sqlite3"
    return settings.EDITIONS


@pytest.fixture
def read(settings):
    """Ask the current edition's file in SQL, as any SQLite tool would."""

    def ask(query, *values):
        connection = sqlite3.connect(f"file:{settings.CURRENT_EDITION}?mode=ro&immutable=1", uri=True)
        try:
            return connection.execute(query, values).fetchall()
        finally:
            connection.close()

    return ask


@pytest.fixture
def lamps(db):
    """Two reports of one evening, by two papers, naming the same man in two spellings."""
    corpus = make_corpus(slug="lamps", title="The Lantern Tax")
    mercury, gazette = make_publication(name="Quay Mercury"), make_publication(name="Hill Gazette")
    first = make_article(make_document(corpus), title="Lamps out on the quay", publication=mercury)
    second = make_article(
        make_document(corpus), title="Order on the quay", publication=gazette, published="1931-05-05"
    )
    wick = make_entity("Tomas Wick", sort_name="Wick, Tomas")
    quay = make_entity("Salt Quay", kind="place")
    one = make_passage(first, "On 3 May Tomas Wick put out every lamp on Salt Quay.")
    make_mention(one, "Tomas Wick", wick)
    make_mention(one, "Salt Quay", quay)
    make_mention(one, "3 May", "1931-05-03")
    make_passage(first, "Subscribe to our newsletter", kind="boilerplate")
    two = make_passage(second, "A certain T. Wyck was seen on the quay on Sunday.")
    make_mention(two, "T. Wyck", wick)
    make_mention(two, "Sunday", "1931-05-03", anchor_kind="published", rule="weekday", certainty="probable")
    return corpus

"""A corpus taken by itself: what its tables point to is in them, also what only another corpus names."""

import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest

from tests.factories import (
    make_article,
    make_claim,
    make_corpus,
    make_document,
    make_entity,
    make_mention,
    make_passage,
    make_question,
)
from tests.public.conftest import published_apart, reading


def make_asserted() -> None:
    """Two corpora: whom and where only the second names asserts, and is asked after, in the first."""
    lamps, ropes = (make_corpus(slug=slug, title=slug) for slug in ("lamps", "ropes"))
    wick, quay = make_entity("Tomas Wick"), make_entity("The Quay", "place")
    named = make_passage(make_article(make_document(ropes)), "Tomas Wick left The Quay.")
    make_mention(named, "Tomas Wick", wick)
    make_mention(named, "The Quay", quay)
    passage = make_passage(make_article(make_document(lamps)), "Nine lamps went out.")
    question = make_question(lamps, slug="lamps", place=quay)
    make_claim(passage, "Nine", question, asserter=wick, measure="exact", low=9, high=9)


@pytest.fixture(scope="module")
def asserted(edition, django_db_blocker, tmp_path_factory):
    return published_apart(make_asserted, tmp_path_factory.mktemp("asserted"), django_db_blocker)


def test_keys_of_a_corpus_lead_to_rows_of_its_own_tables(asserted, settings, django_db_blocker):
    with reading(asserted, settings, django_db_blocker) as client:
        sent = BytesIO(client.get("/c/lamps/package.zip").getvalue())

    with ZipFile(sent) as package:
        entities, claims, questions = (
            list(csv.DictReader(StringIO(package.read(f"lamps-edition-1/tables/{name}.csv").decode())))
            for name in ("entities", "claims", "questions")
        )
    ids = {row["name"]: row["id"] for row in entities}
    assert [row["asserter"] for row in claims] == [ids["Tomas Wick"]]
    assert [row["place"] for row in questions] == [ids["The Quay"]]

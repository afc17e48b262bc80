"""CSL-JSON against the published schema's words, and as pandoc reads it."""

import json

import pytest
from hypothesis import given, settings

from sources.cite import csljson
from sources.cite.item import item
from tests.cite import pandoc
from tests.cite.hostile import lists
from tests.cite.shapes import SHAPES

# The part of csl-data.json (CSL 1.0.2) that our items use; the schema refuses any other key.
TEXTS = {"id", "type", "title", "container-title", "publisher", "publisher-place", "page", "language"}
TEXTS |= {"archive", "archive_collection", "archive_location", "URL", "note"}
NAMES = {"author", "editor", "translator", "interviewer"}
DATES = {"issued", "accessed"}
TYPES = {"article-newspaper", "article-magazine", "interview", "post-weblog", "document"}


def check(it):
    """Refuse what the schema refuses."""
    assert it["type"] in TYPES
    assert set(it) <= TEXTS | NAMES | DATES | {"custom"}
    assert set(it.get("custom", {})) <= {"translated-title"}
    assert all(isinstance(it[key], str) for key in TEXTS & set(it))
    for name in [name for key in NAMES & set(it) for name in it[key]]:
        assert set(name) in ({"family", "given"}, {"literal"})
    for date in [it[key] for key in DATES & set(it)]:
        assert set(date) <= {"date-parts", "season", "circa", "literal"}
        assert all(1 <= len(part) <= 3 for part in date.get("date-parts", [[0]]))
        assert 1 <= len(date.get("date-parts", [[0]])) <= 2


@settings(max_examples=60, deadline=None)  # 20 ms each
@given(found=lists)
def test_t25_hostile_text_comes_back_equal_and_meets_the_schema(found):
    items = [item(source) for source in found]

    read = json.loads(csljson.write(items).encode("utf-8"))

    assert read == items
    for it in read:
        check(it)


def test_no_items_are_an_empty_array():
    assert json.loads(csljson.write([])) == []


@pytest.fixture(scope="module")
def read_by_pandoc():
    """What pandoc reads of every shape, in one file."""
    items = [{**item(shape), "id": name} for name, shape in SHAPES.items()]
    return {read["id"]: read for read in pandoc.read(csljson.write(items), "csljson")}


@pytest.mark.parametrize("name", SHAPES)
def test_pandoc_reads_what_was_written(read_by_pandoc, name):
    it = {**item(SHAPES[name]), "id": name}

    read = read_by_pandoc[name]

    assert {key: read.get(key) for key in it if key in TEXTS - {"title"}} == {
        key: value for key, value in it.items() if key in TEXTS - {"title"}
    }

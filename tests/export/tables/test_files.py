"""Tables and JSON as Python's own readers have them: as many rows as were written, with equal fields."""

import csv
import json
from dataclasses import dataclass
from io import BytesIO, StringIO
from zipfile import ZipFile

from hypothesis import given, settings
from hypothesis import strategies as st

from sources.edition.models import Topic
from sources.export import csvtext
from sources.export.tables import files
from sources.export.tables.columns import Column, Table
from tests.export.making import SITE, texts


@dataclass(frozen=True)
class Given(Table):
    """A table with these rows."""

    found: tuple = ()

    def rows(self, corpus=None):
        """Give the rows."""
        return self.found


COLUMNS = tuple(Column(name, "string", "what it is", name) for name in ("id", "words"))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(texts, texts | st.none()), max_size=4))
def test_hostile_words_come_back_from_the_zip_and_from_the_json(rows):
    table = Given("topics", "topics", Topic, COLUMNS, "corpora__corpus", found=tuple(rows))

    zipped = ZipFile(BytesIO(b"".join(files.zipped(SITE, ["CC-BY-4.0"], [table]))))
    told = json.loads("".join(files.as_json(SITE, ["CC-BY-4.0"], [table])))

    [header, *read] = csv.reader(StringIO(zipped.read("topics.csv").decode(), newline=""))
    assert zipped.testzip() is None
    assert header == ["id", "words"]
    assert [[csvtext.unguarded(cell) for cell in row] for row in read] == [[a, b or ""] for a, b in rows]
    assert [tuple(one.values()) for one in told["topics"]] == rows

"""The tables as the library of the Frictionless specification reads and judges them."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from frictionless import Package, system
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.edition.models import Topic
from sources.export import csvtext
from sources.export.tables import files
from tests.export.making import SITE, texts
from tests.export.tables.test_files import COLUMNS, Given


def opened(data: bytes, folder) -> Package:
    with ZipFile(BytesIO(data)) as file:
        file.extractall(folder)
    return Package(str(folder / "datapackage.json"))


@pytest.mark.slow
@pytest.mark.django_db(databases=["edition"])
def test_every_table_of_the_demonstration_is_valid_with_its_keys(edition, client, tmp_path):
    with system.use_context(trusted=True):
        package = opened(client.get("/data/tables.zip").getvalue(), tmp_path)
        report = package.validate()

    assert report.flatten(["title", "fieldName", "rowNumber", "note"]) == []
    assert (report.valid, report.stats["tasks"]) == (True, 13)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.tuples(st.uuids().map(str), texts), max_size=3, unique_by=lambda row: row[0]))
def test_hostile_words_are_valid_and_come_back(tmp_path_factory, rows):
    table = Given("topics", "topics", Topic, COLUMNS, "corpora__corpus", found=tuple(rows))
    folder = tmp_path_factory.mktemp("tables")

    with system.use_context(trusted=True):
        package = opened(b"".join(files.zipped(SITE, ["CC-BY-4.0"], [table])), folder)
        valid = package.validate().valid
        read = package.get_resource("topics").read_rows()

    assert valid
    assert [(row["id"], csvtext.unguarded(row["words"] or "")) for row in read] == [*rows]

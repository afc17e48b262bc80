"""A corpus taken whole: what is in the package, what in the bag, and what may not leave."""

import csv
import json
from io import BytesIO, StringIO
from zipfile import ZipFile

import bagit
import pytest

from sources.export.published.originals import is_free

pytestmark = pytest.mark.django_db(databases=["edition"])

FOLDER = "temrava-edition-1"


def files_of(reader, name: str) -> dict[str, bytes]:
    with ZipFile(BytesIO(reader.get(f"/c/temrava/{name}").getvalue())) as file:
        return {path.removeprefix(f"{FOLDER}/"): file.read(path) for path in file.namelist()}


def test_package_has_every_article_in_every_form(reader):
    files = files_of(reader, "package.zip")

    articles = list(csv.DictReader(StringIO(files["tables/articles.csv"].decode(), newline="")))
    texts = {name.removeprefix("texts/").removesuffix(".txt") for name in files if name.startswith("texts/")}
    cited = {one["id"] for one in json.loads(files["citations.csl.json"])}

    assert {row["id"] for row in articles if row["access"] == "full"} == texts
    assert {row["id"] for row in articles if not row["copy_of"]} == cited
    assert files["corpus.tei.xml"].count(b"<TEI ") == len(articles)
    assert "Edition 1" in files["README.md"].decode()
    assert not [name for name in files if name.startswith("originals")]


def test_bag_is_valid_and_has_the_originals_that_may_leave(reader, tmp_path):
    with ZipFile(BytesIO(reader.get("/c/temrava/bag.zip").getvalue())) as file:
        file.extractall(tmp_path)

    bag = bagit.Bag(str(tmp_path / FOLDER))
    rows = list(csv.DictReader((tmp_path / FOLDER / "data" / "originals.csv").open(newline="")))

    assert bag.validate()
    assert bag.info["Internal-Sender-Identifier"] == "edition 1"
    handed_on = {row["handed_on"]: row["sha256"] for row in rows if row["handed_on"]}
    there = {path.removeprefix("data/") for path in bag.payload_files() if path.startswith("data/originals/")}
    assert there == set(handed_on)
    assert {bag.entries[f"data/{name}"]["sha256"] for name in handed_on} == set(handed_on.values())
    assert {row["reason"] for row in rows if not row["handed_on"]} == {"something in it is withheld"}


def test_bag_whose_originals_are_on_another_machine_is_not_here(reader, settings, tmp_path):
    settings.BLOBS = tmp_path

    answer = reader.get("/c/temrava/bag.zip")

    assert answer.status_code == 404
    assert "kept on another machine" in answer.content.decode()


@pytest.mark.parametrize("name", ["package.zip", "bag.zip"])
def test_file_of_no_corpus_is_not_there(reader, name):
    assert reader.get(f"/c/nowhere/{name}").status_code == 404


def test_same_edition_gives_the_same_bytes(reader):
    assert reader.get("/c/temrava/package.zip").getvalue() == reader.get("/c/temrava/package.zip").getvalue()


@pytest.mark.parametrize(
    ("rights", "free"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", True),
        ("https://creativecommons.org/publicdomain/zero/1.0/", True),
        ("https://rightsstatements.org/vocab/NoC-US/1.0/", True),
        ("https://rightsstatements.org/vocab/InC/1.0/", False),
        ("https://rightsstatements.org/vocab/CNE/1.0/", False),
        ("", False),
    ],
)
def test_rights_that_say_so_let_a_file_be_handed_on(rights, free):
    assert is_free(rights) is free

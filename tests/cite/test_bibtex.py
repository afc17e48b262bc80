"""BibTeX and BibLaTeX as bibtexparser and pandoc read them."""

import re

import bibtexparser
import pytest
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import given, settings
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from sources.cite import bibtex
from sources.cite.item import item
from tests.cite import pandoc
from tests.cite.hostile import WITNESSES, lists
from tests.cite.shapes import SHAPES, read_here, source

# Standard LaTeX that the decoder does not know, or knows as the accent and not the character.
KERNEL = [("textbraceleft", "{"), ("textbraceright", "}"), ("textasciicircum", "^"), ("textasciigrave", "`")]
CONTEXT = get_default_latex_context_db()
CONTEXT.add_context_category("kernel", [MacroTextSpec(*spec) for spec in KERNEL], prepend=True)
DECODER = LatexNodes2Text(latex_context=CONTEXT, math_mode="verbatim", keep_braced_groups=False)


def entries(text):
    """Give the entries that bibtexparser reads, LaTeX decoded; it may have failed on none."""
    library = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware(decoder=DECODER)])
    assert library.failed_blocks == []
    assert len(library.blocks) == len(library.entries)
    return library.entries


@pytest.mark.parametrize("biblatex", [False, True])
@settings(max_examples=50, deadline=None)  # 40 ms each
@given(found=lists)
def test_t25_hostile_text_is_one_entry_for_one_item_with_equal_fields(biblatex, found):
    items = [item(source) for source in found]

    read = entries(bibtex.write(items, biblatex=biblatex))

    assert [entry["title"] for entry in read] == [it["title"] for it in items]
    places = [entry.get("location" if biblatex else "address") for entry in read]
    assert [place.value if place else None for place in places] == [it.get("publisher-place") for it in items]
    assert len({entry.key for entry in read}) == len(items)
    assert all(re.fullmatch("[a-z0-9-]+", entry.key) for entry in read)


@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
@settings(max_examples=15, deadline=None)
@given(found=lists)
def test_hostile_text_is_one_item_for_pandoc(form, found):
    items = [item(source) for source in found]

    read = pandoc.read(bibtex.write(items, biblatex=form == "biblatex"), form)

    assert len(read) == len(items)


@pytest.mark.parametrize("witness", WITNESSES)
def test_no_backslash_of_a_source_survives(witness):
    written = bibtex.escape(witness)

    assert re.sub(r"\\(text(backslash|ascii\w+|brace\w+)\{\}|[%$#&_{}])", "", written).count("\\") == 0


@pytest.mark.parametrize("witness", WITNESSES)
def test_braces_balance_as_bibtex_counts_them(witness):
    depth = 0
    for character in bibtex.escape(witness):
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0
    assert depth == 0


def test_bibtex_of_a_passage():
    text = bibtex.write([item(read_here(page="1"))])

    assert (
        text
        == """\
@article{orlen1927-tq4m8z2k-6,
  author = {Orlen, Vera},
  title = {{Firing on the Coal Mole}},
  journal = {Temrava Courier},
  year = {1927},
  month = {oct},
  day = {15},
  pages = {1},
  language = {English},
  url = {https://temrava.example/a/tq4m8z2k/6},
  note = {passage 6 (rev. 1), The Temrava Strike, Sourcebook, ed. 7},
}

"""
    )


def test_unsigned_article_is_misc_in_bibtex_which_wants_an_author_and_sorts_under_its_paper():
    (entry,) = entries(bibtex.write([item(source(contributors=()))]))

    fields = (entry.entry_type, entry["key"], entry["howpublished"], entry["journal"])
    assert fields == ("misc", "Temrava Courier", "Temrava Courier", "Temrava Courier")


def test_date_that_nobody_knows_for_certain_is_said_to_be_about_then():
    (entry,) = entries(bibtex.write([item(source(published="1927-10~"))]))

    assert (entry["year"], entry["note"].split(". ")[0]) == ("1927", "Published about October 1927")


def test_two_items_of_one_id_get_two_keys():
    same = item(source())

    assert [entry.key for entry in entries(bibtex.write([same, same]))] == [
        "orlen1927-tq4m8z2k",
        "orlen1927-tq4m8z2k-2",
    ]


def test_key_of_a_cyrillic_name_is_transliterated():
    unsigned = item(source(contributors=(), publication="Вестник порта"))

    assert bibtex.key(unsigned) == "porta1927-tq4m8z2k"


@pytest.fixture(scope="module")
def read_by_pandoc():
    """What pandoc reads of every shape, in one file."""
    items = [{**item(shape), "id": f"s{number}"} for number, shape in enumerate(SHAPES.values())]
    read = pandoc.read(bibtex.write(items, biblatex=True), "biblatex")
    return dict(zip(SHAPES, read, strict=True))


@pytest.mark.parametrize("name", SHAPES)
def test_pandoc_reads_in_biblatex_what_was_written(read_by_pandoc, name):
    it = item(SHAPES[name])

    read = read_by_pandoc[name]

    assert straight(read["title"]) == straight(it["title"])
    assert len(read.get("author", [])) == len(it.get("author", []))
    assert [full(name) for name in read.get("author", [])] == [full(name) for name in it.get("author", [])]
    assert read.get("URL") == it.get("URL")
    if it["type"] in {"article-newspaper", "article-magazine"}:
        assert (read["type"], read.get("container-title")) == (it["type"], it.get("container-title"))
    if "date-parts" in it.get("issued", {}) and "season" not in it["issued"]:
        assert read["issued"] == it["issued"]


def full(name):
    """Give a name in one piece: pandoc takes particles apart."""
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "literal")
    return " ".join(name[part] for part in parts if part in name)


def straight(text):
    """Give the text with every quotation mark straight: pandoc curls them anew."""
    return re.sub("[“”‘’]", "'", text.replace('"', "'"))

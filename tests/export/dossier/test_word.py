"""The Word file as two programs that we did not write read it: python-docx and pandoc."""

import re
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import docx
import pypandoc
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from sources.cite.prose import joined, words, work
from sources.export.dossier import word
from sources.export.dossier.content import Cited, Dossier, Grouping, Order, arranged
from sources.export.xmltext import clean
from tests.export.dossier.test_content import FOURTEENTH, entry
from tests.export.making import texts

ARABIC = "قال الشاهد إن الجنود أطلقوا النار (14 October)."
CYRILLIC = "Свидетель сказал: «Стреляли в толпу»."


def dossier_of(*entries, title="Tomas Wick", grouping=Grouping.DAY) -> Dossier:
    return Dossier(
        title=title,
        lead="Two passages.",
        facts=(("From", "Sourcebook, edition 7"), ("This dossier", "https://archive.example/dossier/")),
        remarks=("Nothing is marked true.",),
        groups=arranged(entries, Order.SPOKEN, grouping),
        sources=(Cited(citation=work("Temrava Courier"), language="en", remarks=("Full text.",)),),
        has_days=True,
        site="Sourcebook",
        edition="7",
        address="https://archive.example/dossier/",
        made_on=date(2026, 3, 12),
    )


def read(dossier: Dossier):
    return docx.Document(BytesIO(word.write(dossier)))


def paragraphs(dossier: Dossier) -> list[tuple[str, str]]:
    return [(one.style.name, one.text) for one in read(dossier).paragraphs]


def as_read(text: str) -> str:
    """A text as a Word file can have it: without what XML cannot hold, every break of a line one."""
    return re.sub("\r\n?", "\n", clean(text).text)


def test_every_part_of_a_dossier_has_its_style():
    made = entry(
        1,
        "a",
        FOURTEENTH,
        words="Nobody fired.",
        speaker="Nadia Orlen",
        said=("Answer: none",),
        withheld="Cut.",
    )

    assert paragraphs(dossier_of(made)) == [
        ("Title", "Tomas Wick"),
        ("Subtitle", "Two passages."),
        ("Notice", "Nothing is marked true."),
        ("Fact", "From: Sourcebook, edition 7"),
        ("Fact", "This dossier: https://archive.example/dossier/"),
        ("Heading 1", "14 October 1927"),
        ("Heading 2", "1. Paper a ¶1"),
        ("Source", "Firing, speaks of 14 October 1927"),
        ("Quote", "Nadia Orlen: Nobody fired."),
        ("Notice", "Cut."),
        ("Notice", "Answer: none"),
        ("Heading 1", "Sources"),
        ("Bibliography", "Temrava Courier"),
        ("Source Remark", "Full text."),
    ]


@settings(max_examples=25, deadline=None)
@given(st.lists(texts, min_size=1, max_size=3), texts)
def test_words_come_back_as_they_went_in(wordings, title):
    entries = [
        entry(place, "a", None, words=text, title=title) for place, text in enumerate(wordings, start=1)
    ]

    told = paragraphs(dossier_of(*entries, title=title))

    assert [text for style, text in told if style == "Quote"] == [as_read(text) for text in wordings if text]
    assert told[0] == ("Title", as_read(title))


def test_pandoc_reads_headings_and_a_footnote_for_each_passage():
    address = "https://archive.example/a/a/1/"
    cited = joined([work("Paper"), words(address)], ",")
    entries = [entry(1, "a", FOURTEENTH, words=CYRILLIC, citation=cited), entry(2, "b", None, words=ARABIC)]

    told = pypandoc.convert_text(
        word.write(dossier_of(*entries)), "markdown", "docx", extra_args=["--wrap=none"]
    )

    assert [line for line in told.splitlines() if line.startswith("#")] == [
        "# 14 October 1927",
        "## 1. Paper a ¶1",
        "# No day named",
        "## 2. Paper b ¶2",
        "# Sources",
    ]
    assert f"> {CYRILLIC}[^1]" in told
    assert "*Paper*, <https://archive.example/a/a/1/>" in told
    assert len(re.findall(r"^\[\^\d+\]:", told, flags=re.MULTILINE)) == 2


def test_text_from_right_to_left_is_set_so():
    [quote] = [
        one for one in read(dossier_of(entry(1, "a", None, words=ARABIC))).paragraphs if "قال" in one.text
    ]

    assert quote._p.pPr.find(qn("w:bidi")) is not None
    assert [(bool(run._r.xpath("./w:rPr/w:rtl")), run.text) for run in quote.runs if run.text] == [
        (True, "قال الشاهد إن الجنود أطلقوا النار (14 "),
        (False, "October)."),
    ]


def test_file_says_what_it_is_and_is_the_same_each_time():
    made = dossier_of(entry(1, "a", None))

    about = read(made).core_properties

    assert (about.title, about.author, about.created.date()) == (
        "Tomas Wick",
        "Sourcebook",
        date(2026, 3, 12),
    )
    assert word.write(made) == word.write(made)


def test_every_part_is_well_formed_and_named_in_the_types():
    with ZipFile(BytesIO(word.write(dossier_of(entry(1, "a", None))))) as file:
        types = etree.fromstring(file.read("[Content_Types].xml"))
        named = {one.get("PartName", "").lstrip("/") for one in types}
        parts = {name for name in file.namelist() if name.endswith(".xml")} - {"[Content_Types].xml"}
        for name in file.namelist():
            etree.fromstring(file.read(name))

    assert parts == named - {""}

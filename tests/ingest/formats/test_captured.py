"""What each format gives: text, a way back, what is declared, and what the labeller makes of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.ingest.capture import capture, open_container
from sources.ingest.formats.captured import Captured, from_json, to_json
from sources.ingest.formats.declared_dates import day_of
from sources.ingest.formats.encoding import decode_markup
from sources.ingest.formats.html import read_html
from sources.ingest.formats.tei import read_tei
from sources.ingest.hinted import read_captured
from sources.ingest.refusal import Refusal
from sources.ingest.tiling import tiling_faults
from sources.vocabulary import Kind
from tests.ingest.formats.making import PAGE, docx, epub, mhtml, paragraph, pdf, tei, warc, zipped

LINES = [
    "The crane drivers of Temrava laid down their work on Monday morning, and by",
    "noon not one of the nineteen cranes along the north quay was moving.",
    "The harbour office said that four ships were waiting in the roads.",
]


def kinds(captured: Captured) -> list[tuple[str, str]]:
    """Each region's kind and first three words."""
    return [
        (region.kind.value, " ".join(region.span.of(captured.text).split()[:3]))
        for region in read_captured(captured).regions
    ]


def test_page_gives_every_block_its_kind():
    assert kinds(capture(PAGE.encode(), "cranes.html")) == [
        ("boilerplate", "Home"),
        ("boilerplate", "Port news"),
        ("title", "Crane drivers stop"),
        ("subtitle", "The harbour has"),
        ("byline", "By Ilse Vandermeer"),
        ("publication_date", "3 October 1927"),
        ("caption", "The north quay"),
        ("body", "The crane drivers"),
        ("body", "The harbour office"),
        ("heading", "What the drivers"),
        ("body", "They ask for"),
        ("body", "The owners have"),
        ("related_link", "More from the"),
        ("related_link", "Timber prices rise"),
        ("comment", "2 comments"),
        ("comment", "My father drove"),
        ("boilerplate", "© 1927 The"),
    ]


def test_page_declares_its_article():
    (article,) = read_captured(capture(PAGE.encode(), "cranes.html")).articles

    assert (article.title, article.authors) == ("Crane drivers stop work at Temrava", ("Ilse Vandermeer",))
    assert (article.published, article.publication) == ("1927-10-03", "The Temrava Courier")
    assert (article.url, article.language) == ("https://courier.example/1927/10/cranes", "en")


def test_what_stands_before_the_headline_belongs_to_no_article():
    regions = read_captured(capture(PAGE.encode(), "cranes.html")).regions

    assert [region.article for region in regions[:3]] == [None, None, 0]


def test_place_of_a_passage_leads_back_to_its_element():
    captured = capture(PAGE.encode(), "cranes.html")
    title = next(r for r in read_captured(captured).regions if r.kind == Kind.TITLE)

    assert captured.locate(title.span) == ("/html[1]/body[1]/main[1]/article[1]/h1[1]",)


def test_row_of_a_table_is_one_line():
    page = "<table><tr><th>Crane</th><th>Driver</th></tr><tr><td>1</td><td>Holm</td></tr></table>"

    assert read_html(page.encode()).text == "Crane\tDriver\n1\tHolm"


def test_page_saved_in_one_file_is_the_page():
    saved, page = capture(mhtml(PAGE), "cranes.mhtml"), capture(PAGE.encode(), "cranes.html")

    assert saved.text == page.text
    assert saved.metadata.first("url") == "https://courier.example/1927/10/cranes"
    assert saved.places[0].locator == "part=1#/html[1]/body[1]/nav[1]/ul[1]/li[1]/a[1]"


def test_word_document_gives_styles_and_leaves_out_what_was_deleted():
    deleted = (
        "<w:p><w:r><w:t>They </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>ask for the nine-hour day that was promised in spring.</w:t></w:r></w:ins></w:p>"
    )
    body = paragraph("Crane drivers stop", "Titel") + paragraph("What they ask", "berschrift1") + deleted

    captured = capture(docx(body), "cranes.docx")

    assert kinds(captured) == [
        ("title", "Crane drivers stop"),
        ("heading", "What they ask"),
        ("body", "They ask for"),
    ]
    assert captured.places[2].locator == "word/document.xml#/descendant::w:p[3]"


def test_who_typed_a_word_document_is_not_its_author():
    core = '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>typist-7</dc:creator></c>'

    captured = capture(docx(paragraph("Ships wait in the roads."), ("docProps/core.xml", core)), "a.docx")

    assert captured.metadata.first("office_author") == "typist-7"
    assert read_captured(captured).articles[0].authors == ()


def test_pdf_gives_lines_with_page_and_height():
    captured = capture(pdf(LINES), "cranes.pdf")

    assert captured.text.split("\n") == LINES
    assert [place.locator for place in captured.places] == [
        "page=1&view=FitH,720",
        "page=1&view=FitH,708",
        "page=1&view=FitH,696",
    ]


def test_running_head_of_a_pdf_interrupts_a_sentence_and_does_not_end_it():
    text = [
        f"{words} and so on to the end of the line"
        for words in ("One", "Two", "Three", "Four", "Five", "Six", "Seven")
    ]
    head = "The Temrava Courier, page {}"
    pages = [
        [head.format(1), *LINES, *text[:3], "the men stood on the"],
        [head.format(2), "quay and waited.", *text[3:]],
    ]
    pages.append([head.format(3), "Nothing moved that day, not even the gulls that live on it.", *LINES])

    captured = capture(pdf(*pages), "cranes.pdf")

    heads = [words for kind, words in kinds(captured) if kind == "boilerplate"]
    assert heads == ["The Temrava Courier,"] * 3


def test_ligatures_of_a_pdf_are_spelled_out():
    assert "\ufb01".translate({0xFB01: "fi"}) == "fi"
    assert (
        capture(pdf(["The fire was seen from the quay."]), "a.pdf").text == "The fire was seen from the quay."
    )


def test_e_book_is_in_reading_order_with_its_title_and_author():
    captured = capture(epub("<h1>Two</h1><p>It rained.</p>", "<h1>One</h1><p>It snowed.</p>"), "quay.epub")

    assert captured.text == "One\nIt snowed.\nTwo\nIt rained."
    assert (captured.metadata.first("title"), captured.metadata.authors) == (
        "The Silent Quay",
        ("Ilse Vandermeer",),
    )
    assert captured.places[0].locator == "book/c1.xhtml#/html[1]/body[1]/h1[1]"


def test_names_marked_in_tei_come_out_as_spans():
    text = (
        '<p>In <placeName ref="#t">Temrava</placeName> on <date when="1927-10-03">Monday <lb/>last</date> '
        '<persName key="v1">Ilse  Vandermeer</persName> spoke.</p>'
    )

    captured = read_tei(tei(text))

    assert [(mark.kind, mark.span.of(captured.text), mark.value) for mark in captured.marks] == [
        ("place", "Temrava", "#t"),
        ("date", "Monday last", "1927-10-03"),
        ("person", "Ilse Vandermeer", "v1"),
    ]


def test_header_of_tei_says_who_wrote_and_when():
    header = (
        "<titleStmt><title>Crane drivers</title><author>I. Vandermeer</author></titleStmt>"
        '<sourceDesc><bibl><title level="j">Courier</title><date when="1927-10-04"/></bibl></sourceDesc>'
    )

    captured = read_tei(tei("<head>Crane drivers</head><p>Ships wait in the roads of the port.</p>", header))

    (article,) = read_captured(captured).articles
    assert (article.title, article.authors) == ("Crane drivers", ("I. Vandermeer",))
    assert (article.publication, article.published) == ("Courier", "1927-10-04")


def test_front_of_a_markdown_file_is_what_it_declares():
    captured = capture(
        b"---\ntitle: Cranes\ndate: 1927-10-04\n---\n\n# Cranes\n\nShips wait in the roads.\n", "a.md"
    )

    assert (captured.metadata.first("title"), captured.metadata.first("published")) == (
        "Cranes",
        "1927-10-04",
    )
    assert captured.text.startswith("---\ntitle")


def test_web_archive_gives_pages_with_address_and_day(tmp_path):
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(
        warc(
            ("https://courier.example/a", "text/html; charset=utf-8", PAGE),
            ("https://courier.example/b.png", "image/png", "x"),
            ("https://courier.example/c", "text/plain", "Ships wait."),
        )
    )

    with open_container(path) as members:
        found = [
            (m.address, m.got, capture(m.path.read_bytes(), "", m.media_type).text[:11]) for m in members
        ]

    assert found == [
        ("https://courier.example/a", "2026-02-03", "Home\nPort n"),
        ("https://courier.example/c", "2026-02-03", "Ships wait."),
    ]


def test_zip_gives_its_files_and_leaves_hidden_ones(tmp_path):
    path = tmp_path / "texts.zip"
    path.write_bytes(
        zipped(("a/1.txt", "One."), ("__MACOSX/a/._1.txt", "x"), ("a/.DS_Store", "x"), ("2.html", PAGE))
    )

    with open_container(path) as members:
        assert [member.name for member in members] == ["a/1.txt", "2.html"]


@pytest.mark.parametrize(
    ("data", "name", "declared", "sentence"),
    [
        (b"Ships wait.", "a.pdf", "", "The file is named “.pdf” but holds plain text"),
        (PAGE.encode(), "a.txt", "", "The file is named “.txt” but holds a web page"),
        (PAGE.encode(), "", "application/pdf", "The file was sent as application/pdf but holds a web page"),
        (b"Ships wait.", "a.jpg", "", "The file is named “.jpg”, which the archive does not read"),
        (b"{\\rtf1 Ships wait.}", "a.rtf", "", "The file is a Rich Text file"),
        (b"\x1f\x8b\x08\x00x", "a.gz", "", "The file is compressed with gzip"),
    ],
)
def test_s08_name_and_declaration_must_agree_with_the_content(data, name, declared, sentence):
    with pytest.raises(Refusal, match=sentence):
        capture(data, name, declared)


@pytest.mark.parametrize(
    ("data", "declared", "text", "how"),
    [
        ("\ufeffÅse".encode(), "", "Åse", "byte order mark"),
        ("<meta charset=windows-1251>Ёлка".encode("cp1251"), "", "Ёлка", "declared in the file"),
        ("Ёлка".encode("koi8-r"), "koi8-r", "Ёлка", "declared by the sender"),
        ("<meta charset=latin1>Åse".encode(), "", "Åse", "valid UTF-8, though latin1 was declared"),
        ("“Åse”".encode("cp1252"), "iso-8859-1", "“Åse”", "declared by the sender"),
    ],
)
def test_encoding_of_markup(data, declared, text, how):
    decoded = decode_markup(data, declared)

    assert (
        decoded.text.removeprefix("<meta charset=windows-1251>").removeprefix("<meta charset=latin1>"),
        decoded.how,
    ) == (text, how)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("1927-10-03T23:30:00+02:00", "1927-10-03"),
        ("1927-10", "1927-10"),
        ("D:19271003120000Z", "1927-10-03"),
        ("Mon, 03 Oct 1927 23:30:00 GMT", "1927-10-03"),
        ("October 3rd, 1927", "1927-10-03"),
        ("1927/10/3", "1927-10-03"),
        ("1927-02-30", ""),
        ("yesterday", ""),
    ],
)
def test_day_that_a_file_declares(words, day):
    assert day_of(words) == day


def test_capture_goes_through_json_and_back():
    captured = capture(PAGE.encode(), "a.html")

    assert from_json(to_json(captured)).text == captured.text
    assert to_json(from_json(to_json(captured))) == to_json(captured)


@pytest.mark.parametrize(
    "change", [('"places":[[0,', '"places":[[-5,'), ('"text":"Home', '"text":"\\u0000'), ('"hints"', '"x"')]
)
def test_capture_that_does_not_hold_together_is_refused(change):
    words = to_json(capture(PAGE.encode(), "a.html")).replace(*change, 1)

    with pytest.raises(Refusal, match="does not hold together"):
        from_json(words)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["p", "h1", "h2", "li", "div", "td", "nav", "span"]), st.text(max_size=60)),
        max_size=12,
    )
)
def test_regions_of_any_page_tile_its_text(blocks):
    page = "<html><body>" + "".join(f"<{tag}>{words}</{tag}>" for tag, words in blocks) + "<p>Ships wait.</p>"

    captured = read_html(page.encode("utf-8", "replace"))

    regions = [("region", region.span) for region in read_captured(captured).regions]
    assert list(tiling_faults(captured.text, regions)) == []
    assert [captured.text[place.span.start : place.span.end].strip() != "" for place in captured.places] == [
        True
    ] * len(captured.places)


@pytest.mark.parametrize(
    ("marked", "kind", "value"),
    [
        ('<name type="person" key="wick">Tom Wick</name>', "person", "wick"),
        ('<rs type="place" ref="#quay">Tom Wick</rs>', "place", "#quay"),
        ('<name type="org">Tom Wick</name>', "organisation", ""),
        ('<date from="1927-10-03" to="1927-10-05">Tom Wick</date>', "date", "1927-10-03/1927-10-05"),
        ('<date to="1927-10-05">Tom Wick</date>', "date", "../1927-10-05"),
        ('<date notBefore="1927-10" notAfter="1927-11">Tom Wick</date>', "date", "[1927-10..1927-11]"),
        ('<date notAfter="1927">Tom Wick</date>', "date", "[..1927]"),
    ],
)
def test_every_way_of_marking_in_tei_comes_out(marked, kind, value):
    captured = read_tei(tei(f"<p>The keeper met {marked} at the quay.</p>"))

    (mark,) = captured.marks
    assert (mark.span.of(captured.text), mark.kind, mark.value) == ("Tom Wick", kind, value)


def test_general_name_of_no_known_type_is_not_marked():
    assert read_tei(tei('<p>The <name type="ship">Petrel</name> <rs>waits</rs>.</p>')).marks == ()


def test_book_has_its_own_title_and_not_that_of_its_first_chapter():
    chapter = f"<h1>One: The Weir</h1><p>{' '.join(LINES)}</p><p>{LINES[2]}</p>"
    captured = capture(epub(chapter), "quay.epub")

    (article,) = read_captured(captured).articles

    assert (article.title, article.known["title"]) == ("The Silent Quay", "declared by the file (dc:title)")


@pytest.mark.parametrize(("suffix", "what"), [("docx", "a Word document"), ("epub", "an e-book (EPUB)")])
def test_damaged_document_is_not_told_to_take_the_name_of_a_zip(suffix, what):
    with pytest.raises(Refusal) as refused:
        capture(zipped(("word/other.xml", "<p/>")), f"report.{suffix}")

    assert str(refused.value) == (
        f"The file is named “.{suffix}” and is a zip, as those are, but what makes it {what} "
        "is not in it: it is damaged, so get it again."
    )

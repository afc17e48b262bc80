"""A PDF with a text layer (ISO 32000): its lines, page by page, with their height on the page.

A PDF places glyphs and knows no paragraphs, so the lines are given as they stand, with an empty line where
the gap between two is wider than the page's own; which lines are one passage is the labeller's question.
Ligatures (U+FB00–FB06) are spelled out: they are a typesetter's shape, and no one searches for “ﬁre”. A
line that stands at the head or foot of several pages is signed as running. Locators are RFC 8118's:
``page=3&view=FitH,712``.
"""

import io
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

from sources.ingest.formats.captured import Captured
from sources.ingest.formats.declared_dates import day_of
from sources.ingest.formats.draft import Draft, collapsed
from sources.ingest.refusal import Refusal

MEDIA_TYPE = "application/pdf"
MOST_PAGES = 2_000
GAP = 1.45  # of the page's usual distance between lines
FEWEST_PAGES = 3
EDGE = 2  # lines at the head of a page, and at its foot
LEAST_GAP, WIDEST_GAP = 2, 100  # points
_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
_DIGITS = re.compile(r"\d+")
_FACTS = (
    ("/Title", "office_title"),
    ("/Author", "office_author"),
    ("/Subject", "subject"),
    ("/Producer", "generator"),
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page, and its height above the foot of the page in points (None where it is not known)."""

    words: str
    height: float | None


def read_pdf(data: bytes, declared: str = "") -> Captured:
    """Read a PDF's text layer; raise Refusal where it is encrypted, damaged or a picture of text."""
    del declared
    try:
        pages, facts = _pages(data)
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        AssertionError,
        OverflowError,
    ) as error:
        # What stood there is of no use to a person, and may be anything.
        reason = " ".join(str(error).split(" starting with ")[0].split())[:120] or type(error).__name__
        raise Refusal(
            f"The PDF is damaged and cannot be read ({reason}); get it again, or save it anew."
        ) from error
    except RecursionError as error:
        raise Refusal("The PDF refers to itself without end, so it cannot be read; save it anew.") from error
    if not any(line.words.strip() for page in pages for line in page):
        raise Refusal(
            "The PDF has no text layer (it is pictures of pages); run text recognition on it first."
        )
    draft = Draft()
    running = _running(pages)
    for number, page in enumerate(pages, start=1):
        _add_page(draft, page, number, running)
    for name, value in facts:
        draft.declare(name, value, "PDF info")
    return draft.finish(MEDIA_TYPE, "utf-8", "PDF fonts")


def _pages(data: bytes) -> tuple[list[list[_Line]], list[tuple[str, str]]]:
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        is_closed = reader.is_encrypted and not reader.decrypt("")
    except NotImplementedError as error:
        raise Refusal("The PDF is encrypted in a way that is not known; send it without.") from error
    if is_closed:
        raise Refusal("The PDF is encrypted and asks for a password; send it without one.")
    count = len(reader.pages)
    if count > MOST_PAGES:
        raise Refusal(
            f"The PDF has {count:,} pages, more than the {MOST_PAGES:,} that one document may have; split it."
        )
    pages = [_lines(page) for page in reader.pages]
    info: Mapping[str, object] = reader.metadata or {}
    facts = [(fact, str(info[key])) for key, fact in _FACTS if key in info]
    if "/CreationDate" in info:
        facts.append(("created", day_of(str(info["/CreationDate"]))))
    return pages, facts


def _lines(page: PageObject) -> list[_Line]:
    """Give a page's lines as pypdf orders them, each with the height at which its first words stand."""
    heights: list[tuple[str, float]] = []

    def note(words: str, cm: list[float], tm: list[float], _font: object, _size: object) -> None:
        if words.strip():
            heights.append((words.strip()[:12], cm[1] * tm[4] + cm[3] * tm[5] + cm[5]))

    text = page.extract_text(visitor_text=note).translate(_LIGATURES)
    lines, place = [], 0
    for line in text.splitlines():
        words = collapsed(line).strip(" ")
        height = None
        for at in range(place, min(place + 8, len(heights))):
            if words and words.startswith(collapsed(heights[at][0]).strip()[:6].translate(_LIGATURES)):
                height, place = heights[at][1], at + 1
                break
        lines.append(_Line(words, height))
    return lines


def _add_page(draft: Draft, page: list[_Line], number: int, running: frozenset[str]) -> None:
    usual = _usual_gap(page)
    shown = [line for line in page if line.words]
    above: float | None = None
    for place, line in enumerate(shown):
        is_apart = (
            usual > 0
            and above is not None
            and line.height is not None
            and abs(above - line.height) > GAP * usual
        )
        at_edge = place < EDGE or place >= len(shown) - EDGE
        tags = {"running"} if at_edge and _blurred(line.words) in running else set()
        view = f"&view=FitH,{line.height:.0f}" if line.height is not None else ""
        draft.add(line.words, f"page={number}{view}", tags, is_paragraph=is_apart or bool(tags))
        above = line.height if line.height is not None else above


def _usual_gap(page: list[_Line]) -> float:
    heights = [line.height for line in page if line.words and line.height is not None]
    gaps = [above - below for above, below in pairwise(heights) if LEAST_GAP < above - below < WIDEST_GAP]
    return median(gaps) if gaps else 0.0


def _running(pages: list[list[_Line]]) -> frozenset[str]:
    """Give the lines, without their numbers, that stand at the edge of several pages."""
    counts: Counter[str] = Counter()
    for page in pages:
        shown = [line.words for line in page if line.words]
        counts.update({_blurred(words) for words in (*shown[:EDGE], *shown[-EDGE:])})
    least = max(FEWEST_PAGES, len(pages) // 3)
    return frozenset(words for words, count in counts.items() if count >= least and words)


def _blurred(words: str) -> str:
    return _DIGITS.sub("#", words.casefold()).strip()

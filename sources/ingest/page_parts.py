"""The parts of a web page: its headline, its main text, and what stands before, between and after.

The headline is the block that says what the page declares as its title; where none does, the first ``h1``
that is no part of a menu. Above the main text a page has more of the article than extractors keep: the
byline, the day, the standfirst. They are found by their markup, between the headline and the first paragraph.
"""

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.fuzz import ratio

from sources.ingest.formats.captured import Captured, Hint

FRAME = frozenset(
    {
        "nav",
        "footer",
        "banner",
        "form",
        "hidden",
        "share",
        "related",
        "comment",
        "advert",
        "button",
        "select",
        "aside",
    }
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
FURNITURE = frozenset({"nav", "footer", "form", "button", "select", "share"})
MOSTLY_LINKS = 0.5
FEWEST_ALIKE, FEWEST_WORDS = 3, 16
ALIKE, ENOUGH = 90, 2.0
LONGEST_TITLE, SHORTEST_TITLE = 400, 6  # characters
LONG_WORDS = 25
_SITE = re.compile(r"\s+(?:[|\-–—:»·•]|::)\s+")
_NUMBER = re.compile(r"\[\d+\]")
_WORDS = re.compile(r"\w+")


class Where(StrEnum):
    """Where a block stands that is not main text."""

    BEFORE = "before the headline"
    HEAD = "between the headline and the text"
    AMONG = "among the text"
    AFTER = "after the text"


@dataclass(frozen=True, slots=True)
class PageParts:
    """Places of blocks: the main text's (headline included), the headline's, where the article begins."""

    main: frozenset[int]
    title: int | None
    head: int
    first: int  # the first block of the text below the headline
    last: int

    def where(self, place: int) -> Where:
        """Say where a block stands among the parts."""
        if not self.main or place < self.head:
            return Where.BEFORE
        if place < self.first:
            return Where.HEAD
        return Where.AMONG if place < self.last else Where.AFTER


def part_page(captured: Captured) -> PageParts:
    """Find the parts of a page from its blocks' hints and its declared titles."""
    hints = captured.hints
    words = [hint.span.of(captured.text) for hint in hints]
    main = _main(hints, words, _sorts(captured))
    if not main:
        main = {
            place for place, hint in enumerate(hints) if not hint.tags & FRAME and hint.linked < MOSTLY_LINKS
        }
    if not main:
        return PageParts(frozenset(), None, 0, 0, 0)
    title = _title(captured, words, main)
    text = sorted(main - ({title} if title is not None else set()))
    text = [place for place in text if title is None or place > title] or text
    first, last = (_first_paragraph(hints, words, text), text[-1]) if text else (min(main), max(main))
    if title is not None:
        main = {place for place in main if place >= title} | {title}
    head = title if title is not None and title <= first else min(main)
    head = _opening(hints, head)
    return PageParts(frozenset(main), title, head, first, last)


def _main(hints: tuple[Hint, ...], words: list[str], sorts: list[str]) -> set[int]:
    """Give the blocks of the main text: those an extractor kept, less menus, and their like that it lost."""
    kept = {
        place
        for place, hint in enumerate(hints)
        if hint.is_main and not (hint.tags & FURNITURE and hint.linked > MOSTLY_LINKS)
    }
    shown = {place for place in kept if "hidden" not in hints[place].tags}
    # A page may hold its text again, once or twice, for machines; one that unveils its text by script holds
    # it once, hidden.
    if sum(len(words[place]) for place in shown) * 4 > sum(len(words[place]) for place in kept):
        kept = shown
    return kept | _alike(hints, words, kept, sorts)


def _alike(hints: tuple[Hint, ...], words: list[str], kept: set[int], sorts: list[str]) -> set[int]:
    """Give the paragraphs that stand in the same kind of place as the kept ones, and were not kept."""
    kinds = Counter(sorts[place] for place in kept if _is_paragraph(words[place]))
    usual = {sort for sort, count in kinds.items() if count >= FEWEST_ALIKE}
    return {
        place
        for place, hint in enumerate(hints)
        if sorts[place] in usual
        and hint.linked < MOSTLY_LINKS
        and not hint.tags & FRAME
        and _is_paragraph(words[place])
    }


def _sorts(captured: Captured) -> list[str]:
    """Give for each block the kind of place it stands in: its path without the numbers."""
    paths = {place.span: place.locator for place in captured.places}
    return [_NUMBER.sub("", paths.get(hint.span, "")) for hint in captured.hints]


def _is_paragraph(words: str) -> bool:
    return len(_WORDS.findall(words)) >= FEWEST_WORDS and words.rstrip("\"'”’)]» ").endswith(
        (".", "!", "?", ":", "…")
    )


def _first_paragraph(hints: tuple[Hint, ...], words: list[str], text: list[int]) -> int:
    """Give the first block of the text that is no standfirst, or the first of all."""
    found = (place for place in text if _is_paragraph(words[place]) and "deck" not in hints[place].tags)
    return next(found, text[0])


def _title(captured: Captured, words: list[str], main: set[int]) -> int | None:
    """Choose the headline: the block nearest to the declared title, an h1 first of all."""
    declared = _declared_titles(captured)
    first = _first_text(words, main)
    best: tuple[float, int] | None = None
    for place, hint in enumerate(captured.hints[: first + 1]):
        if len(words[place]) > LONGEST_TITLE or hint.tags & {
            "nav",
            "form",
            "hidden",
            "comment",
            "footer",
            "select",
        }:
            continue
        alike = max((ratio(_key(words[place]), title) for title in declared), default=0.0)
        points = alike / 20 if alike >= ALIKE else 0.0
        points += (
            2.5 if "h1" in hint.tags else 1.0 if hint.tags & HEADINGS or "headline" in hint.tags else 0.0
        )
        points -= 2.0 if hint.tags & {"related", "aside", "banner"} else 0.0
        if points >= ENOUGH and (best is None or (points, place) >= best):
            best = (points, place)
    return best[1] if best else None


def _first_text(words: list[str], main: set[int]) -> int:
    """Give the place of the first paragraph of the main text: a headline stands above it."""
    return next(
        (place for place in sorted(main) if len(_WORDS.findall(words[place])) >= LONG_WORDS), max(main)
    )


def _declared_titles(captured: Captured) -> list[str]:
    """Give the titles that a page declares, with and without the name of the site in them."""
    titles = list(captured.metadata.values("title"))
    for title in captured.metadata.values("page_title"):
        parts = _SITE.split(title)
        titles += [title, *(" ".join(parts[:size]) for size in range(1, len(parts))), parts[-1]]
    return [key for title in titles if (key := _key(title)) and len(key) >= SHORTEST_TITLE]


def _key(words: str) -> str:
    return " ".join(_WORDS.findall(words.casefold()))


def _opening(hints: tuple[Hint, ...], head: int) -> int:
    """Move the beginning of the article up over the kicker, day and byline directly above the headline."""
    while (
        head > 0 and hints[head - 1].tags & {"kicker", "dated", "byline"} and not hints[head - 1].tags & FRAME
    ):
        head -= 1
    return head

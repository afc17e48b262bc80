"""The styles that citations are printed in, and what each does with a list.

A note stands by itself, in the order of the text. A list is filed under its authors, or where there
are none under what the style has instead; works that a reference in the text could not tell apart
(one author, one year) have letters, 2011a and 2011b (Chicago 18, 13.107; APA 7, 9.47; Cite Them
Right 12), and MLA sets a dash for the author named just before (MLA 9, 5.126).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sources.cite import apa, chicago, harvard, mla, names
from sources.cite.dates import CslDate, ends, year
from sources.cite.item import Item
from sources.cite.prose import Prose

_NOT_FILED: Final = re.compile(r"[^\w\s]|_")
_LAST: Final = 9999  # past every year: what has no date stands after what has

Order = Callable[[Item], tuple[object, ...]]
Marks = Callable[[Sequence[Item]], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Style:
    """One style: what an address calls it and what a reader does, an entry, its place in a list.

    ``entry`` takes the item and what tells it apart from others; ``order`` is None for notes, which
    stand in the order of the text. With ``has_letters`` what tells apart goes with the work into notes too.
    """

    key: str
    name: str
    entry: Callable[[Item, str], Prose]
    order: Order | None = None
    marks: Marks = lambda items: [""] * len(items)
    has_letters: bool = False


def references(items: Iterable[Item], style: Style) -> list[Prose]:
    """Give the items as a list of this style: in its order, told apart as it does."""
    return list(entries(items, style))


def entries(items: Iterable[Item], style: Style) -> Iterator[Prose]:
    """Give the same one after the other: who reads along need not wait until all are written."""
    return (style.entry(one, mark) for one, mark in told_apart(items, style))


def told_apart(items: Iterable[Item], style: Style) -> list[tuple[Item, str]]:
    """Give the items in the style's order, each with what tells it apart in the list: a letter, a dash."""
    rows = list(items)
    if style.order:
        rows.sort(key=style.order)
    return list(zip(rows, style.marks(rows), strict=True))


def filed(text: str) -> str:
    """Give the words by which a list sorts: no capitals, no accents, no marks."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(_NOT_FILED.sub("", plain).split())


def _lettered(said: Callable[[Item], str], has_circa_apart: bool = True) -> Marks:
    """Give each item the letter that it needs beside what a reference in the text says of it."""

    def marks(items: Sequence[Item]) -> Iterator[str]:
        cited = [(said(one), *_dated(one.get("issued"), has_circa_apart)) for one in items]
        counts, seen = Counter(cited), Counter[tuple[object, ...]]()
        for key in cited:
            seen[key] += 1
            yield letter(seen[key]) if counts[key] > 1 else ""

    return marks


def letter(number: int) -> str:
    """Give a, b … z, aa, ab …, counted from 1."""
    before, place = divmod(number - 1, 26)
    return (letter(before) if before else "") + chr(ord("a") + place)


def _dated(date: CslDate | None, has_circa_apart: bool) -> tuple[object, ...]:
    """Give what the year in a reference says: one year or two, about then, or words."""
    first, last = ends(date)
    if not first:
        return (year(date) or (date or {}).get("literal", ""),)
    return first[0], last[0], has_circa_apart and bool((date or {}).get("circa"))


def _dashed(items: Sequence[Item]) -> Iterator[str]:
    """Give a dash where the authors are those of the entry before, all of them."""
    before = None
    for one in items:
        authors = one.get("author")
        yield mla.SAME_AUTHOR if authors and authors == before else ""
        before = authors


def _by(heading: Callable[[Item], str]) -> Callable[[Item], tuple[str, ...]]:
    """File under the authors, one after the other, or under what the style has instead, or the title."""

    form = names.inverted_demoted if heading in _DEMOTED else names.inverted

    def order(item: Item) -> tuple[str, ...]:
        people = tuple(filed(form(name)) for name in item.get("author", []))
        return people or (filed(heading(item) or item["title"]),)

    return order


_DEMOTED: Final = (chicago.heading, harvard.heading)  # "von der Leyen" is filed under L


def _title_order(heading: Callable[[Item], str]) -> Order:
    people = _by(heading)
    return lambda item: (people(item), filed(item["title"]))


def _year_order(heading: Callable[[Item], str]) -> Order:
    people = _by(heading)
    return lambda item: (people(item), _years(item.get("issued")), filed(item["title"]))


def _day_order(item: Item) -> tuple[object, ...]:
    """File as APA does: no date first, then the coarser before the finer, then by title (9.46, 9.47)."""
    date = item.get("issued")
    first, last = ends(date)
    years = _years(date) if year(date) else (0, 0)
    return _by(apa.heading)(item), years, first[1:], last[1:], filed(item["title"])


def _years(date: CslDate | None) -> tuple[int, int]:
    first, last = ends(date)
    if first:
        return first[0], last[0]
    known = int(year(date) or _LAST)
    return known, known


CHICAGO: Final = Style(
    "chicago",
    "Chicago, bibliography",
    lambda item, _: chicago.bibliography(item),
    _title_order(chicago.heading),
)
STYLES: Final = (
    Style("chicago-note", "Chicago, note", lambda item, _: chicago.note(item)),
    CHICAGO,
    Style(
        "chicago-author-date",
        "Chicago, author-date",
        chicago.author_date,
        _year_order(chicago.heading),
        _lettered(lambda item: chicago.heading(item) or item["title"], has_circa_apart=False),
        has_letters=True,
    ),
    Style("mla", "MLA", mla.entry, _title_order(mla.heading), _dashed),
    Style("apa", "APA", apa.entry, _day_order, _lettered(apa.said), has_letters=True),
    Style(
        "harvard",
        "Harvard",
        harvard.entry,
        _year_order(harvard.heading),
        _lettered(harvard.said),
        has_letters=True,
    ),
)
BY_KEY: Final = {style.key: style for style in STYLES}

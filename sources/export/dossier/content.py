"""A dossier: chosen passages of many sources, in order, each with its citation, and a list of the sources.

It is handed to people who do not know this archive (an editor, a court), so it says on its own which edition
it is of, what it leaves out, and where each passage can be looked up. How it is arranged is the reader's
choice; here it is decided, and the page and the Word file only set it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from sources.cite.prose import Prose

NO_DAY: Final = "No day named"


class Order(StrEnum):
    """What the passages follow."""

    SPOKEN = "spoken"
    PUBLISHED = "published"


class Grouping(StrEnum):
    """What the headings are."""

    DAY = "day"
    SOURCE = "source"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Day:
    """The day, month or year that a passage speaks of."""

    words: str
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One passage, or one article as a whole (then without ``locator``).

    ``words`` are what may be shown; ``withheld`` says what is not, and why. ``position`` is its place in the
    order of publication.
    """

    position: tuple[int, int]
    source: str  # what tells its article from others
    heading: str  # its source in a few words
    title: str
    locator: str
    speaker: str
    words: str
    language: str
    withheld: str
    day: Day | None
    said: tuple[str, ...]  # answers that it gives
    address: str
    citation: Prose


@dataclass(frozen=True, slots=True)
class Numbered:
    """An entry with its number in this dossier."""

    number: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one heading; no heading where there are no groups."""

    heading: str
    entries: tuple[Numbered, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A source as the list at the end has it: its entry, what may be shown of it, what was captured."""

    citation: Prose
    language: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A whole dossier, ready to be set."""

    title: str
    lead: str
    facts: tuple[tuple[str, str], ...]  # label and words: edition, digest, rights …
    remarks: tuple[str, ...]  # what a reader must know: what is left out, what is invented
    groups: tuple[Group, ...]
    sources: tuple[Cited, ...]
    has_days: bool  # whether a passage says its day itself; else the heading does
    site: str
    edition: str
    address: str
    made_on: date | None


def arranged(entries: Sequence[Entry], order: Order, grouping: Grouping) -> tuple[Group, ...]:
    """Put entries in order, under headings, and number them."""
    rows = sorted(entries, key=_published)
    if order == Order.SPOKEN or grouping == Grouping.DAY:
        rows.sort(key=_day)
    groups: dict[str, list[Entry]] = {}
    headings: dict[str, str] = {}
    for row in rows:
        name, headings[name] = _under(row, grouping)
        groups.setdefault(name, []).append(row)
    found, number = [], 0
    for name, of_group in groups.items():
        numbered = tuple(Numbered(number + place, row) for place, row in enumerate(of_group, start=1))
        found.append(Group(headings[name], numbered))
        number += len(of_group)
    return tuple(found)


def _under(row: Entry, grouping: Grouping) -> tuple[str, str]:
    """Give what tells its group from others, and the heading of that."""
    if grouping == Grouping.DAY:
        words = row.day.words if row.day else NO_DAY
        return words, words
    return (row.source, row.heading) if grouping == Grouping.SOURCE else ("", "")


def _day(row: Entry) -> tuple[bool, int, int]:
    """Order by day: a month stands after its own days, a year after its months, what names none after all."""
    if row.day is None:
        return True, 0, 0
    latest, earliest = row.day.latest or date.max, row.day.earliest or date.min
    return False, latest.toordinal(), -earliest.toordinal()


def _published(row: Entry) -> tuple[int, int]:
    return row.position

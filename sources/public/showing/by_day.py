"""Passages that name somebody, in the order of the days that they speak of.

A passage that names several dates stands under each of them; one that names none has no place here and is
counted. What is ordered is what comes first in order of publication, up to a bound, as a search does it: so
the most named of a large archive costs no more than that.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sources.edition.models import Appearance, Entity
from sources.public import addresses
from sources.public.frame import Frame
from sources.public.showing.concordance import InSource, by_source

MOST_ORDERED = 5_000  # appearances
LINES_A_PAGE = 200


@dataclass(frozen=True, slots=True)
class InDay:
    """A day, or a longer time, with the passages that speak of it."""

    words: str
    address: str
    sources: tuple[InSource, ...]


@dataclass(frozen=True, slots=True)
class ByDay:
    """One page of an entity's passages by day, and what is not on any."""

    days: tuple[InDay, ...]
    rows: tuple[Appearance, ...]
    without: int  # passages that name no date
    has_next: bool
    is_cut: bool


@dataclass(frozen=True, slots=True, order=True)
class _Line:
    """One appearance under one date; sorted by when that begins, the shorter time first."""

    earliest: date
    latest: date
    edtf: str
    words: str
    appearance: int


def by_day(found: Entity, number: int, frame: Frame) -> ByDay:
    """Order an entity's passages, copies left out, by the days that they name: three queries."""
    named = Appearance.objects.filter(entity=found, in_copy=False).order_by("position")
    held = list(named.values_list("pk", "passage")[: MOST_ORDERED + 1])
    dates = _dates({passage for _, passage in held[:MOST_ORDERED]})
    lines = sorted(
        _Line(*one, appearance)
        for appearance, passage in held[:MOST_ORDERED]
        for one in dates.get(passage, ())
    )
    start = (number - 1) * LINES_A_PAGE
    shown = lines[start : start + LINES_A_PAGE]
    rows = Appearance.objects.filter(pk__in={line.appearance for line in shown})
    loaded = {row.pk: row for row in rows.select_related("article", "passage")}
    return ByDay(
        days=tuple(_days(shown, loaded, frame)),
        rows=tuple(loaded[line.appearance] for line in shown),
        without=len({passage for _, passage in held[:MOST_ORDERED]} - dates.keys()),
        has_next=len(lines) > start + LINES_A_PAGE,
        is_cut=len(held) > MOST_ORDERED,
    )


def _dates(passages: Iterable[int]) -> dict[int, list[tuple[date, date, str, str]]]:
    """Give the dates that passages name, each once; an open end lies as far off as can be."""
    rows = Appearance.objects.filter(passage__in=passages, date__isnull=False)
    found: dict[int, list[tuple[date, date, str, str]]] = {}
    told = rows.values_list("passage", "date__earliest", "date__latest", "date__edtf", "date__words")
    for passage, earliest, latest, edtf, words in dict.fromkeys(told):
        found.setdefault(passage, []).append((earliest or date.min, latest or date.max, edtf, words))
    return found


def _days(lines: Sequence[_Line], rows: dict[int, Appearance], frame: Frame) -> Iterable[InDay]:
    for (edtf, words), own in groupby(lines, key=lambda line: (line.edtf, line.words)):
        shown = by_source([rows[line.appearance] for line in own], frame)
        yield InDay(words, addresses.date(edtf), shown)

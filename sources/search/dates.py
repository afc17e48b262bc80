"""A query that is a date and nothing else: "1927-10-14", "14 October 1927", "Oct. 14, 1927", "14.10.1927".

A passage seldom writes its date out, so the words of one find little; the date's own page has every
passage that speaks of it. Read are EDTF (ISO 8601-2) and what a reader writes for a day, a month or a
season, in English and in the site's own language; where only figures are given the day comes first. A day
without a year ("14 October") is one of every year. Pure: text in, EDTF out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sources.search.month_names import beside, months, plain
from sources.values import edtf

LONGEST = 60  # characters; no date that is typed is longer

_BEGINS_WITH_A_YEAR = re.compile(r"\W?\d{3}[\dX]")
_IN_FIGURES = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})", re.ASCII)
_PART = re.compile(r"[0-9]+|[^\W\d_]+")
_BETWEEN = re.compile(r"(?:[^\W_]|[\s.,’'ʼ])*")  # nothing else may stand between the parts
_YEAR = 4  # figures
_LAST_DAY = 31
_FIRST_SEASON = 21


@dataclass(frozen=True, slots=True)
class _Read:
    """A query with one month in it: its figures, and the words that are neither."""

    month: int
    figures: tuple[str, ...]
    others: frozenset[str]


def asked(text: str) -> edtf.Edtf | None:
    """Give the date that the whole query is, or None where it is none."""
    words = _words(text)
    for written in _possible(words):
        try:
            return edtf.parse(written)
        except ValueError:  # the thirtieth of February: words like any others
            continue
    return None


def day_of_any_year(text: str) -> str:
    """Give how the EDTF of a day without a year ends ("-10-14"), where the whole query is one; else ""."""
    read = _read(_words(text))
    if read is None or len(read.figures) != 1 or not read.others <= beside():
        return ""
    (day,) = read.figures
    end = f"-{read.month:02}-{int(day):02}"
    # 29 February is a day of some years.
    is_day = len(day) < 3 and read.month < _FIRST_SEASON and _is_date(f"2000{end}")  # noqa: PLR2004 -- 1 to 31
    return end if is_day else ""


def _words(text: str) -> str:
    words = " ".join(text[: LONGEST + 1].strip(" .,").split())
    return words if len(words) <= LONGEST else ""


def _possible(words: str) -> Iterator[str]:
    if _BEGINS_WITH_A_YEAR.match(words):
        yield words
    if found := _IN_FIGURES.fullmatch(words):
        day, _, month, year = found.groups()
        yield f"{year}-{int(month):02}-{int(day):02}"
    if read := _read(words):
        yield from _dated(read)


def _read(words: str) -> _Read | None:
    """Read a query that has one month or season and otherwise figures and a few words; None for any other."""
    if not _BETWEEN.fullmatch(words):
        return None
    parts = [plain(part) for part in _PART.findall(words)]
    names = [part for part in parts if part in months()]
    if len(names) != 1:
        return None
    figures = tuple(part for part in parts if part.isdecimal())
    return _Read(months()[names[0]], figures, frozenset(parts) - {*figures, *names})


def _dated(read: _Read) -> Iterator[str]:
    """Give the day or month, where no word is over that the site would not print in it."""
    years = [part for part in read.figures if len(part) == _YEAR]
    days = [part for part in read.figures if len(part) < 3 and 0 < int(part) <= _LAST_DAY]  # noqa: PLR2004 -- 1 to 31
    if len(years) != 1 or len(read.figures) != 1 + len(days) or len(days) > 1:
        return
    written = f"{years[0]}-{read.month:02}" + (f"-{int(days[0]):02}" if days else "")
    if _is_date(written):
        printed = {plain(part) for part in _PART.findall(edtf.in_words(written))}
        if read.others <= beside() | printed:
            yield written


def _is_date(written: str) -> bool:
    try:
        edtf.parse(written)
    except ValueError:
        return False
    return True

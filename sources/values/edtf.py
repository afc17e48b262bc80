"""When something was, as precisely as a source says it and no more.

A date is kept as an EDTF string (ISO 8601-2) with the earliest and the latest day it can mean, so
that "the spring of 2011", "the 18th or 19th" and "until October" can be sorted, compared and
found. The bounds are strict: "about" and "perhaps" are said, not turned into a number of days.
An open side, and one that is not known, has no bound.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from sources.values.edtf_grammar import read
from sources.values.edtf_words import in_words

__all__ = ["Edtf", "days", "in_words", "overlaps", "parse"]


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date: its normalised EDTF string, its bounds (None = open), and how closely it is known.

    ``precision`` is one of day, month, season, year, decade, century, interval, set.
    """

    value: str
    earliest: date | None
    latest: date | None
    precision: str

    def __str__(self) -> str:
        return self.value


# A corpus has some hundred different dates, each met hundreds of times.
@lru_cache(maxsize=4096)
def parse(text: str) -> Edtf:
    """Read an EDTF string into its normal form; raise ValueError with a sentence.

    Normal form: today's signs (199X for the draft's 199u), no spaces, sets in order of time, a
    set or interval of one date written as that date. Parsing a value gives the same value.
    """
    expression = read(text)
    earliest, latest = expression.bounds
    return Edtf(str(expression), earliest, latest, expression.precision)


def overlaps(a: Edtf, b: Edtf) -> bool:
    """Tell whether the stretches from earliest to latest day share a day (a set counts as one stretch)."""
    return (a.earliest or date.min) <= (b.latest or date.max) and (b.earliest or date.min) <= (
        a.latest or date.max
    )


def days(edtf: Edtf) -> Iterator[date]:
    """Give every day from the earliest to the latest; raise ValueError where a side is open."""
    if edtf.earliest is None or edtf.latest is None:
        msg = f'"{edtf.value}" is open on one side: its days have no end. Choose a date with two bounds.'
        raise ValueError(msg)
    start = edtf.earliest
    return (start + timedelta(days=number) for number in range((edtf.latest - start).days + 1))

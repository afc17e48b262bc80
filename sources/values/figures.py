"""Figures as sources give them: exact, about, at least, between; never made more exact than they are.

A figure is a measure (a word of ``vocabulary.Measure``) and its bounds. An open bound is None: "at least
64" is 64 and nothing above. Numbers go to 10^12, which a float holds exactly, and are written without an
exponent and without trailing zeros, so that the same figure is always the same text.
"""

import re
from dataclasses import dataclass

from sources.values import numerals
from sources.values.language import gettext, pgettext

LARGEST = 1e12

_NUMBER = re.compile(r"(?:0|[1-9][0-9]{0,12})(?:\.[0-9]{0,5}[1-9])?")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it was given; ``measure`` is "" where none was."""

    measure: str = ""
    low: float | None = None
    high: float | None = None

    @property
    def fault(self) -> str:
        """Say what does not go together, in a sentence; "" where all does."""
        number = self.low if self.low is not None else self.high
        if self.measure in ("", "in_words"):
            return "" if number is None else "Without a measure that takes one there is no number."
        if number is None:
            return f"{self.measure} needs its number."
        wanted = bounds(self.measure, number, self.high)
        if (self.low, self.high) != wanted:
            return (
                f"{self.measure} from {written(self.low) or 'nothing'} to {written(self.high) or 'nothing'} "
                f"does not go together; {_EXPECTED[self.measure]}."
            )
        if self.measure == "between" and not (self.high or 0) > (self.low or 0):
            return "A range goes from its lower to its higher number."
        return ""


_EXPECTED = {
    "exact": "an exact figure is its lower and its upper bound",
    "about": "a figure said to be about is its lower and its upper bound",
    "at_least": "it has a lower bound only",
    "more_than": "it has a lower bound only",
    "at_most": "it has an upper bound only",
    "fewer_than": "it has an upper bound only",
    "between": "it has two bounds",
}


def bounds(measure: str, number: float, other: float | None = None) -> tuple[float | None, float | None]:
    """Give the bounds of a figure that is given by one number, or by two where it is a range."""
    if measure in ("at_least", "more_than"):
        return number, None
    if measure in ("at_most", "fewer_than"):
        return None, number
    return number, other if measure == "between" else number


def written(number: float | None) -> str:
    """Write a number as it stands in files: 16, 0.5, 1000000000; "" for None."""
    if number is None:
        return ""
    return str(int(number)) if float(number).is_integer() else f"{number:.6f}".rstrip("0")


def read(text: str) -> float | None:
    """Read what ``written`` writes, "" as None; raise ValueError where it is written otherwise."""
    if not text:
        return None
    if not _NUMBER.fullmatch(text) or float(text) > LARGEST:
        raise ValueError(f"“{text}” is not a number from 0 to 1000000000000, written like 16 or 0.5.")
    return float(text)


def grouped(number: float) -> str:
    """Write a number for readers, digits in threes with a narrow space that does not break."""
    whole, _, fraction = written(number).partition(".")
    return numerals.grouped(int(whole), fraction)


def in_words(figure: Figure, text: str = "") -> str:
    """Say a figure as a reader would: 16, about 70, at least 64, 14–16; ``text`` for one in words."""
    if figure.measure == "between" and figure.low is not None and figure.high is not None:
        said = pgettext("numbers", "%(first)s–%(last)s")
        return said % {"first": grouped(figure.low), "last": grouped(figure.high)}
    number = figure.low if figure.low is not None else figure.high
    if number is None:
        return text
    return _measured(figure.measure) % {"number": grouped(number)}


def _measured(measure: str) -> str:
    match measure:
        case "about":
            return gettext("about %(number)s")
        case "at_least":
            return gettext("at least %(number)s")
        case "more_than":
            return gettext("more than %(number)s")
        case "at_most":
            return gettext("at most %(number)s")
        case "fewer_than":
            return gettext("fewer than %(number)s")
    return "%(number)s"

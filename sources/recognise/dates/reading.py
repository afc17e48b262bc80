"""One matched date expression with its surroundings, and what it was resolved to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from sources.recognise.dates import calendar
from sources.recognise.dates.anchors import Anchor, Anchors
from sources.recognise.dates.calendar import Moment
from sources.recognise.dates.year_words import year_in_words
from sources.vocabulary import AnchorKind

# Where nothing says when a text was written, "’82" is of the twentieth century.
_NO_LATER = 1999


@dataclass(frozen=True, slots=True)
class Reading:
    """A match in its text, with all there is to count from; ``feasts`` by lower-case name."""

    text: str
    match: "re.Match[str]"
    anchors: Anchors
    feasts: Mapping[str, str] = field(default_factory=dict)

    plain = AnchorKind.NONE

    @property
    def start(self) -> int:
        """Give where the expression begins."""
        return self.match.start()

    @property
    def end(self) -> int:
        """Give where the expression ends."""
        return self.match.end()

    def words(self, *groups: str) -> str:
        """Give the words of several parts in lower case, with single blanks between."""
        return " ".join(" ".join(self.group(g) or "" for g in groups).lower().split())

    @property
    def year(self) -> int:
        """Give the year that is written with the date, "’82" as that of the century told of; 0 for none."""
        if words := self.group("yw"):
            return year_in_words(words)
        whole, short = self.group("y") or self.group("yb"), self.group("ys")
        if whole or not short:
            return int(whole or 0)
        base = self.anchors.base
        latest = base.moment.year + 1 if base else _NO_LATER
        year = latest // 100 * 100 + int(short)
        return year if year <= latest else year - 100

    def group(self, name: str) -> str | None:
        """Give the words of a named part, None where this way of writing has no such part."""
        return self.match[name] if name in self.match.re.groupindex else None


@dataclass(frozen=True, slots=True)
class Resolved:
    """An EDTF value, how sure, the moment that later words may count from, and the anchor used."""

    edtf: str
    score: float
    moment: Moment | None = None
    anchor: AnchorKind = AnchorKind.NONE
    anchor_words: str = ""

    @classmethod
    def of(cls, edtf: str, anchor: Anchor, score: float, moment: Moment | None) -> "Resolved":
        """Give a value counted from an anchor."""
        return cls(edtf, score, moment, anchor.kind, anchor.words)


# A date for certain, but nothing says which.
UNANCHORED = Resolved("", 0.5)


def anchored(moment: Moment, anchor: Anchor, score: float) -> Resolved:
    """Give a plain day, month or year counted from an anchor."""
    return Resolved.of(moment.edtf, anchor, score, moment)


def plus(anchor: Anchor | None, days: int, score: float) -> Resolved | None:
    """Give the day so many days from an anchor that is known to the day."""
    if not anchor or not anchor.moment.date:
        return UNANCHORED
    date = calendar.plus_days(anchor.moment.date, days)
    return anchored(calendar.on(date), anchor, score) if date else None

"""A text in which names are replaced by pseudonyms, and where everything else then stands.

The names to replace are places: those that an editor marked, and those found by their forms. Every
other span moves by arithmetic as under a correction (``values/splice.py``); a span that holds a
replaced name, or is cut by one, is widened to hold the whole pseudonym, so that no mark is lost and
none begins inside a pseudonym.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from unicodedata import normalize

from sources.values.span import Span


@dataclass(frozen=True, slots=True)
class Replacement:
    """The words from ``start`` to ``end`` of the text as stored, and what readers get instead."""

    start: int
    end: int
    pseudonym: str


@dataclass(frozen=True, slots=True)
class Disguise:
    """Replacements that do not overlap, in the order of the text."""

    replacements: tuple[Replacement, ...]

    @classmethod
    def of(cls, found: Iterable[Replacement], text: str = "") -> "Disguise":
        """Order them; of those that overlap make one, under the pseudonym of the widest.

        A pseudonym that ends with a full stop (“Anna V.”) takes the one that follows in the ``text`` with
        it, as print does; an ellipsis stays.
        """
        joined: list[Replacement] = []
        for one in sorted(found, key=lambda one: (one.start, -one.end)):
            last = joined[-1] if joined else None
            if last is not None and one.start < last.end:
                joined[-1] = Replacement(last.start, max(last.end, one.end), last.pseudonym)
            else:
                joined.append(one)
        return cls(tuple(_stopped(one, text) for one in joined))

    def text(self, stored: str) -> str:
        """Give the text that readers get; the replacements must lie inside ``stored``."""
        pieces, done = [], 0
        for one in self.replacements:
            pieces += [stored[done : one.start], one.pseudonym]
            done = one.end
        return "".join([*pieces, stored[done:]])

    def span(self, start: int, end: int) -> Span:
        """Give the place of a span of the stored text in the text that readers get."""
        return Span(self._moved(start, is_end=False), self._moved(end, is_end=True))

    def _moved(self, place: int, *, is_end: bool) -> int:
        growth = 0
        for one in self.replacements:
            if one.end <= place:
                growth += len(one.pseudonym) - (one.end - one.start)
            elif one.start < place:  # inside: to that edge of the pseudonym which widens the span
                return one.start + growth + (len(one.pseudonym) if is_end else 0)
            else:
                break
        return place + growth


@dataclass(frozen=True)
class Forms:
    """The forms of names, each with the pseudonym that stands for it.

    A form of several words is found in any case and however its words are spaced; one of a single
    word may be a word of the language too, and is found as it is written.
    """

    pseudonyms: Mapping[str, str]

    @cached_property
    def _loose(self) -> dict[str, str]:
        return {" ".join(form.casefold().split()): shown for form, shown in self.pseudonyms.items()}

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        written = {variant for form in self.pseudonyms for variant in _variants(form)}
        if not written:
            return None
        loose = [one for one in written if len(one.split()) > 1]
        strict = [one for one in written if len(one.split()) == 1]
        ways = []
        if loose:
            longest = sorted(loose, key=len, reverse=True)
            ways.append("(?i:" + "|".join(r"\s+".join(map(re.escape, one.split())) for one in longest) + ")")
        if strict:
            ways.append("|".join(map(re.escape, sorted(strict, key=len, reverse=True))))
        return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)")

    def found(self, text: str, apart_from: Sequence[tuple[int, int]] = ()) -> list[Replacement]:
        """Find the forms in ``text``, except where one lies wholly inside a span that is somebody else's."""
        if self._pattern is None:
            return []
        spans = sorted(apart_from)
        starts = [start for start, _ in spans]
        return [
            Replacement(one.start(), one.end(), self.pseudonym(one.group()))
            for one in self._pattern.finditer(text)
            if not _is_inside(one.start(), one.end(), spans, starts)
        ]

    def pseudonym(self, form: str) -> str:
        """Give what stands for a form that ``found`` found."""
        for way in ("NFC", "NFD", "NFKC"):
            shown = self._loose.get(" ".join(normalize(way, form).casefold().split()))
            if shown is not None:
                return shown
        return "…"

    def covered(self, text: str) -> str:
        """Put the pseudonyms in the place of all forms: for short words that bear no marks."""
        return Disguise.of(self.found(text), text).text(text)


def _stopped(one: Replacement, text: str) -> Replacement:
    is_double = one.pseudonym.endswith(".") and text.startswith(".", one.end)
    is_ellipsis = text.startswith("..", one.end)
    return Replacement(one.start, one.end + 1, one.pseudonym) if is_double and not is_ellipsis else one


def _variants(form: str) -> set[str]:
    tidy = " ".join(form.split())
    written = {tidy, tidy.upper()}  # headlines are set in capitals
    return {normalize(way, one) for one in written for way in ("NFC", "NFD")} - {""}


def _is_inside(start: int, end: int, spans: Sequence[tuple[int, int]], starts: Sequence[int]) -> bool:
    return any(first <= start and end <= last for first, last in spans[: bisect_right(starts, start)])

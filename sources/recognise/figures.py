"""Reading figures from words: how many, and how exactly that is meant.

"at least 64", "between 14 and 16", "some seventy", "two hundred", "a score", "dozens": English says how sure
a figure is before it, after it, or by the figure itself. What is read is never more exact than the words: a
dozen is about twelve, and "dozens" is no number at all but stays as words. A suggestion for an editor, not a
fact; what is a date, a time, an age, an ordinal or a share is left alone (see ``guarded``).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sources.recognise.number_words import NUMBER, value_of
from sources.values.figures import LARGEST, Figure, bounds
from sources.values.span import Span
from sources.vocabulary import Measure


@dataclass(frozen=True, slots=True)
class FigureFound:
    """A figure with its place; ``text`` are the words where no number can be read from them."""

    span: Span
    figure: Figure
    text: str = ""


# What stands before a figure; the longest is tried first.
_BEFORE: dict[Measure, tuple[str, ...]] = {
    Measure.AT_LEAST: (
        *("at least", "no fewer than", "no less than", "not fewer than", "not less than"),
        *("a minimum of", "at a minimum", "minimum of"),
    ),
    Measure.MORE_THAN: (
        *("more than", "over", "above", "upwards of", "upward of", "in excess of", "exceeding", "well over"),
        *("greater than", "higher than", "not only", "not just"),
    ),
    Measure.AT_MOST: (
        *("up to", "at most", "no more than", "not more than", "a maximum of", "as many as", "at the most"),
        *("maximum of",),
    ),
    Measure.FEWER_THAN: ("fewer than", "less than", "under", "below", "lower than"),
    Measure.ABOUT: (
        *("about", "around", "some", "roughly", "approximately", "circa", "c.", "an estimated", "estimated"),
        *("nearly", "almost", "close to", "in the region of", "something like", "perhaps", "~"),
    ),
}
_AFTER: dict[Measure, tuple[str, ...]] = {
    Measure.AT_LEAST: ("or more", "and more", "at least", "at the least", "and counting"),
    Measure.AT_MOST: ("or fewer", "or less", "at most", "at the most"),
    Measure.ABOUT: ("or so", "or thereabouts", "odd"),
}
# Amounts that no number can be read from.
_VAGUE = (
    r"(?:(?:many|several|a few)\s+)?(?:tens|dozens|scores|hundreds|thousands|millions|billions)"
    r"(?:\s+(?:of|upon|and)\s+(?:tens|dozens|scores|hundreds|thousands|millions)){0,4}"
    r"|several\s+(?:dozen|score|hundred|thousand|million)|a\s+few\s+(?:dozen|hundred|thousand|million)"
    r"|several|a\s+handful|a\s+few|many|numerous|countless"
)
_NOBODY = r"none|nobody|no\s+one|no-one|zero"


def _ways(words: dict[Measure, tuple[str, ...]]) -> dict[str, Measure]:
    return {way: measure for measure, ways in words.items() for way in ways}


_MEANT_BEFORE, _MEANT_AFTER = _ways(_BEFORE), _ways(_AFTER)


def _any(ways: dict[str, Measure]) -> str:
    longest = sorted(ways, key=len, reverse=True)
    return "|".join(re.escape(way).replace(r"\ ", r"\s+") for way in longest)


_RANGE = re.compile(
    rf"(?:(?:between|from|either)\s+)?(?<![\w.,-])(?P<one>{NUMBER})"
    rf"\s*(?:\s(?:and|to|or)\s|[–—-]|\.\.\.|…)\s*(?P<other>{NUMBER})(?![\w%])",
    re.IGNORECASE,
)
_ONE = re.compile(
    rf"(?:(?<!\w)(?P<before>{_any(_MEANT_BEFORE)})\s*)?(?<![\w.,:/])(?P<one>{NUMBER})(?P<plus>\+)?"
    rf"(?:\s+(?P<after>{_any(_MEANT_AFTER)})(?!\w|\s+{NUMBER}))?(?![\w%])",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(rf"(?<!\w)(?:(?P<nobody>{_NOBODY})|(?P<vague>{_VAGUE}))(?!\w)", re.IGNORECASE)


def find_figures(text: str) -> tuple[FigureFound, ...]:
    """Find the figures of a text in order; of two that share words the first, or the longer."""
    found = sorted(_found(text), key=lambda one: (one.span.start, -one.span.end))
    kept: list[FigureFound] = []
    for one in found:
        if not kept or one.span.start >= kept[-1].span.end:
            kept.append(one)
    return tuple(kept)


def read_figure(words: str) -> FigureFound | None:
    """Read the one figure that selected words hold; None where they hold none, or several."""
    found = find_figures(words)
    numbers = [one for one in found if one.figure.measure != Measure.IN_WORDS] or list(found)
    return numbers[0] if len(numbers) == 1 else None


def whole_figure(words: str) -> FigureFound | None:
    """Read words that are one figure and nothing else, as an editor types it; None where they are not.

    Nothing but a figure is asked for there, so that 1500 is no year.
    """
    said = words.strip()
    for pattern, read in _READINGS:
        match = pattern.fullmatch(said)
        if match is not None and (found := read(match)) is not None:
            return found
    return None


def _found(text: str) -> Iterator[FigureFound]:
    for pattern, read in _READINGS:
        for match in pattern.finditer(text):
            found = read(match)
            if found is not None and (pattern is _IN_WORDS or not guarded(text, match)):
                yield found


def _range(match: re.Match[str]) -> FigureFound | None:
    one, other = value_of(match["one"]), value_of(match["other"])
    if one is None or other is None or not one < other <= LARGEST:
        return None
    return FigureFound(Span(*match.span()), Figure(Measure.BETWEEN, one, other))


def _one(match: re.Match[str]) -> FigureFound | None:
    number = value_of(match["one"])
    if number is None or number > LARGEST:
        return None
    return FigureFound(Span(*match.span()), Figure(*_meant(match, number)))


def _worded(match: re.Match[str]) -> FigureFound:
    if match["nobody"]:
        return FigureFound(Span(*match.span()), Figure(Measure.EXACT, 0.0, 0.0))
    said = re.sub(r"\s+", " ", match.group())
    return FigureFound(Span(*match.span()), Figure(Measure.IN_WORDS), said.casefold())


_READINGS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], FigureFound | None]], ...] = (
    (_RANGE, _range),
    (_ONE, _one),
    (_IN_WORDS, _worded),
)


def _meant(match: re.Match[str], number: float) -> tuple[Measure, float | None, float | None]:
    measure = _measure(match)
    return (measure, *bounds(measure, number))


def _measure(match: re.Match[str]) -> Measure:
    """Say how a figure is meant: by what stands after it, before it, or by itself."""
    if match["plus"]:
        return Measure.AT_LEAST
    for words, meant in ((match["after"], _MEANT_AFTER), (match["before"], _MEANT_BEFORE)):
        if words:
            return meant[re.sub(r"\s+", " ", words).casefold()]
    return Measure.ABOUT if re.search(r"dozen|score", match["one"], re.IGNORECASE) else Measure.EXACT


_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE_AFTER = re.compile(rf"\s*(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH}(?!\w)", re.IGNORECASE)
_DATE_BEFORE = re.compile(rf"(?<!\w){_MONTH}\s+$", re.IGNORECASE)
_NOT_HOW_MANY = re.compile(
    r"\s*(?:%|per\s?cent|percent|years?[\s-]old|-year-old|o['’]clock|[ap]\.?m\b|kilomet|km\b|miles?\b|met(?:er|re)|"
    r"degrees|hours?\b|minutes?\b|days?\b|weeks?\b|months?\b|years?\b|th\b|[:/]\d)",
    re.IGNORECASE,
)
_LABEL_BEFORE = re.compile(
    r"(?:(?<!\w)(?:aged?|article|chapter|page|paragraph|section|no\.|number|room|block|line|in\s+the|since|year)"
    r"|[:/])\s*$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")


def guarded(text: str, match: re.Match[str]) -> bool:
    """Tell whether a number is part of a date, a time, an age, a measure or a label, and not how many."""
    before, after = text[max(0, match.start() - 24) : match.start()], text[match.end() : match.end() + 24]
    if _DATE_AFTER.match(after) or _DATE_BEFORE.search(before):
        return True
    if _NOT_HOW_MANY.match(after) or _LABEL_BEFORE.search(before):
        return True
    # Four bare digits that may be a year are one, unless people are counted by them.
    is_year = _YEAR.fullmatch(match["one"]) is not None
    return is_year and not re.match(r"\s+(?:people|persons|men|women|workers|others|dead)\b", after)

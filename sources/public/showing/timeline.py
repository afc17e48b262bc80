"""When it happened, and when it was told: a chart for any corpus, drawn with x in per cent.

The days round the one most spoken of stand day by day; what is earlier and what is later stands on
either side, by month, year, decade or century, whatever leaves a dozen columns. So a strike of
eleven days, a trial of the next spring and an interview of forty years later fit one line, and
nothing is left out. There is no viewBox: lines stretch, lettering keeps its size, and one drawing
serves phone and desk. A table with the same figures stands behind it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from sources.public import wording
from sources.public.showing.axis import Part, brief_month, name_of, part_of, parts_of, window
from sources.public.showing.calendar import Counted

NARROW = 20.0  # per cent: less than a name's width on a phone
TICKS = (1, 7, 14, 21, 28)
_MOST_LABELLED = 6


@dataclass(frozen=True, slots=True)
class Told:
    """When a source was published: on a day, or on one not known of several."""

    on: date
    name: str
    is_copy: bool
    until: date | None = None  # the last day that may be meant; None where the day is known
    words: str = ""  # how the date is said where it is no day


@dataclass(frozen=True, slots=True)
class Bar:
    """A column: passages that speak of a day (or of a longer stretch at the sides)."""

    x: str
    width: str
    y: int
    height: int
    is_most: bool


@dataclass(frozen=True, slots=True)
class Text:
    """Lettering under or beside the chart."""

    x: str
    words: str
    wide: str  # the rest of the words, left out on a phone
    anchor: str
    is_wide: bool  # left out on a phone altogether


@dataclass(frozen=True, slots=True)
class Dot:
    """What was published in one column: a ring where it was copies only."""

    x: str
    is_ring: bool
    label: str


@dataclass(frozen=True, slots=True)
class Span:
    """What was published on a day not known of those it covers."""

    x1: str
    x2: str
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole chart."""

    height: int  # of the tallest column
    axes: tuple[tuple[str, str], ...]
    bars: tuple[Bar, ...]
    ticks: tuple[Text, ...]
    ends: tuple[Text, ...]  # names of the parts
    most: Text | None
    dots: tuple[Dot, ...]
    spans: tuple[Span, ...]
    legend: tuple[tuple[str, str], ...]  # letter, publication
    has_rings: bool
    has_left_out: bool  # longer dates that are in the table only
    summary: str
    rows: tuple[Counted, ...]


def timeline(spoken: Sequence[Counted], told: Sequence[Told], *, height: int = 96) -> Timeline | None:
    """Draw the dates spoken of, and the days of publication; None where nothing is placed in time.

    A month, a year or a stretch of days that meets the days shown one by one has no column among
    them, where it would be counted as if it were its first day: it is in the table.
    """
    days = {row.earliest: row.count for row in spoken if row.precision == "day" and row.earliest}
    whole = days or {row.earliest: row.count for row in spoken if row.earliest}
    if not whole:
        return None
    first, last = window(whole, [row.on for row in told if row.until is None])
    # A month that meets the days shown is a line under them, never a dot on its first day.
    lasting = [row for row in told if row.until and row.on <= last and row.until >= first]
    at_once = [row for row in told if row not in lasting]
    placed = [
        (row.earliest, row.count)
        for row in spoken
        if row.earliest and (row.precision == "day" or not days or not _meets(row, first, last))
    ]
    parts = parts_of(first, last, [*(day for day, _ in placed), *(row.on for row in at_once)])
    columns: Counter[tuple[float, float]] = Counter()
    for day, count in placed:
        columns[part_of(day, parts).place(day)] += count
    most = max(columns.values())
    tallest = [column for column, count in columns.items() if count == most]
    apart = tallest[0] if len(tallest) == 1 else None  # among equals none is the one to look at
    is_marked = len(columns) > 1  # a lone column is set apart from nothing
    letters = _letters(told)
    return Timeline(
        height=height,
        axes=tuple((_percent(part.left), _percent(part.left + part.width)) for part in parts),
        bars=tuple(
            _bar(column, round(height * count / most), height, is_most=is_marked and column == apart)
            for column, count in sorted(columns.items())
        ),
        ticks=tuple(_ticks(parts)),
        ends=tuple(_ends(parts)),
        most=_label_of_most(apart, most, parts) if apart else None,
        dots=_dots(at_once, parts, letters),
        spans=tuple(_spans(lasting, parts, letters)),
        legend=tuple(sorted((letter, name) for name, letter in letters.items())),
        has_rings=any(row.is_copy for row in told),
        has_left_out=len(placed) < len(spoken),
        summary=_summary(spoken, told),
        rows=tuple(sorted(spoken, key=lambda row: (row.earliest or date.min, row.latest or date.max))),
    )


def _meets(row: Counted, first: date, last: date) -> bool:
    """Tell whether a date shares a day with the days shown one by one."""
    return (row.earliest or date.min) <= last and (row.latest or date.max) >= first


def _bar(column: tuple[float, float], tall: int, height: int, *, is_most: bool) -> Bar:
    left, width = column
    drawn, tall = min(0.8 * width, 2.4), max(2, tall)
    return Bar(_percent(left + (width - drawn) / 2), _percent(drawn), height - tall, tall, is_most)


def _label_of_most(column: tuple[float, float], most: int, parts: Sequence[Part]) -> Text:
    """Name the tallest column, on the side of it that has more room."""
    left, width = column
    part = next(one for one in reversed(parts) if one.left <= left + width / 2)
    number = part.first + round((left - part.left) / width)
    is_right = left > 60  # noqa: PLR2004 -- per cent: the label needs a third of a phone
    edge = left + width / 2 + (-1.6 if is_right else 1.6)
    passages = wording.count(most, "passage")
    return Text(
        _percent(edge),
        name_of(number, part.unit),
        f": {passages}",
        "end" if is_right else "start",
        is_wide=False,
    )


def _ticks(parts: Sequence[Part]) -> Iterable[Text]:
    """Give the days under the axis."""
    for part in parts:
        if part.unit != "day":
            continue
        for number in range(part.first, part.last + 1):
            day = date.fromordinal(number)
            if day.day in TICKS:
                left, width = part.place(day)
                yield Text(
                    _percent(left + width / 2), str(day.day), "", "middle", is_wide=day.day not in {1, 14}
                )


def _ends(parts: Sequence[Part]) -> Iterable[Text]:
    """Name the parts: the months of the days, the first and the last column of a side."""
    for part in parts:
        if part.unit == "day":
            yield from _month_names(part)
            continue
        is_last = part is parts[-1]
        x = part.left + part.width if is_last else part.left
        # On a phone the name of a narrow first part would run into that of the days.
        is_wide = not is_last and part.width < NARROW
        yield Text(_percent(x), part.name, "", "end" if is_last else "start", is_wide=is_wide)


def _month_names(part: Part) -> Iterable[Text]:
    """Name each month that has room for its name."""
    taken = -100.0
    for number in range(part.first, part.last + 1):
        day = date.fromordinal(number)
        left, _ = part.place(day)
        room = part.left + part.width - left
        if (number == part.first or day.day == 1) and left - taken > 14 and room > 8:  # noqa: PLR2004 -- per cent
            taken = left
            yield Text(_percent(left), brief_month(day), "", "start", is_wide=False)


def _dots(told: Sequence[Told], parts: Sequence[Part], letters: Mapping[str, str]) -> tuple[Dot, ...]:
    """Give a dot for each column in which something was published, lettered where letters suffice."""
    columns: dict[float, list[Told]] = {}
    for row in told:
        left, width = part_of(row.on, parts).place(row.on)
        columns.setdefault(left + width / 2, []).append(row)
    dots = []
    for x, rows in sorted(columns.items()):
        # What no publication is named for has no letter.
        lettered = "".join(sorted({letters.get(row.name, "") for row in rows}))
        many = str(len(rows)) if len(rows) > 1 else ""
        dots.append(Dot(_percent(x), all(row.is_copy for row in rows), lettered or many))
    return tuple(dots)


def _spans(told: Sequence[Told], parts: Sequence[Part], letters: Mapping[str, str]) -> Iterable[Span]:
    """Give a line for each stretch of days of which one was that of publication, as far as they are shown."""
    days = next(part for part in parts if part.unit == "day")
    stretches: dict[tuple[date, date], list[Told]] = {}
    for row in told:
        stretches.setdefault((row.on, row.until or row.on), []).append(row)
    for (first, last), rows in sorted(stretches.items()):
        left, _ = days.place(date.fromordinal(max(first.toordinal(), days.first)))
        right, width = days.place(date.fromordinal(min(last.toordinal(), days.last)))
        lettered = "".join(sorted({letters.get(row.name, "") for row in rows}))
        yield Span(_percent(left), _percent(right + width), lettered)


def _letters(told: Sequence[Told]) -> dict[str, str]:
    """Give each publication a letter of its name that no other has; none where there are too many."""
    names = sorted({row.name for row in told if row.name})
    if len(names) > _MOST_LABELLED:
        return {}
    taken: dict[str, str] = {}
    for name in names:
        words = [word for word in name.split() if word.lower() not in {"the", "a", "an"}] or [name]
        # A paper is known by its last word: the Courier of Temrava, the Gazette of Halmya.
        candidates = [*(word[0].upper() for word in reversed(words)), *name.upper()]
        taken[name] = next((one for one in candidates if one.isalnum() and one not in taken.values()), "")
    return taken


def _percent(value: float) -> str:
    return f"{value:.2f}%"


def _summary(spoken: Sequence[Counted], told: Sequence[Told]) -> str:
    """Say in a sentence or two what the chart shows, for who cannot see it."""
    most = max(spoken, key=lambda row: row.count)
    words = _("Most passages, %(number)s, speak of %(date)s.") % {"number": most.count, "date": most.words}
    if not told:
        return words
    first, last = min(told, key=lambda row: row.on), max(told, key=lambda row: row.until or row.on)
    published = _("The sources were published from %(first)s to %(last)s.")
    return f"{words} {published % {'first': _said(first), 'last': _said(last)}}"


def _said(row: Told) -> str:
    return row.words or wording.day(row.on)

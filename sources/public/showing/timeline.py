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
from datetime import date, timedelta

from django.utils.translation import gettext as _

from sources.public import wording
from sources.public.showing.calendar import Counted, decade
from sources.values import calendar_words

FARTHEST = 30  # days on each side of the day most spoken of
LONGEST_GAP = 14  # empty days that end the days shown one by one
COLUMNS = 12  # in a side, at most
NARROW = 20.0  # per cent: less than a name's width on a phone
GAP = 4.0  # per cent between the parts
TICKS = (1, 7, 14, 21, 28)
UNITS = ("month", "year", "decade", "century")
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


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of the chart with columns of one unit."""

    unit: str
    first: int
    last: int
    left: float
    width: float
    name: str = ""

    def place(self, day: date) -> tuple[float, float]:
        """Give the left edge and the width, in per cent, of the column in which a day stands."""
        column = self.width / (self.last - self.first + 1)
        return self.left + (_number(day, self.unit) - self.first) * column, column


def _number(day: date, unit: str) -> int:
    """Number the days, months, years … from the beginning of the calendar."""
    return {
        "day": day.toordinal(),
        "month": day.year * 12 + day.month - 1,
        "year": day.year,
        "decade": day.year // 10,
        "century": day.year // 100,
    }[unit]


def timeline(spoken: Sequence[Counted], told: Sequence[Told], *, height: int = 96) -> Timeline | None:
    """Draw the dates spoken of, and the days of publication; None where nothing is placed in time.

    A month, a year or a stretch of days that meets the days shown one by one has no column among
    them, where it would be counted as if it were its first day: it is in the table.
    """
    days = {row.earliest: row.count for row in spoken if row.precision == "day" and row.earliest}
    whole = days or {row.earliest: row.count for row in spoken if row.earliest}
    if not whole:
        return None
    first, last = _window(whole, [row.on for row in told if row.until is None])
    # A month that meets the days shown is a line under them, never a dot on its first day.
    lasting = [row for row in told if row.until and row.on <= last and row.until >= first]
    at_once = [row for row in told if row not in lasting]
    placed = [
        (row.earliest, row.count)
        for row in spoken
        if row.earliest and (row.precision == "day" or not days or not _meets(row, first, last))
    ]
    parts = _parts(first, last, [*(day for day, _ in placed), *(row.on for row in at_once)])
    columns: Counter[tuple[float, float]] = Counter()
    for day, count in placed:
        columns[_part_of(day, parts).place(day)] += count
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


def _part_of(day: date, parts: Sequence[_Part]) -> _Part:
    """Find the part in which a day stands: among the days if it is one of them, else at its side."""
    middle = next(part for part in parts if part.unit == "day")
    number = day.toordinal()
    if middle.first <= number <= middle.last:
        return middle
    return parts[0] if number < middle.first else parts[-1]


def _parts(first: date, last: date, everything: Sequence[date]) -> tuple[_Part, ...]:
    """Part the chart: what is earlier, the days one by one, what is later."""
    before = [day for day in everything if day < first]
    after = [day for day in everything if day > last]
    left, right = _side_width(before), _side_width(after)
    start = left + GAP if before else 0.0
    room = 100 - start - (right + GAP if after else 0.0)
    middle = _Part("day", first.toordinal(), last.toordinal(), start, room)
    sides = (_side(before, 0.0, left), middle, _side(after, 100 - right, right))
    return tuple(part for part in sides if part is not None)


def _window(counts: Mapping[date, int], told: Iterable[date]) -> tuple[date, date]:
    """Give the first and last day shown one by one: from the busiest out, over short gaps only."""
    most = max(counts, key=lambda day: (counts[day], day))
    near = sorted(day for day in {*counts, *told} if abs((day - most).days) <= FARTHEST)
    first = last = most
    for day in near:
        if last < day and (day - last).days <= LONGEST_GAP:
            last = day
    for day in reversed(near):
        if day < first and (first - day).days <= LONGEST_GAP:
            first = day
    room = max(0, 13 - (last - first).days)  # a lone day still stands among a fortnight
    return first - timedelta(days=1 + room // 2), last + timedelta(days=1 + room // 2)


def _unit(days: Sequence[date]) -> str:
    """Choose the shortest unit that leaves at most a dozen columns, or the longest there is."""
    for unit in UNITS:
        if _number(max(days), unit) - _number(min(days), unit) < COLUMNS:
            return unit
    return UNITS[-1]


def _side_width(days: Sequence[date]) -> float:
    if not days:
        return 0.0
    unit = _unit(days)
    return min(24.0, 7.0 + 1.6 * (_number(max(days), unit) - _number(min(days), unit)))


def _side(days: Sequence[date], left: float, width: float) -> _Part | None:
    if not days:
        return None
    unit = _unit(days)
    first, last = (_month_or_year(day, unit) for day in (min(days), max(days)))
    name = first if first == last else f"{first} – {last}"
    return _Part(unit, _number(min(days), unit), _number(max(days), unit), left, width, name)


def _bar(column: tuple[float, float], tall: int, height: int, *, is_most: bool) -> Bar:
    left, width = column
    drawn, tall = min(0.8 * width, 2.4), max(2, tall)
    return Bar(_percent(left + (width - drawn) / 2), _percent(drawn), height - tall, tall, is_most)


def _label_of_most(column: tuple[float, float], most: int, parts: Sequence[_Part]) -> Text:
    """Name the tallest column, on the side of it that has more room."""
    left, width = column
    part = next(one for one in reversed(parts) if one.left <= left + width / 2)
    number = part.first + round((left - part.left) / width)
    is_right = left > 60  # noqa: PLR2004 -- per cent: the label needs a third of a phone
    edge = left + width / 2 + (-1.6 if is_right else 1.6)
    passages = wording.count(most, "passage")
    return Text(
        _percent(edge),
        _name(number, part.unit),
        f": {passages}",
        "end" if is_right else "start",
        is_wide=False,
    )


def _ticks(parts: Sequence[_Part]) -> Iterable[Text]:
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


def _ends(parts: Sequence[_Part]) -> Iterable[Text]:
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


def _month_names(part: _Part) -> Iterable[Text]:
    """Name each month that has room for its name."""
    taken = -100.0
    for number in range(part.first, part.last + 1):
        day = date.fromordinal(number)
        left, _ = part.place(day)
        room = part.left + part.width - left
        if (number == part.first or day.day == 1) and left - taken > 14 and room > 8:  # noqa: PLR2004 -- per cent
            taken = left
            yield Text(_percent(left), _brief_month(day), "", "start", is_wide=False)


def _month_or_year(day: date, unit: str) -> str:
    """Say when a side begins or ends: the month where it has a column for each, else the year."""
    return _brief_month(day) if unit == "month" else str(day.year)


def _brief_month(day: date) -> str:
    # Translators: a month of a chart, such as Oct 1927
    return _("%(month)s %(year)s") % {"month": calendar_words.month_short(day.month), "year": day.year}


def _dots(told: Sequence[Told], parts: Sequence[_Part], letters: Mapping[str, str]) -> tuple[Dot, ...]:
    """Give a dot for each column in which something was published, lettered where letters suffice."""
    columns: dict[float, list[Told]] = {}
    for row in told:
        left, width = _part_of(row.on, parts).place(row.on)
        columns.setdefault(left + width / 2, []).append(row)
    dots = []
    for x, rows in sorted(columns.items()):
        # What no publication is named for has no letter.
        lettered = "".join(sorted({letters.get(row.name, "") for row in rows}))
        many = str(len(rows)) if len(rows) > 1 else ""
        dots.append(Dot(_percent(x), all(row.is_copy for row in rows), lettered or many))
    return tuple(dots)


def _spans(told: Sequence[Told], parts: Sequence[_Part], letters: Mapping[str, str]) -> Iterable[Span]:
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


def _name(number: int, unit: str) -> str:
    """Say which day, month or year a column is, as short as it is understood."""
    if unit == "day":
        day = date.fromordinal(number)
        # Translators: a day of a chart without its year, such as 14 Oct
        return _("%(day)s %(month)s") % {"day": day.day, "month": calendar_words.month_short(day.month)}
    if unit == "month":
        return _month_or_year(date(number // 12, number % 12 + 1, 1), unit)
    years = {"decade": f"{number}0", "century": f"{number}00"}.get(unit)
    return decade(years) if years else str(number)


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

"""A date as a source writes it, and how it was read: the words, the rule, what it was counted from.

The rule's name is the recogniser's; a rule that is not listed here is shown by its name, so that a
reader is never told less than what is known.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from sources.edition.models import Appearance
from sources.public import addresses, wording
from sources.public.frame import Frame
from sources.public.showing.naming import Named, named
from sources.values.language import spoken
from sources.vocabulary import Certainty

LONGEST = 320  # characters of a passage shown round a date: two or three sentences
BRIEF = 140  # where many are shown: a line or two
FIRST = 3  # of one source, where many are shown; the rest is folded
_END = re.compile(r"""(\w*)[.!?…]+["”’»)\]]*\s+""")
# What a full stop follows without ending anything; an initial ("S. Worczenko") is told by its length.
_SHORT = frozenset(
    {"mr", "mrs", "ms", "dr", "st", "col", "gen", "lt", "capt", "maj", "sgt", "prof", "no", "inst", "ult"}
)

# Written by the recogniser with "date:" before the name, by an editor's package without.
PREFIX = "date:"
_WRITTEN = gettext_noop("written out")
_ADDED = gettext_noop("what is not written was added")
_COUNTED = gettext_noop("counted from a day that is known")
_SPAN = gettext_noop("from the first to the last")
_ONE_OF = gettext_noop("one of them")
RULES = {
    **dict.fromkeys(["day_month_year", "month_year", "year", "iso_date", "numeric_date"], _WRITTEN),
    **dict.fromkeys(["decade", "century", "year_range", "year_or_year", "year_in_words"], _WRITTEN),
    **dict.fromkeys(["day", "month", "day_month", "ordinal_day", "day_of_month", "feast_day"], _ADDED),
    **dict.fromkeys(["date_range", "day_range", "month_range", "range"], _SPAN),
    **dict.fromkeys(["day_or_day", "date_or_date", "month_or_month", "alternatives"], _ONE_OF),
    **dict.fromkeys(["day_and_day", "day_list"], gettext_noop("each of them")),
    **dict.fromkeys(["deictic", "offset", "narrative", "narrative_span"], _COUNTED),
    **dict.fromkeys(["relative_day", "relative_week", "relative_month", "relative_year"], _COUNTED),
    **dict.fromkeys(["before_last", "offset_from", "week_from"], _COUNTED),
    "short_year": gettext_noop("a year without its century"),
    "day_week": gettext_noop("a week after the day of that name"),
    "old_month": gettext_noop("this, the last or the next month, as old papers abbreviate it"),
    "weekday": gettext_noop("the day of that name"),
    "named_day": gettext_noop("the weekday and the day of the month together"),
    "weekday_range": gettext_noop("from the first day of that name to the last"),
    "weekday_or_weekday": gettext_noop("one of the days of those names"),
    "calendar_span": gettext_noop("the whole week, month or year"),
    **dict.fromkeys(["year_part", "quarter"], gettext_noop("a part of the year")),
    "year_onwards": gettext_noop("with no end given"),
    "open_range": gettext_noop("open on one side"),
    "season": gettext_noop(
        "spring begins with March, summer with June, autumn with September, winter with December"
    ),
    **dict.fromkeys(
        ["julian_day", "old_style"], gettext_noop("a day of the old calendar, given by the new one")
    ),
    "feast": gettext_noop("the day on which it falls"),
    "holiday": gettext_noop("the day on which it falls"),
    "event_day": gettext_noop("the day of the event"),
    "time_of_day": gettext_noop("the day to which the hour belongs"),
}
CERTAINTIES = {
    Certainty.PROBABLE: gettext_noop("probably, not certainly"),
    Certainty.POSSIBLE: gettext_noop("possibly"),
}


@dataclass(frozen=True, slots=True)
class Placed:
    """One place where a source names the date."""

    source: Named
    number: str
    address: str
    before: str
    exact: str
    after: str
    has_text: bool
    read_as: str
    rule: str
    counted_from: str
    doubt: str
    edtf: str


@dataclass(frozen=True, slots=True)
class Told:
    """What one source places in a time that is longer than a day."""

    source: Named
    first: tuple[Placed, ...]
    rest: tuple[Placed, ...]


def by_source(entries: Sequence[Placed]) -> tuple[Told, ...]:
    """Gather entries, given in reading order, by their source; the first of each apart."""
    groups = (tuple(own) for _, own in groupby(entries, key=lambda one: one.source.address))
    return tuple(
        # One more is not worth unfolding.
        Told(own[0].source, own, ())
        if len(own) == FIRST + 1
        else Told(own[0].source, own[:FIRST], own[FIRST:])
        for own in groups
    )


def placed(appearances: Iterable[Appearance], frame: Frame, *, longest: int = LONGEST) -> tuple[Placed, ...]:
    """Prepare appearances of dates, given with article, passage and date, in so many characters each."""
    corpora = {corpus.pk: corpus for corpus in frame.corpora}
    return tuple(_placed(row, named(row.article, corpora.get(row.corpus_id)), longest) for row in appearances)


def _placed(row: Appearance, source: Named, longest: int) -> Placed:
    before, after = _sentence(row, longest)
    date = row.date
    rule, anchor, doubt = _reading(row.rule, row.anchor, row.certainty, spoken())
    return Placed(
        source=source,
        number=row.passage.number,
        address=addresses.passage(row.article.public_id, row.article.slug, row.passage.number),
        before=before,
        exact=row.exact,
        after=after,
        has_text=row.passage.text is not None or bool(row.before or row.after),
        read_as=date.words if date else "",
        rule=rule,
        counted_from=anchor,
        doubt=doubt,
        edtf=date.edtf if date else "",
    )


@lru_cache(maxsize=4096)
def _reading(rule: str, anchor: str, certainty: str, language: str) -> tuple[str, str, str]:
    """Say how a date was read, what it was counted from, and what is not certain: of many dates the same."""
    doubt = _(CERTAINTIES.get(Certainty(certainty), "")) if certainty else ""
    return rule_in_words(rule), _anchor(anchor), doubt


def outermost(appearances: Sequence[Appearance]) -> list[Appearance]:
    """Leave out what lies within a longer mention of the same date in the same passage.

    "Friday morning" within "shortly after seven on Friday morning" says nothing more.
    """
    together: dict[tuple[int, int | None], list[Appearance]] = {}
    for row in appearances:
        together.setdefault((row.passage_id, row.date_id), []).append(row)
    return [
        row
        for row in appearances
        if not any(_is_within(row, other) for other in together[row.passage_id, row.date_id])
    ]


def _is_within(row: Appearance, other: Appearance) -> bool:
    """Tell whether a mention is a part of a longer one; by its words where there are no places."""
    if len(row.exact) >= len(other.exact):
        return False
    if row.start is None or row.end is None or other.start is None or other.end is None:
        return row.exact in other.exact
    return other.start <= row.start and row.end <= other.end


def rule_in_words(rule: str) -> str:
    """Say by which rule a date was read."""
    name = rule.removeprefix(PREFIX)
    return _(RULES[name]) if name in RULES else name.replace("_", " ")


def _anchor(words: str) -> str:
    """Say what a date was counted from, as a noun."""
    begin, _date, end = _("published %(date)s").partition("%(date)s")
    if not words.startswith(begin) or not words.endswith(end):
        return words
    day = words.removeprefix(begin).removesuffix(end)
    return _("the date of publication, %(date)s") % {"date": day}


def _sentence(row: Appearance, longest: int) -> tuple[str, str]:
    """Give the words round a date: its sentence where the text is here, else what was prepared."""
    text = row.passage.text
    if text is None or row.start is None or row.end is None:
        return row.before, row.after
    before, after = text[: row.start], text[row.end :]
    start = max(_sentence_ends(before), default=0)
    end = next(_sentence_ends(after), len(after))
    return _cut_before(before[start:], longest // 2), _cut_after(after[:end].rstrip(), longest // 2)


def _sentence_ends(text: str) -> Iterator[int]:
    """Give where sentences begin after another one; an initial or a title does not end one."""
    for found in _END.finditer(text):
        word = found[1]
        is_short = found.start() + len(word) < len(text) and text[found.end(1)] == "."
        if not (is_short and ((len(word) == 1 and word.isupper()) or word.lower() in _SHORT)):
            yield found.end()


def _cut_before(text: str, most: int) -> str:
    return text if len(text) <= most else "… " + text[-most:].partition(" ")[2]


def _cut_after(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most].rpartition(" ")[0] + " …"


def sources_of(entries: Iterable[Placed]) -> str:
    """Say how many sources speak of it: "two articles"."""
    originals = {entry.source.address for entry in entries if not entry.source.is_copy}
    return wording.count_in_words(len(originals), "article")

"""Any date that EDTF can write: what the sources place there, and apart from it what was published then."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.db.models.query import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sources.edition.models import Appearance, Article, Date, Together
from sources.public import addresses, wording
from sources.public.conditional import reading
from sources.public.frame import Frame
from sources.public.showing import calendar
from sources.public.showing.answered import accounts
from sources.public.showing.citable import spans, takeaway
from sources.public.showing.concordance import UNDRAWN
from sources.public.showing.naming import Entry, entry
from sources.public.showing.page import Context, Page, address_of, show
from sources.public.showing.resolved import BRIEF, LONGEST, Placed, by_source, outermost, placed, sources_of
from sources.public.showing.stretches import Known, Window, month_of, whole, year_of
from sources.public.showing.stretches import stretches as spans_of
from sources.public.views.errors import no_such, no_such_page
from sources.values import calendar_words, edtf

ENTRIES_A_PAGE = 200
MOST_PUBLISHED = 60
MOST_TOGETHER = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """The date that an address asks for, with its words and its place among the others."""

    edtf: edtf.Edtf
    words: str

    @property
    def first(self) -> datetime.date:
        """Give the first day, of an open beginning the first there is."""
        return self.edtf.earliest or datetime.date.min

    @property
    def last(self) -> datetime.date:
        """Give the last day, of an open end the last there is."""
        return self.edtf.latest or datetime.date.max

    @property
    def is_day(self) -> bool:
        """Whether it is one day."""
        return self.edtf.precision == "day" and self.first == self.last

    @property
    def noun(self) -> str:
        """Say what it is: "day", "month" …"""
        return {
            "day": _("day"),
            "month": _("month"),
            "season": _("season"),
            "year": _("year"),
            "decade": _("decade"),
            "century": _("century"),
        }.get(self.edtf.precision, _("time"))

    @property
    def title(self) -> str:
        """Give the heading: a day with its weekday, anything else in words."""
        return calendar.with_weekday(self.first, self.words) if self.is_day else wording.sentence(self.words)

    def holds(self, row: Date) -> bool:
        """Tell whether a date lies wholly within this one."""
        return (row.earliest or datetime.date.min) >= self.first and (
            row.latest or datetime.date.max
        ) <= self.last


@reading()
def date(request: HttpRequest, frame: Frame, text: str, number: str = "1") -> HttpResponse:
    """Show a date's page; it is there for every date, also where nothing is placed on it."""
    try:
        value = edtf.parse(addresses.asked_date(text))
    except ValueError as error:
        return no_such(request, frame, what=f"{error}", help_text=_help())
    path = addresses.date(value.value)
    here = path if number == "1" else f"{path}page/{number}/"
    if value.value != addresses.asked_date(text) or ".." in text.split("/"):
        return HttpResponsePermanentRedirect(here)
    asked = Asked(value, edtf.in_words(value.value))
    rows = _appearances(asked, int(number))
    if number != "1" and not rows:
        return no_such_page(request, frame)
    published = _published(asked)
    page = _page(request, frame, (asked, here), rows, published)
    return show(
        page,
        "date",
        asked=asked,
        crumbs=_crumbs(asked),
        **_listed(asked, frame, rows, len(published)),
        published=_entries(published[:MOST_PUBLISHED], page),
        has_more_published=len(published) > MOST_PUBLISHED,
        most_published=MOST_PUBLISHED,
        **_drawn(asked),
        together=_together(asked),
        accounts=accounts(_accounts_of(asked, rows)),
        number=int(number),
        path=path,
        takeaway=takeaway(_("Take away what is placed here"), path, within=[f"date:{asked.edtf.value}"]),
        dates_address=addresses.dates(page.corpus.slug if page.corpus else ""),
    )


def _help() -> str:
    return _(
        "A date is written as in EDTF (ISO 8601-2): 1927-10-15 for a day, 1927-10 for a month, 1927 for a "
        "year, 1927-21 for a spring, 1927-10-14/1927-10-15 for an interval."
    )


def _shown(rows: Sequence[Appearance]) -> list[Appearance]:
    """Give of a page's appearances those that are shown: no copies, none within a longer one."""
    return outermost([row for row in rows[:ENTRIES_A_PAGE] if not row.in_copy])


def _page(
    request: HttpRequest,
    frame: Frame,
    of: tuple[Asked, str],
    rows: Sequence[Appearance],
    published: Sequence[Article],
) -> Page:
    asked, here = of
    shown = _shown(rows)
    articles = [*(row.article for row in shown), *published[:MOST_PUBLISHED]]
    return Page(
        frame=frame,
        address=address_of(request),
        path=here,
        title=asked.title,
        corpora=frame.corpora_of({row.corpus_id for row in shown} | {row.corpus_id for row in published}),
        citations=spans(articles, frame, address_of(request)),
        section="dates",
        is_indexed=bool(rows or published),  # there is no end of days of which nothing is said
    )


def _listed(asked: Asked, frame: Frame, rows: Sequence[Appearance], published: int) -> Context:
    """Give what the sources place within the time, and what in a longer one that includes it."""
    shown = _shown(rows)
    has_next = len(rows) > ENTRIES_A_PAGE
    longest = LONGEST if asked.is_day else BRIEF
    within = placed([row for row in shown if row.date and asked.holds(row.date)], frame, longest=longest)
    longer = [row for row in shown if row.date and not asked.holds(row.date)]
    around = placed(longer, frame, longest=longest)
    return {
        "lead": _lead(asked, within, published, is_more=has_next),
        "within": within,
        "left_out": sum(row.in_copy for row in rows[:ENTRIES_A_PAGE]),
        "told_within": by_source(within),
        "around": around,
        "told_around": by_source(around),
        "has_next": has_next,
    }


def _drawn(asked: Asked) -> Context:
    """Give the strip of days or months, the longer times under it, and the dates before and after."""
    window = _window(asked)
    known = _known(window) if window else []
    return {
        "strip": _strip(asked, known),
        "stretches": spans_of(known, (asked.first, asked.last), window) if window else (),
        "previous": _beside(asked, is_next=False),
        "next": _beside(asked, is_next=True),
    }


def _appearances(asked: Asked, number: int) -> list[Appearance]:
    """Find where sources name a date that shares a day with this one, in reading order."""
    begins_in_time = Q(date__earliest__lte=asked.last) | Q(date__earliest__isnull=True)
    ends_in_time = Q(date__latest__gte=asked.first) | Q(date__latest__isnull=True)
    found = Appearance.objects.filter(begins_in_time, ends_in_time, date__isnull=False)
    # A long time holds many: only their places are sorted, and the texts read of those that are shown.
    shown = _on_page(found.values("pk"), number)
    rows = Appearance.objects.filter(pk__in=shown).select_related("date", "article", "passage")
    return list(rows.defer(*UNDRAWN).order_by("position"))


def _on_page(found: QuerySet[Appearance, Any], number: int) -> QuerySet[Appearance, Any]:
    """Give a page of what is found and one more, the latter half from the end: the less is sorted."""
    start = (number - 1) * ENTRIES_A_PAGE
    end = start + ENTRIES_A_PAGE + 1
    if number > 1 and start > (total := found.count()) // 2:
        return found.order_by("-position")[max(total - end, 0) : max(total - start, 0)]
    return found.order_by("position")[start:end]


def _accounts_of(asked: Asked, rows: Sequence[Appearance]) -> dict[str, Any]:  # Any: a JSON column
    """Give what stands for this very date, and what is asked of it."""
    dates = (row.date for row in rows if row.date)
    return next((date.accounts for date in dates if date.edtf == asked.edtf.value), {})


def _published(asked: Asked) -> list[Article]:
    """Find what was published then; one more than is shown tells whether there is more."""
    rows = Article.objects.filter(published_earliest__gte=asked.first, published_earliest__lte=asked.last)
    return list(rows.select_related("copy_of", "document")[: MOST_PUBLISHED + 1])


def _entries(rows: Sequence[Article], page: Page) -> list[Entry]:
    corpora = {corpus.pk: corpus for corpus in page.corpora}
    return [entry(row, None if page.corpus else corpora.get(row.corpus_id)) for row in rows]


def _window(asked: Asked) -> Window | None:
    """Say what the drawing covers: the month of a day or the month itself, the year, or a time as it is."""
    precision, first, last = asked.edtf.precision, asked.edtf.earliest, asked.edtf.latest
    if first is None or last is None or last < first:
        return None
    if precision in {"day", "month"}:
        return month_of(first)
    return year_of(first) if precision == "year" and first.year == last.year else whole(first, last)


def _strip(asked: Asked, known: Sequence[Known]) -> calendar.Strip | None:
    """Give the month of a day or the month itself, or the months of a year; else nothing."""
    precision, first = asked.edtf.precision, asked.edtf.earliest
    if first is None or precision not in {"day", "month", "year"} or asked.last < first:
        return None
    covered = year_of(first) if precision == "year" else month_of(first)
    within = [
        (one.first, one.last, one.count)
        for one in known
        if one.first >= covered.first and one.last <= covered.last
    ]
    if precision == "year":
        return calendar.months(first.year, within)
    return calendar.strip(first.year, first.month, within, first if asked.is_day else None)


def _known(window: Window) -> list[Known]:
    """Give the dates that share a day with a time, each with the passages that name it."""
    begins_in_time = Q(earliest__lte=window.last) | Q(earliest__isnull=True)
    ends_in_time = Q(latest__gte=window.first) | Q(latest__isnull=True)
    rows = Date.objects.filter(begins_in_time, ends_in_time)
    found = rows.values_list("edtf", "words", "earliest", "latest", "passage_count")
    return [Known(*one) for one in found]


def _beside(asked: Asked, *, is_next: bool) -> tuple[str, str] | None:
    """Find the nearest date of the same precision that a source names, before or after."""
    rows = Date.objects.filter(precision=asked.edtf.precision)
    if is_next:
        row = rows.filter(earliest__gt=asked.first).order_by("earliest", "latest", "edtf").first()
    else:
        row = rows.filter(earliest__lt=asked.first).order_by("-earliest", "-latest", "-edtf").first()
    return (row.words, addresses.date(row.edtf)) if row else None


def _together(asked: Asked) -> list[Together]:
    rows = Together.objects.filter(date__edtf=asked.edtf.value).select_related("entity")
    return list(rows[:MOST_TOGETHER])


def _crumbs(asked: Asked) -> list[tuple[str, str]]:
    """Give the year and the month above a day, the year above a month or season."""
    first = asked.edtf.earliest
    if first is None or asked.edtf.precision not in {"day", "month", "season"}:
        return []
    crumbs = [(str(first.year), addresses.date(f"{first.year:04}"))]
    if asked.is_day:
        crumbs.append(
            (calendar_words.month(first.month), addresses.date(f"{first.year:04}-{first.month:02}"))
        )
    return crumbs


def _lead(asked: Asked, within: Sequence[Placed], published: int, *, is_more: bool) -> str:
    passages = len({entry.address for entry in within if not entry.source.is_copy})
    if not passages:
        spoken = _nothing(asked.edtf.precision)
    elif is_more:
        counted = wording.count(passages, "passage")
        spoken = _("More than %(passages)s speak of it.") % {"passages": counted}
    else:
        spoken = ngettext(
            "%(passages)s of %(articles)s speaks of it.",
            "%(passages)s of %(articles)s speak of it.",
            passages,
        ) % {"passages": wording.count_in_words(passages, "passage"), "articles": sources_of(within)}
    told = (wording.sentence(one) for one in (spoken, _published_then(published)) if one)
    return " ".join(told)


def _nothing(precision: str) -> str:
    """Say that nothing is placed on a day, month …"""
    return {
        "day": _("No source in this archive places anything on this day."),
        "month": _("No source in this archive places anything on this month."),
        "season": _("No source in this archive places anything on this season."),
        "year": _("No source in this archive places anything on this year."),
        "decade": _("No source in this archive places anything on this decade."),
        "century": _("No source in this archive places anything on this century."),
    }.get(precision, _("No source in this archive places anything on this time."))


def _published_then(number: int) -> str:
    if not number:
        return ""
    if number > MOST_PUBLISHED:
        most = wording.count(MOST_PUBLISHED, "article")
        return _("More than %(articles)s were published then.") % {"articles": most}
    return ngettext("%(articles)s was published then.", "%(articles)s were published then.", number) % {
        "articles": wording.count_in_words(number, "article")
    }

"""One day as each source of a corpus tells it: where a newcomer begins.

The page of a date has all that touches it; this one has the day itself, a source after the other in
order of publication, with who and where was named and any two of the sources side by side. A day of
which very many tell has further pages of sources; who was named, what is asked and the pairs are on the
first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, groupby, islice

from django.db.models.query import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sources.edition.models import Appearance, Article, Corpus, Date, Question, Together
from sources.public import addresses, wording
from sources.public.conditional import reading
from sources.public.frame import Frame
from sources.public.showing import answered, calendar
from sources.public.showing.citable import spans, takeaway
from sources.public.showing.concordance import UNDRAWN
from sources.public.showing.naming import Named, named
from sources.public.showing.page import Page, address_of, section_name, show
from sources.public.showing.resolved import Placed, outermost, placed
from sources.public.views.errors import no_corpus, no_such, no_such_page
from sources.values import edtf

SOURCES_A_PAGE = 100
MOST_OF_A_SOURCE = 6
MOST_COMPARED = 5  # sources, each with each: ten pairs
MOST_NAMED = 24


@dataclass(frozen=True, slots=True)
class Telling:
    """What one source says of the day."""

    source: Named
    when: str  # when it was published, seen from the day
    entries: tuple[Placed, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Told:
    """The passages of each source that speak of the day, by their keys, in order of publication."""

    passages: dict[int, list[int]]

    def on_page(self, number: int) -> dict[int, list[int]]:
        """Give the sources of a page."""
        start = (number - 1) * SOURCES_A_PAGE
        return dict(islice(self.passages.items(), start, start + SOURCES_A_PAGE))

    def has_after(self, number: int) -> bool:
        """Whether there are more sources than up to this page."""
        return len(self.passages) > number * SOURCES_A_PAGE


@reading()
def day(request: HttpRequest, frame: Frame, corpus: str, text: str, number: int = 1) -> HttpResponse:
    """Show what each source of a corpus says of one day."""
    found = frame.corpus(corpus)
    if found is None:
        return no_corpus(request, frame)
    asked = _day(text)
    if asked is None:
        no_day = _("“%(text)s” is not a day; a day is written 1927-10-14.") % {"text": text}
        return no_such(request, frame, what=no_day)
    if asked.isoformat() != text:
        whole = addresses.event_day(corpus, asked.isoformat())
        return HttpResponsePermanentRedirect(whole if number == 1 else f"{whole}page/{number}/")
    told = _told(found, asked)
    if not told.passages:
        return no_such(request, frame, what=_("No source of this corpus places anything on this day."))
    if not told.on_page(number):
        return no_such_page(request, frame)
    return _shown(request, frame, (found, asked), told, number)


def _shown(
    request: HttpRequest, frame: Frame, of: tuple[Corpus, date], told: Told, number: int
) -> HttpResponse:
    found, asked = of
    rows = _appearances(found, asked, told.on_page(number))
    tellings, articles = _tellings(rows, asked, frame, told)
    text, path = asked.isoformat(), addresses.event_day(found.slug, asked.isoformat())
    words = calendar.with_weekday(asked, wording.day(asked))
    lead = _lead(told)
    is_first = number == 1
    page = Page(
        frame=frame,
        address=address_of(request),
        path=path if is_first else f"{path}page/{number}/",
        title=words,
        corpora=[found],
        section="dates",
        description=f"{lead} {found.title}.",
        citations=spans(articles, frame, address_of(request)),
    )
    within = [f"corpus:{found.slug}", f"date:{text}"]
    return show(
        page,
        "day",
        day=words,
        lead=lead,
        tellings=tellings,
        pairs=_pairs(articles, text) if is_first else [],
        named=_named(text) if is_first else [],
        accounts=_disputed(found, rows[0].date) if is_first and rows[0].date else None,
        date_address=addresses.date(text),
        number=number,
        has_next=told.has_after(number),
        path=path,
        takeaway=takeaway(_("Take away these passages"), path, within=within),
    )


def _day(text: str) -> date | None:
    try:
        asked = edtf.parse(text)
    except ValueError:
        return None
    is_day = asked.precision == "day" and asked.earliest == asked.latest
    return asked.earliest if is_day else None


def _disputed(corpus: Corpus, day: Date) -> answered.Accounts:
    """Give the questions that are asked of the day, or that somebody answers as of it, each whole."""
    column = day.accounts
    slugs = {row[0] for row in (*column.get("asked", ()), *column.get("stand", ()))}
    rows = Question.objects.filter(corpus=corpus, slug__in=slugs)
    told = rows.values_list("slug", "wording", "independent_count", "asserter_count", "gist")
    return answered.Accounts((), answered.asked(told), 0)


def _told(corpus: Corpus, asked: date) -> Told:
    """Find which passages of the corpus name this very day, copies left out."""
    passages: dict[int, list[int]] = {}
    pairs = _naming(corpus, asked).order_by("position").values_list("article", "passage")
    for article, passage in dict.fromkeys(pairs):
        passages.setdefault(article, []).append(passage)
    return Told(passages)


def _naming(corpus: Corpus, asked: date) -> QuerySet[Appearance]:
    return Appearance.objects.filter(date__earliest=asked, date__latest=asked, corpus=corpus, in_copy=False)


def _appearances(corpus: Corpus, asked: date, told: dict[int, list[int]]) -> list[Appearance]:
    """Read how the first passages of some sources name the day, in order of publication."""
    wanted = [passage for passages in told.values() for passage in passages[:MOST_OF_A_SOURCE]]
    rows = _naming(corpus, asked).filter(passage__in=wanted).select_related("date", "article", "passage")
    return outermost(list(rows.defer(*UNDRAWN).order_by("position")))


def _tellings(
    rows: Sequence[Appearance], asked: date, frame: Frame, told: Told
) -> tuple[tuple[Telling, ...], list[Article]]:
    tellings, articles = [], []
    for _article, group in groupby(rows, key=lambda row: row.article_id):
        own = [next(found) for _passage, found in groupby(group, key=lambda row: row.passage_id)]
        article = own[0].article
        articles.append(article)
        tellings.append(
            Telling(
                named(article),
                _seen_from(asked, article.published),
                placed(own, frame),
                len(told.passages[article.pk]) - len(own),
            )
        )
    return tuple(tellings), articles


def _seen_from(asked: date, published: str) -> str:
    """Say how long after the day a source was published; of a month or year that has it, just so."""
    if not published:
        return _("undated")
    when = edtf.parse(published)
    if when.earliest is None or (when.latest and when.earliest <= asked <= when.latest != when.earliest):
        same = {"month": _("the same month"), "year": _("the same year")}
        return same.get(when.precision, _("about then"))
    days = (when.earliest - asked).days
    if days < 0:
        return _("published before")
    if when.precision == "month":
        # No day is known to count from: the first of the month is nobody's.
        next_month = (asked.replace(day=28) + timedelta(days=4)).replace(day=1)
        return _("the next month") if when.earliest == next_month else _long(days)
    if days < 60:  # noqa: PLR2004 -- two months: past them nobody counts in days
        later = ngettext("%(number)s day later", "%(number)s days later", days) % {"number": days}
        return {0: _("the same day"), 1: _("the day after")}.get(days, later)
    return _long(days)


def _long(days: int) -> str:
    """Say a longer time in months, and past two years in years."""
    months = round(days / 30.44)
    if months < 24:  # noqa: PLR2004 -- two years: past them nobody counts in months
        return ngettext("%(number)s month later", "%(number)s months later", months) % {"number": months}
    years = round(days / 365.25)
    return ngettext("%(number)s year later", "%(number)s years later", years) % {"number": years}


def _pairs(articles: Sequence[Article], text: str) -> list[tuple[Named, Named, str]]:
    """Give pairs of the sources that tell of the day, each to be read side by side."""
    return [
        (named(one), named(other), addresses.compare(one.public_id, other.public_id, f"date/{text}"))
        for one, other in combinations(articles[:MOST_COMPARED], 2)
    ]


def _named(text: str) -> list[tuple[str, list[Together]]]:
    rows = list(Together.objects.filter(date__edtf=text).select_related("entity")[: MOST_NAMED * 2])
    by_kind = {
        section_name(section): [row for row in rows if row.entity.kind == kind]
        for kind, section in addresses.INDEXES.items()
    }
    return [(name, found[:MOST_NAMED]) for name, found in by_kind.items() if found]


def _lead(told: Told) -> str:
    passages, sources = sum(map(len, told.passages.values())), len(told.passages)
    words = ngettext(
        "%(passages)s of %(sources)s speaks of this day.",
        "%(passages)s of %(sources)s speak of this day.",
        passages,
    ) % {
        "passages": wording.count_in_words(passages, "passage"),
        "sources": wording.count_in_words(sources, "source"),
    }
    return wording.sentence(words)

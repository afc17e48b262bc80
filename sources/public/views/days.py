"""One day as each source of a corpus tells it: where a newcomer begins.

The page of a date has all that touches it; this one has the day itself, a source after the other in
order of publication, with who and where was named and any two of the sources side by side.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, groupby

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from sources.edition.models import Appearance, Article, Corpus, Date, Question, Together
from sources.public import addresses, wording
from sources.public.conditional import reading
from sources.public.frame import Frame
from sources.public.showing import answered, calendar
from sources.public.showing.citable import spans, takeaway
from sources.public.showing.concordance import UNDRAWN
from sources.public.showing.naming import Named, named
from sources.public.showing.page import Page, address_of, show
from sources.public.showing.resolved import Placed, outermost, placed
from sources.public.views.errors import no_corpus, no_such
from sources.values import edtf

MOST_APPEARANCES = 600
MOST_OF_A_SOURCE = 6
MOST_COMPARED = 5  # sources, each with each: ten pairs
MOST_NAMED = 24
KINDS = {"person": "People", "place": "Places", "organisation": "Organisations"}


@dataclass(frozen=True, slots=True)
class Telling:
    """What one source says of the day."""

    source: Named
    when: str  # when it was published, seen from the day
    entries: tuple[Placed, ...]
    more: int


@reading()
def day(request: HttpRequest, frame: Frame, corpus: str, text: str) -> HttpResponse:
    """Show what each source of a corpus says of one day."""
    found = frame.corpus(corpus)
    if found is None:
        return no_corpus(request, frame)
    asked = _day(text)
    if asked is None:
        return no_such(request, frame, what=f"“{text}” is not a day; a day is written 1927-10-14.")
    if asked.isoformat() != text:
        return HttpResponsePermanentRedirect(addresses.event_day(corpus, asked.isoformat()))
    rows = _appearances(found, asked)
    if not rows:
        return no_such(request, frame, what="No source of this corpus places anything on this day.")
    tellings, articles = _tellings(rows, asked, frame)
    words = f"{calendar.weekday(asked)} {wording.day(asked)}"
    lead = _lead(rows, len(articles))
    page = Page(
        frame=frame,
        address=address_of(request),
        path=addresses.event_day(corpus, text),
        title=words,
        corpora=[found],
        section="dates",
        description=f"{lead} {found.title}.",
        citations=spans(articles, frame, address_of(request)),
    )
    return show(
        page,
        "day",
        day=words,
        lead=lead,
        tellings=tellings,
        pairs=_pairs(articles, text),
        named=_named(text),
        accounts=_disputed(found, rows[0].date) if rows[0].date else None,
        date_address=addresses.date(text),
        is_cut=len(rows) == MOST_APPEARANCES,
        takeaway=takeaway(
            "Take away these passages",
            addresses.event_day(corpus, text),
            within=[f"corpus:{corpus}", f"date:{text}"],
        ),
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


def _appearances(corpus: Corpus, asked: date) -> list[Appearance]:
    """Find where the corpus names this very day, copies left out, in order of publication."""
    rows = Appearance.objects.filter(
        date__earliest=asked, date__latest=asked, corpus=corpus, in_copy=False
    ).select_related("date", "article", "passage")
    return outermost(list(rows.defer(*UNDRAWN).order_by("position")[:MOST_APPEARANCES]))


def _tellings(
    rows: Sequence[Appearance], asked: date, frame: Frame
) -> tuple[tuple[Telling, ...], list[Article]]:
    tellings, articles = [], []
    for _, group in groupby(rows, key=lambda row: row.article_id):
        own = [next(found) for _, found in groupby(group, key=lambda row: row.passage_id)]
        article = own[0].article
        articles.append(article)
        tellings.append(
            Telling(
                named(article),
                _seen_from(asked, article.published),
                placed(own[:MOST_OF_A_SOURCE], frame),
                max(len(own) - MOST_OF_A_SOURCE, 0),
            )
        )
    return tuple(tellings), articles


_SAME = {"month": "the same month", "year": "the same year"}


def _seen_from(asked: date, published: str) -> str:
    """Say how long after the day a source was published; of a month or year that has it, just so."""
    if not published:
        return "undated"
    when = edtf.parse(published)
    if when.earliest is None or (when.latest and when.earliest <= asked <= when.latest != when.earliest):
        return _SAME.get(when.precision, "about then")
    days = (when.earliest - asked).days
    if days < 0:
        return "published before"
    if when.precision == "month":
        # No day is known to count from: the first of the month is nobody's.
        next_month = (asked.replace(day=28) + timedelta(days=4)).replace(day=1)
        return "the next month" if when.earliest == next_month else _long(days)
    if days < 60:  # noqa: PLR2004 -- two months: past them nobody counts in days
        return {0: "the same day", 1: "the day after"}.get(days, f"{days} days later")
    return _long(days)


def _long(days: int) -> str:
    """Say a longer time in months, and past two years in years."""
    months = round(days / 30.44)
    if months < 24:  # noqa: PLR2004 -- two years: past them nobody counts in months
        return f"{months} months later"
    return f"{round(days / 365.25)} years later"


def _pairs(articles: Sequence[Article], text: str) -> list[tuple[Named, Named, str]]:
    """Give pairs of the sources that tell of the day, each to be read side by side."""
    return [
        (named(one), named(other), addresses.compare(one.public_id, other.public_id, f"date/{text}"))
        for one, other in combinations(articles[:MOST_COMPARED], 2)
    ]


def _named(text: str) -> list[tuple[str, list[Together]]]:
    rows = list(Together.objects.filter(date__edtf=text).select_related("entity")[: MOST_NAMED * 2])
    by_kind = {name: [row for row in rows if row.entity.kind == kind] for kind, name in KINDS.items()}
    return [(name, found[:MOST_NAMED]) for name, found in by_kind.items() if found]


def _lead(rows: Sequence[Appearance], sources: int) -> str:
    passages = len({row.passage_id for row in rows})
    counted = wording.sentence(wording.count_in_words(passages, "passage"))
    verb = "speaks" if passages == 1 else "speak"
    return f"{counted} of {wording.count_in_words(sources, 'source')} {verb} of this day."

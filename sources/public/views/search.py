"""Search: the names that the words give, then the passages, in context, by source; as page, feed, file."""

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from sources.edition.models import Article, Date, Passage
from sources.public import addresses, wording
from sources.public.allowance import ANSWER
from sources.public.conditional import asked_as, reading
from sources.public.frame import Frame
from sources.public.showing.citable import passages_to_cite, spans, takeaway
from sources.public.showing.found import Asked, Result, fields_said, result, title_of
from sources.public.showing.page import Context, Page, address_of, show
from sources.public.views.citations import list_file
from sources.search import dates, fields, names, passages
from sources.search.query import Query, expression, parse
from sources.values import edtf, spelling

MOST_YEARS = 12  # of a day that was asked for without one


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, read: names found, the words for the index, conditions, what leads nowhere."""

    query: Query
    matches: names.Matches
    words: str
    conditions: tuple[fields.Condition, ...]
    unknown: tuple[str, ...]


def read(asked: Asked) -> Question:
    """Read what a reader asks."""
    query = parse(asked.text)
    matches = names.find(query) if query.wanted else names.Matches()
    typed = [(term, fields.typed(term)) for term in query.fields]
    chosen = [fields.chosen(*pair) for pair in asked.chosen]
    return Question(
        query,
        matches,
        expression(query, {} if asked.is_exact else matches.spellings),
        (*(condition for _, condition in typed), *chosen),
        tuple(f"{term.field}:{term.words}" for term, condition in typed if condition.is_nothing),
    )


def _find(asked: Asked, question: Question, frame: Frame) -> tuple[Result | None, bool]:
    """Find, and tell whether that was given up."""
    if not question.words and not question.conditions:
        return None, False
    try:
        return result(asked, question.words, question.conditions, frame), False
    except passages.TooCostlyError:
        return None, True


def _canonical(request: HttpRequest) -> str:
    asked = Asked.of(request.GET)
    return asked_as(request, asked.pairs, asked.address())


@reading(is_kept=False, canonical=_canonical)
def search(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Show what a query finds; without one, or with nothing found, how to ask."""
    asked = Asked.of(request.GET)
    whole = replace(asked, number=1)
    question = read(asked)
    found, is_too_costly = _find(asked, question, frame)
    is_found = bool(found and found.sources)
    page = Page(
        frame=frame,
        address=address_of(request),
        path=whole.address(),
        title=title_of(asked),
        corpora=frame.corpora,
        is_indexed=False,
        has_search=False,
        citations=spans(found.rows, frame, address_of(request)) if found else (),
    )
    return show(
        page,
        "search",
        asked=asked,
        text=asked.text,
        is_asked=bool(question.query) or bool(asked.chosen),
        is_too_costly=is_too_costly,
        **_before_passages(asked, question),
        suggestions=[] if is_found else _suggested(asked, question.query),
        result=found if is_found else None,
        **_pages(asked, found),
        feed_address=whole.address("feed/"),
        takeaway=takeaway(_("Take away these passages"), "/search/", whole.query, choosing=whole.query),
        field_names=fields_said(),
        unheld="" if is_found or not asked.text else _unheld(),
    )


def _before_passages(asked: Asked, question: Question) -> Context:
    """Give what stands before the passages: the date that was asked for, names, their other spellings."""
    spellings = question.matches.spellings.values()
    return {
        "unknown": question.unknown,
        "dates": _dates(asked.text),
        "entities": [_matched(match) for match in question.matches.entities],
        "spellings": sorted({form for forms in spellings for form in forms}),
        "exact_address": replace(asked, is_exact=True, number=1).address(),
        "any_address": replace(asked, is_exact=False, number=1).address(),
    }


def _pages(asked: Asked, found: Result | None) -> Context:
    """Give the number of the page, and where the pages before and after it are."""
    has_next = found is not None and asked.number < found.pages
    return {
        "number": asked.number,
        "next_address": replace(asked, number=asked.number + 1).address() if has_next else "",
        "previous_address": replace(asked, number=asked.number - 1).address() if asked.number > 1 else "",
    }


def _unheld() -> str:
    """Say how many sources are here without their words, where no search finds them; "" for none."""
    number = Article.objects.filter(copy_of=None, document__is_held=False).count()
    return wording.count_in_words(number, "source") if number else ""


def _suggested(asked: Asked, query: Query) -> list[tuple[str, str]]:
    return [(name, Asked(text=name, chosen=asked.chosen).address()) for name in names.suggestions(query)]


def _dates(text: str) -> list[dict[str, str]]:
    """Give the pages of the date that the query is; of a day without a year, of those that sources speak of.

    A date of any other kind is known by the words in which the site prints it ("about March 1927").
    """
    if end := dates.day_of_any_year(text):
        same = Date.objects.filter(precision="day", edtf__endswith=end, passage_count__gt=0)
        return [_date(row.edtf, row) for row in same.order_by("edtf")[:MOST_YEARS]]
    if (asked := dates.asked(text)) is not None:
        return [_date(asked.value, Date.objects.filter(edtf=asked.value).first())]
    printed = Date.objects.filter(words__iexact=text).first() if any(map(str.isdecimal, text)) else None
    return [_date(printed.edtf, printed)] if printed else []


def _date(value: str, row: Date | None) -> dict[str, str]:
    """Give a date's page, and how many passages name just that date."""
    return {
        "words": edtf.in_words(value),
        "address": addresses.date(value),
        "count": wording.count(row.passage_count, "passage") if row else "",
    }


def _matched(match: names.Match) -> dict[str, str]:
    """Give an entity that the query names, with the form that matched and why."""
    entity = match.entity
    is_same = match.form.casefold() == match.words.casefold()
    return {
        "name": entity.name,
        "kind": entity.kind,
        "language": entity.language,
        "address": addresses.entity(entity.kind, entity.public_id, entity.slug),
        "description": entity.description,
        "count": wording.count(entity.passage_count, "passage"),
        "form": "" if match.form == entity.name else match.form,
        "why": "" if is_same else spelling.explain(match.words, match.form),
        "is_fiction": "1" if entity.is_fiction else "",
    }


def find(asked: Asked) -> passages.Found:
    """Find passages, in reading order; none where nothing is asked."""
    return found_by(read(asked))


def found_by(question: Question) -> passages.Found:
    """Find passages by a question that was read; raises TooCostlyError where that takes too long."""
    if not question.words and not question.conditions:
        return passages.NONE
    return passages.find(question.words, question.conditions)


@reading(is_kept=False, is_shared=True, cost=ANSWER)
def cite(request: HttpRequest, frame: Frame, ending: str) -> HttpResponseBase:
    """Send the passages that a search finds as citations, in order of publication."""
    found = find(Asked.of(request.GET))
    rows = Passage.objects.filter(pk__in=found.ids, article__isnull=False)
    first = wording.figure(passages.MOST_LOOKED_AT)
    said = _("These are of the first %(number)s that match.") % {"number": first}
    return list_file(
        request, frame, passages_to_cite(rows), ending, "search", said if found.is_capped else ""
    )

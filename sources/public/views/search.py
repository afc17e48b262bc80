"""Simple search: the names that the words give, then the passages, in context, by source."""

from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from sources.edition.models import Date, Passage
from sources.public import addresses, wording
from sources.public.conditional import reading
from sources.public.frame import Frame
from sources.public.showing.concordance import InPassage, InSource, Line, first_words, last_words
from sources.public.showing.naming import named
from sources.public.showing.page import Page, address_of, show
from sources.search import dates, names, passages
from sources.search.query import LONGEST, expression, parse
from sources.values import edtf, spelling

PASSAGES_A_PAGE = 50
LAST_PAGE = passages.MOST_KEPT // PASSAGES_A_PAGE


@dataclass(frozen=True, slots=True)
class Result:
    """One page of what was found."""

    sources: tuple[InSource, ...]
    total: str
    articles: str
    in_copies: int
    pages: int


@reading(is_kept=False)
def search(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Show what a query finds; without one, or with nothing found, how to ask."""
    text = " ".join(request.GET.get("q", "").split())[:LONGEST].strip()
    is_exact = request.GET.get("spelling") == "exact"
    number = _page_number(request.GET.get("page", "1"))
    query = parse(text)
    matches = names.find(query) if query else names.Matches()
    asked = expression(query, {} if is_exact else matches.spellings) if query else ""
    result, is_too_costly = None, False
    try:
        result = _result(asked, number, frame) if asked else None
    except passages.TooCostlyError:
        is_too_costly = True
    path = f"/search/?{urlencode({'q': text})}" if text else "/search/"
    page = Page(
        frame=frame,
        address=address_of(request),
        path=path,
        title=f"Search: {text}" if text else "Search",
        corpora=frame.corpora,
        is_indexed=False,
        has_search=False,
    )
    return show(
        page,
        "search",
        text=text,
        is_asked=bool(query),
        date=_date(dates.asked(text)),
        is_too_costly=is_too_costly,
        entities=[_matched(match) for match in matches.entities],
        spellings=sorted({form for forms in matches.spellings.values() for form in forms}),
        is_exact=is_exact,
        exact_address=f"/search/?{urlencode({'q': text, 'spelling': 'exact'})}",
        any_address=path,
        result=result,
        number=number,
        next_address=_other_page(text, is_exact, number + 1) if result and number < result.pages else "",
        previous_address=_other_page(text, is_exact, number - 1) if number > 1 else "",
    )


def _page_number(text: str) -> int:
    return min(int(text), LAST_PAGE) if text.isdecimal() and int(text) else 1


def _other_page(text: str, is_exact: bool, number: int) -> str:
    pairs = {
        "q": text,
        **({"spelling": "exact"} if is_exact else {}),
        **({"page": str(number)} if number > 1 else {}),
    }
    return f"/search/?{urlencode(pairs)}"


def _date(asked: edtf.Edtf | None) -> dict[str, str] | None:
    """Give the page of the date that the query is, and how many passages name just that date."""
    if asked is None:
        return None
    row = Date.objects.filter(edtf=asked.value).first()
    return {
        "words": edtf.in_words(asked.value),
        "address": addresses.date(asked.value),
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


def _result(asked: str, number: int, frame: Frame) -> Result:
    """Find passages, leave copies out, and prepare one page of them in order of publication."""
    found = passages.find(asked)
    rows = list(
        Passage.objects.filter(pk__in=found.ids)
        .order_by("article__position", "start")
        .values_list("pk", "article_id", "article__copy_of_id")
    )
    kept = [(pk, article) for pk, article, copy_of in rows if copy_of is None]
    start = (number - 1) * PASSAGES_A_PAGE
    ids = [pk for pk, _ in kept[start : start + PASSAGES_A_PAGE]]
    return Result(
        sources=_by_source(ids, asked, frame),
        total=f"{wording.figure(len(kept))}{'+' if found.is_capped else ''} "
        f"{'passage' if len(kept) == 1 and not found.is_capped else 'passages'}",
        articles=wording.count(len({article for _, article in kept}), "article"),
        in_copies=len(rows) - len(kept),
        pages=-(-len(kept) // PASSAGES_A_PAGE),
    )


def _line(found: passages.Snippet) -> Line:
    return Line(last_words(found.before), found.exact, first_words(found.after))


def _by_source(ids: list[int], asked: str, frame: Frame) -> tuple[InSource, ...]:
    corpora = {corpus.pk: corpus for corpus in frame.corpora}
    contexts = passages.snippets(asked, ids)
    rows = (
        Passage.objects.filter(pk__in=ids)
        .select_related("article")
        .defer("text", "marks", "beside", "topics")
        .order_by("article__position", "start")
    )
    groups = []
    for article, in_article in groupby(rows, key=lambda row: row.article):
        if article is None:
            continue
        shown = tuple(
            InPassage(
                row.number,
                addresses.passage(article.public_id, article.slug, row.number),
                (_line(contexts[row.pk]),),
            )
            for row in in_article
            if row.pk in contexts
        )
        groups.append(InSource(named(article, corpora.get(article.corpus_id)), "", shown))
    return tuple(groups)

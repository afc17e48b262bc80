"""A search as its address has it, and what it found: the passages in context, the facets, the ways on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from sources.edition.models import Article, Passage
from sources.public import addresses, wording
from sources.public.frame import Frame
from sources.public.showing.concordance import InPassage, InSource, Line, first_words, last_words
from sources.public.showing.naming import named
from sources.search import facets, fields, passages
from sources.search.query import LONGEST
from sources.vocabulary import Kind

PASSAGES_A_PAGE = 50
LAST_PAGE = passages.MOST_LOOKED_AT // PASSAGES_A_PAGE
MOST_CHOSEN = 3  # of facets: their combinations are more than anybody can count, and robots walk them
FACETS = {
    "corpus": gettext_noop("Corpus"),
    "kind": gettext_noop("Kind of passage"),
    "publication": gettext_noop("Publication"),
    "person": gettext_noop("People named"),
    "place": gettext_noop("Places named"),
    "organisation": gettext_noop("Organisations named"),
    "date": gettext_noop("Dates spoken of"),
    "topic": gettext_noop("Topics"),
}


def fields_said() -> tuple[tuple[str, str, str], ...]:
    """Give the fields that a search may name, each with what it finds and an example."""
    return (
        ("title:", _("words of the article’s headline"), "title:mole"),
        ("speaker:", _("who speaks, where the whole passage is theirs"), "speaker:Orlen"),
        ("kind:", _("what the passage is: text, question, answer, caption …"), "kind:question"),
        ("publication:", _("what it appeared in"), "publication:Gazette"),
        ("contributor:", _("who had a part in the article"), "contributor:Halvard"),
        (
            "person:",
            _("a person it names, in any spelling; so with place: and organisation:"),
            "person:Velisar",
        ),
        ("date:", _("a day, month or year that it speaks of"), "date:1927-10-14"),
        ("topic:", _("what it is about"), "topic:burials"),
        ("corpus:", _("the collection it belongs to"), "corpus:temrava"),
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks: words, exact or in any spelling, the facets chosen in one order, the page."""

    text: str = ""
    is_exact: bool = False
    chosen: tuple[tuple[str, str], ...] = ()
    number: int = 1

    @classmethod
    def of(cls, values: QueryDict) -> "Asked":
        """Read it from an address; what cannot be read is left out."""
        pairs = [part.partition(":") for part in values.getlist("in")]
        chosen = dict.fromkeys((kind, value) for kind, _, value in pairs if kind in fields.CHOSEN and value)
        page = values.get("page", "1")
        return cls(
            text=" ".join(values.get("q", "").split())[:LONGEST].strip(),
            is_exact=values.get("spelling") == "exact",
            chosen=tuple(sorted(list(chosen)[:MOST_CHOSEN])),
            number=min(int(page), LAST_PAGE) if page.isdecimal() and int(page) else 1,
        )

    @property
    def is_full(self) -> bool:
        """Whether as many facets are chosen as a search takes."""
        return len(self.chosen) >= MOST_CHOSEN

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Write it as pairs of an address, always the same way."""
        pairs = [("q", self.text)] if self.text else []
        pairs += [("in", f"{kind}:{value}") for kind, value in self.chosen]
        pairs += [("spelling", "exact")] if self.is_exact else []
        pairs += [("page", str(self.number))] if self.number > 1 else []
        return tuple(pairs)

    @property
    def query(self) -> str:
        """Write it as the query of an address."""
        return urlencode(self.pairs)

    def address(self, name: str = "") -> str:
        """Give its address; ``name`` is that of the feed or of a file."""
        return f"/search/{name}?{self.query}" if self.query else f"/search/{name}"

    def choosing(self, kind: str, value: str) -> "Asked":
        """Ask the same within one facet more."""
        return replace(self, chosen=tuple(sorted([*self.chosen, (kind, value)])), number=1)

    def without(self, kind: str, value: str) -> "Asked":
        """Ask the same with one facet less."""
        return replace(self, chosen=tuple(one for one in self.chosen if one != (kind, value)), number=1)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: chosen, or to be chosen; without an address where no more may be chosen."""

    name: str
    count: str
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet with its values."""

    name: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """One page of what was found."""

    sources: tuple[InSource, ...]
    facets: tuple[Facet, ...]
    total: str
    articles: str
    in_copies: int
    is_capped: bool
    pages: int
    rows: tuple[Article, ...]  # of this page


def result(asked: Asked, expression: str, conditions: Sequence[fields.Condition], frame: Frame) -> Result:
    """Find passages, leave copies out, and prepare one page of them in order of publication."""
    found = passages.find(expression, conditions)
    start = (asked.number - 1) * PASSAGES_A_PAGE
    ids = found.ids
    sources, articles = _by_source(ids[start : start + PASSAGES_A_PAGE], expression, frame)
    return Result(
        sources=sources,
        rows=articles,
        facets=_facets(asked, ids),
        total=_total(len(ids), is_capped=found.is_capped),
        articles=wording.count(len({article for _, article in found.rows}), "article"),
        in_copies=found.in_copies,
        is_capped=found.is_capped,
        pages=-(-len(ids) // PASSAGES_A_PAGE),
    )


def _total(number: int, *, is_capped: bool) -> str:
    """Say how many passages were found; of too many to look at, that there are more."""
    if not is_capped:
        return wording.count(number, "passage")
    # Translators: "10 000+ passages": there are more than could be looked at.
    return _("%(number)s+ passages") % {"number": wording.figure(number)}


def title_of(asked: Asked) -> str:
    """Head the page of a search."""
    return _("Search: %(words)s") % {"words": asked.text} if asked.text else _("Search")


def _facets(asked: Asked, ids: Sequence[int]) -> tuple[Facet, ...]:
    counted = facets.count(ids)
    shown = []
    for kind, name in FACETS.items():
        values = counted.get(kind, ())
        choices = tuple(_choice(asked, one) for one in values)
        # A facet that would leave all that was found is no choice, unless it was made.
        if len(choices) > 1 or any(one.is_chosen for one in choices) or (choices and kind in _NAMES):
            shown.append(Facet(_(name), choices))
    return tuple(shown)


_NAMES = frozenset({"person", "place", "organisation", "date", "topic"})


def _choice(asked: Asked, one: facets.Value) -> Choice:
    is_chosen = (one.kind, one.value) in asked.chosen
    name = wording.sentence(wording.kind(Kind(one.name))) if one.kind == "kind" else one.name
    other = asked.without(one.kind, one.value) if is_chosen else asked.choosing(one.kind, one.value)
    return Choice(
        wording.brief(name) if one.kind == "date" else name,
        wording.figure(one.count),
        "" if asked.is_full and not is_chosen else other.address(),
        is_chosen,
    )


def _by_source(
    ids: Sequence[int], expression: str, frame: Frame
) -> tuple[tuple[InSource, ...], tuple[Article, ...]]:
    corpora = {corpus.pk: corpus for corpus in frame.corpora}
    contexts = passages.snippets(expression, ids) if expression else passages.openings(ids)
    rows = (
        Passage.objects.filter(pk__in=ids)
        .select_related("article")
        .defer("text", "marks", "beside", "topics")
        .order_by("pk")
    )
    groups, articles = [], []
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
        groups.append(InSource(named(article, corpora.get(article.corpus_id)), "", shown, article.language))
        articles.append(article)
    return tuple(groups), tuple(articles)


def _line(found: passages.Snippet) -> Line:
    if not found.before and not found.after:
        return Line("", "", found.exact)
    return Line(last_words(found.before), found.exact, first_words(found.after))

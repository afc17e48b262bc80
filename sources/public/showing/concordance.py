"""Every passage that names somebody, in context, by source in order of publication."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from sources.edition.models import Appearance
from sources.public import addresses, wording
from sources.public.frame import Frame
from sources.public.showing.naming import Named, named

BEFORE, AFTER = 40, 56  # characters: what fits a line of the page on either side of a name
# Of the passages and articles of a list, what is drawn on their own pages alone: JSON, most of their size.
UNDRAWN = (
    *("passage__marks", "passage__topics", "passage__beside", "passage__sayings", "passage__claims"),
    *("article__credits", "article__rights_note"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One name in its context: the words before, the name as written, the words after."""

    before: str
    exact: str
    after: str


@dataclass(frozen=True, slots=True)
class InPassage:
    """The lines of one passage."""

    number: str
    address: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class InSource:
    """The passages of one source, and the forms in which it writes the name."""

    source: Named
    forms: str
    passages: tuple[InPassage, ...]
    language: str


def last_words(text: str) -> str:
    """Give the end of the words before a name, from a whole word on."""
    return text if len(text) <= BEFORE else "…" + (text[-BEFORE:].partition(" ")[2] or text[-BEFORE:])


def first_words(text: str) -> str:
    """Give the beginning of the words after a name, to a whole word."""
    return text if len(text) <= AFTER else (text[:AFTER].rpartition(" ")[0] or text[:AFTER]) + "…"


def by_source(appearances: Iterable[Appearance], frame: Frame) -> tuple[InSource, ...]:
    """Group appearances, given in reading order with article and passage, by their article."""
    corpora = {corpus.pk: corpus for corpus in frame.corpora}
    groups = []
    for _, in_article in groupby(appearances, key=lambda row: row.article_id):
        rows = list(in_article)
        source = named(rows[0].article, corpora.get(rows[0].corpus_id))
        forms = wording.listing(dict.fromkeys(row.exact for row in rows))
        groups.append(InSource(source, forms, tuple(_passages(rows)), rows[0].article.language))
    return tuple(groups)


def _passages(rows: Iterable[Appearance]) -> Iterable[InPassage]:
    for _, in_passage in groupby(rows, key=lambda row: row.passage_id):
        found = list(in_passage)
        article, number = found[0].article, found[0].passage.number
        yield InPassage(
            number,
            addresses.passage(article.public_id, article.slug, number),
            tuple(Line(last_words(row.before), row.exact, first_words(row.after)) for row in found),
        )

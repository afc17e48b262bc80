"""Where else some words stand: what is withheld in one place and open in another is not withheld.

Found by the words themselves, in any case and however they are spaced or quoted, in every wording in force
and every headline; of a whole passage also sentence by sentence, for others quote it so; and by what the
archive knows to repeat it, also where a few words differ. A paraphrase is not found: a person has to know.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import and_, or_
from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from sources.models import Article, Passage, PassageRevision
from sources.values.context import InContext, in_context
from sources.values.span import Span

MOST = 200  # places; of more the editor is told, and looks for longer words or protects the person
LEAST = 4  # letters: fewer stand in any text
TICKED = 50  # so many are proposed to be withheld too; of more an editor chooses
_ASKED = 100  # phrases in one question to the database, which nests no deeper than a thousand
_SENTENCE_WORDS = 6  # a shorter sentence stands in other mouths by chance
_SENTENCES = re.compile(r"(?<=[.!?…])[\"”’»)]*\s+")
_WORD = re.compile(r"[^\W_]+")
_QUOTES = "[\"'“”„‘’«»]"
HEADLINES = ("title", "translated_title")

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of a wording."""

    revision: PassageRevision
    span: Span

    @property
    def text(self) -> str:
        """The words themselves."""
        return self.span.of(self.revision.text or "")

    @property
    def is_whole(self) -> bool:
        """Whether they are all that the passage says."""
        return not (self.revision.text or "").replace(self.text, "", 1).strip()

    @property
    def key(self) -> str:
        """How a form names them, e.g. words-12-0-40."""
        return f"words-{self.revision.pk}-{self.span.start}-{self.span.end}"


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline of an article in which the words stand."""

    article: Article
    column: str  # of HEADLINES
    becomes: str

    @property
    def key(self) -> str:
        """How a form names it, e.g. headline-7-title."""
        return f"headline-{self.article.pk}-{self.column}"


@dataclass(frozen=True, slots=True)
class Place:
    """One place where the words stand too; what of it would be withheld, in its context."""

    what: Words | Headline
    how: str
    context: InContext
    is_ticked: bool

    @property
    def key(self) -> str:
        """How a form names it."""
        return self.what.key


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Every place found, headlines first; ``is_cut`` where there were more than MOST."""

    places: tuple[Place, ...] = ()
    is_cut: bool = False


@lru_cache(maxsize=1024)
def pattern(phrase: str) -> re.Pattern[str]:
    """Give what finds a phrase: in any case, with any white space and any quotation marks; whole words."""
    pieces = [re.escape(one) for one in re.split(r"\s+", phrase.strip()) if one]
    joined = re.sub(_QUOTES, lambda _: _QUOTES, r"\s+".join(pieces))
    before = r"(?<![^\W_])" if phrase.strip()[:1].isalnum() else ""
    after = r"(?![^\W_])" if phrase.strip()[-1:].isalnum() else ""
    return re.compile(before + joined + after, re.IGNORECASE)


def without(text: str, phrases: Iterable[str], mark: str) -> str:
    """Give a text with a mark in the place of the phrases."""
    for phrase in phrases:
        text = pattern(phrase).sub(mark, text)
    return text


def find(chosen: Sequence[Words], mark: str) -> Elsewhere:
    """Find every other place of the words that are chosen; four queries for a hundred sentences."""
    phrases = phrases_of(chosen)
    if not phrases:
        return Elsewhere()
    taken = {(one.revision.pk, one.span) for one in chosen}
    found = [*_headlines(phrases, chosen, mark), *_in_texts(phrases, taken)]
    known = {place.what.revision.passage_id for place in found if isinstance(place.what, Words)}
    known |= {one.revision.passage_id for one in chosen}
    found += [place for place in _repeats(chosen) if _passage(place) not in known]
    is_many = len(found) > TICKED
    places = [Place(one.what, one.how, one.context, one.is_ticked and not is_many) for one in found[:MOST]]
    return Elsewhere(tuple(places), len(found) > MOST)


def search(phrase: str) -> Elsewhere:
    """Find words wherever they stand; where nowhere so, passages that have all of them; three queries."""
    if sum(letter.isalnum() for letter in phrase) < LEAST:
        return Elsewhere()
    phrases = [" ".join(phrase.split()).strip("\"'“”„‘’«»")]
    found = [*_headlines(phrases, (), ""), *_in_texts(phrases, set())] or list(_with_all(phrase))
    return Elsewhere(tuple(found[:MOST]), len(found) > MOST)


def _with_all(phrase: str) -> Iterator[Place]:
    words = _WORD.findall(phrase)[:_ASKED]
    holding = reduce(and_, (has_word("text", one) for one in words)) if words else Q(pk=None)
    for row in _in_force(holding)[: MOST + 1]:
        whole = Span(0, len(row.text or ""))
        beginning = in_context(row.text or "", Span(0, min(len(whole), 60)))
        yield Place(Words(row, whole), "all of the passage: it has these words", beginning, is_ticked=False)


def _in_force(holding: Q) -> QuerySet[PassageRevision]:
    """Give the present wordings of passages in use for which a condition holds."""
    later = PassageRevision.objects.filter(passage=OuterRef("passage"), number__gt=OuterRef("number"))
    rows = PassageRevision.objects.filter(holding).exclude(Exists(later)).order_by()
    standing = Passage.objects.in_use().values("pk")
    return rows.filter(passage__in=standing).select_related("passage__article__publication")


def _passage(place: Place) -> int:
    return place.what.revision.passage_id if isinstance(place.what, Words) else 0


def phrases_of(chosen: Iterable[Words]) -> list[str]:
    """Give what is looked for: the words, and of a whole passage its sentences; the longest first."""
    found: dict[str, None] = {}
    for one in chosen:
        found[" ".join(one.text.split())] = None
        for sentence in _SENTENCES.split(one.text):
            if len(sentence.split()) >= _SENTENCE_WORDS:
                found[" ".join(sentence.split()).strip("\"'“”„‘’«»")] = None
    phrases = [one for one in found if sum(letter.isalpha() for letter in one) >= LEAST]
    return sorted(phrases, key=len, reverse=True)


def _asked(phrases: Sequence[str], column: str) -> Q:
    """Give the condition that a column may hold one of the phrases: by its longest words.

    The words alone, for white space and quotation marks may be others; what is found is then looked at.
    """
    holds = Q()
    for phrase in phrases:
        longest = sorted(_WORD.findall(phrase), key=len, reverse=True)[:2]
        holds |= reduce(and_, (has_word(column, one) for one in longest))
    return holds


def has_word(column: str, word: str) -> Q:
    """Give the condition that a column has a word in any case, which SQLite knows of ASCII letters alone."""
    ways = {word} if word.isascii() else {word, word.lower(), word.upper(), word.title(), word.casefold()}
    return reduce(or_, (Q(**{f"{column}__icontains": one}) for one in sorted(ways)))


def _spans(text: str, phrases: Sequence[str]) -> Iterator[Span]:
    """Give the places of any of the phrases in a text, none inside another, in order."""
    found: list[Span] = []
    for phrase in phrases:
        for hit in pattern(phrase).finditer(text):
            span = Span(hit.start(), hit.end())
            if not any(other.overlaps(span) for other in found):
                found.append(span)
    yield from sorted(found, key=lambda one: one.start)


def _in_texts(phrases: Sequence[str], taken: set[tuple[int, Span]]) -> list[Place]:
    """Give the places in wordings, in the order of their documents; of more than MOST, some."""
    found: dict[tuple[int, int], tuple[PassageRevision, Span]] = {}
    for row in _holding(phrases, lambda asked: _in_force(_asked(asked, "text"))):
        here = [own for revision, own in taken if revision == row.pk]
        for span in _spans(row.text or "", phrases):
            if not any(own.overlaps(span) for own in here):
                found[row.pk, span.start] = row, span
        if len(found) > MOST:
            break
    placed = sorted(
        found.values(), key=lambda one: (one[0].passage.document_id, one[0].passage.start, one[1].start)
    )
    return [
        Place(Words(row, span), "the same words", in_context(row.text or "", span), is_ticked=True)
        for row, span in placed
    ]


def _holding(phrases: Sequence[str], rows: Callable[[Sequence[str]], QuerySet[Row]]) -> Iterator[Row]:
    """Ask for all phrases, so many at a time; give each row as it comes, perhaps twice."""
    for start in range(0, len(phrases), _ASKED):
        yield from rows(phrases[start : start + _ASKED]).iterator()


def _headlines(phrases: Sequence[str], chosen: Sequence[Words], mark: str) -> Iterator[Place]:
    own = {one.revision.passage.article_id for one in chosen}
    standing = Article.objects.standing()
    asked = {
        article.pk: article
        for article in _holding(
            phrases,
            lambda some: standing.filter(_asked(some, "title") | _asked(some, "translated_title")),
        )
    }
    for _, article in sorted(asked.items()):
        for column in HEADLINES:
            text = str(getattr(article, column))
            span = next(_spans(text, phrases), None)
            if span is None:
                continue
            how = "the headline of this article" if article.pk in own else "a headline"
            what = Headline(article, column, without(text, phrases, mark))
            yield Place(what, how, in_context(text, span), is_ticked=True)


def _repeats(chosen: Sequence[Words]) -> Iterator[Place]:
    """Give the passages that repeat one of these in somewhat other words: whole, for a person to judge."""
    passages = [one.revision.passage for one in chosen]
    roots = {one.duplicate_of_id or one.pk for one in passages}
    rows = Passage.objects.in_use().filter(Q(pk__in=roots) | Q(duplicate_of__in=roots))
    for row in rows.select_related("article__publication").prefetch_related("revisions").order_by("pk"):
        head = max(row.revisions.all(), key=lambda one: one.number, default=None)
        if head is None or not head.text:
            continue
        whole = Span(0, len(head.text))
        is_whole = any(one.is_whole for one in chosen)
        yield Place(
            Words(head, whole),
            "a copy, in somewhat other words: all of the passage",
            in_context(head.text, Span(0, min(len(head.text), 60))),
            is_ticked=is_whole,
        )

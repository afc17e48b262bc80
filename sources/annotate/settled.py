"""Whether an article can have other suggestions than it has: told without reading it with the rules.

Suggesting is a function of the article, of what the authority list and the editors' verdicts say of its own
words, and of the marks that stand on it; where that has been done, doing it again changes nothing. So its
state is digested then, and an article whose state is the same is passed over. Whatever is not known to be
alike differs: the worst that a missing or wrong digest costs is the time to look again.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from django.db import models
from django.db.models.functions import Cast

from sources.annotate import kept
from sources.annotate.examined import Examined
from sources.annotate.kept import Cold, Given
from sources.annotate.knowing import Knowledge
from sources.annotate.spans import Mark
from sources.models import Article, Findings, Mention, Passage, PassageRevision, Quotation
from sources.recognise.authority import scan
from sources.recognise.candidate import SearchRegion
from sources.values.span import Span
from sources.values.spelling import key
from sources.vocabulary import Kind

# What a suggestion neither depends on nor changes; "alternatives" is read as text, which costs less.
_ASIDE = frozenset({"public_id", "certainty", "note", "digest", "alternatives"})
_REMEMBERED = 32_768

# A head of a passage and the wordings before it, by their rows' keys.
Wording = tuple[int, tuple[int, ...]]
# A mark's columns; its row, version and revision first.
Row = tuple[object, ...]
_FIRST = ("pk", "version", "revision_id")


@cache
def _columns(model: type[Mark]) -> tuple[str, ...]:
    rest = [f.attname for f in model._meta.concrete_fields if f.name not in _ASIDE and not f.primary_key]
    return (*_FIRST, *(name for name in rest if name not in _FIRST))


# What an entity is decides among what its marks are.
_OF: dict[type[Mark], tuple[Any, ...]] = {  # Any: names of columns, and an expression
    Mention: (*_columns(Mention), "entity__kind", Cast("alternatives", models.TextField())),
    Quotation: _columns(Quotation),
}


class Answers:
    """What the authority list and the verdicts say of a form, as a digest can take it."""

    def __init__(self, known: Knowledge) -> None:
        self.known = known
        self.verdicts: dict[str, list[object]] = defaultdict(list)
        for (exact, kind, rule), verdict in sorted(known.verdicts.items()):
            told = (exact, kind, rule, verdict.accepted, verdict.rejected)
            self.verdicts[kept.plain(exact)].append(told)
        self.of = lru_cache(maxsize=_REMEMBERED)(self._of)

    def _of(self, form: str) -> str:
        """Say who bears the form, its sound or the surname, likeliest first; "" for nobody."""
        list_, sound = self.known.authority, key(form)
        tables = ((list_.by_form, form), (list_.by_key, sound), (list_.by_surname, sound))
        bearers = [[self._facts(one) for one in table.get(name, ())] for table, name in tables]
        verdicts = self.verdicts.get(form, [])
        return repr((bearers, verdicts)) if verdicts or any(bearers) else ""

    def _facts(self, entity: str) -> tuple[object, ...]:
        known = self.known.authority.entities[entity]
        return (
            entity,
            str(known.kind),
            known.preferred,
            self.known.keys.get(entity),
            sorted(known.corpora),
        )


@dataclass(slots=True)
class State:
    """An article as suggesting sees it; ``words`` are what its finds ask of the authority list."""

    depends_on: str
    text: str
    regions: Sequence[SearchRegion]
    wordings: Sequence[Wording]
    words: Sequence[str]
    mentions: Sequence[Row] = ()
    quotations: Sequence[Row] = ()

    def digest(self, answers: Answers) -> str:
        """Tell the state from every other in which something else may be suggested."""
        hits = [(one.start, one.end) for one in scan(self.text, self.regions, answers.known.authority)]
        asked = {*self.words, *(kept.plain(self.text[start:end]) for start, end in hits)}
        said = [(form, told) for form in sorted(asked) if (told := answers.of(form))]
        seen = (self.depends_on, self.wordings, hits, said, self.mentions, self.quotations)
        return hashlib.sha256(repr(seen).encode("utf-8", "surrogatepass")).hexdigest()


def settled(text: Examined, cold: Cold, marks: Iterable[Mark]) -> State:
    """Give the state of an article in which these are all its marks, as suggesting has left them."""
    rows: dict[type[Mark], list[Mark]] = {model: [] for model in _OF}
    for mark in sorted(marks, key=lambda one: one.pk):
        rows[type(mark)].append(mark)
    return State(
        depends_on=cold.digest,
        text=text.text,
        regions=text.regions,
        wordings=[(head.pk, tuple(r.pk for r in text.former.get(head.pk, ()))) for head in text.revisions],
        words=cold.words,
        mentions=[_row(mark) for mark in rows[Mention]],
        quotations=[_row(mark) for mark in rows[Quotation]],
    )


def _row(mark: Mark) -> Row:
    """Give a mark's columns as ``_marks`` reads them."""
    found = [_plainly(getattr(mark, name)) for name in _columns(type(mark))]
    if not isinstance(mark, Mention):
        return tuple(found)
    kind = mark.entity.kind if mark.entity else None
    return (*found, kind, json.dumps(mark.alternatives))


def _plainly(value: object) -> object:
    """Give the string that a word of a vocabulary is."""
    return str(value) if isinstance(value, str) else value


@dataclass(slots=True)
class Unchanged:
    """An article that has what can be suggested: how much stands, and how much is decided."""

    article: str
    kept: int
    decided: int


def unchanged(keys: Sequence[int], answers: Answers) -> dict[int, Unchanged]:
    """Give those of some articles, by key, of which nothing differs since all was suggested; six queries."""
    rows = Findings.objects.filter(article__in=keys, article__examination__isnull=False).exclude(settled="")
    columns = ("article_id", "article__public_id", "depends_on", "words", "settled", "kept", "decided")
    known = {row[0]: row[1:] for row in rows.values_list(*columns)}
    found: dict[int, Unchanged] = {}
    for pk, state in _states(list(known)):
        public_id, depends_on, words, digest, standing, decided = known[pk]
        state.words = kept.from_bytes(words)
        if state.depends_on == depends_on and state.digest(answers) == digest:
            found[pk] = Unchanged(public_id, standing, decided)
    return found


def _states(keys: Sequence[int]) -> Iterator[tuple[int, State]]:
    """Read the states of articles, but for the words that are asked."""
    texts = _texts(keys)
    mentions, quotations = (_marks(keys, model) for model in _OF)
    columns = ("pk", "published__edtf", "event_years", "document__corpus__event_years")
    articles = Article.objects.filter(pk__in=keys).values_list(*columns, "document__corpus__feasts")
    for pk, published, own, of_corpus, feasts in articles:
        text = texts[pk]
        told = Given(text.text, text.regions, published or "", kept.event_years(own, of_corpus), feasts)
        state = State(told.digest, told.text, told.regions, text.wordings, ())
        state.mentions, state.quotations = mentions[pk], quotations[pk]
        yield pk, state


@dataclass(slots=True)
class _Text:
    """The present wordings of an article, put together as ``examined.read`` does."""

    parts: list[str] = field(default_factory=list)
    regions: list[SearchRegion] = field(default_factory=list)
    wordings: list[Wording] = field(default_factory=list)
    at: int = 0

    @property
    def text(self) -> str:
        return "\n".join(self.parts)

    def take(self, kind: str, revisions: Sequence[tuple[int, str | None]]) -> None:
        """Take in a passage, the first wording first."""
        if not revisions or revisions[-1][1] is None:
            return
        (head, text), former = revisions[-1], tuple(pk for pk, _ in revisions[:-1])
        self.parts.append(text or "")
        self.regions.append(SearchRegion(Span(self.at, self.at + len(text or "")), Kind(kind)))
        self.wordings.append((head, former))
        self.at += len(text or "") + 1


def _texts(keys: Sequence[int]) -> Mapping[int, _Text]:
    wordings: dict[int, list[tuple[int, str | None]]] = defaultdict(list)
    revisions = PassageRevision.objects.filter(passage__article__in=keys).order_by("number")
    for passage, pk, text in revisions.values_list("passage_id", "pk", "text"):
        wordings[passage].append((pk, text))
    found: dict[int, _Text] = defaultdict(_Text)
    passages = Passage.objects.filter(article__in=keys).standing().order_by("start")
    for article, pk, kind in passages.values_list("article_id", "pk", "kind"):
        if article is not None:
            found[article].take(kind, wordings[pk])
    return found


def _marks(keys: Iterable[int], model: type[Mark]) -> Mapping[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    of_articles = model._default_manager.filter(revision__passage__article__in=keys).order_by("pk")
    for article, *row in of_articles.values_list("revision__passage__article_id", *_OF[model]):
        found[article].append(tuple(row))
    return found

"""Whether an article can have other suggestions than it has: told without reading it with the rules.

Suggesting is a function of the article, of what the authority list and the editors' verdicts say of its own
words, and of the marks that stand on it; where that has been done, doing it again changes nothing. So its
state is digested then, and an article whose state is the same is passed over. Where the whole list is as it
was then, its text is not even read: wordings never change, their keys tell them. Whatever is not known to be
alike differs: the worst that a missing or wrong digest costs is the time to look again.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from django.db import models

from sources.annotate.as_text import AsText
from sources.annotate.knowing import Knowledge
from sources.annotate.spans import Mark
from sources.models import Article, Claim, Findings, Mention, PassageRevision, Quotation
from sources.recognise.authority import scan
from sources.recognise.candidate import SearchRegion
from sources.recognise.fingerprint import fingerprint, of_files
from sources.recognise.packing import from_bytes, plain
from sources.values.span import Span
from sources.values.spelling import key
from sources.vocabulary import Kind

# What a suggestion neither depends on nor changes.
_ASIDE = frozenset({"public_id", "certainty", "note", "digest"})
_REMEMBERED = 32_768
# What an entity is decides among what its marks are.
_BESIDE: dict[type[Mark], tuple[str, ...]] = {Mention: ("entity__kind",), Quotation: ()}


class Answers:
    """What the authority list and the verdicts say of a form, as a digest can take it."""

    def __init__(self, known: Knowledge) -> None:
        self.known = known
        self.verdicts: dict[str, list[object]] = defaultdict(list)
        for (exact, kind, rule), verdict in sorted(known.verdicts.items()):
            told = (exact, kind, rule, verdict.accepted, verdict.rejected)
            self.verdicts[plain(exact)].append(told)
        self.of = lru_cache(maxsize=_REMEMBERED)(self._of)

    def digest(self, text: str, regions: Sequence[SearchRegion], words: Sequence[str]) -> str:
        """Digest what they say of a text; ``words`` are what its finds ask."""
        hits = [(one.start, one.end) for one in scan(text, regions, self.known.authority)]
        asked = {*words, *(plain(text[start:end]) for start, end in hits)}
        said = [(form, told) for form in sorted(asked) if (told := self.of(form))]
        return _digest(hits, said)

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


def _digest(*seen: object) -> str:
    return hashlib.sha256(repr(seen).encode("utf-8", "surrogatepass")).hexdigest()


_HERE = Path(__file__).parent


@cache
def makings() -> str:
    """Give a digest of all that makes suggestions of articles: the rules, and this whole room."""
    return f"{fingerprint()} {of_files(_HERE.rglob('*'), 'ahocorasick-rs')}"


# What is known of an article beside its text: when it was published, its corpus, years and feasts.
Told = tuple[object, ...]


def told(keys: Sequence[int]) -> dict[int, Told]:
    """Tell what suggesting is given of articles beside their texts; one query."""
    # Of a person whom only another corpus names the article's corpus decides.
    of_corpus = [f"document__corpus__{name}" for name in ("pk", "event_years", "feasts")]
    columns = ("published__edtf", "event_years", *of_corpus)
    return {pk: tuple(row) for pk, *row in Article.objects.filter(pk__in=keys).values_list("pk", *columns)}


def told_of(article: Article) -> Told:
    """Tell it of an article as it was read."""
    published, corpus = article.published, article.document.corpus
    edtf = published.edtf if published else None
    return (edtf, article.event_years, corpus.pk, corpus.event_years, corpus.feasts)


def digests(articles: Mapping[int, Told]) -> dict[int, str]:
    """Digest what suggesting sees of articles, the list and the verdicts aside; four queries."""
    keys = list(articles)
    wordings, mentions, quotations = _wordings(keys), _marks(keys, Mention), _marks(keys, Quotation)
    rules, claims = makings(), _claimed(keys)
    return {
        pk: _digest(
            rules, [*known], wordings.get(pk), mentions.get(pk), quotations.get(pk), sorted(claims[pk])
        )
        for pk, known in articles.items()
    }


def _wordings(keys: Sequence[int]) -> dict[int, str]:
    """Tell the wordings of articles, present and former: each by its key, and whether its text is held."""
    wordings = PassageRevision.objects.filter(passage__article__in=keys, passage__joined_into=None)
    is_held = models.ExpressionWrapper(models.Q(text__isnull=False), models.BooleanField())
    told = AsText("pk", "number", "passage", "passage__kind", "passage__start", is_held)
    return dict(wordings.order_by().values_list("passage__article").annotate(told=told))


def _marks(keys: Sequence[int], model: type[Mark]) -> dict[int, str]:
    marks = model._default_manager.filter(revision__passage__article__in=keys)
    told = AsText(*_columns(model), *_BESIDE[model])
    return dict(marks.order_by().values_list("revision__passage__article").annotate(told=told))


def _claimed(keys: Sequence[int]) -> Mapping[int, set[int]]:
    """Give the quotations of articles in which claims stand: these stay, whatever is suggested."""
    found: dict[int, set[int]] = defaultdict(set)
    claims = Claim.objects.filter(quotation__revision__passage__article__in=keys).order_by()
    for article, quotation in claims.values_list("quotation__revision__passage__article", "quotation"):
        found[article].add(quotation)
    return found


@cache
def _columns(model: type[Mark]) -> tuple[str, ...]:
    names = [field.attname for field in model._meta.concrete_fields if field.name not in _ASIDE]
    return tuple(sorted(names, key=lambda name: name != "id"))


@dataclass(slots=True)
class Unchanged:
    """An article that has what can be suggested: how much stands, and how much is decided."""

    article: str
    kept: int
    decided: int


def unchanged(keys: Sequence[int], answers: Answers) -> dict[int, Unchanged]:
    """Give those of some articles, by key, of which nothing differs since all was suggested.

    Six queries; two more and one to note it where the list differs and may say the same of them.
    """
    rows = Findings.objects.filter(article__in=keys, article__examination__isnull=False).exclude(settled="")
    columns = ("settled", "list_then", "answered", "article__public_id", "kept", "decided")
    known = {pk: row for pk, *row in rows.values_list("pk", *columns)}
    now = digests(told(list(known))) if known else {}
    same = [pk for pk, row in known.items() if now.get(pk) == row[0]]
    list_now = answers.known.digest
    unread = [pk for pk in same if known[pk][1] != list_now]
    said = _answered(unread, answers) if unread else {}
    alike = [pk for pk in unread if said.get(pk) == known[pk][2]]
    if alike:
        Findings.objects.filter(pk__in=alike).update(list_then=list_now)
    differs = set(unread) - set(alike)
    return {pk: Unchanged(*known[pk][3:]) for pk in same if pk not in differs}


def _answered(keys: Sequence[int], answers: Answers) -> dict[int, str]:
    """Digest what the list and the verdicts say of articles' own words."""
    words = Findings.objects.filter(pk__in=keys).values_list("pk", "words")
    asked = {pk: from_bytes(data) for pk, data in words}
    return {pk: answers.digest(text.text, text.regions, asked[pk]) for pk, text in _texts(keys)}


@dataclass(slots=True)
class _Text:
    """The present wordings of an article, put together as ``examined.read`` does."""

    parts: list[str] = field(default_factory=list)
    regions: list[SearchRegion] = field(default_factory=list)
    at: int = 0

    @property
    def text(self) -> str:
        return "\n".join(self.parts)

    def take(self, kind: str, text: str) -> None:
        """Take in a passage."""
        self.parts.append(text)
        self.regions.append(SearchRegion(Span(self.at, self.at + len(text)), Kind(kind)))
        self.at += len(text) + 1


def _texts(keys: Sequence[int]) -> Iterator[tuple[int, _Text]]:
    wordings = PassageRevision.objects.filter(passage__article__in=keys, passage__joined_into=None)
    columns = ("passage__article", "passage_id", "passage__kind", "text")
    ordered = wordings.order_by("passage__start", "passage_id", "number")
    heads: Mapping[int, dict[int, tuple[str, str | None]]] = defaultdict(dict)
    for article, passage, kind, text in ordered.values_list(*columns):
        if article is not None:
            heads[article][passage] = (kind, text)
    for pk in keys:
        found = _Text()
        for kind, text in heads[pk].values():
            if text is not None:
                found.take(kind, text)
        yield pk, found

"""What the rules found in an article, kept: read once, however often the authority list changes.

A candidate is kept as its place and its meaning; its words are taken from the text, which is what the digest
is of. Nothing here is truth: a row that is missing, or that depends on something else than there is now, is
worked out again.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sources.annotate import rows as table
from sources.annotate.examined import Examined
from sources.models import Findings
from sources.recognise.candidate import Candidate
from sources.recognise.fingerprint import fingerprint
from sources.recognise.packing import from_bytes, unpacked
from sources.recognise.readers import Asked, Read, read

# How articles are read with the rules: one after the other here, or by other processes.
Reading = Callable[[Iterable[Asked]], Iterable[Read]]
_STATE = ("settled", "list_then", "answered", "kept", "decided")


@dataclass(frozen=True, slots=True)
class Cold:
    """What the rules find in an article, and on what that depends; ``is_new`` where it was not kept yet.

    ``words`` are what is asked of the authority list because of it; the finds as they are kept in ``read``.
    """

    digest: str
    found: Sequence[Candidate]
    words: Sequence[str]
    read: Read | None = None

    @property
    def is_new(self) -> bool:
        """Whether it is to be kept."""
        return self.read is not None


def asked(text: Examined) -> Asked:
    """Give all that the rules are given of an article."""
    article, corpus = text.article, text.article.document.corpus
    return Asked(
        text=text.text,
        regions=text.regions,
        published=article.published.edtf if article.published else "",
        event_years=event_years(article.event_years, corpus.event_years),
        feasts=corpus.feast_days,
    )


def digest(text: Examined) -> str:
    """Tell what the rules are given, and the rules, from all others."""
    told, corpus = asked(text), text.article.document.corpus
    labels = [(one.span.start, one.span.end, one.kind) for one in told.regions]
    years = [*told.event_years]
    seen = [fingerprint(), labels, told.published, years, [*corpus.feasts], told.text]
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()


def event_years(own: Sequence[str], of_corpus: Sequence[str]) -> tuple[str, ...]:
    """Give the years that an article speaks of: its own, or else its corpus's."""
    return tuple(own or of_corpus)


def cold(text: Examined) -> Cold:
    """Give what the rules find in an article: kept, or else worked out."""
    return next(all_cold([text]))


def all_cold(texts: Sequence[Examined], reading: Reading | None = None) -> Iterator[Cold]:
    """Give what the rules find in some articles, in order; one query.

    What is not kept is worked out by ``reading``, each when it is asked for.
    """
    now = {text.article.pk: digest(text) for text in texts}
    columns = ("pk", "depends_on", "found", "words")
    rows = Findings.objects.filter(pk__in=list(now)).values_list(*columns)
    there: Mapping[int, tuple[Any, Any]] = {
        pk: (found, words) for pk, depends_on, found, words in rows if depends_on == now[pk]
    }
    new = (asked(text) for text in texts if text.article.pk not in there)
    fresh = iter((reading or _one_by_one)(new))
    for text in texts:
        pk = text.article.pk
        if pk in there:
            found, words = there[pk]
            yield Cold(now[pk], unpacked(found, text.text), from_bytes(words))
        else:
            done = next(fresh)
            yield Cold(now[pk], unpacked(done.found, text.text), from_bytes(done.words), done)


def _one_by_one(texts: Iterable[Asked]) -> Iterator[Read]:
    return map(read, texts)


def keep(finds: Mapping[int, Cold], states: Mapping[int, Mapping[str, str | int]]) -> None:
    """Keep what was found in articles, and in which state of each nothing is left to do (columns)."""
    told = [[*(states[pk][name] for name in _STATE), pk] for pk, one in finds.items() if not one.is_new]
    if told:
        table.update_told(Findings, _STATE, told)
    new = [
        Findings(pk=pk, depends_on=one.digest, found=one.read.found, words=one.read.words, **states[pk])
        for pk, one in finds.items()
        if one.read is not None
    ]
    if new:
        Findings.objects.bulk_create(
            new,
            update_conflicts=True,
            unique_fields=["article"],
            update_fields=["depends_on", "found", "words", *_STATE],
        )

"""Articles as the recogniser reads them: their present wordings as one text, and the way back.

Passages are joined by one line break each, so a place in the text leads to one revision. Passages whose
text is not held are not read.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db import models

from sources.models import Article, Passage, PassageRevision
from sources.recognise.candidate import SearchRegion
from sources.values.span import Span
from sources.values.splice import Splice
from sources.vocabulary import Kind


class Wording(NamedTuple):
    """The present wording of a passage that is read."""

    pk: int
    passage: int
    number: int
    text: str


# Of which wordings an article is made: their number and the label, by the passage's key.
Parts = dict[int, tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Examined:
    """The text of an article; ``wordings`` stand at ``starts``.

    ``histories`` are all the wordings of a passage that has several, the present one last, by its key.
    """

    article: Article
    text: str
    regions: tuple[SearchRegion, ...]
    wordings: tuple[Wording, ...]
    starts: tuple[int, ...]
    histories: Mapping[int, list[PassageRevision]]

    @property
    def read(self) -> "Parts":
        """Tell which wordings are read, and as what."""
        parts = zip(self.wordings, self.regions, strict=True)
        return {one.passage: (one.number, str(region.kind)) for one, region in parts}

    def place(self, span: Span) -> tuple[Wording, Span] | None:
        """Give the wording and the span in it; None for what reaches over the edge of a passage."""
        at = bisect_right(self.starts, span.start) - 1
        wording, start = self.wordings[at], self.starts[at]
        inside = span.shifted(-start) if start else span
        return (wording, inside) if inside.end <= len(wording.text) else None


def read(article: Article) -> Examined:
    """Read an article's present wordings."""
    return read_all([article])[0]


def read_all(articles: Sequence[Article]) -> list[Examined]:
    """Read the present wordings of some articles, in order; two queries, one more for corrected ones."""
    keys = [article.pk for article in articles]
    passages = Passage.objects.filter(article__in=keys).standing().order_by("start")
    of_article: dict[int | None, list[tuple[int, str]]] = defaultdict(list)
    for article, pk, kind in passages.values_list("article_id", "pk", "kind"):
        of_article[article].append((pk, kind))
    revisions = PassageRevision.objects.filter(passage__article__in=keys).order_by("number")
    heads: dict[int, tuple[int, int, str | None]] = {}
    corrected: set[int] = set()
    for pk, passage, number, text in revisions.values_list("pk", "passage_id", "number", "text"):
        if passage in heads:
            corrected.add(passage)
        heads[passage] = (pk, number, text)
    histories = _histories(corrected)
    return [_put_together(article, of_article[article.pk], heads, histories) for article in articles]


def present(keys: Sequence[int]) -> dict[int, Parts]:
    """Tell which wordings would be read of articles now, without reading them; one query."""
    wordings = PassageRevision.objects.filter(passage__article__in=keys, passage__joined_into=None)
    is_held = models.ExpressionWrapper(models.Q(text__isnull=False), models.BooleanField())
    columns = ("passage__article", "passage_id", "number", "passage__kind")
    heads: dict[int, dict[int, tuple[int, str, bool]]] = {pk: {} for pk in keys}
    rows = wordings.order_by("number").annotate(is_held=is_held).values_list(*columns, "is_held")
    for article, passage, *head in rows:
        heads[article][passage] = tuple(head)
    return {
        pk: {passage: (number, kind) for passage, (number, kind, is_held) in parts.items() if is_held}
        for pk, parts in heads.items()
    }


def _histories(passages: set[int]) -> dict[int, list[PassageRevision]]:
    if not passages:
        return {}
    found: dict[int, list[PassageRevision]] = defaultdict(list)
    for revision in PassageRevision.objects.filter(passage__in=passages).order_by("number"):
        found[revision.passage_id].append(revision)
    return found


def _put_together(
    article: Article,
    passages: Sequence[tuple[int, str]],
    heads: Mapping[int, tuple[int, int, str | None]],
    histories: Mapping[int, list[PassageRevision]],
) -> Examined:
    starts, regions, wordings, at = [], [], [], 0
    for passage, kind in passages:
        pk, number, text = heads.get(passage, (0, 0, None))
        if text is None:
            continue
        span = Span(at, at + len(text))
        starts.append(at)
        regions.append(SearchRegion(span, Kind(kind)))
        wordings.append(Wording(pk, passage, number, text))
        at = span.end + 1
    return Examined(
        article=article,
        text="\n".join(one.text for one in wordings),
        regions=tuple(regions),
        wordings=tuple(wordings),
        starts=tuple(starts),
        histories={one.pk: histories[one.passage] for one in wordings if one.passage in histories},
    )


def way_on(former: PassageRevision, history: Sequence[PassageRevision]) -> Iterator[Splice]:
    """Give the splices that lead from a former wording to the last one of its passage."""
    text = former.text or ""
    for revision in history:
        if revision.number > former.number:
            yield from (Splice(*step) for step in revision.steps(text))
            text = revision.text or ""

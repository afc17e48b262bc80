"""An article as the recogniser reads it: its present wordings as one text, and the way back.

Passages are joined by one line break each, so a place in the text leads to one revision. Passages whose
text is not held are not read.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sources.models import Article, Passage, PassageRevision
from sources.recognise.candidate import SearchRegion
from sources.values.span import Span
from sources.values.splice import Splice
from sources.vocabulary import Kind


@dataclass(frozen=True, slots=True)
class Examined:
    """The text of an article; ``revisions`` stand at ``starts``, ``former`` are the wordings before."""

    article: Article
    text: str
    regions: tuple[SearchRegion, ...]
    revisions: tuple[PassageRevision, ...]
    starts: tuple[int, ...]
    former: dict[int, list[PassageRevision]]

    def place(self, span: Span) -> tuple[PassageRevision, Span] | None:
        """Give the revision and the span in it; None for what reaches over the edge of a passage."""
        at = bisect_right(self.starts, span.start) - 1
        revision, start = self.revisions[at], self.starts[at]
        inside = span.shifted(-start)
        return (revision, inside) if inside.end <= len(revision.text or "") else None


def read(article: Article) -> Examined:
    """Read an article's present wordings; two queries."""
    passages = Passage.objects.filter(article=article).standing().order_by("start")
    wordings: dict[int, list[PassageRevision]] = defaultdict(list)
    for revision in PassageRevision.objects.filter(passage__article=article).order_by("number"):
        wordings[revision.passage_id].append(revision)
    heads: list[tuple[Passage, PassageRevision]] = []
    former: dict[int, list[PassageRevision]] = {}
    for passage in passages:
        revisions = wordings[passage.pk]
        if revisions and revisions[-1].text is not None:
            heads.append((passage, revisions[-1]))
            former[revisions[-1].pk] = revisions[:-1]
    starts, regions, at = [], [], 0
    for passage, head in heads:
        span = Span(at, at + len(head.text or ""))
        starts.append(at)
        regions.append(SearchRegion(span, Kind(passage.kind)))
        at = span.end + 1
    return Examined(
        article=article,
        text="\n".join(head.text or "" for _, head in heads),
        regions=tuple(regions),
        revisions=tuple(head for _, head in heads),
        starts=tuple(starts),
        former={pk: rows for pk, rows in former.items() if rows},
    )


def way_on(former: PassageRevision, later: Sequence[PassageRevision]) -> list[Splice]:
    """Give the splices that lead from a former wording to the last of those after it."""
    found: list[Splice] = []
    text = former.text or ""
    for revision in later:
        if revision.number > former.number:
            found += [Splice(*step) for step in revision.steps(text)]
            text = revision.text or ""
    return found

"""Whatever bears a span moves with the wording it stands on: by arithmetic, or not at all.

Mentions, quotations and claims are marks on a wording. A correction, a split and a join all ask the same:
where does each mark stand afterwards? A mark that no splice touches moves with the text; one that is touched
stays on the former wording and goes to review, but for a rejected one, of which nothing is left to
decide (integrity requirement I4).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sources.annotate.acts import Doing, Refused
from sources.annotate.told import model_name
from sources.models import Claim, Mention, PassageRevision, Quotation
from sources.values import splice
from sources.values.span import Span
from sources.vocabulary import MentionStatus

# What stands on the words of a revision. A new kind of mark is added here, and nowhere else.
Mark = Mention | Quotation | Claim
MARKS: tuple[type[Mark], ...] = (Mention, Quotation, Claim)


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of one mark: its new place, or None where it stays behind.

    ``part`` tells which of several new wordings it goes to: a split makes two. ``words`` and ``status`` are
    what an editor decided on it; arithmetic sets neither.
    """

    mark: Mark
    span: Span | None
    part: int = 0
    words: str = ""  # the words there, where somebody puts it on others than it stood on
    status: str = ""  # what somebody makes of it; "" leaves that as it is

    @property
    def is_kept(self) -> bool:
        """Whether it stays at the same place."""
        return self.part == 0 and self.span == self.mark.span

    @property
    def is_to_review(self) -> bool:
        """Whether somebody has to look at it afterwards."""
        return self.span is None or self.status == MentionStatus.NEEDS_REVIEW


def marks_on(revision: PassageRevision) -> tuple[Mark, ...]:
    """Give every mark on a wording, in text order; one query for each kind of mark."""
    related = {Mention: ("entity", "date"), Quotation: ("speaker",), Claim: ("question", "asserter")}
    found: list[Mark] = []
    for model in MARKS:
        found += model.objects.filter(revision=revision).select_related(*related[model])
    return tuple(sorted(found, key=lambda mark: (mark.start, -mark.end, model_name(mark), mark.pk)))


def fates(marks: Iterable[Mark], splices: Sequence[splice.Splice]) -> tuple[Fate, ...]:
    """Work out where each mark stands once the splices are applied to its wording."""
    return tuple(Fate(mark, splice.map_span(mark.span, splices)) for mark in marks)


def counted(moving: Iterable[Fate]) -> dict[str, int]:
    """Count what becomes of marks, before it is done: kept, moved, to_review."""
    counts = {"kept": 0, "moved": 0, "to_review": 0}
    for fate in moving:
        counts["to_review" if fate.is_to_review else "kept" if fate.is_kept else "moved"] += 1
    return counts


def move(moving: Iterable[Fate], to: PassageRevision, doing: Doing) -> None:
    """Put each mark where it goes, on the other wording; what has no place there goes to review."""
    for fate in moving:
        if fate.span is not None:
            _put(fate.mark, fate.span, fate.words)
            doing.change(fate.mark, revision=to, **({"status": fate.status} if fate.status else {}))
        elif fate.mark.status != MentionStatus.REJECTED:
            doing.change(fate.mark, status=MentionStatus.NEEDS_REVIEW)


def _put(mark: Mark, span: Span, words: str) -> None:
    if not words:
        mark.start, mark.end = span.start, span.end
    elif isinstance(mark, Mention):
        mark.start, mark.end, mark.exact = span.start, span.end, words
    else:
        mark.put(span, words)


def seen(marks: Iterable[Mark]) -> frozenset[tuple[str, int, int]]:
    """Give what tells a set of marks from the same set after somebody changed it."""
    return frozenset((model_name(mark), mark.pk, mark.version) for mark in marks)


def refuse_others(revisions: Iterable[PassageRevision], planned: Iterable[Fate]) -> None:
    """Raise Refused where the marks on these wordings are not those that a plan accounted for."""
    there = [mark for revision in revisions for mark in marks_on(revision)]
    if seen(there) != seen(fate.mark for fate in planned):
        raise Refused(
            "Marks were made or changed here since this was planned; nothing was changed. "
            "Look at what would become of them, then do it again."
        )

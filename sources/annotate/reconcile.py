"""What is suggested now, beside what stands: which suggestions to add, to change, to take away.

Pure: decided from rows and proposals alone. What an editor has touched is never the machine's to change;
a place that was decided is left alone, and a rejected one stays rejected, also where a correction has
moved or mended its words since, and also for a later recogniser.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sources.annotate.marked import Marked
from sources.models import Mention, Quotation
from sources.values.span import Span
from sources.values.splice import Splice
from sources.vocabulary import MentionKind, MentionStatus

NAME, DATE, QUOTATION = "name", "date", "quotation"

# What may be written before or after the same name: "the Customs House", "Quill’s".
_FRINGE = re.compile(r"^(?:the|a|an)\s+|(?:['’]s?)$", re.IGNORECASE)

Place = tuple[int, Span, str]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A suggestion to be: its place, its sort (name, date or quotation), its columns.

    ``anchor`` is the place of the date that it was counted from, where that is in the text.
    """

    revision: int
    span: Span
    exact: str
    sort: str
    values: Mapping[str, object]
    anchor: Place | None = None

    @property
    def place(self) -> Place:
        """Where it stands, and among what."""
        return (self.revision, self.span, self.sort)

    @property
    def is_mention(self) -> bool:
        """Whether it would name somebody or some day, not repeat what was said."""
        return self.sort != QUOTATION


@dataclass(frozen=True, slots=True)
class Closed:
    """A place that an editor rejected, as the present wording has it."""

    revision: int
    span: Span
    exact: str
    sort: str


@dataclass(slots=True)
class Plan:
    """What is to be done, and how many proposals a decision has settled already.

    ``dates`` are the dates that stand and stay, their keys by place: another may be counted from them.
    """

    add: list[Proposal] = field(default_factory=list)
    change: list[tuple[Marked, Proposal]] = field(default_factory=list)
    keep: list[tuple[Marked, Proposal]] = field(default_factory=list)
    remove: list[Marked] = field(default_factory=list)
    dates: dict[Place, int] = field(default_factory=dict)
    settled: int = 0

    @property
    def is_told(self) -> bool:
        """Whether it touches, or may touch, a mark that the record of acts knows."""
        rows = (row for row, _ in (*self.change, *self.keep))
        return any(row.version > 1 for row in (*rows, *self.remove))

    @classmethod
    def joined(cls, plans: Iterable["Plan"]) -> "Plan":
        """Give several articles' plans as one."""
        whole = cls()
        for plan in plans:
            whole.add += plan.add
            whole.change += plan.change
            whole.keep += plan.keep
            whole.remove += plan.remove
            whole.dates |= plan.dates
        return whole


def sort_of(mark: Mention | Quotation | Marked) -> str:
    """Give what a mark is among; "" for a rejected one of which that is not known."""
    if not (mark.is_mention if isinstance(mark, Marked) else isinstance(mark, Mention)):
        return QUOTATION
    kind = mark.kind
    if not kind:
        return ""
    return DATE if kind == MentionKind.DATE else NAME


def reconcile(proposals: Iterable[Proposal], standing: Sequence[Marked], closed: Iterable[Closed]) -> Plan:
    """Plan what becomes of the suggestions on the present wordings."""
    machines, decided, shut = _sorted(standing)
    for one in closed:
        shut[one.revision].append(one)
    plan = Plan()
    for proposal in proposals:
        at = proposal.revision
        if _is_settled(proposal, decided[at]) or any(_is_shut(proposal, one) for one in shut[at]):
            plan.settled += 1
            continue
        row = machines.pop(proposal.place, None)
        if row is None:
            plan.add.append(proposal)
        elif any(row.values[name] != value for name, value in proposal.values.items()):
            plan.change.append((row, proposal))
        else:
            plan.keep.append((row, proposal))
    plan.remove = list(machines.values())
    plan.dates = _dates(standing, plan.remove)
    return plan


def _sorted(
    standing: Iterable[Marked],
) -> tuple[dict[Place, Marked], dict[int, list[Marked]], dict[int, list[Closed]]]:
    """Part the marks: the machine's own by place, those decided and those rejected by wording."""
    machines: dict[Place, Marked] = {}
    decided: dict[int, list[Marked]] = defaultdict(list)
    shut: dict[int, list[Closed]] = defaultdict(list)
    for mark in standing:
        at = mark.revision
        place = (at, mark.span, sort_of(mark))
        if mark.is_machines and place not in machines:
            machines[place] = mark
        elif mark.status == MentionStatus.REJECTED:
            shut[at].append(Closed(at, mark.span, mark.exact, sort_of(mark)))
        else:
            decided[at].append(mark)
    return machines, decided, shut


def _dates(standing: Iterable[Marked], removed: Sequence[Marked]) -> dict[Place, int]:
    gone = {mark.pk for mark in removed if mark.is_mention}
    dates = (mark for mark in standing if mark.is_mention and sort_of(mark) == DATE)
    return {(mark.revision, mark.span, DATE): mark.pk for mark in dates if mark.pk not in gone}


def _is_settled(proposal: Proposal, decided: Sequence[Marked]) -> bool:
    """Tell whether a mark of an editor's stands there: on the same words, or across them as the same."""
    for mark in decided:
        sort = sort_of(mark)
        if mark.span == proposal.span and sort == proposal.sort:
            return True
        if not mark.span.overlaps(proposal.span) or sort != proposal.sort:
            continue
        is_nested = sort == NAME and mark.is_mention and mark.kind != proposal.values.get("proposed_kind")
        if not is_nested:
            return True
    return False


def _is_shut(proposal: Proposal, closed: Closed) -> bool:
    if closed.sort not in ("", proposal.sort) or not closed.span.overlaps(proposal.span):
        return False
    return closed.span == proposal.span or _bare(closed.exact) == _bare(proposal.exact)


def _bare(words: str) -> str:
    return _FRINGE.sub("", _FRINGE.sub("", words.strip())).casefold()


def carried(span: Span, splices: Iterable[Splice]) -> Span | None:
    """Give where the words of a span have gone, also where a splice touched them; None where they went.

    For what an editor rejected only: a mark is never placed so (``values.splice.map_span`` says why).
    """
    start, end = span.start, span.end
    for splice in splices:
        if splice.is_empty or splice.start >= end:
            continue
        if splice.end <= start:
            start, end = start + splice.growth, end + splice.growth
            continue
        cut_end = splice.start + len(splice.replacement)
        end = max(cut_end, end + splice.growth)
        start = min(start, splice.start)
        if splice.start <= span.start and splice.end >= span.end and not splice.replacement:
            return None
    return Span(start, end) if start < end else None

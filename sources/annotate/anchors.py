"""What hangs on an anchor: dates counted from the publication, an event's year, or another date.

An anchor that changes takes along what was counted from it, as one act. A suggestion simply gets the new
value; what an editor had confirmed keeps its date, goes to review, and carries the new value as a
proposal, so that a person decides. The plan is made in full before anything is written.

Dates counted from the publication, the dateline or the event's year are read again by the recogniser.
A day counted from another day in the text moves by as many days as that one: what lay between the two is
what the words say. Where either is no single day, it goes to review without a proposal.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sources.annotate import examined, kept, propose
from sources.annotate.acts import Actor, Doing, act
from sources.annotate.knowing import Knowledge
from sources.annotate.marked import Marked
from sources.annotate.reconcile import DATE, Place, Proposal
from sources.models import Article, Mention
from sources.values import edtf
from sources.values.counted import count
from sources.vocabulary import ActKind, MentionStatus


@dataclass(frozen=True, slots=True)
class Recount:
    """One date that would change: what it is now and what its anchor makes of it ("": unknown)."""

    mention: Mention
    former: str
    value: str

    @property
    def is_confirmed(self) -> bool:
        """Whether an editor had accepted it, so that it goes to review."""
        return self.mention.status == MentionStatus.ACCEPTED


def plan(article: Article) -> tuple[Recount, ...]:
    """Say which dates of an article its publication and event years now make others; nothing is written."""
    text = examined.read(article)
    values = {
        proposal.place: str(proposal.values["proposed_edtf"])
        for proposal in propose.proposals(text, kept.cold(text).found, Knowledge())
        if proposal.sort == DATE
    }
    dates = Mention.objects.of_article(article.pk).counted_from_outside().select_related("date")
    found = []
    for mention in dates.for_reading():
        value = values.get((mention.revision_id, mention.span, DATE), "")
        former = value_of(mention)
        if value and value != former:
            found.append(Recount(mention, former, value))
    hanging = (line for one in found for line in plan_moved(one.mention, one.value))
    known = {one.mention.pk for one in found}
    return (*found, *(line for line in hanging if line.mention.pk not in known))


def plan_moved(anchor: Mention, value: str) -> tuple[Recount, ...]:
    """Say what becomes of the dates counted from a mention, if its date became ``value``."""
    return tuple(_moved(anchor, value, seen={anchor.pk}))


def apply(lines: tuple[Recount, ...], *, actor: Actor) -> int:
    """Do what was planned, as one act; gives how many went to review.

    Raises Conflict where somebody changed one of the mentions since the plan was made.
    """
    to_review = sum(line.is_confirmed for line in lines)
    with act(ActKind.ANNOTATE, f"Recounted {count(len(lines), 'date')}", actor=actor) as doing:
        for line in lines:
            _set(line, doing)
    return to_review


def carry(anchor: Mention, former: str, doing: Doing) -> None:
    """Let what hangs on a mention follow its date, in the act that changed it from ``former``."""
    value = value_of(anchor)
    if former and value and value != former:
        for line in _moved(anchor, value, seen={anchor.pk}, former=former):
            _set(line, doing)


def counted(proposals: Sequence[Proposal], standing: Sequence[Marked]) -> Sequence[Proposal]:
    """Count proposals from the dates that editors gave, where these are others than the recogniser's."""
    given = {
        (mark.revision, mark.span, DATE): mark.date
        for mark in standing
        if mark.date and mark.status == MentionStatus.ACCEPTED
    }
    if not given:
        return proposals
    found: dict[Place, str] = {}
    result = []
    for proposal in proposals:
        value = str(proposal.values.get("proposed_edtf", ""))
        found[proposal.place] = value
        anchor = proposal.anchor
        if anchor is not None and anchor in given and given[anchor] != found.get(anchor, given[anchor]):
            moved = _shifted(value, _days_between(found[anchor], given[anchor]))
            given[proposal.place] = moved or value
            result.append(replace(proposal, values={**proposal.values, "proposed_edtf": moved}))
        else:
            result.append(proposal)
    return result


def _set(line: Recount, doing: Doing) -> None:
    values: dict[str, object] = {"proposed_edtf": line.value}
    if line.is_confirmed or not line.value:
        values["status"] = MentionStatus.NEEDS_REVIEW
    elif line.mention.status == MentionStatus.SUGGESTED:
        values["date"] = None
    doing.change(line.mention, **values)


def _moved(anchor: Mention, value: str, *, seen: set[int], former: str = "") -> Iterator[Recount]:
    days = _days_between(former or value_of(anchor), value)
    hanging = Mention.objects.filter(anchor_mention=anchor).exclude(status=MentionStatus.REJECTED)
    for mention in hanging.select_related("date").order_by("pk"):
        if mention.pk in seen:
            continue
        seen.add(mention.pk)
        now = value_of(mention)
        moved = _shifted(now, days)
        yield Recount(mention, now, moved)
        if moved:
            yield from _moved(mention, moved, seen=seen)


def value_of(mention: Mention) -> str:
    """Give the date that a mention names or proposes; "" for a name."""
    return mention.date.edtf if mention.date is not None else mention.proposed_edtf


def _days_between(former: str, value: str) -> int | None:
    """Count the days from one day to another; None where either is no single day."""
    one, other = _day(former), _day(value)
    return (other - one).days if one and other else None


def _shifted(value: str, days: int | None) -> str:
    day = _day(value)
    if day is None or days is None:
        return ""
    return date.fromordinal(day.toordinal() + days).isoformat()


def _day(value: str) -> date | None:
    if not value:
        return None
    parsed = edtf.parse(value)
    return parsed.earliest if parsed.precision == "day" and parsed.earliest == parsed.latest else None

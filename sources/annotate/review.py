"""Deciding on suggestions, one or thousands, as one act; what cannot be decided so stays, and says why.

An accepted form becomes a Name of its entity in the same act, so that it is looked for everywhere from
then on (``sources.annotate.learning``); a rejected suggestion stays as it is, rejected, so that it does
not come back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Max, prefetch_related_objects

from sources.annotate import holding, learning, marking
from sources.annotate.acts import Actor, Doing, act, date_for
from sources.annotate.marking import Target
from sources.models import Date, Entity, Mention, PassageRevision
from sources.values.counted import count
from sources.vocabulary import ActKind, MentionStatus

_CHUNK = 500

# What marks a place as taken: its revision, start and end, and what it means.
_Place = tuple[int, int, int, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """How many were decided, and a sentence for each that was not."""

    count: int
    stayed: tuple[str, ...]


def target_of(mention: Mention) -> Entity | str | None:
    """Give what accepting a mention as it stands would mean; None where nothing is proposed yet."""
    if mention.entity is not None:
        return mention.entity
    if mention.date is not None:
        return mention.date.edtf
    if mention.proposed_entity is not None:
        return mention.proposed_entity.merged_into or mention.proposed_entity
    return mention.proposed_edtf or None


def accept(mention: Mention, target: Target, *, actor: Actor) -> Mention:
    """Accept one as an entity, an entity to be made, or a date; its form is learned."""
    with act(ActKind.REVIEW, f"Accepted “{mention.exact}”", actor=actor) as doing:
        accepted = marking.accept(mention, target, actor=doing)
        learning.learn([accepted], doing)
        return accepted


def reject(mention: Mention, *, actor: Actor) -> Mention:
    """Reject one: it stays, so that it does not come back to this place."""
    return marking.reject(mention, actor=actor)


def accept_all(mentions: Iterable[Mention], *, actor: Actor, target: Target | None = None) -> Reviewed:
    """Accept every mention that waits, each as what it proposes, or all of them as ``target``.

    One act, whatever their number; the queries grow with the targets, not with the mentions.
    """
    rows = _with_relations(mentions)
    with act(ActKind.REVIEW, "", actor=actor) as doing:
        holding.passages_of(holding.revisions_of(rows))
        heads, taken, chosen = _heads(rows), _taken(rows), _Targets(doing, target)
        accepted, stayed = [], []
        for mention in rows:
            why_not = _accept(mention, chosen, heads, taken)
            stayed += [why_not] if why_not else []
            accepted += [] if why_not else [mention]
        doing.save_all(accepted)
        learning.learn(accepted, doing)
        doing.kind, doing.summary = ActKind.REVIEW, f"Accepted {count(len(accepted), 'mention')}"
    return Reviewed(len(accepted), tuple(stayed))


def reject_all(mentions: Iterable[Mention], *, actor: Actor) -> Reviewed:
    """Reject every mention that waits, as one act."""
    rows = list(mentions)
    waiting = [mention for mention in rows if mention.is_waiting]
    stayed = tuple(_decided(mention) for mention in rows if not mention.is_waiting)
    with act(ActKind.REVIEW, "", actor=actor) as doing:
        for mention in waiting:
            mention.status, mention.entity, mention.date = MentionStatus.REJECTED, None, None
        doing.save_all(waiting)
        doing.kind, doing.summary = ActKind.REVIEW, f"Rejected {count(len(waiting), 'mention')}"
    return Reviewed(len(waiting), stayed)


class _Targets:
    """What each mention becomes: an entity that is to be made is made once, a date fetched once."""

    def __init__(self, doing: Doing, target: Target | None) -> None:
        self.doing, self.dates = doing, dict[str, Date]()
        self.common = marking.columns_of(target, doing) if target is not None else None

    def columns(self, mention: Mention) -> dict[str, Entity | Date | None] | None:
        """Give entity and date, or None where nothing is proposed."""
        if self.common is not None:
            return {"entity": None, "date": None} | self.common
        target = target_of(mention)
        if target is None:
            return None
        if isinstance(target, Entity):
            return {"entity": target, "date": None}
        if target not in self.dates:
            self.dates[target] = date_for(target)
        return {"entity": None, "date": self.dates[target]}


def _accept(mention: Mention, chosen: _Targets, heads: dict[int, int], taken: dict[_Place, int]) -> str:
    """Set the columns of a mention that can be accepted; else say why it cannot."""
    if not mention.is_waiting:
        return _decided(mention)
    columns = chosen.columns(mention)
    if columns is None:
        return f"“{mention.exact}” names nobody yet: choose an entity or a date for it."
    revision = mention.revision
    if heads[revision.passage_id] != revision.number:
        return (
            f"“{mention.exact}” stands on a former wording of its passage (revision {revision.number}; it "
            f"now has {heads[revision.passage_id]}): mark it again in the new one."
        )
    entity, date = columns["entity"], columns["date"]
    place = (
        revision.pk,
        mention.start,
        mention.end,
        entity.pk if entity else None,
        date.pk if date else None,
    )
    if taken.setdefault(place, mention.pk) != mention.pk:
        return f"“{mention.exact}” is marked so already; it stays as it is."
    mention.entity, mention.date = entity, date  # type: ignore[assignment]  # each its own kind
    mention.status = MentionStatus.ACCEPTED
    return ""


def _decided(mention: Mention) -> str:
    return f"“{mention.exact}” is {mention.status}: it no longer waits for a decision."


def _with_relations(mentions: Iterable[Mention]) -> Sequence[Mention]:
    rows = list(mentions)
    prefetch_related_objects(rows, "revision", "entity", "date", "proposed_entity__merged_into")
    return rows


def _heads(rows: Sequence[Mention]) -> dict[int, int]:
    """Give the number of each passage's present wording."""
    found: dict[int, int] = {}
    for part in _chunks(sorted({mention.revision.passage_id for mention in rows})):
        wordings = PassageRevision.objects.filter(passage__in=part).order_by().values_list("passage")
        found |= dict(wordings.annotate(Max("number")))
    return found


def _taken(rows: Sequence[Mention]) -> dict[_Place, int]:
    """Give the marks that have a meaning on these wordings, by their place."""
    found: dict[_Place, int] = {}
    for part in _chunks(sorted({mention.revision_id for mention in rows})):
        marks = Mention.objects.filter(revision__in=part).meaning_something()
        columns = ("revision_id", "start", "end", "entity_id", "date_id", "pk")
        found |= {(r, s, e, entity, date): pk for r, s, e, entity, date, pk in marks.values_list(*columns)}
    return found


def _chunks(keys: Sequence[int]) -> Iterable[Sequence[int]]:
    return (keys[start : start + _CHUNK] for start in range(0, len(keys), _CHUNK))

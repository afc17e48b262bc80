"""Names and dates that a file itself marks (TEI P5 §13.2, §13.1.2), as suggestions for an editor.

Somebody has been over such a text before, so the marks are worth more than a guess; but whose they were
and by which rules is not known here, so an editor decides. Where a mark refers to an identifier that an
entity of the archive carries (a Wikidata, GeoNames or VIAF address), that entity is proposed.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from sources.annotate.acts import Doing, date_for
from sources.models import Document, Entity, Mention, PassageRevision
from sources.values.span import Span
from sources.vocabulary import MentionKind, MentionStatus

RULE = "tei"
LONGEST_NAME, LONGEST_NOTE = 300, 500
_IDENTIFIERS = (
    ("wikidata", re.compile(r"wikidata\.org/(?:wiki|entity)/(Q[1-9]\d*)\b")),
    ("geonames", re.compile(r"geonames\.org/(\d+)\b")),
    ("viaf", re.compile(r"viaf\.org/viaf/(\d+)\b")),
)


@dataclass(frozen=True, slots=True)
class Declared:
    """A mark of the file's own: its place in the captured text, its kind, its EDTF or reference."""

    span: Span
    kind: MentionKind
    value: str = ""


def propose_declared(doing: Doing, document: Document, marks: Sequence[Declared]) -> int:
    """Suggest what a newly stored document marks, in the act that stores it; give how many.

    A mark that reaches over the edge of a passage is left out: no mention can.
    """
    if not marks:
        return 0
    first = PassageRevision.objects.filter(passage__document=document, number=1)
    wordings = list(first.select_related("passage").order_by("passage__start"))
    starts = [wording.passage.start for wording in wordings]
    entities = _entities(marks)
    mentions: dict[tuple[int, Span, MentionKind], Mention] = {}
    # A place within a place name may be all of it: once is enough, and best with what it refers to.
    for mark in sorted(marks, key=lambda mark: not mark.value):
        place = bisect_right(starts, mark.span.start) - 1
        if place < 0 or mark.span.end > wordings[place].passage.end:
            continue
        mentions.setdefault((place, mark.span, mark.kind), _mention(wordings[place], mark, entities))
    doing.create_all(list(mentions.values()))
    return len(mentions)


def _mention(wording: PassageRevision, mark: Declared, entities: dict[str, Entity]) -> Mention:
    span = mark.span.shifted(-wording.passage.start)
    exact = span.of(wording.text or "")
    mention = Mention(
        revision=wording,
        start=span.start,
        end=span.end,
        exact=exact,
        status=MentionStatus.SUGGESTED,
        rule=RULE,
        proposed_kind=mark.kind,
    )
    if mark.kind is MentionKind.DATE:
        _propose_date(mention, mark.value)
        return mention
    entity = entities.get(mark.value)
    mention.entity = entity if entity is not None and entity.kind == mark.kind else None
    name = mention.entity.preferred_name if mention.entity else " ".join(exact.split())
    mention.proposed_name = name[:LONGEST_NAME]
    mention.note = f"Refers to {mark.value}"[:LONGEST_NOTE] if mark.value else ""
    return mention


def _propose_date(mention: Mention, value: str) -> None:
    """Propose the day that the file gives; what is no EDTF stays for the editor to read."""
    if not value:
        return
    try:
        mention.date = date_for(value)
    except ValueError:
        mention.note = f"The file gives “{value}”"[:LONGEST_NOTE]
        return
    mention.proposed_edtf = mention.date.edtf


def _entities(marks: Sequence[Declared]) -> dict[str, Entity]:
    """Find the entities that references lead to, by the reference, in one query a kind of identifier."""
    wanted: dict[tuple[str, str], set[str]] = {}
    for mark in marks:
        for name, pattern in _IDENTIFIERS:
            if found := pattern.search(mark.value):
                wanted.setdefault((name, found[1]), set()).add(mark.value)
    condition = Q()
    for name, _ in _IDENTIFIERS:
        condition |= Q(**{f"{name}__in": [number for kind, number in wanted if kind == name]})
    entities: dict[str, Entity] = {}
    for entity in Entity.objects.standing().filter(condition) if wanted else ():
        for name, _ in _IDENTIFIERS:
            for value in wanted.get((name, getattr(entity, name)), ()):
                entities[value] = entity
    return entities

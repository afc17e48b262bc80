"""What the annotation desk's page knows of an article, as JSON.

The page is sent the whole article once; after that each answer carries the passages that changed
since the act which the page saw last, whoever changed them: so two people see each other's marks
with their next act. Offsets are code points; the page turns them into its own units.
"""

from collections.abc import Collection, Iterable, Mapping
from textwrap import shorten
from typing import TypeAlias

from django.db.models import Q

from sources.admin.reading import claimed, quoted
from sources.admin.reading.proposals import named_alike, proposal_key
from sources.annotate import quoting, review
from sources.models import (
    Article,
    Change,
    ChangeSet,
    Claim,
    Entity,
    Mention,
    Passage,
    Quotation,
    Topic,
)
from sources.models.span_bearing import BY_HAND
from sources.recognise.wording import in_words
from sources.values import edtf
from sources.vocabulary import READING_KINDS, AnchorKind, MentionStatus

# With more rows touched since the page was last told, everything is sent anew.
MOST_CHANGES = 1_000

Mark: TypeAlias = Mention | Quotation | Claim

_LONGEST_ABOUT = 100
READ = frozenset(str(kind) for kind in READING_KINDS)

_COUNTED = ", counted from "
COUNTED_FROM = {
    AnchorKind.PUBLISHED: "the article’s date",
    AnchorKind.DATELINE: "the dateline",
    AnchorKind.EVENT_YEAR: "the year of the event",
}


def whole(article: Article) -> dict[str, object]:
    """Give all of an article: the same number of queries whatever it holds."""
    head = _head()  # before the rest: what is done meanwhile is then sent again, not missed
    return _state(article, head, None)


def changed(article: Article, since: int) -> dict[str, object]:
    """Give the passages that acts after the one numbered ``since`` touched, whoever did them."""
    head = _head()
    return _state(article, head, _touched(article, since))


def _head() -> int:
    return ChangeSet.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _state(article: Article, head: int, only: Collection[int] | None) -> dict[str, object]:
    passages = article.passages.standing().with_wording().order_by("start")
    mentions = Mention.objects.of_article(article.pk)
    quotations = Quotation.objects.of_article(article.pk).select_related(*quoted.RELATED)
    claims = Claim.objects.of_article(article.pk).select_related(*claimed.RELATED)
    named = mentions.awaiting_review().naming_only()
    if only is not None:
        passages = passages.filter(pk__in=only)
        mentions = mentions.filter(revision__passage__in=only)
        quotations = quotations.filter(revision__passage__in=only)
        claims = claims.filter(revision__passage__in=only)
    related = ("entity", "date", "anchor_mention", "revision", "proposed_entity__merged_into")
    found = list(mentions.select_related(*related).order_by("start", "-end", "pk"))
    said = list(quotations.order_by("start", "-end", "pk"))
    by_passage: dict[int, list[Mark]] = {}
    marks: list[Mark] = [*found, *said, *claims.order_by("start", "-end", "pk")]
    for mark in marks:
        by_passage.setdefault(mark.revision.passage_id, []).append(mark)
    for here in by_passage.values():
        here.sort(key=_in_text)
    shown = list(passages)
    known, alike = named_alike(named)
    if only is None:
        speakers_of, heard = quoted.bearers(_named(found), said)
    else:
        everything = Mention.objects.of_article(article.pk)
        waiting = Quotation.objects.of_article(article.pk).select_related(*quoted.RELATED)
        speakers_of, heard = quoted.bearers(_named(everything), waiting)
    speakers = [passage.speaker for passage in shown if passage.speaker]
    others = Entity.objects.filter(public_id__in={one for row in found for one in row.alternatives})
    ids = {row.public_id: row.pk for row in others}
    meant = [target for one in found if isinstance(target := review.target_of(one), Entity)]
    meant += [target for one in said if isinstance(target := quoting.target_of(one), Entity)]
    return {
        "head": head,
        "status": article.status,
        "whole": only is None,
        "passages": [_passage(one, by_passage.get(one.pk, ()), ids) for one in shown],
        "entities": _entities([*meant, *speakers, *alike, *heard, *others]),
        "known": known,
        "heard": speakers_of,
        "dates": _dates(found),
        "topics": list(Topic.objects.order_by("name").values_list("name", flat=True)[:500]),
    }


def _named(mentions: Iterable[Mention]) -> set[int | None]:
    """Give whom an article names: its speakers are sought among these first."""
    return {one.entity_id for one in mentions if one.status == MentionStatus.ACCEPTED}


def _in_text(mark: Mark) -> tuple[int, int, int, int]:
    """Order marks as they stand; of those on the same words the name, what was said, what is claimed."""
    return mark.start, -mark.end, (Mention, Quotation, Claim).index(type(mark)), mark.pk


def _passage(passage: Passage, marks: Iterable[Mark], ids: Mapping[str, int]) -> dict[str, object]:
    head = passage.head
    return {
        "id": passage.pk,
        "number": passage.number,
        "kind": passage.kind,
        "kindWords": passage.get_kind_display(),
        "isRead": passage.kind in READ,
        "text": head.text,
        "revision": head.pk,
        "wording": head.number,
        "reason": head.reason,
        "version": passage.version,
        "speaker": passage.speaker_id,
        "speakerName": passage.speaker_name,
        "topics": [tagged.tag.name for tagged in passage.tagged_topics.all()],
        "mentions": [_mark(one, is_placed=one.revision_id == head.pk, ids=ids) for one in marks],
    }


def _mark(mark: Mark, *, is_placed: bool, ids: Mapping[str, int]) -> dict[str, object]:
    if isinstance(mark, Quotation):
        return quoted.of_quotation(mark, is_placed=is_placed)
    if isinstance(mark, Claim):
        return claimed.of_claim(mark, is_placed=is_placed)
    alternatives = [ids[other] for other in mark.alternatives if other in ids]
    return of_mention(mark, is_placed=is_placed) | {"alternatives": alternatives}


def of_mention(mention: Mention, *, is_placed: bool) -> dict[str, object]:
    """Give one mention; ``isPlaced`` is false where it stands on a former wording."""
    return {
        "id": mention.pk,
        "version": mention.version,
        "isPlaced": is_placed,
        "start": mention.start,
        "end": mention.end,
        "exact": mention.exact,
        "status": mention.status,
        "kind": mention.kind,
        "certainty": mention.certainty,
        "entity": mention.entity_id,
        "edtf": mention.date.edtf if mention.date else "",
        "proposedEntity": _proposed(mention),
        "proposedKind": mention.proposed_kind,
        "proposedName": mention.proposed_name,
        "proposedKey": proposal_key(mention),
        "proposedEdtf": mention.proposed_edtf,
        "score": mention.score,
        "why": why(mention),
        "note": mention.note,
    }


def _proposed(mention: Mention) -> int | None:
    proposed = mention.proposed_entity
    return (proposed.merged_into_id or proposed.pk) if proposed else None


def why(mention: Mention) -> str:
    """Say how a mention was found, and what a date was counted from."""
    if not mention.rule or mention.rule == BY_HAND:
        return "Marked by hand"
    said = mention.reason or in_words(mention.rule)
    counted = COUNTED_FROM.get(AnchorKind(mention.anchor_kind))
    if mention.anchor_mention is not None:
        counted = f"“{mention.anchor_mention.exact}”"
    if counted:
        # What it is counted from now, whatever it was when it was suggested.
        said = f"{said.partition(_COUNTED)[0]}{_COUNTED}{counted}"
    return said if mention.score is None else f"{said}, {mention.score:.0%} sure"


def _entities(found: Iterable[Entity]) -> dict[str, object]:
    wanted = {entity.pk for entity in found}
    rows = Entity.objects.filter(pk__in=wanted).with_counts()
    return {str(row.pk): of_entity(row) for row in rows}


def of_entity(entity: Entity) -> dict[str, object]:
    """Give what tells an entity from another of its name; counted where ``with_counts`` fetched it."""
    return {
        "id": entity.pk,
        "name": entity.preferred_name,
        "sortName": entity.sort_name,
        "kind": entity.kind,
        "about": shorten(entity.description, _LONGEST_ABOUT, placeholder="…"),
        "count": getattr(entity, "mention_count", 0),
    }


def _dates(mentions: Iterable[Mention]) -> dict[str, str]:
    values = {one.date.edtf if one.date else one.proposed_edtf for one in mentions}
    return {value: edtf.in_words(value) for value in values if value}


def _touched(article: Article, since: int) -> set[int] | None:
    """Find the passages that acts since then touched; None: too many to tell apart."""
    changes = Change.objects.filter(changeset__gt=since)
    rows = list(changes.values_list("model", "row", "before", "after")[: MOST_CHANGES + 1])
    if len(rows) > MOST_CHANGES:
        return None
    passages: set[int] = set()
    revisions: set[int] = set()
    entities: set[int] = set()
    for model, row, before, after in rows:
        for values in (before or {}, after or {}):
            revisions |= {values["revision_id"]} if values.get("revision_id") else set()
            passages |= {values[key] for key in ("passage_id", "content_object_id") if values.get(key)}
        passages |= {int(row)} if model == "passage" else set()
        entities |= {int(row)} if model == "entity" else set()
    own = Q(pk__in=passages) | Q(revisions__in=revisions)
    own |= Q(revisions__mentions__entity__in=entities) | Q(speaker__in=entities)
    own |= Q(revisions__quotations__speaker__in=entities)
    found = article.passages.filter(own) if passages or revisions or entities else Passage.objects.none()
    return set(found.values_list("pk", flat=True))

"""What an editor decided of one mark, told to those that were read from the same words.

"Maric" in a passage means one person: where an editor says another than was proposed, whatever else in
the passage waits with that proposal gets the new one. Where it is of another kind ("Halvard" is a town,
not the person proposed), that goes for the whole article: two people may share a name in one, but hardly
ever a person and a place. It is proposed, not decided; what is told so is an editor's and no longer the
recogniser's to change.
"""

from collections.abc import Iterable, Iterator

from sources.annotate.acts import Doing
from sources.models import Entity, Mention, Quotation
from sources.models.span_bearing import WAITING
from sources.values import spelling


def propose_likewise(mention: Mention, doing: Doing) -> None:
    """Let the marks of the passage that propose what this one proposed propose what it means now."""
    entity = mention.entity
    if entity is None or not _is_another(mention, entity):
        return
    is_other_kind = _proposed_kind(mention) not in {"", entity.kind}
    fellows = [one for one in _beside(mention, everywhere=is_other_kind) if _same_proposal(one, mention)]
    where = "article" if is_other_kind else "passage"
    reason = f"“{mention.exact}” in this {where} is {entity.preferred_name}"[:300]
    for fellow in _waiting(fellows):
        if fellow.exact == mention.exact:
            doing.change(
                fellow,
                proposed_entity=entity,
                proposed_kind=entity.kind,
                proposed_name=entity.preferred_name,
                reason=reason,
                recogniser="",
            )
    if not is_other_kind and all(fellow.exact == mention.exact for fellow in fellows):
        for said in _said_by(mention):
            doing.change(
                said,
                proposed_speaker=entity,
                speaker_name=entity.preferred_name,
                reason=reason,
                recogniser="",
            )


def _is_another(mention: Mention, entity: Entity) -> bool:
    if mention.proposed_entity_id is not None:
        return mention.proposed_entity_id != entity.pk
    key = spelling.key(mention.proposed_name)
    return bool(key) and (mention.proposed_kind, key) != (entity.kind, entity.spelling_key)


def _proposed_kind(mention: Mention) -> str:
    return mention.proposed_entity.kind if mention.proposed_entity else mention.proposed_kind


def _beside(mention: Mention, *, everywhere: bool) -> Iterable[Mention]:
    passage = mention.revision.passage
    if not everywhere or passage.article_id is None:
        return Mention.objects.filter(revision=mention.revision_id).exclude(pk=mention.pk)
    return Mention.objects.of_article(passage.article_id).exclude(pk=mention.pk)


def _same_proposal(one: Mention, other: Mention) -> bool:
    return (one.proposed_entity_id, one.proposed_name) == (other.proposed_entity_id, other.proposed_name)


def _waiting(rows: Iterable[Mention]) -> Iterator[Mention]:
    return (row for row in rows if row.status in WAITING)


def _said_by(mention: Mention) -> Iterator[Quotation]:
    """Give the quotations of the passage that wait with the speaker whom the mark proposed."""
    key = spelling.key(mention.proposed_name)
    for row in Quotation.objects.filter(revision=mention.revision_id, status__in=WAITING):
        proposed = row.proposed_speaker_id
        if proposed == mention.proposed_entity_id and (proposed or spelling.key(row.speaker_name) == key):
            yield row

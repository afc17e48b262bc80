"""What a suggestion means before anybody has decided: the entity of its name, or one to be made.

A suggestion names an entity of the lists, or a day, or carries a kind and a name. A name means the one
entity of that kind which has a name with the same spelling key; where there is none, accepting it makes
one; where there are several, the editor chooses. The page works by the same rule, so that what it
shows is what is done.
"""

from collections.abc import Iterable, Iterator

from sources.annotate import review
from sources.annotate.acts import Actor, Refused, act
from sources.annotate.marking import NewEntity, Target
from sources.annotate.review import Reviewed
from sources.models import Entity, Mention, Name
from sources.values import spelling
from sources.values.counted import count as counted
from sources.vocabulary import ActKind, EntityKind


def proposal_key(mention: Mention) -> str:
    """Give ``kind|spelling key`` of a proposed name; "" where none is proposed."""
    if not mention.proposed_name or mention.proposed_kind not in set(EntityKind):
        return ""
    return f"{mention.proposed_kind}|{spelling.key(mention.proposed_name)}"


def named_alike(mentions: Iterable[Mention]) -> tuple[dict[str, list[int]], list[Entity]]:
    """Find the entities that open proposals may mean, by proposal key; two queries."""
    wanted = {proposal_key(one) for one in mentions if one.is_waiting and review.target_of(one) is None}
    keys = {at.partition("|")[2] for at in wanted} - {""}
    if not keys:
        return {}, []
    bearers = [(row.spelling_key, row) for row in Entity.objects.standing().filter(spelling_key__in=keys)]
    names = Name.objects.filter(spelling_key__in=keys, entity__merged_into=None).select_related("entity")
    bearers += [(name.spelling_key, name.entity) for name in names]
    known: dict[str, list[int]] = {}
    for key, entity in bearers:
        at = f"{entity.kind}|{key}"
        if at in wanted and entity.pk not in known.setdefault(at, []):
            known[at].append(entity.pk)
    return {at: ids for at, ids in known.items() if ids}, [entity for _, entity in bearers]


def meaning_of(mention: Mention) -> Target:
    """Give what accepting a mention as it stands makes it mean; Refused where that is not clear."""
    target = review.target_of(mention)
    if target is not None:
        return target
    if not proposal_key(mention):
        raise Refused(f"“{mention.exact}” names nobody and no day yet: choose what it means.")
    key = spelling.key(mention.proposed_name)
    known = list(Entity.objects.standing().called(key).filter(kind=mention.proposed_kind)[:2]) if key else []
    if len(known) > 1:
        raise Refused(
            f"“{mention.exact}” may be more than one {mention.proposed_kind} of the lists; choose which."
        )
    return known[0] if known else NewEntity(EntityKind(mention.proposed_kind), mention.proposed_name)


def accept_all(mentions: Iterable[Mention], *, actor: Actor) -> Reviewed:
    """Accept each as what it proposes, as one act; a name that is new makes its entity once."""
    plain, named, stayed = [], dict[tuple[str, str], list[Mention]](), list[str]()
    for mention in mentions:
        if review.target_of(mention) is not None or not proposal_key(mention):
            plain.append(mention)
        else:
            kind, _, key = proposal_key(mention).partition("|")
            named.setdefault((kind, key), []).append(mention)
    count = 0
    with act(ActKind.REVIEW, "", actor=actor) as doing:
        for rows, target in [(plain, None), *_meant(named.values(), stayed)]:
            done = review.accept_all(rows, actor=doing, target=target)
            count += done.count
            stayed += done.stayed
        doing.summary = f"Accepted {counted(count, 'mention')}"
    return Reviewed(count, tuple(stayed))


def _meant(
    groups: Iterable[list[Mention]], stayed: list[str]
) -> Iterator[tuple[list[Mention], Target | None]]:
    for rows in groups:
        try:
            yield rows, meaning_of(rows[0])
        except Refused as error:
            stayed.append(str(error))

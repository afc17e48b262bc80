"""Protecting somebody at risk as one act: the pseudonym, every place that is marked with it, and why.

From the next edition on readers find the pseudonym wherever the person is marked, and in every headline and
byline of those articles (``edition/protection``). Where the name stands unmarked nothing is disguised, and
publishing is refused; so those places are marked in the same act.
"""

from collections.abc import Sequence

from sources.annotate.acts import Actor, Refused, act
from sources.annotate.tag_all import Place, Tagged, tag_all
from sources.annotate.withhold import Why, row_of
from sources.models import Entity, User
from sources.values import spelling
from sources.vocabulary import ActKind, EntityKind


def refuse_telling(pseudonym: str, forms: Sequence[str]) -> None:
    """Raise Refused where a pseudonym tells the name: it has a word of it, in any spelling."""
    words = {key for word in pseudonym.split() if (key := spelling.key(word))}
    for form in forms:
        for word in form.split():
            if spelling.key(word) in words and word[:1].isupper():
                raise Refused(f"The pseudonym has “{word}” in it, a part of the name; choose another.")


def protect(
    entity: Entity, pseudonym: str, places: Sequence[Place], *, why: Why, actor: Actor, by: User | None
) -> Tagged:
    """Protect somebody, and mark as them what is ticked; ``by`` is who decided it.

    Raises Refused where the pseudonym tells the name, where it is no person or is merged or protected
    already; Conflict where the record was saved since it was read.
    """
    if entity.kind != EntityKind.PERSON:
        raise Refused("A person is protected; a place or an organisation has no pseudonym.")
    if entity.merged_into_id is not None:
        raise Refused(f"“{entity}” is merged into “{entity.merged_into}”; protect that one.")
    if entity.is_protected:
        raise Refused(f"“{entity}” is protected already, as {entity.pseudonym}.")
    refuse_telling(pseudonym, [entity.preferred_name, *entity.names.values_list("form", flat=True)])
    with act(ActKind.WITHHOLD, "", actor=actor) as doing:
        done = Tagged(0, ())
        doing.change(entity, is_protected=True, pseudonym=pseudonym)
        if places:
            done = tag_all(places, entity, actor=doing)
        doing.create(row_of(why, by, entity=entity))
        doing.kind, doing.summary = ActKind.WITHHOLD, f"Protected somebody, shown as {pseudonym}"
        doing.reason = str(why.reason).replace("_", " ")
    return done

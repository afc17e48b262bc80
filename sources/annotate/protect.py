"""Protecting somebody at risk as one act: the pseudonym, every place that is marked with it, and why.

From the next edition on readers find the pseudonym wherever the person is marked, and in every headline and
byline of those articles (``edition/protection``). Where the name stands unmarked nothing is disguised, and
publishing is refused; so those places are marked in the same act.
"""

import re
from collections.abc import Iterable, Sequence

from django.db.models import Q

from sources.annotate.acts import Actor, Refused, act
from sources.annotate.tag_all import Place, Tagged, tag_all
from sources.annotate.told import Touched
from sources.annotate.withhold import Why, row_of
from sources.models import Entity, Name, User
from sources.values import spelling
from sources.vocabulary import ActKind, EntityKind

# Of a name and of a pseudonym alike, and of no one person: "The Fox" may be shown as "The clerk".
_OF_ANYBODY = frozenset({"a", "an", "the", "dr", "mr", "mrs", "ms"})


def refuse_telling(pseudonym: str, forms: Sequence[str]) -> None:
    """Raise Refused where a pseudonym tells the name: it has a word of it, in any spelling."""
    words = {key for word in _words(pseudonym) if (key := spelling.key(word))}
    for form in forms:
        for word in _words(form):
            if spelling.key(word) in words and word[:1].isupper():
                raise Refused(f"The pseudonym has “{word}” in it, a part of the name; choose another.")


def _words(name: str) -> list[str]:
    """Give what could tell who is meant: no initial, for any pseudonym may begin with "A"."""
    words = re.sub(r"[’']s?(?!\w)", "", name)
    split = (word for word in re.split(r"[\W\d_]+", words) if len(word) > 1)
    return [word for word in split if word.casefold() not in _OF_ANYBODY]


def refuse_told(changes: Iterable[Touched]) -> None:
    """Raise Refused where an act leaves a protected person with a pseudonym that tells the name.

    Whether it wrote the pseudonym, the protection or a form of the name.
    """
    people = {key for one in changes if one.after is not None and (key := _person(one))}
    rows = Entity.objects.filter(Q(pk__in=people) | Q(merged_from__in=people), is_protected=True)
    for row in rows.distinct() if people else ():
        forms = Name.objects.filter(Q(entity=row) | Q(entity__merged_into=row)).values_list("form", flat=True)
        merged = row.merged_from.values_list("preferred_name", flat=True)
        refuse_telling(row.pseudonym, [row.preferred_name, row.sort_name, *forms, *merged])


def _person(one: Touched) -> int | None:
    """Give whose pseudonym, protection or name was written."""
    before, after = one.before or {}, one.after or {}
    if one.model == "name":
        return int(str(after["entity_id"])) if after["form"] != before.get("form") else None
    telling = ("is_protected", "pseudonym", "preferred_name", "sort_name", "merged_into_id")
    is_written = one.model == "entity" and any(after[name] != before.get(name) for name in telling)
    return int(one.row) if is_written else None


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

"""Why somebody should look twice at a name before it is made: it looks like another, or mixes scripts.

To be said once, by the form in which the name is typed; the editor may go on (integrity S14, UTS 39). What
only sounds alike, or is spelt otherwise, is for the list of look-alikes.
"""

from functools import lru_cache

from django.db.models import QuerySet

from sources.annotate.look_alikes import state_of_names
from sources.models import Entity, Name
from sources.values.confusable import mixes_scripts, scripts, skeleton


def doubts_about(
    name: str, *, among: "QuerySet[Entity] | None" = None, other_than: int | None = None
) -> tuple[str, ...]:
    """Give a sentence for each reason to look twice at a name.

    ``among`` are the entities that whoever asks may know of; ``other_than`` is whose name it is to be (its
    primary key). What is letter for letter another's name is no trick on the eye: two people may have one,
    and the lists and the look-alikes say so.
    """
    found = []
    if mixes_scripts(name):
        found.append(f"“{name}” has letters of {' and '.join(scripts(name))}.")
    alike = [
        (form, bearer)
        for form, bearer in _known(state_of_names()).get(skeleton(name), ())
        if form != name and bearer != other_than
    ]
    if alike and among is not None:
        told = set(among.filter(pk__in={bearer for _, bearer in alike}).values_list("pk", flat=True))
        alike = [one for one in alike if one[1] in told]
    if alike:
        listed = ", ".join(f"“{form}”" for form in dict.fromkeys(form for form, _ in alike))
        found.append(f"“{name}” looks like {listed}, which is written with other letters.")
    return tuple(found)


@lru_cache(maxsize=1)
def _known(state: tuple[object, ...]) -> dict[str, list[tuple[str, int]]]:
    """Give every name that stands, with its bearer, by what it looks like; anew when a name has changed."""
    standing = Entity.objects.standing()
    named = list(standing.values_list("preferred_name", "pk"))
    named += Name.objects.filter(entity__in=standing).values_list("form", "entity")
    found: dict[str, list[tuple[str, int]]] = {}
    for form, bearer in named:
        found.setdefault(skeleton(form), []).append((form, bearer))
    return found

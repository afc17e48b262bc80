"""Insertion that draws a public id again where the one drawn is taken.

Ids are drawn at random (40 bits), so that in an archive of a million mentions one draw in a million meets an
id that is there, and an import of some thousand articles meets one now and then. Looking each up beforehand,
or a savepoint around each insertion, would be paid for every row; here the statement itself leaves out
(``ON CONFLICT DO NOTHING``) what is taken, and only when rows are missing is anything more done. An id that
came from elsewhere (a package, an act that is undone) is never another: where that is taken, the database
refuses as ever.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from django.db import connection, models

from sources.values.public_id import Drawn

_ID = "public_id"


def insert(
    statement: str,
    model: type[models.Model],
    values: Callable[[], Sequence[Any]],
    ids: Callable[[], Sequence[str]],
    draw_again: Callable[[int], None],
) -> list[int]:
    """Insert rows with a statement that returns their keys, and give these, in order.

    ``values`` gives what the statement takes and ``ids`` the rows' public ids, both as they now are;
    ``draw_again`` gives the row at a place another id.
    """
    if not has_id(model):
        return _inserted(statement, values())
    while len(keys := _inserted(_leaving_out(statement), values())) < len(now := ids()):
        # All once more, so that the keys are in the order of the rows.
        model._base_manager.filter(pk__in=keys).delete()
        places = _taken(model, now)
        if not places:
            return _inserted(statement, values())  # which the database refuses
        for place in places:
            draw_again(place)
    return keys


@cache
def has_id(model: type[models.Model]) -> bool:
    """Tell whether the rows of a model have public ids."""
    return any(field.name == _ID for field in model._meta.concrete_fields)


@cache
def _leaving_out(statement: str) -> str:
    return statement.replace(" RETURNING", f" ON CONFLICT ({_ID}) DO NOTHING RETURNING")


def _inserted(statement: str, values: Sequence[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [key for (key,) in cursor.fetchall()]


def _taken(model: type[models.Model], ids: Sequence[str]) -> list[int]:
    """Give the places of the drawn ids that another row has, stored or among these."""
    stored = model._base_manager.filter(**{f"{_ID}__in": ids}).values_list(_ID, flat=True)
    seen = {*stored, *(one for one in ids if not isinstance(one, Drawn))}
    places = []
    for place, one in enumerate(ids):
        if isinstance(one, Drawn):
            if one in seen:
                places.append(place)
            seen.add(one)
    return places

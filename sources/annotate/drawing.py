"""Insertion that draws a public id again where the one drawn is or was another's.

Ids are drawn at random (40 bits), so that in an archive of a million mentions one draw in a million meets an
id that is there, and an import of some thousand articles meets one now and then; that of a row which is gone
(``models.retired_id``) is as little to be had. One question for each statement, which takes the ids as one
value so that every database keeps it prepared; a savepoint around each insertion would be dearer. An id that
came from elsewhere (a package, an act that is undone) is never another: where that is taken, the database
refuses as ever; where it is that of a row which is gone, it is this row that comes back, with its key.
"""

import json
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from django.db import connection, models

from sources.models import RetiredId
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
    if has_id(model):
        while places := _taken(model, ids()):
            for place in places:
                draw_again(place)
    return _inserted(statement, values())


def come_back(model: type[models.Model], rows: Sequence[Any]) -> None:
    """Give rows that were brought under the id of one that is gone the key that it had: they are that row."""
    brought = {row.public_id: row for row in rows if row.pk is None and not isinstance(row.public_id, Drawn)}
    if brought:
        gone = RetiredId.objects.filter(model=model._meta.model_name, public_id__in=list(brought))
        for public_id, key in gone.values_list("public_id", "row"):
            brought[public_id].pk = key


@cache
def has_id(model: type[models.Model]) -> bool:
    """Tell whether the rows of a model have public ids."""
    return any(field.name == _ID for field in model._meta.concrete_fields)


def _inserted(statement: str, values: Sequence[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [key for (key,) in cursor.fetchall()]


def _taken(model: type[models.Model], ids: Sequence[str]) -> list[int]:
    """Give the places of the drawn ids that another row has or had, stored or among these."""
    drawn = [str(one) for one in ids if isinstance(one, Drawn)]
    if not drawn:
        return []
    statement, as_value = _question(model, connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(statement, [as_value(drawn)] * 2)
        seen = {one for (one,) in cursor.fetchall()}
    if not seen and len(set(ids)) == len(ids):
        return []
    seen |= {one for one in ids if not isinstance(one, Drawn)}
    places = []
    for place, one in enumerate(ids):
        if isinstance(one, Drawn):
            if one in seen:
                places.append(place)
            seen.add(one)
    return places


@cache
def _question(model: type[models.Model], vendor: str) -> tuple[str, Callable[[list[str]], Any]]:
    """Give the statement that asks which ids are or were a row's, and what makes one value of them."""
    among, as_value = _AMONG[vendor]
    return (
        f"SELECT public_id FROM {model._meta.db_table} WHERE public_id {among} UNION ALL "  # noqa: S608 -- names of our own models
        f"SELECT public_id FROM {RetiredId._meta.db_table} WHERE public_id {among} "
        f"AND model = '{model._meta.model_name}'",
        as_value,
    )


_AMONG: dict[str, tuple[str, Callable[[list[str]], Any]]] = {
    "sqlite": ("IN (SELECT value FROM json_each(%s))", json.dumps),
    "postgresql": ("= ANY(%s)", list),
}

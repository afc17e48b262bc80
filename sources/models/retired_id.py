"""Public ids that stood for a row which is gone, so that none of them ever stands for another.

Ids are drawn at random, and a draw that meets a living row is drawn again; without this table one that meets
a row of former days would lead an old citation to something else. The database itself fills it: whichever
way a row goes, its id stays here, with the row's key. An id that is here is refused to every row but the one
that had it: the taking back of a deletion brings the row back with its key, a corpus package gets the
former key for it (``annotate.drawing``). Ids are given once within a table, as addresses name the kind.

Keys are not given twice either, so that a key is who a row was; what puts counters back (a restore on
PostgreSQL, a rebuilt table on SQLite) is followed by ``keep_keys``.
"""

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "sources_retiredid"
# Every table whose rows have public ids and may go, by its model's name; a test holds it to the models.
IDENTIFIED = (
    *("article", "claim", "corpus", "document", "entity", "mention", "name", "party", "passage"),
    *("publication", "question", "quotation", "remark", "site", "sitepage", "withholding"),
)
# Acts never go, but a restore may lose some.
NAMED = (*IDENTIFIED, "changeset")

TAKEN = "This public id was given to a row that is gone; it is never given to another."
FIXED = "A row keeps its public id and its key for ever."


class RetiredId(models.Model):
    """A public id that belonged to a row which was deleted, or lost with a backup's gap."""

    model = models.CharField(max_length=40, help_text="Which kind of row had it, e.g. mention.")
    public_id = models.CharField(max_length=8, help_text="The id, which nothing else of that kind gets.")
    row = models.BigIntegerField(help_text="The key of the row that had it, which alone may come back.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["public_id", "model"],
                name="retiredid_once",
                violation_error_message="An id of a kind of row is retired once.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.public_id}"


def table_of(model: str) -> str:
    """Name a model's table."""
    return f"sources_{model}"


def taken(model: str) -> str:
    """Give the condition, in SQL, that a new row has an id of one that is gone and is not that one."""
    return (
        f"EXISTS (SELECT 1 FROM {TABLE} r WHERE r.public_id = NEW.public_id "  # noqa: S608 -- our own constants
        f"AND r.model = '{model}' AND r.\"row\" <> NEW.id)"
    )


def retire(model: str) -> str:
    """Give the statement by which a row that goes leaves its id; one that went before left it already."""
    return (
        f"INSERT INTO {TABLE} (model, public_id, \"row\") SELECT '{model}', OLD.public_id, OLD.id "  # noqa: S608 -- our own constants
        f"WHERE NOT EXISTS (SELECT 1 FROM {TABLE} r "
        f"WHERE r.public_id = OLD.public_id AND r.model = '{model}')"
    )


def keep_keys(connection: BaseDatabaseWrapper) -> None:
    """Let no table give the key of a row again that is gone."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT model, MAX("row") FROM {TABLE} GROUP BY model')  # noqa: S608 -- our own constant
        for model, last in cursor.fetchall():
            for statement in _COUNTERS[connection.vendor]:
                cursor.execute(statement, {"table": table_of(model), "last": last})


def next_key(connection: BaseDatabaseWrapper, model: str) -> int:
    """Take the next key of a table, for a row that is known by its id alone."""
    with connection.cursor() as cursor:
        for statement in _NEXT[connection.vendor]:
            cursor.execute(statement, {"table": table_of(model)})
        return int(cursor.fetchone()[0])


_BEGUN = (
    "INSERT INTO sqlite_sequence (name, seq) SELECT %(table)s, 0 "
    "WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = %(table)s)"
)
_COUNTERS = {
    "sqlite": (_BEGUN, "UPDATE sqlite_sequence SET seq = %(last)s WHERE name = %(table)s AND seq < %(last)s"),
    "postgresql": (
        "SELECT setval(s.name, %(last)s) FROM (SELECT pg_get_serial_sequence(%(table)s, 'id') AS name) s "
        "WHERE COALESCE(pg_sequence_last_value(s.name::regclass), 0) < %(last)s",
    ),
}
_NEXT = {
    "sqlite": (
        _BEGUN,
        "UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = %(table)s",
        "SELECT seq FROM sqlite_sequence WHERE name = %(table)s",
    ),
    "postgresql": ("SELECT nextval(pg_get_serial_sequence(%(table)s, 'id'))",),
}

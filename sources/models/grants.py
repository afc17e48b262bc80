"""What the role needs that the desk and the commands use on PostgreSQL, and nothing that could hide a deed.

Triggers refuse what may not change, but whoever owns the tables may switch triggers off. So there are two
roles: one owns the tables and brings them up to date (``migrate``, ``restore``), the other is what the
archive runs as. That one has rights on rows alone: of the record of acts to read and to add, of a document
and of a wording to change only the columns that may ever change, of nothing to empty a table, to alter one
or to touch a trigger. (Design I15; PostgreSQL, §5.7.)
"""

from collections.abc import Callable, Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

from sources.models import retired_id

ADDED_ONLY = frozenset({"sources_changeset", "sources_change", retired_id.TABLE})
# Columns that no act changes, and tables of which an act changes these alone.
FIXED = {
    "sources_document": {"id", "sha256", "size", "corpus_id"},
    "sources_passage": {"id", "document_id"},
    "sources_question": {"id", "corpus_id"},
}
ONLY: dict[str, set[str]] = {"sources_passagerevision": {"text"}, "sources_date": set()}


def restrict(connection: BaseDatabaseWrapper, role: str) -> list[str]:
    """Give a role the rights that it needs on every table, and take all others; say what was done."""
    done = list(statements(connection, role))
    with connection.cursor() as cursor:
        for statement in done:
            cursor.execute(statement)
    return done


def statements(connection: BaseDatabaseWrapper, role: str) -> Iterator[str]:
    """Give the statements that do it; each time the same, so that it can be done again after ``migrate``."""
    quoted = connection.ops.quote_name
    to = quoted(role)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database(), current_schema(), current_user")
        database, schema, owner = map(quoted, cursor.fetchone())
        columns = {
            table: [found.name for found in connection.introspection.get_table_description(cursor, table)]
            for table in connection.introspection.table_names(cursor)
        }
    yield f"REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {to}"
    yield f"REVOKE ALL ON SCHEMA {schema} FROM {to}"
    yield f"GRANT CONNECT ON DATABASE {database} TO {to}"
    yield f"GRANT USAGE ON SCHEMA {schema} TO {to}"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {to}"
    for table, names in sorted(columns.items()):
        yield from _of_table(quoted, table, names, to)
    # What a later migration adds: as of any other table, until this is run again.
    coming = f"ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA {schema}"
    yield f"{coming} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {to}"
    yield f"{coming} GRANT USAGE, SELECT ON SEQUENCES TO {to}"


def _of_table(quoted: Callable[[str], str], table: str, columns: list[str], to: str) -> Iterator[str]:
    on = f"ON TABLE {quoted(table)} TO {to}"
    if table == "django_migrations":
        yield f"GRANT SELECT {on}"
        return
    yield f"GRANT SELECT, INSERT {on}"
    if table in ADDED_ONLY:
        return
    yield f"GRANT DELETE {on}"  # undoing what was just taken in; triggers keep what others rest on
    changed = [one for one in columns if one in ONLY.get(table, columns) and one not in FIXED.get(table, ())]
    if table not in FIXED and table not in ONLY:
        yield f"GRANT UPDATE {on}"
    elif changed:
        yield f"GRANT UPDATE ({', '.join(map(quoted, changed))}) {on}"

"""Whether the database's server keeps what it says that it keeps (``manage.py check --database default``).

What was committed must be on the disk when an editor is told so, and a page of the file that rots must be
noticed. SQLite is opened so by the settings; a PostgreSQL server is somebody else's to set up, so it is
asked. ``migrate`` asks too, at each start of a container. (Design I15; PostgreSQL, §20.5 and §30.)
"""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage
from django.core.checks import Warning as CheckWarning
from django.db import DEFAULT_DB_ALIAS, connections

OLDEST = 15
# A setting, what it must be, and what happens otherwise.
DEMANDED = (
    ("fsync", "on", "an act that an editor was told of is lost when the machine stops"),
    ("full_page_writes", "on", "a page that was half written when the machine stopped stays so"),
    ("synchronous_commit", "on", "an act that an editor was told of is lost when the server stops"),
    ("data_checksums", "on", "a page that rots on the disk is given out as it is"),
)
# These keep it on this server's disk too.
STRICTER = {"synchronous_commit": {"local", "remote_apply", "remote_write"}}


def check(*, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:  # noqa: ANN401 -- Django's own
    """Warn of each setting of PostgreSQL under which something could be lost."""
    connection = connections[DEFAULT_DB_ALIAS]
    if DEFAULT_DB_ALIAS not in (databases or ()) or connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings")
        settings = dict(cursor.fetchall())
    return list(faults(settings))


def faults(settings: dict[str, str]) -> list[CheckMessage]:
    """Give a warning for each setting that is not as it must be."""
    found: list[CheckMessage] = [
        CheckWarning(
            f"PostgreSQL's {name} is {settings.get(name, 'not there')!r}, expected {wanted!r}: {otherwise}.",
            hint=f"Set {name} = {wanted} for the whole server"
            + (" (pg_checksums --enable, while it is stopped)." if name == "data_checksums" else "."),
            id="sources.W002",
        )
        for name, wanted, otherwise in DEMANDED
        if settings.get(name) not in {wanted, *STRICTER.get(name, set())}
    ]
    version = int(settings.get("server_version_num", "0")) // 10_000
    if version < OLDEST:
        found.append(
            CheckWarning(
                f"PostgreSQL {version} is not tested with this archive; expected {OLDEST} or newer.",
                hint="Back the archive up, take a newer server, restore.",
                id="sources.W003",
            )
        )
    return found

"""A rehearsal: the backup brought back beside the archive, read whole, looked at, and thrown away.

Everything is done by the commands that an emergency would use, in processes of their own, with a data
folder and a database of their own. What comes out is a time, and whether one may rely on the backup.
"""

import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.conf import settings
from django.db import connection
from django.test import Client

from sources.annotate.acts import Refused
from sources.edition.models import Article, Entity

Tell = Callable[[str], None]
PAGES = 20


@dataclass(frozen=True, slots=True)
class Drilled:
    """What a rehearsal found: seconds for each step, how much was looked at, how many pages answered."""

    seconds: dict[str, float]
    checked: dict[str, int]
    pages: int

    def as_json(self) -> dict[str, Any]:
        """Give it as JSON can hold it."""
        return {**asdict(self), "total": round(sum(self.seconds.values()), 1)}


def drill(source: Path, identity: Path, tell: Tell = lambda _: None) -> Drilled:
    """Rehearse a restore of ``source``; raise Refused, with what the step said, where one fails."""
    seconds: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="drill-", dir=_roomy()) as folder, _database() as database:
        environment = {
            **os.environ,
            "ARCHIVE_DATA": folder,
            "ARCHIVE_SECRET_KEY": secrets.token_urlsafe(64),
            "DATABASE_URL": database,
            "ARCHIVE_READONLY": "0",
        }

        def step(name: str, *command: str) -> str:
            tell(f"{name} …")
            begun = time.monotonic()
            done = subprocess.run(  # noqa: S603 -- our own commands
                [sys.executable, "manage.py", *command],
                cwd=settings.BASE_DIR,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            seconds[name] = round(time.monotonic() - begun, 1)
            if done.returncode:
                raise Refused(
                    f"The rehearsal failed at “{name}”: {(done.stderr or done.stdout).strip()[-600:]}"
                )
            return done.stdout

        step("restore", "restore", str(source.resolve()), "--identity", str(identity.resolve()))
        step("finish", "finish_restore")
        found = json.loads(step("verify", "verify", "--format", "json"))
        pages = int(step("pages", "drill", "--pages"))
    return Drilled(seconds, found["checked"], pages)


def look_at_pages() -> int:
    """Ask this archive for its first pages of every kind; raise Refused at the first that does not answer."""
    if not settings.CURRENT_EDITION.exists():
        raise Refused(
            "After the restore no edition stands, so that nobody could read: what is to be published is "
            "refused, here as in the archive that was backed up. Publish there, or mend what its refusal "
            "names; then make another backup."
        )
    articles = [f"/a/{one}/" for one in Article.objects.values_list("public_id", flat=True)[: PAGES // 2]]
    entities = [
        f"/{kind}/{one}/" for kind, one in Entity.objects.values_list("kind", "public_id")[: PAGES // 2]
    ]
    client = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0])
    for address in ("/", *articles, *entities):
        answer = client.get(address, follow=True, secure=settings.IS_HTTPS)
        if answer.status_code != 200:  # noqa: PLR2004 -- OK, RFC 9110 §15.3.1
            raise Refused(f"{address} answers {answer.status_code} after the restore.")
    return len(articles) + len(entities) + 1


def _roomy() -> str:
    """Rehearse where the archive itself lies: /tmp may be small, or in memory."""
    return str(Path(settings.DATA).parent)


@contextmanager
def _database() -> Iterator[str]:
    """Give the address of an empty database of the same kind, for as long as it is needed."""
    if connection.vendor == "sqlite":
        yield ""
        return
    address = urlsplit(os.environ["DATABASE_URL"])
    name = f"drill_{secrets.token_hex(4)}"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlunsplit(address._replace(path=f"/{name}"))
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')

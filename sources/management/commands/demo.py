"""``manage.py demo``: the whole archive, for a first look."""

import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from sources.management.demonstration import (
    ACCOUNT,
    editor_password,
    port_number,
    prepare,
    refuse_unless_free,
)


class Command(BaseCommand):
    """Make what is missing, print what to open, serve."""

    help = (
        "Makes the database, loads both corpora, publishes an edition, makes an editor's account and serves "
        "the archive on this machine. A second run changes nothing and serves."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say where texts may be found, and where to serve."""
        parser.add_argument(
            "--texts", type=Path, metavar="FOLDER", help="may hold the texts of the second corpus"
        )
        parser.add_argument("--port", default="8000", help="where to serve (8000)")
        parser.add_argument("--host", default="127.0.0.1", help="the address to serve on (this machine only)")
        parser.add_argument("--no-serve", action="store_true", help="make everything, serve nothing")
        parser.add_argument("--reset-password", action="store_true", help="give the editor a new password")

    def handle(self, *_: object, **options: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Prepare, print, serve."""
        host, port = options["host"], port_number(options["port"])
        if not options["no_serve"]:
            refuse_unless_free(host, port)
        prepare(options["texts"], self.stdout.write)
        password = editor_password(reset=options["reset_password"])
        self.stdout.write("")
        self.stdout.write(f"Readers:  http://{host}:{port}/")
        self.stdout.write(f"Editors:  http://{host}:{port}/admin/   account: {ACCOUNT}")
        if password:
            self.stdout.write(f"Password: {password}   (shown this once; --reset-password makes another)")
        else:
            self.stdout.write("Password: as before (--reset-password makes another)")
        if not options["no_serve"]:
            self.stdout.write("Stop with Ctrl-C.")
            self.stdout.flush()
            _serve(host, port)


def _serve(host: str, port: int) -> None:
    """Become the server: the one that serves in production, with one worker of this command's own."""
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    os.chdir(settings.BASE_DIR)
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns where it is not there
    os.execv(  # noqa: S606 -- our own interpreter, and no shell
        sys.executable,
        [
            *(sys.executable, "-m", "gunicorn", "archive.wsgi", "--bind", bind),
            *("--worker-class", "gthread", "--workers", "1", "--threads", "8", "--log-level", "warning"),
        ],
    )

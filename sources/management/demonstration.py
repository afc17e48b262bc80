"""Everything for a first look: database, corpora, edition, an editor's account.

Each step looks first whether it has been done, so that a second run changes nothing, and a run that
was interrupted is finished by the next.
"""

import secrets
import socket
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from sources.annotate.acts import Refused
from sources.edition.preview import plan_publication
from sources.edition.publish import publish
from sources.export.package.load import LoadReport, load
from sources.export.package.read import read
from sources.export.package.table import PackageError
from sources.export.package.texts import find_texts
from sources.ingest.blobs import DamagedBlob
from sources.models import User
from sources.vocabulary import EditorRole

CORPORA = ("temrava", "zhanaozen")
ACCOUNT = "editor"
HIGHEST_PORT = 65535

Say = Callable[[str], object]


def port_number(text: str) -> int:
    """Read a port; raise CommandError with a sentence where it is none."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= HIGHEST_PORT):
        raise CommandError(
            f"--port is {text!r}; expected a whole number from 1 to {HIGHEST_PORT}, e.g. 8000."
        )
    return int(text)


def refuse_unless_free(host: str, port: int) -> None:
    """Raise CommandError where the address cannot be served."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise CommandError(
            f"{host}:{port} cannot be served ({error.strerror}); choose another with --port or --host."
        ) from error


def prepare(texts: Path | None, say: Say) -> None:
    """Make the database, load the corpora and publish, as far as that is not done yet."""
    if texts is not None and not texts.is_dir():
        raise CommandError(f"--texts is {texts}, which is not a folder; name the one that holds the files.")
    call_command("migrate", interactive=False, verbosity=0)
    try:
        for slug in CORPORA:
            say(_summary(_load(settings.BASE_DIR / "seeds" / slug, texts, say)))
        publish_if_needed(say)
    except (PackageError, Refused, DamagedBlob) as error:
        raise CommandError(str(error)) from error


def _load(folder: Path, texts: Path | None, say: Say) -> LoadReport:
    package = read(folder)
    found = find_texts(package.documents, folder, texts)
    for stranger in found.strangers:
        say(stranger)
    return load(package, found.found)


def _summary(report: LoadReport) -> str:
    said = "loaded" if report.created else "there already"
    if report.attached and not report.created:
        said = f"{len(report.attached)} texts attached"
    if report.awaiting:
        said += f", as an index: its {len(report.awaiting)} texts are not held here"
    return f"Corpus {report.corpus}: {said}."


def publish_if_needed(say: Say) -> None:
    """Publish where there is no edition that readers can read, or something came and no editor did anything.

    What editors did since the edition is theirs to publish, whatever came besides.
    """
    plan = plan_publication()
    if plan.current is not None and not plan.acts_since and not plan.is_outdated:
        say(f"Edition {plan.current.number}: current, nothing has changed since.")
        return
    if plan.current is not None and not plan.is_outdated and plan.acts_by_people:
        say(
            f"Edition {plan.current.number}: as it stands. Done since by editors and not published: "
            f"{plan.acts_by_people}; a publisher does that at the desk, or manage.py publish."
        )
        return
    made = publish().edition
    counts = made.counts
    say(
        f"Edition {made.number}: published, with {counts['articles']} articles, {counts['people']} people, "
        f"{counts['places']} places, {counts['organisations']} organisations, {counts['dates']} dates."
    )


def editor_password(*, reset: bool) -> str | None:
    """Make the editor's account, or with ``reset`` give it a new password; None where it stays as it is."""
    user = User.objects.filter(username=ACCOUNT).first()
    if user is not None and not reset:
        return None
    password = secrets.token_urlsafe(18)
    if user is None:
        User.objects.create_superuser(ACCOUNT, password=password, role=EditorRole.PUBLISHER)
    else:
        user.set_password(password)
        user.save(update_fields=["password"])
    return password

"""What can be done in a data folder, for ``tests.faults.killing``: each deed gives what JSON can hold."""

import hashlib
import io
import json
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from sources.annotate.acts import act
from sources.annotate.told import name_of
from sources.edition.fixity import verify
from sources.edition.manifest import read_manifest
from sources.edition.publish import publish as make_edition
from sources.edition.recorded import UNRECORDED
from sources.edition.swap import current_file
from sources.intake.doorway import ingest as take_in
from sources.models import (
    Article,
    ChangeSet,
    Contributor,
    Document,
    Examination,
    Mention,
    Passage,
    PassageRevision,
    Quotation,
)
from sources.vocabulary import ActKind


def prepare(*slugs):
    """Make the tables, and load corpora of ``seeds/``."""
    call_command("migrate", verbosity=0)
    for slug in slugs:
        call_command("load_corpus", f"seeds/{slug}", stdout=io.StringIO())


def ingest(*paths):
    return [outcome.status for outcome in take_in([Path(path) for path in paths], "lamps").files]


def by_command(*paths):
    """Take in by ``manage.py ingest``; give its exit code and its last words."""
    try:
        call_command("ingest", *paths, corpus="lamps", new_corpus=True, format="json", stdout=io.StringIO())
    except CommandError as error:
        return [error.returncode, str(error)]
    return [0, ""]


def publish():
    return make_edition().edition.digest


def suggest(which):
    """Look through all articles, or through those that wait."""
    call_command("suggest", f"--{which}", format="json", stdout=io.StringIO())


def suggestions():
    """What is suggested, by its place and words; how many articles wait to be looked through."""
    place = ("revision__passage__document__sha256", "revision__passage__start", "start", "end")
    named = ("proposed_kind", "proposed_name", "proposed_edtf")
    rows = Mention.objects.order_by(*place, *named).values_list(*place, *named, "exact", "status", "reason")
    said = Quotation.objects.order_by(*place).values_list(*place, "kind", "status", "speaker_name")
    told = json.dumps([list(rows), list(said)], default=str)
    waiting = Examination.objects.pending().count()
    return {"digest": hashlib.sha256(told.encode()).hexdigest(), "marks": len(rows), "waiting": waiting}


def retitle(title):
    """Change something that the next edition will show."""
    with act(ActKind.EDIT, "Changed a title") as doing:
        doing.change(Article.objects.published().order_by("pk").first(), title=title)


def state():
    """What is kept: the content without ids and times, what verify says, what readers see."""
    file = current_file()
    return {
        "content": content(),
        "damage": [damage.sentence for damage in verify().damage],
        "edition": read_manifest(file).digest if file else "",
        "left over": sorted(path.name for path in settings.EDITIONS.glob(".building-*")),
    }


def documents():
    """Digest each document with all that was read in it, by its own hash: equal where nothing is torn."""
    rows = {sha256: [] for sha256 in Document.objects.values_list("sha256", flat=True)}
    for sha256, *row in Article.objects.order_by("index").values_list("document__sha256", *ARTICLE):
        rows[sha256].append(row)
    for sha256, *row in PassageRevision.objects.order_by("passage__start").values_list(
        "passage__document__sha256", *(f"passage__{name}" for name in PASSAGE), "text"
    ):
        rows[sha256].append(row)
    return {sha256: hashlib.sha256(json.dumps(own).encode()).hexdigest() for sha256, own in rows.items()}


ARTICLE = ("index", "title", "published__edtf", "copy_of__document__sha256", "copy_of__index", "similarity")
PASSAGE = ("start", "end", "number", "kind", "article__index", "duplicate_of__document__sha256")


def content():
    """Digest the archive's content by what it says; ids, versions and times of the log are random."""
    place = ("document__sha256", "start", "end")
    rows = [
        *Document.objects.order_by("sha256").values_list("corpus__slug", "file_name", "sha256", "is_held"),
        *Article.objects.order_by("document__sha256", "index").values_list(
            *("document__sha256", "index", "title", "published__edtf", "publication__name", "language"),
            *("genre", "copy_of__document__sha256", "copy_of__index", "similarity"),
        ),
        *Contributor.objects.order_by("article__document__sha256", "article__index", "position").values_list(
            "role", "name"
        ),
        *Passage.objects.order_by(*place).values_list(
            *(*place, "article__index", "number", "kind", "continues", "speaker_name", "confidence"),
            *("reason", "duplicate_of__document__sha256", "duplicate_of__start"),
        ),
        *PassageRevision.objects.order_by(*(f"passage__{name}" for name in place), "number").values_list(
            "number", "text"
        ),
        *ChangeSet.objects.exclude(kind="publish").order_by("pk").values_list("kind", "summary"),
    ]
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


def logical():
    """Digest the tables that the record tells, the record and the dates; "" where one cannot be read."""
    digest = hashlib.sha256()
    try:
        for model in TOLD:
            for row in model._base_manager.order_by("pk").values_list():
                digest.update(repr(row).encode())
    except (DatabaseError, ValueError):
        return ""
    return digest.hexdigest()


TOLD = [
    model
    for model in apps.get_app_config("sources").get_models()
    if not model._meta.proxy and name_of(model) not in UNRECORDED - {"change", "changeset", "date"} | {"user"}
]


def named():
    """Say what a check names, as ``manage.py verify`` would."""
    try:
        return [damage.sentence for damage in verify().damage]
    except DatabaseError as error:
        return [str(error)]


DEEDS = {
    deed.__name__: deed
    for deed in (
        by_command,
        content,
        documents,
        ingest,
        logical,
        named,
        publish,
        prepare,
        retitle,
        state,
        suggest,
        suggestions,
    )
}

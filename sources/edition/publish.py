"""Publishing: one fresh file with only what the public may see, verified, then swapped in.

The file is finished and on the disk before anything points to it. The last two steps stand in one
transaction: the Edition row is written, the name ``current.sqlite3`` is turned to the new file (an
atomic rename of a link), the transaction commits. Killed before the rename, the old edition stands;
killed between rename and commit, the new edition stands and ``reconcile`` writes its row from its
manifest when next something is published. There is no between.
"""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.db import models as django_models
from django.db.backends.sqlite3.base import DatabaseWrapper

from sources import models as editorial
from sources.annotate.acts import Refused, act, refuse_unless_writable
from sources.edition import models, names, select
from sources.edition.beside import Finder
from sources.edition.building import (
    as_json,
    content_digest,
    file_digest,
    index_words,
    insert,
    new_file,
    settle,
)
from sources.edition.copy import Copier
from sources.edition.manifest import Manifest, read_manifest
from sources.edition.verify import faults
from sources.edition.wording import publication_label
from sources.vocabulary import ActKind

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Published:
    """What publish made."""

    edition: editorial.Edition
    path: Path


def publish(
    *, actor: editorial.User | None = None, note: str = "", progress: Progress = lambda _: None
) -> Published:
    """Make the next edition from what is published now, and make it the current one.

    Raises Refused, with a sentence, where another publish is running, where somebody protected is
    named, where there is nothing to publish, or where the new file does not pass its own checks;
    the current edition then stays as it is.
    """
    refuse_unless_writable()
    settings.EDITIONS.mkdir(parents=True, exist_ok=True)
    with _alone(settings.EDITIONS / ".lock"):
        reconcile()
        select.refuse_protected()
        number = _next_number()
        folder = settings.EDITIONS / f".building-{number}"
        folder.mkdir()
        try:
            file = folder / f"edition-{number:06}.sqlite3"
            progress(f"Building edition {number}")
            manifest = _build(file, number, note, progress)
            progress("Putting it on the disk")
            settle(file)
            final = settings.EDITIONS / file.name
            file.rename(final)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        return Published(_swap_in(final, manifest, actor), final)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Refused("Another publish is running; wait until it has finished.") from error
        yield


def _next_number() -> int:
    rows = editorial.Edition.objects.aggregate(django_models.Max("number"))["number__max"] or 0
    return int(rows) + 1


def _build(file: Path, number: int, note: str, progress: Progress) -> Manifest:
    with new_file(file) as building:
        copier = Copier()
        _copy_texts(building, copier, progress)
        if not copier.articles:
            raise Refused("No article has the status “published”; there is nothing to publish.")
        progress("Counting names and dates")
        _copy_names(building, copier)
        progress("Linking passages to those of other sources")
        _set_beside(building, copier)
        progress("Indexing words")
        index_words(building)
        manifest = Manifest.new(number, content_digest(building), note, _counts(copier))
        insert(building, manifest.rows())
        progress("Verifying")
        wrong = faults(building)
        if wrong:
            raise Refused(f"Edition {number} is not sound and was not published: {' '.join(wrong)}")
    return manifest


def _copy_texts(building: DatabaseWrapper, copier: Copier, progress: Progress) -> None:
    for content in select.articles():
        copied = copier.article(content)
        insert(building, copied.passages)
        insert(building, copied.revisions)
        insert(building, copied.appearances)
        insert(building, copied.topics)
        if len(copier.articles) % 500 == 0:
            progress(f"{len(copier.articles)} articles copied")
    for pk in copier.documents:
        insert(building, [copier.loose(passage) for passage in select.loose_passages(pk)])
    for article, original in copier.copies:
        article.copy_of_id = copier.articles[original].id if original in copier.articles else None
    insert(building, list(copier.documents.values()))
    insert(building, list(copier.articles.values()))
    with building.cursor() as cursor:
        cursor.executemany(
            "UPDATE edition_passage SET duplicate_of_id = %s WHERE id = %s",
            [(copier.passage_ids[pk], row) for row, pk in copier.repeats if pk in copier.passage_ids],
        )


def _copy_names(building: DatabaseWrapper, copier: Copier) -> None:
    tally = copier.tally
    insert(building, [names.entity_row(entity, copier) for entity in tally.entities.values()])
    insert(building, list(names.in_corpus_rows(copier)))
    forms = list(names.name_rows(copier))
    insert(building, forms)
    insert(building, list(names.key_rows(forms)))
    insert(building, list(names.date_rows(copier)))
    insert(building, list(names.date_in_corpus_rows(copier)))
    insert(building, list(names.together_rows(copier)))
    insert(building, list(copier.topics.values()))
    insert(building, [_counted(row, copier) for row in copier.corpora.values()])
    merged = editorial.Entity.objects.filter(merged_into__in=tally.entities).values_list(
        "public_id", "merged_into__public_id"
    )
    insert(building, [models.Redirect(old=old, new=new) for old, new in merged])


def _counted(row: models.Corpus, copier: Copier) -> models.Corpus:
    own = [article for article in copier.articles.values() if article.corpus_id == row.id]
    row.article_count = sum(article.copy_of_id is None for article in own)
    row.copy_count = len(own) - row.article_count
    row.passage_count = sum(article.passage_count for article in own if article.copy_of_id is None)
    kinds = [tally.entity.kind for tally in copier.tally.entities.values() if row.id in tally.corpora]
    row.person_count, row.place_count = kinds.count("person"), kinds.count("place")
    row.organisation_count = kinds.count("organisation")
    row.date_count = sum(bool(tally.passages[row.id]) for tally in copier.tally.dates.values())
    return row


def _set_beside(building: DatabaseWrapper, copier: Copier) -> None:
    tally = copier.tally
    finder = Finder(tally.named)
    articles = {row.id: row for row in copier.articles.values()}
    entity_names = {entity.id: entity.entity.preferred_name for entity in tally.entities.values()}
    with building.cursor() as cursor:
        cursor.execute("SELECT id, public_id, number FROM edition_passage")
        numbers = {row: (public_id, number) for row, public_id, number in cursor.fetchall()}
        for passage in tally.named:
            near = finder.beside(passage)
            shown = []
            for neighbour in near.shown:
                article = articles[tally.named[neighbour.passage].article]
                public_id, number = numbers[neighbour.passage]
                why = ["same day"] if neighbour.day_is_shared else []
                why += [entity_names[one] for one in neighbour.entities[:3]]
                label = publication_label(article)
                shown.append([public_id, article.public_id, article.slug, number, label, ", ".join(why)])
            cursor.execute(
                "UPDATE edition_passage SET beside = %s WHERE id = %s",
                [as_json({"shown": shown, "more": near.more}), passage],
            )


def _counts(copier: Copier) -> dict[str, int]:
    kinds = [tally.entity.kind for tally in copier.tally.entities.values() if tally.mentions]
    return {
        "corpora": len(copier.corpora),
        "documents": len(copier.documents),
        "articles": sum(row.copy_of_id is None for row in copier.articles.values()),
        "copies": sum(row.copy_of_id is not None for row in copier.articles.values()),
        "passages": len(copier.passage_ids),
        "people": kinds.count("person"),
        "places": kinds.count("place"),
        "organisations": kinds.count("organisation"),
        "dates": len(copier.tally.dates),
        "mentions": copier.appearance_count,
    }


def _swap_in(final: Path, manifest: Manifest, actor: editorial.User | None) -> editorial.Edition:
    former = current_file()
    try:
        with act(ActKind.PUBLISH, f"Published edition {manifest.number}", actor=actor) as doing:
            edition = doing.create(_edition_row(final, manifest, actor))
            point_to(final)
    except BaseException:
        if former is not None and current_file() != former:
            point_to(former)
        raise
    connections["edition"].close()
    return edition


def _edition_row(file: Path, manifest: Manifest, actor: editorial.User | None) -> editorial.Edition:
    return editorial.Edition(
        number=manifest.number,
        made_at=manifest.made_at,
        made_by=actor,
        file_name=file.name,
        digest=manifest.digest,
        sha256=file_digest(file),
        size=file.stat().st_size,
        counts=manifest.counts,
        note=manifest.note,
    )


def current_file() -> Path | None:
    """Give the file that is the current edition, or None where there is none."""
    link = settings.CURRENT_EDITION
    return link.resolve() if link.exists() else None


def point_to(file: Path) -> None:
    """Make ``file`` the current edition: one atomic rename of a link beside it."""
    link = settings.CURRENT_EDITION
    fresh = link.with_name(f".{link.name}-{os.getpid()}")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(file.name)
    fresh.replace(link)
    descriptor = os.open(link.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def reconcile() -> None:
    """Bring the rows and the files of editions into step after an interrupted publish.

    A current edition without its row gets it, from its own manifest; a file that neither is current
    nor has a row was never anybody's, and goes, as do half-built ones.
    """
    current = current_file()
    if current is not None:
        manifest = read_manifest(current)
        if not editorial.Edition.objects.filter(number=manifest.number).exists():
            summary = f"Recorded edition {manifest.number}, whose publication was interrupted"
            with act(ActKind.PUBLISH, summary) as doing:
                doing.create(_edition_row(current, manifest, None))
    known = set(editorial.Edition.objects.values_list("file_name", flat=True))
    for file in settings.EDITIONS.glob("edition-*.sqlite3"):
        if file.name not in known and file.resolve() != current:
            file.unlink()
    for folder in settings.EDITIONS.glob(".building-*"):
        shutil.rmtree(folder, ignore_errors=True)

"""The making of an edition from the one before: its file copied, and the copy added to.

What is added is read and made into rows by the same code as for a whole edition, and what follows from
it (figures, names, who is named with whom, what stands beside what) is worked out anew for those alone
that it touches. The result has the digest that a whole edition of the same content would have. Should
anything turn out to be gone from what readers had, or be otherwise, the attempt ends: ``Whole``.
"""

import os
import sqlite3
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sources.annotate.withheld import withheld_places
from sources.edition import digest, models, names, select
from sources.edition.adding import counts
from sources.edition.adding.articles import Adding, check_again, copy_articles
from sources.edition.adding.changes import Additions, Whole
from sources.edition.adding.naming import Writers, bring_together, rename
from sources.edition.adding.near import renew_beside
from sources.edition.adding.sources import add_origins
from sources.edition.adding.standing import Standing
from sources.edition.building import insert, opened, raw
from sources.edition.copy import Copier
from sources.edition.manifest import LogHead, Manifest, read_manifest
from sources.edition.network import draw_networks
from sources.edition.press import log_head
from sources.edition.protection import Protected
from sources.edition.verify import unsound_in
from sources.models import Article, Entity, Name


def press_upon(standing: Standing, file: Path, numbered: tuple[int, str], additions: Additions) -> Manifest:
    """Make an edition (its number and note) at ``file`` by adding to the one that stands."""
    log = log_head()
    _duplicate(standing.file, file)
    # The copy goes to the disk while it is added to: what is left to write at the end is little.
    with ThreadPoolExecutor(1) as writing, opened(file) as building:
        writing.submit(_put_on_disk, file)
        raw(building).execute("BEGIN")
        adding = Adding(building, _copier(standing, additions), standing)
        copy_articles(adding, additions)
        check_again(adding)
        _add_rows(adding)
        touched = _recount(adding, additions)
        beside = renew_beside(adding.raw, set(adding.articles), adding.more, standing.file)
        draw_networks(building)
        digest.renew(adding.raw, digest.Touched(set(adding.articles), beside, touched))
        manifest = _manifest(adding, numbered, log)
        raw(building).execute("DELETE FROM edition_manifest")
        insert(building, manifest.rows())
        raw(building).execute("COMMIT")
        wrong = unsound_in(building, adding.articles)
        if wrong:
            raise Whole(f"the file that was added to is not sound: {' '.join(wrong)}")
    return manifest


def _duplicate(source: Path, target: Path) -> None:
    """Copy a file within the kernel; on file systems that can, the two share what is the same."""
    with source.open("rb") as whence, target.open("xb") as whither:
        left = source.stat().st_size
        while left:
            done = os.copy_file_range(whence.fileno(), whither.fileno(), left)
            if not done:
                raise Whole("the current edition's file ended before its end")
            left -= done


def _put_on_disk(file: Path) -> None:
    descriptor = os.open(file, os.O_RDONLY)
    try:
        os.fdatasync(descriptor)
    finally:
        os.close(descriptor)


def _copier(standing: Standing, additions: Additions) -> Copier:
    wanted = Article.objects.filter(pk__in=additions.added | additions.marked)
    documents = set(wanted.values_list("document", flat=True))
    return Copier(
        numbers=standing.numbers,
        guarded=select.guarded_documents(documents),
        withheld=withheld_places(documents),
        people=Protected(),
    )


def _add_rows(adding: Adding) -> None:
    """Add the corpora, entities, dates and topics that the file did not have, without figures yet."""
    copier, connection = adding.copier, adding.raw
    had = {
        model: {row for (row,) in connection.execute(f'SELECT id FROM "{model._meta.db_table}"')}  # noqa: S608 -- our own tables
        for model in (models.Corpus, models.Entity, models.Date, models.Topic)
    }
    entities = [names.entity_row(one, copier) for one in copier.tally.entities.values()]
    found = (
        (models.Corpus, list(copier.corpora.values())),
        (models.Entity, entities),
        (models.Date, list(names.date_rows(copier))),
        (models.Topic, list(copier.topics.values())),
    )
    for model, made in found:
        fresh = [row for row in made if row.pk not in had[model]]
        for row in fresh:
            for column in _FIGURES[model]:
                setattr(row, column, 0)
        insert(adding.building, fresh)
    _refuse_merged([one.public_id for one in entities if one.pk not in had[models.Entity]])
    _refuse_asked(connection, had[models.Date])


_FIGURES: dict[type, tuple[str, ...]] = {
    models.Corpus: tuple(
        field.name for field in models.Corpus._meta.concrete_fields if field.name.endswith("_count")
    ),
    models.Entity: tuple(
        field.name for field in models.Entity._meta.concrete_fields if field.name.endswith("_count")
    ),
    models.Date: ("passage_count",),
    models.Topic: ("passage_count",),
}


def _refuse_merged(public_ids: list[str]) -> None:
    if Entity.objects.filter(merged_into__public_id__in=public_ids).exists():
        raise Whole("somebody named for the first time has former addresses")


def _refuse_asked(connection: sqlite3.Connection, had: set[int]) -> None:
    """Raise Whole where claims stand for a date that has a page for the first time: it has them on it."""
    rows = connection.execute(
        "SELECT d.id FROM edition_date d JOIN edition_question q ON q.time = d.edtf"
        " UNION SELECT d.id FROM edition_date d JOIN edition_claim c ON c.as_of = d.edtf"
    )
    if any(row not in had for (row,) in rows):
        raise Whole("claims stand for a date that is named for the first time")


def _recount(adding: Adding, additions: Additions) -> set[int]:
    """Let everything grow that counts or names what was added; give the numbers of the entities touched."""
    connection, more = adding.raw, adding.more
    counts.grow_entities(connection, more)
    counts.grow_dates(connection, more)
    counts.grow_topics(connection, more)
    by_id = dict(connection.execute("SELECT public_id, id FROM edition_entity"))
    authors = add_origins(connection, adding.copier.origins, by_id)
    authors |= _settle_authors(connection, more.entities)
    counts.recount_corpora(connection)
    named = _rename(adding, additions, by_id)
    bring_together(connection, "other_id", more.pairs)
    bring_together(connection, "date_id", more.pairs_with_date)
    return more.entities | authors | named


def _settle_authors(connection: sqlite3.Connection, entities: set[int]) -> set[int]:
    """Lead contributors to their entity's page, now that it has one."""
    had = {row for (row,) in connection.execute("SELECT id FROM edition_origin WHERE entity_id IS NULL")}
    connection.execute(
        "UPDATE edition_origin SET entity_id = (SELECT e.id FROM edition_entity e"
        " WHERE e.public_id = edition_origin.public_id) WHERE entity_id IS NULL AND kind = 'contributor'"
    )
    rows = connection.execute("SELECT id, entity_id FROM edition_origin WHERE entity_id IS NOT NULL")
    return {entity for row, entity in rows if row in had or entity in entities}


def _rename(adding: Adding, additions: Additions, by_id: dict[str, int]) -> set[int]:
    """Write the names anew of everybody named in what was added, or named in a new way."""
    public_ids = {number: public_id for public_id, number in by_id.items()}
    fresh = set(adding.more.said) | set(adding.more.forms)
    fresh |= {one for one in adding.more.entities if public_ids[one] not in adding.standing.entities}
    wanted = {public_ids[number] for number in fresh}
    wanted |= set(Entity.objects.filter(pk__in=additions.named).values_list("public_id", flat=True))
    records = {by_id[one.public_id]: one for one in Entity.objects.filter(public_id__in=wanted)}
    recorded: dict[int, list[Name]] = defaultdict(list)
    for name in Name.objects.filter(entity__public_id__in=wanted).order_by("form"):
        recorded[name.entity_id].append(name)
    places = dict(adding.raw.execute("SELECT public_id, id FROM edition_article"))
    writers = Writers(adding.articles, places)
    for number, record in sorted(records.items()):
        forms = adding.more.former.get(number, {}), adding.more.forms.get(number, {})
        rename(adding.raw, (number, record), recorded[record.pk], forms, writers)
    return set(records)


def _manifest(adding: Adding, numbered: tuple[int, str], log: LogHead) -> Manifest:
    number, note = numbered
    former = read_manifest(adding.standing.file).counts
    found = counts.counts(adding.raw) | {
        "passages": former["passages"] + adding.passages,
        "mentions": former["mentions"] + adding.more.rows,
    }
    return Manifest.new(number, digest.total(adding.raw), note, former | found, log)

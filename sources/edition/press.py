"""The building of one edition's file: texts, names, cross-links, index, manifest, verification."""

import gc
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from django.db import models as django_models
from django.db.backends.sqlite3.base import DatabaseWrapper

from sources.annotate.acts import Refused
from sources.edition import apart, digest, leading, models, names, rows, select
from sources.edition.building import as_json, index_names, index_texts, insert, new_file, raw
from sources.edition.copy import Copier
from sources.edition.manifest import LogHead, Manifest
from sources.edition.network import draw_networks
from sources.edition.origins import CONTRIBUTOR, PUBLICATION
from sources.edition.placing import Linking
from sources.edition.protection import refuse_names_in, replace_captured_places
from sources.edition.site import page_rows
from sources.models import ChangeSet

Progress = Callable[[str], None]

HelpBy = Callable[[Path, int], AbstractContextManager[apart.Other | None]]

# Of the passages to be linked, the part that is linked here where there is another process: names are
# counted here too.
SHARE = 0.4


def press(file: Path, number: int, note: str, progress: Progress, help_by: HelpBy = apart.other) -> Manifest:
    """Build edition ``number`` at ``file`` and verify it; raise Refused where it is not sound.

    ``help_by`` gives another process that does a part of the work, or None.
    """
    log = log_head()
    with _without_collector(), new_file(file) as building:
        copier = Copier()
        wanted = select.listed()
        if not wanted:
            raise Refused("No article has the status “published”; there is nothing to publish.")
        with help_by(file.parent / ".apart", len(wanted)) as other:
            _fill(building, copier, (wanted, other), progress)
            progress("Drawing who is named with whom")
            draw_networks(building)
            progress("Verifying, taking the digest")
            leaves, wrong = _examined(building, apart.Verifying(file), other)
        digest.store(raw(building), leaves)
        manifest = Manifest.new(number, digest.total(raw(building)), note, _counts(copier), log)
        insert(building, manifest.rows())
        if wrong:
            raise Refused(f"Edition {number} is not sound and was not published: {' '.join(wrong)}")
    refuse_names_in(file, copier.people)
    return manifest


def _fill(
    building: DatabaseWrapper,
    copier: Copier,
    shared: tuple[list[int], apart.Other | None],
    progress: Progress,
) -> None:
    """Put everything into the file that is copied, follows from what was, and is searched."""
    _, other = shared
    _copy_articles(building, copier, shared, progress)
    _copy_others(building, copier)
    progress("Indexing words, counting names and dates, linking passages to those of other sources")
    here, there = Linking.of(copier, raw(building)).parted(SHARE if other else 1)
    if other:
        other.begin(there)
    # SQLite indexes without Python's lock, so Python counts and links meanwhile.
    with ThreadPoolExecutor(1) as beside:
        indexing = beside.submit(index_texts, raw(building))
        found, near = _name_rows(copier), here.carry_out()
        indexing.result()
    made_there = other.made() if other else []
    near += there.carry_out() if made_there is None else made_there
    for made in found:
        insert(building, made)
    raw(building).executemany("UPDATE edition_passage SET beside = ? WHERE id = ?", near)
    index_names(raw(building))


def log_head() -> LogHead:
    """Say how far the record of acts goes now."""
    digest = ChangeSet.objects.order_by("-pk").values_list("digest", flat=True).first()
    return LogHead(ChangeSet.objects.count(), digest or "")


@contextmanager
def _without_collector() -> Iterator[None]:
    """Let Python's collector of reference cycles rest: there are none, and it looks at every row kept."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _copy_others(building: DatabaseWrapper, copier: Copier) -> None:
    """Copy what is known when all articles are copied."""
    for passage in select.loose_passages(list(copier.documents)):
        insert(building, [copier.loose(passage)])
    for article, original in copier.copies:
        article.copy_of_id = copier.articles[original].id if original in copier.articles else None
    _copy_accounts(building, copier)
    replace_captured_places(building, copier.measured_anew)
    insert(building, list(copier.documents.values()))
    insert(building, list(copier.articles.values()))
    with building.cursor() as cursor:
        cursor.executemany(
            "UPDATE edition_passage SET duplicate_of_id = %s WHERE id = %s",
            [(copier.passage_ids[pk], row) for row, pk in copier.repeats if pk in copier.passage_ids],
        )


def _copy_articles(
    building: DatabaseWrapper,
    copier: Copier,
    shared: tuple[list[int], apart.Other | None],
    progress: Progress,
) -> None:
    wanted, other = shared
    standing = select.originals(wanted)
    half = len(wanted) // 2 if other else len(wanted)
    if other:
        other.begin(apart.Copying.of(wanted[half:], standing, half))
    _copy_these(building, copier, (wanted[:half], standing), progress)
    if other and not other.take_over(building, copier):
        progress("The second process failed; its articles are copied here")
        _copy_these(building, copier, (wanted[half:], standing), progress)


def _copy_these(
    building: DatabaseWrapper, copier: Copier, what: tuple[list[int], dict[int, int]], progress: Progress
) -> None:
    for number, content in enumerate(select.contents(*what, copier.people), 1):
        apart.insert_copied(building, copier, content)
        if number % 500 == 0:
            progress(f"{number} of {len(what[0])} articles copied")


def _copy_accounts(building: DatabaseWrapper, copier: Copier) -> None:
    accounts = copier.accounts
    accounts.settle()
    insert(building, list(accounts.parties.values()))
    insert(building, list(accounts.questions.values()))
    insert(building, list(accounts.claims.values()))
    raw(building).executemany(
        "UPDATE edition_passage SET claims = ? WHERE id = ?",
        [(as_json(found), passage) for passage, found in accounts.of_passages()],
    )


def _name_rows(copier: Copier) -> list[Sequence[django_models.Model | rows.Row]]:
    """Give the rows of all that follows from the texts, a table at a time."""
    tally = copier.tally
    forms = list(names.name_rows(copier))
    return [
        [names.entity_row(entity, copier) for entity in tally.entities.values()],
        list(names.in_corpus_rows(copier)),
        forms,
        list(names.key_rows(forms)),
        list(names.date_rows(copier)),
        list(names.date_in_corpus_rows(copier)),
        list(names.together_rows(copier)),
        list(names.topic_rows(copier)),
        list(names.topic_in_corpus_rows(copier)),
        list(copier.origins.rows(copier.tally, copier.fictional)),
        list(copier.origins.in_corpus_rows()),
        list(copier.origins.article_rows()),
        [_counted(row, copier) for row in copier.corpora.values()],
        list(leading.redirects(copier)),
        list(leading.former_addresses(copier)),
        list(leading.tombstones(copier)),
        list(page_rows()),
    ]


def _counted(row: models.Corpus, copier: Copier) -> models.Corpus:
    own = [article for article in copier.articles.values() if article.corpus_id == row.id]
    row.article_count = sum(article.copy_of_id is None for article in own)
    row.copy_count = len(own) - row.article_count
    row.passage_count = sum(article.passage_count for article in own if article.copy_of_id is None)
    kinds = [tally.entity.kind for tally in copier.tally.entities.values() if row.id in tally.corpora]
    row.person_count, row.place_count = kinds.count("person"), kinds.count("place")
    row.organisation_count = kinds.count("organisation")
    row.date_count = sum(bool(tally.passages[row.id]) for tally in copier.tally.dates.values())
    row.topic_count = sum(corpus == row.id for corpus, _ in copier.topics_in)
    row.publication_count = copier.origins.count_of(PUBLICATION, row.id)
    row.question_count, row.accounts = copier.accounts.of_corpus(row.id)
    row.contributor_count = copier.origins.count_of(CONTRIBUTOR, row.id)
    return row


def _examined(
    building: DatabaseWrapper, verifying: apart.Verifying, other: apart.Other | None
) -> tuple[list[digest.Leaf], list[str]]:
    """Take the leaves of a file and verify it meanwhile; give both, and what is wrong with it."""
    if other:
        other.begin(verifying)
        leaves = digest.leaves(raw(building))
        made = other.made()
        return leaves, verifying.carry_out() if made is None else made
    with ThreadPoolExecutor(1) as beside:
        wrong = beside.submit(verifying.carry_out)
        return digest.leaves(raw(building)), wrong.result()


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
        "dates": sum(bool(tally.passages) for tally in copier.tally.dates.values()),
        "mentions": copier.appearance_count,
        "questions": len(copier.accounts.questions),
        "claims": len(copier.accounts.claims),
    }

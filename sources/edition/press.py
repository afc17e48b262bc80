"""The building of one edition's file: texts, names, cross-links, index, manifest, verification."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db.backends.sqlite3.base import DatabaseWrapper

from sources.annotate.acts import Refused
from sources.edition import digest, leading, models, names, select
from sources.edition.beside import Finder
from sources.edition.building import as_json, index_words, insert, new_file, raw
from sources.edition.copy import Copier
from sources.edition.manifest import LogHead, Manifest
from sources.edition.network import draw_networks
from sources.edition.origins import CONTRIBUTOR, PUBLICATION
from sources.edition.placing import Gathered, facts_of, placed
from sources.edition.protection import refuse_names_in, replace_captured_places
from sources.edition.site import page_rows
from sources.edition.verify import unsound
from sources.models import ChangeSet

Progress = Callable[[str], None]


def press(file: Path, number: int, note: str, progress: Progress) -> Manifest:
    """Build edition ``number`` at ``file`` and verify it; raise Refused where it is not sound."""
    log = log_head()
    with _without_collector(), new_file(file) as building:
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
        progress("Drawing who is named with whom")
        draw_networks(building)
        digest.fill(raw(building))
        manifest = Manifest.new(number, digest.total(raw(building)), note, _counts(copier), log)
        insert(building, manifest.rows())
        progress("Verifying")
        wrong = unsound(building)
        if wrong:
            raise Refused(f"Edition {number} is not sound and was not published: {' '.join(wrong)}")
    refuse_names_in(file, copier.people)
    return manifest


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


def _copy_texts(building: DatabaseWrapper, copier: Copier, progress: Progress) -> None:
    for content in select.articles(copier.people):
        copied = copier.article(content)
        insert(building, copied.passages)
        insert(building, copied.revisions)
        insert(building, copied.appearances)
        insert(building, copied.topics)
        insert(building, copied.sayings)
        if len(copier.articles) % 500 == 0:
            progress(f"{len(copier.articles)} articles copied")
    for passage in select.loose_passages(list(copier.documents)):
        insert(building, [copier.loose(passage)])
    for article, original in copier.copies:
        article.copy_of_id = copier.articles[original].id if original in copier.articles else None
    _copy_accounts(building, copier)
    replace_captured_places(building, copier.masked)
    insert(building, list(copier.documents.values()))
    insert(building, list(copier.articles.values()))
    with building.cursor() as cursor:
        cursor.executemany(
            "UPDATE edition_passage SET duplicate_of_id = %s WHERE id = %s",
            [(copier.passage_ids[pk], row) for row, pk in copier.repeats if pk in copier.passage_ids],
        )


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
    insert(building, list(names.topic_rows(copier)))
    insert(building, list(names.topic_in_corpus_rows(copier)))
    insert(building, list(copier.origins.rows(copier.tally, copier.fictional)))
    insert(building, list(copier.origins.in_corpus_rows()))
    insert(building, list(copier.origins.article_rows()))
    insert(building, [_counted(row, copier) for row in copier.corpora.values()])
    insert(building, list(leading.redirects(copier)))
    insert(building, list(leading.former_addresses(copier)))
    insert(building, list(leading.tombstones(copier)))
    insert(building, list(page_rows()))


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


def _set_beside(building: DatabaseWrapper, copier: Copier) -> None:
    index = Gathered(copier)
    names = {one: tally.entity.preferred_name for one, tally in copier.tally.by_id.items()}
    raw(building).executemany(
        "UPDATE edition_passage SET beside = ? WHERE id = ?",
        placed(Finder(index), index.passages, facts_of(raw(building)), names),
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
        "dates": sum(bool(tally.passages) for tally in copier.tally.dates.values()),
        "mentions": copier.appearance_count,
        "questions": len(copier.accounts.questions),
        "claims": len(copier.accounts.claims),
    }

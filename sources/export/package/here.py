"""What the database already has of a package, and how the two differ.

A row is the same row when it has the same public id. An entity is also the same when it shares an
identifier of Wikidata, GeoNames or VIAF: the package's id then stands for the id that is here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Model, QuerySet

from sources import models
from sources.export.package import gather, rows
from sources.export.package.gather_claims import party_rows
from sources.export.package.known import Known
from sources.export.package.table import PackageError

_CHUNK = 1000
IDENTIFIERS = ("wikidata", "geonames", "viaf")


@dataclass(frozen=True, slots=True)
class Comparison:
    """A package beside what is here: rows to add, and rows that say something else."""

    package: rows.Package  # as it was read, but for entities that are here under another id
    known: Known
    new: dict[str, list[rows.Row]]
    differing: list[tuple[str, rows.Row, rows.Row]]  # table, the package's row, the row here
    same: int
    only_here: dict[str, int]
    notes: tuple[str, ...]


def compare(package: rows.Package, corpus: models.Corpus) -> Comparison:
    """Lay a package beside the database."""
    aliases = _aliases(package.entities)
    package = renamed(package, aliases)
    known = Known(corpus)
    stored = _stored_rows(package, corpus, known)
    new: dict[str, list[rows.Row]] = {}
    differing: list[tuple[str, rows.Row, rows.Row]] = []
    same = 0
    for table, wanted in package.tables():
        new[table] = [row for row in wanted if row.key not in stored[table]]
        for row in wanted:
            found = stored[table].get(row.key)
            if found is None:
                continue
            if found == row:
                same += 1
            else:
                differing.append((table, row, found))
    new["names"] = _names_not_here(new["names"])
    _refuse_taken(new)
    notes = tuple(f"Entity {old} is here as {here}: same identifier." for old, here in aliases.items())
    return Comparison(package, known, new, differing, same, _only_here(package, stored), notes)


def _aliases(entities: Sequence[rows.EntityRow]) -> dict[str, str]:
    """Give the id here of each entity that is here under another id, by the package's id."""
    ids = {row.id for row in _in_chunks(models.Entity, "public_id", [row.id for row in entities])}
    here: dict[tuple[str, str], str] = {}
    for column in IDENTIFIERS:
        values = [value for row in entities if (value := getattr(row, column))]
        for found in _in_chunks(models.Entity, column, values):
            if found.merged_into_id is None:
                here[column, getattr(found, column)] = found.public_id
    aliases = {}
    for row in entities:
        met = {here.get((column, getattr(row, column))) for column in IDENTIFIERS} - {None, row.id}
        if row.merged_into or row.id in ids or not met:
            continue
        if len(met) > 1:
            raise PackageError(
                f"{row.at}: {row.preferred_name} has identifiers of {len(met)} entities that are here "
                f"({', '.join(sorted(str(one) for one in met))}); merge those first, or correct the row."
            )
        aliases[row.id] = str(met.pop())
    return aliases


def renamed(package: rows.Package, aliases: dict[str, str]) -> rows.Package:
    """Give the package with entities called by other ids."""
    if not aliases:
        return package

    def now(name: str) -> str:
        return aliases.get(name, name)

    return replace(
        package,
        entities=tuple(
            replace(row, id=now(row.id), merged_into=now(row.merged_into)) for row in package.entities
        ),
        names=tuple(replace(row, entity=now(row.entity)) for row in package.names),
        articles=tuple(
            replace(row, contributors=tuple(replace(one, entity=now(one.entity)) for one in row.contributors))
            for row in package.articles
        ),
        passages=tuple(replace(row, speaker=now(row.speaker)) for row in package.passages),
        mentions=tuple(replace(row, entity=now(row.entity)) for row in package.mentions),
        quotations=tuple(replace(row, speaker=now(row.speaker)) for row in package.quotations),
        questions=tuple(replace(row, place=now(row.place)) for row in package.questions),
        claims=tuple(
            replace(row, asserter=now(row.asserter), via=rows.STEPS.join(map(now, row.steps)))
            for row in package.claims
        ),
    )


def _stored_rows(
    package: rows.Package, corpus: models.Corpus, known: Known
) -> dict[str, dict[str, rows.Row]]:
    """Give the rows here by table and name, and let ``known`` have the database's own."""
    shared = {
        "topics": _in_chunks(models.Topic, "slug", [row.slug for row in package.topics]),
        "publications": _in_chunks(models.Publication, "public_id", [row.id for row in package.publications]),
        "entities": _in_chunks(
            models.Entity, "public_id", [row.id for row in package.entities], "merged_into"
        ),
        "names": _in_chunks(models.Name, "public_id", [row.id for row in package.names], "entity"),
        "parties": _in_chunks(models.Party, "slug", [row.slug for row in package.parties]),
    }
    found: dict[str, dict[str, rows.Row]] = {name: {} for name in rows.TABLES}
    for table in ("topics", "parties"):
        known.tables[table] = {row.slug: row for row in shared[table]}
    for table in ("publications", "entities", "names"):
        known.tables[table] = {row.public_id: row for row in shared[table]}
    found["topics"] = _keyed(gather.topic_rows(shared["topics"]))
    found["publications"] = _keyed(gather.publication_rows(shared["publications"]))
    found["entities"] = _keyed(gather.entity_rows(shared["entities"]))
    found["names"] = _keyed(gather.name_rows(shared["names"]))
    found["parties"] = _keyed(party_rows(shared["parties"]))
    if corpus.pk:
        _add_own_rows(corpus, known, found)
    return found


def _add_own_rows(corpus: models.Corpus, known: Known, found: dict[str, dict[str, rows.Row]]) -> None:
    own = gather.gather(corpus)
    for table in ("revisions", "tags", *_OWN):
        found[table] = _keyed(getattr(own, table))
    querysets: dict[str, QuerySet[Any]] = {  # Any: each table's own model
        "documents": models.Document.objects.filter(corpus=corpus),
        "articles": models.Article.objects.filter(document__corpus=corpus),
        "passages": models.Passage.objects.filter(document__corpus=corpus),
        "mentions": models.Mention.objects.filter(revision__passage__document__corpus=corpus),
        "quotations": models.Quotation.objects.filter(revision__passage__document__corpus=corpus),
        "questions": models.Question.objects.filter(corpus=corpus),
        "claims": models.Claim.objects.filter(question__corpus=corpus),
    }
    for table, queryset in querysets.items():
        known.tables[table] = {row.public_id: row for row in queryset}
    revisions = models.PassageRevision.objects.filter(passage__document__corpus=corpus)
    known.tables["revisions"] = {
        f"{row.passage.public_id} {row.number}": row for row in revisions.select_related("passage")
    }


def _names_not_here(new: Iterable[rows.Row]) -> list[rows.Row]:
    """Leave out forms that their entity has already, under another id."""
    candidates = [row for row in new if isinstance(row, rows.NameRow)]
    forms = {
        (row.entity.public_id, row.form)
        for row in _in_chunks(models.Name, "entity__public_id", [row.entity for row in candidates], "entity")
    }
    return [row for row in candidates if (row.entity, row.form) not in forms]


_OWN: dict[str, type[Model]] = {
    "documents": models.Document,
    "articles": models.Article,
    "passages": models.Passage,
    "mentions": models.Mention,
    "quotations": models.Quotation,
    "questions": models.Question,
    "claims": models.Claim,
}


def _refuse_taken(new: dict[str, list[rows.Row]]) -> None:
    """Refuse ids that name rows of another corpus: an id is never given twice."""
    for table, model in _OWN.items():
        by_id = {row.key: row for row in new[table]}
        for taken in _in_chunks(model, "public_id", list(by_id)):
            raise PackageError(
                f"{by_id[taken.public_id].at}: the id {taken.public_id} is that of a row of another corpus; "
                "a row keeps its id for ever, so give this one a new id."
            )


def _only_here(package: rows.Package, stored: dict[str, dict[str, rows.Row]]) -> dict[str, int]:
    counts = {}
    for table, wanted in package.tables():
        count = len(set(stored[table]) - {row.key for row in wanted})
        if count:
            counts[table] = count
    return counts


def _keyed(found: Iterable[rows.Row]) -> dict[str, rows.Row]:
    return {row.key: row for row in found}


def _in_chunks(
    model: type[Model], column: str, values: Sequence[str], *related: str
) -> list[Any]:  # Any: the model's rows
    """Fetch the rows whose column has one of many values, without asking too much at once."""
    found: list[Any] = []  # Any: as above
    unique = sorted(set(values))
    for start in range(0, len(unique), _CHUNK):
        queryset = model._default_manager.filter(**{f"{column}__in": unique[start : start + _CHUNK]})
        found += list(queryset.select_related(*related) if related else queryset)
    return found

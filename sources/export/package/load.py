"""A package, into the archive: one act, all of it or nothing.

What is not here is created; what is here and says the same is passed over; what is here and says
something else is kept and reported, or, with ``update``, made to say what the package says. Loading
the same package again therefore changes nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import DataError, IntegrityError, connection, transaction
from django.db import models as django_models

from sources import models
from sources.annotate.acts import Doing, act
from sources.annotate.protect import refuse_told
from sources.export.package import build, rows
from sources.export.package.attach import attach
from sources.export.package.build_claims import relays
from sources.export.package.gather import corpus_row
from sources.export.package.here import Comparison, compare
from sources.export.package.known import Known
from sources.export.package.order import waves
from sources.export.package.table import PackageError
from sources.vocabulary import ActKind

# What may not change once it is here, by table: the evidence and the places in it.
_FIXED = {
    "documents": {"sha256", "size"},
    "articles": {"document"},
    "passages": {"document", "start", "end", "made_by"},
    "revisions": {
        *("splices", "reason", "date", "withholds_former"),
        *("made_by", "former_start", "former_end"),
    },
    "entities": {"kind"},
    "mentions": {"passage"},
    "quotations": {"passage"},
    "claims": {"passage"},
}
_SELF: dict[str, Callable[[Any], tuple[str, ...]]] = {  # Any: each table's own row
    "entities": lambda row: (row.merged_into,),
    "articles": lambda row: (row.copy_of, row.leads_to),
    "passages": lambda row: (row.duplicate_of, row.joined_into),
    "mentions": lambda row: (row.anchor,),
    "claims": lambda row: (row.repeats,),
}


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did, or would do."""

    corpus: str
    created: dict[str, int] = field(default_factory=dict)
    same: int = 0
    differing: tuple[str, ...] = ()
    updated: int = 0
    attached: tuple[str, ...] = ()
    awaiting: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_changed(self) -> bool:
        """Whether anything was written."""
        return bool(self.created or self.updated or self.attached)


def load(
    package: rows.Package,
    texts: Mapping[str, bytes],
    *,
    update: bool = False,
    dry_run: bool = False,
    actor: models.User | None = None,
) -> LoadReport:
    """Load a package and attach what texts there are (bytes by SHA-256).

    Raises PackageError with one sentence where it cannot be done; nothing is changed then. A dry
    run does everything and takes it back.
    """
    try:
        with transaction.atomic():
            report = _load(package, texts, update, actor)
            if report.is_changed:
                _count_for_the_planner()
            transaction.set_rollback(dry_run)
    except (IntegrityError, DataError) as error:
        raise PackageError(
            f"{package.corpus.slug}: the package cannot be joined with what is here: {error}. "
            "Nothing was changed."
        ) from error
    return report


def _count_for_the_planner() -> None:
    """Let PostgreSQL count what stands in its tables now, so that it plans the next questions by that.

    By itself it counts within a minute or so of the commit. Until then it plans for tables as they were, and
    a load that follows at once was seen to wait six minutes for one join of ten thousand marks.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _load(
    package: rows.Package, texts: Mapping[str, bytes], update: bool, actor: models.User | None
) -> LoadReport:
    corpus = _corpus_here(package.corpus)
    comparison = compare(package, corpus)
    is_new = corpus.pk is None
    kind = ActKind.LOAD if is_new or any(comparison.new.values()) or update else ActKind.ATTACH
    words = {ActKind.LOAD: "Loaded", ActKind.ATTACH: "Attached texts to"}
    with act(kind, f"{words[kind]} “{package.corpus.title}” from a corpus package", actor=actor) as doing:
        if is_new:
            doing.create(corpus)
        created = _create(doing, comparison)
        differing = _corpus_difference(package.corpus, corpus, is_new) + comparison.differing
        updated = _update(doing, comparison, differing) if update else 0
        attached = attach(doing, corpus, texts)
        refuse_told(doing.changes)
    return LoadReport(
        corpus=corpus.slug,
        created={"corpora": 1, **created} if is_new else created,
        same=comparison.same,
        differing=() if update else tuple(_sentence(*found) for found in differing),
        updated=updated,
        attached=attached,
        awaiting=tuple(corpus.documents.awaiting_text().values_list("file_name", flat=True)),
        notes=(*comparison.notes, *_only_here(comparison)),
    )


def _corpus_here(row: rows.CorpusRow) -> models.Corpus:
    found = models.Corpus.objects.filter(public_id=row.id).first()
    if found is not None:
        return found
    other = models.Corpus.objects.filter(slug=row.slug).first()
    if other is not None:
        raise PackageError(
            f"{row.at}: the slug “{row.slug}” is that of another corpus here ({other.public_id}, "
            f"“{other.title}”); give this one another slug."
        )
    return build.corpus(row)


def _corpus_difference(
    row: rows.CorpusRow, corpus: models.Corpus, is_new: bool
) -> list[tuple[str, rows.Row, rows.Row]]:
    here = corpus_row(corpus)
    return [] if is_new or here == row else [("corpora", row, here)]


def _create(doing: Doing, comparison: Comparison) -> dict[str, int]:
    """Create what is new, table by table, rows after those that they refer to."""
    known = comparison.known
    counts: dict[str, int] = {}
    for table in rows.TABLES:
        new = comparison.new[table]
        for wave in waves(new, _SELF.get(table, lambda _: ()), lambda row: row.key):
            built = [build.build(table, row, known) for row in wave]
            doing.create_all(built)
            known.tables[table] |= {row.key: made for row, made in zip(wave, built, strict=True)}
            if table == "passages":
                _create_first_revisions(doing, known, wave)
                _create_former_numbers(doing, known, wave)
        if table == "claims":
            _create_relays(doing, known, new)
        if table == "articles":
            _create_contributors(doing, known, new)
        if new:
            counts[table] = len(new)
    return counts


def _create_first_revisions(doing: Doing, known: Known, passages: Sequence[Any]) -> None:
    first = [build.first_revision(row, known) for row in passages]
    doing.create_all(first)
    known.tables["revisions"] |= {f"{row.key} 1": made for row, made in zip(passages, first, strict=True)}


def _create_former_numbers(doing: Doing, known: Known, passages: Sequence[Any]) -> None:
    doing.create_all([one for row in passages for one in build.former_numbers(row, known)])


def _create_relays(doing: Doing, known: Known, claims: Sequence[Any]) -> None:
    doing.create_all([step for row in claims for step in relays(row, known)])


def _create_contributors(doing: Doing, known: Known, articles: list[Any]) -> None:
    doing.create_all(
        [
            build.contributor(one, position, known.one("articles", article.id), known)
            for article in articles
            for position, one in enumerate(article.contributors)
        ]
    )


def _update(doing: Doing, comparison: Comparison, differing: list[tuple[str, rows.Row, rows.Row]]) -> int:
    """Make the rows here say what the package says; refuse to move evidence."""
    known = comparison.known
    for table, row, here in differing:
        fixed = sorted(_FIXED.get(table, set()) & set(rows.differing(row, here)))
        if fixed:
            raise PackageError(
                f"{_sentence(table, row, here)} This never changes once it is here ({', '.join(fixed)}); "
                "load the package into an archive that does not have it."
            )
        if isinstance(row, rows.CorpusRow):
            _overwrite(doing, known.corpus, build.corpus(row))
            continue
        stored = known.one(table, row.key)
        _overwrite(doing, stored, build.build(table, row, known))
        if "contributors" in rows.differing(row, here):
            doing.delete_all(list(stored.contributors.all()))
            _create_contributors(doing, known, [row])
        if "via" in rows.differing(row, here):
            doing.delete_all(list(stored.relays.all()))
            _create_relays(doing, known, [row])
        if "former" in rows.differing(row, here):
            doing.delete_all(list(stored.former_numbers.all()))
            _create_former_numbers(doing, known, [row])
    return len(differing)


def _overwrite(doing: Doing, stored: django_models.Model, wanted: django_models.Model) -> None:
    kept = {"id", "public_id", "version", "is_held"}
    values = {
        column.name: getattr(wanted, column.name)
        for column in stored._meta.concrete_fields
        if column.name not in kept
    }
    doing.change(stored, **values)


def _sentence(table: str, row: rows.Row, here: rows.Row) -> str:
    parts = [
        f"{name} is “{_shown(getattr(row, name))}” in the package, “{_shown(getattr(here, name))}” here"
        for name in rows.differing(row, here)
    ]
    return f"{row.at}: {row.key}: {'; '.join(parts)}."


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(getattr(one, "name", str(one)) for one in value)
    return "" if value is None else str(value)[:80]


def _only_here(comparison: Comparison) -> tuple[str, ...]:
    return tuple(
        f"{count} {table} that are here are not in the package; they were kept."
        for table, count in comparison.only_here.items()
    )

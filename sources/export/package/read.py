"""A folder, to a package: every cell read by its type, every rule of the format checked."""

from pathlib import Path

from sources.export.package.check import faults
from sources.export.package.description import NAME, read_description
from sources.export.package.rows import (
    ClaimRow,
    EntityRow,
    MentionRow,
    NameRow,
    Package,
    PartyRow,
    PassageRow,
    QuestionRow,
    QuotationRow,
    RevisionRow,
    TagRow,
)
from sources.export.package.table import AnyRow, PackageError, decode_file, read_table
from sources.export.package.write import FILES, OPTIONAL


def read(folder: Path) -> Package:
    """Read and check a package; raise PackageError with the first fault and how many there are."""
    if not folder.is_dir():
        raise PackageError(f"{folder} is not a folder; expected a corpus package, a folder with {NAME}.")
    if not (folder / NAME).is_file():
        raise PackageError(f"{folder} has no {NAME}; expected a corpus package.")
    said = read_description(_text(folder, NAME))
    package = Package(
        corpus=said.corpus,
        topics=said.topics,
        publications=said.publications,
        documents=said.documents,
        articles=said.articles,
        passages=_table(folder, "passages", PassageRow),
        revisions=_table(folder, "revisions", RevisionRow),
        entities=_table(folder, "entities", EntityRow),
        names=_table(folder, "names", NameRow),
        mentions=_table(folder, "mentions", MentionRow),
        quotations=_table(folder, "quotations", QuotationRow),
        parties=_table(folder, "parties", PartyRow),
        questions=_table(folder, "questions", QuestionRow),
        claims=_table(folder, "claims", ClaimRow),
        tags=_table(folder, "tags", TagRow),
    )
    found = list(faults(package))
    if found:
        more = f" ({len(found) - 1} more like this or other.)" if len(found) > 1 else ""
        raise PackageError(found[0] + more)
    return package


def _table(folder: Path, table: str, kind: type[AnyRow]) -> tuple[AnyRow, ...]:
    name = f"{table}.csv"
    if table in OPTIONAL and not (folder / name).exists():
        return ()
    return read_table(name, _text(folder, name), kind)


def _text(folder: Path, name: str) -> str:
    try:
        return decode_file(name, (folder / name).read_bytes())
    except OSError as error:
        raise PackageError(
            f"{folder / name} cannot be read ({error.strerror}); a package has {NAME} and "
            f"{', '.join(f'{table}.csv' for table in FILES if table not in OPTIONAL)}."
        ) from error

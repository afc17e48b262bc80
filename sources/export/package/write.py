"""A package, to a folder: the same rows always give the same bytes."""

import os
from collections.abc import Mapping
from pathlib import Path

from sources.export.package.description import NAME, write_description
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
    Row,
    TagRow,
)
from sources.export.package.table import write_table

TEXTS = "texts"

FILES: dict[str, type[Row]] = {
    "passages": PassageRow,
    "entities": EntityRow,
    "names": NameRow,
    "mentions": MentionRow,
    "quotations": QuotationRow,
    "parties": PartyRow,
    "questions": QuestionRow,
    "claims": ClaimRow,
    "tags": TagRow,
    "revisions": RevisionRow,
}
# Written only where there is something in it.
OPTIONAL = frozenset({"revisions", "quotations", "parties", "questions", "claims"})


def contents(package: Package) -> dict[str, str]:
    """Give what each file of the package says, by name; the texts aside."""
    files = {NAME: write_description(package)}
    for table, kind in FILES.items():
        rows = getattr(package, table)
        if rows or table not in OPTIONAL:
            files[f"{table}.csv"] = write_table(rows, kind)
    return files


def write(package: Package, folder: Path, texts: Mapping[str, bytes] | None = None) -> list[Path]:
    """Write a package into a folder and give its files; ``texts`` are bytes by file name.

    Each file appears whole or not at all (written beside, then renamed). A file that the package
    does not have any more (revisions.csv, a text) is removed; anything else in the folder stays.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = {name: text.encode() for name, text in contents(package).items()}
    files |= {f"{TEXTS}/{name}": data for name, data in (texts or {}).items()}
    for name, data in files.items():
        _put(folder / name, data)
    for table in FILES:
        if f"{table}.csv" not in files:
            (folder / f"{table}.csv").unlink(missing_ok=True)
    return [folder / name for name in files]


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.write_bytes(data)
    fresh.replace(path)

"""A folder, to a package: every cell read by its type, every rule of the format checked."""

from pathlib import Path
from typing import Any

from sources.export.package.check import faults
from sources.export.package.description import NAME, Description, read_description
from sources.export.package.rows import Package
from sources.export.package.table import AnyRow, PackageError, decode_file, read_table
from sources.export.package.write import FILES, OPTIONAL


def read(folder: Path) -> Package:
    """Read and check a package; raise PackageError with the first fault and how many there are."""
    package, found = parse(folder)
    if package is not None:
        found = list(faults(package))
    if found:
        more = f" ({len(found) - 1} more like this or other.)" if len(found) > 1 else ""
        raise PackageError(found[0] + more)
    assert package is not None  # noqa: S101 -- else something was found
    return package


def parse(folder: Path) -> tuple[Package | None, list[str]]:
    """Read every cell by its type and check nothing else; what cannot be read, in sentences, one a file."""
    found: list[str] = []
    tables: dict[str, Any] = {}  # Any: each table's own rows
    try:
        said = _description(folder)
    except PackageError as error:
        return None, [str(error)]
    for table, kind in FILES.items():
        try:
            tables[table] = _table(folder, table, kind)
        except PackageError as error:
            found.append(str(error))
    return (None if found else Package(**said._asdict(), **tables)), found


def _description(folder: Path) -> Description:
    if not folder.is_dir():
        raise PackageError(f"{folder} is not a folder; expected a corpus package, a folder with {NAME}.")
    if not (folder / NAME).is_file():
        raise PackageError(f"{folder} has no {NAME}; expected a corpus package.")
    return read_description(_text(folder, NAME))


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

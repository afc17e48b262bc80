"""Tables of a package as CSV (RFC 4180), there and back.

A column is a field of the row's dataclass, read and written by its type: whole numbers in digits,
``true`` or nothing for booleans, words of a vocabulary, decimal numbers as Python writes them (the
confidence of a label with two decimals). A field with a default is a column that is written only
where some row departs from it. UTF-8, LF, quotes only where they must be: the same rows always
give the same bytes.
"""

import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, fields
from enum import EnumMeta, StrEnum
from types import UnionType
from typing import Any, TypeVar, get_args

from sources.export.package.rows import Row

AnyRow = TypeVar("AnyRow", bound=Row)
Decoder = Callable[[str], object]

_SPECIAL = re.compile(r'[,"\r\n]')
_WHOLE = re.compile(r"0|[1-9][0-9]*")
_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?(e-?[0-9]+)?")


class PackageError(ValueError):
    """A package that cannot be used: one sentence with file, line, what was found and what to do."""


def decode_file(name: str, data: bytes) -> str:
    """Give the text of a package's file; raise PackageError where it is not UTF-8 or holds a NUL."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise PackageError(
            f"{name}, line {line}: byte {error.start} (0x{data[error.start]:02X}) is not UTF-8; "
            "save the file as UTF-8."
        ) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise PackageError(f"{name}, line {line}: there is a NUL character; remove it.")
    return text


def read_table(name: str, text: str, kind: type[AnyRow]) -> tuple[AnyRow, ...]:
    """Read a table; raise PackageError, with file and line, at the first cell that is not right."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    expected = columns(kind)
    rows: list[AnyRow] = []
    header: list[str] = []
    line = 0
    try:
        for cells in reader:
            at = f"{name}, line {line + 1}"
            line = reader.line_num
            if not header:
                header = _header(at, cells, expected)
                continue
            rows.append(_row(at, header, cells, kind))
    except csv.Error as error:
        raise PackageError(
            f"{name}, line {reader.line_num}: this is not CSV ({error}); quote the cell as RFC 4180 says."
        ) from error
    if not header:
        raise PackageError(f"{name}: the file is empty; expected a first line {_always(expected)}.")
    return tuple(rows)


def write_table(rows: Sequence[Row], kind: type[Row]) -> str:
    """Write a table: a header, then a line for each row."""
    defaults = {column.name: column.default for column in fields(kind)}
    is_said = {
        name: defaults[name] is MISSING or any(getattr(row, name) != defaults[name] for row in rows)
        for name in columns(kind)
    }
    lines = [[name for name in is_said if is_said[name]]]
    lines += [[encode(name, getattr(row, name)) for name in lines[0]] for row in rows]
    return "".join(",".join(map(_quoted, cells)) + "\n" for cells in lines)


def _quoted(cell: str) -> str:
    # csv.writer leaves a carriage return bare when lines end in LF, and csv.reader then breaks the row.
    return '"' + cell.replace('"', '""') + '"' if _SPECIAL.search(cell) else cell


def columns(kind: type[Row]) -> dict[str, bool]:
    """Name a table's columns in order, with whether it always has them or only where they say something."""
    return {column.name: column.default is MISSING for column in fields(kind) if column.name != "at"}


def encode(name: str, value: object) -> str:
    """Write one cell."""
    if value is None or value is False:
        return ""
    if value is True:
        return "true"
    if name == "confidence":
        return f"{value:.2f}"
    return str(value)


def _header(at: str, found: list[str], expected: dict[str, bool]) -> list[str]:
    if found == [name for name, is_always in expected.items() if is_always or name in found]:
        return found
    order = list(expected)
    perhaps = (
        f" and perhaps {name} after {order[place - 1]}"
        for place, name in enumerate(order)
        if not expected[name]
    )
    raise PackageError(
        f"{at}: the columns are {','.join(found)}; expected {_always(expected)}"
        f"{''.join(perhaps)}, in this order."
    )


def _always(expected: dict[str, bool]) -> str:
    return ",".join(name for name, is_always in expected.items() if is_always)


def _row(at: str, header: list[str], cells: list[str], kind: type[AnyRow]) -> AnyRow:
    if len(cells) != len(header):
        raise PackageError(
            f"{at}: there are {len(cells)} cells and {len(header)} columns; "
            "check the commas and quotation marks."
        )
    types = {column.name: column for column in fields(kind)}
    values: dict[str, Any] = {  # Any: the dataclass's own types, decoded by them
        name: _value(f"{at}: {name}", types[name], cell) for name, cell in zip(header, cells, strict=True)
    }
    return kind(at=at, **values)


def _value(where: str, column: Field[Any], cell: str) -> object:
    kind = column.type
    if isinstance(kind, UnionType):
        if not cell:
            return None
        kind = get_args(kind)[0]
    if isinstance(kind, EnumMeta):
        return word_of(where, kind, cell)
    decode = _DECODERS.get(kind)
    return decode(where, cell) if decode else cell


def word_of(where: str, vocabulary: Any, cell: str) -> StrEnum:  # noqa: ANN401 -- any StrEnum class
    """Find a word in its vocabulary; raise PackageError with the sorted list of words."""
    try:
        found: StrEnum = vocabulary(cell)
    except ValueError:
        known = ", ".join(sorted(str(word) for word in vocabulary))
        raise PackageError(f"{where} is “{cell}”; expected one of: {known}.") from None
    return found


def _whole(where: str, cell: str) -> int:
    if not _WHOLE.fullmatch(cell):
        raise PackageError(f"{where} is “{cell}”; expected a whole number, e.g. 0 or 41.")
    return int(cell)


def _decimal(where: str, cell: str) -> float:
    if not _DECIMAL.fullmatch(cell):
        raise PackageError(f"{where} is “{cell}”; expected a number, e.g. 0.87.")
    return float(cell)


def _truth(where: str, cell: str) -> bool:
    if cell not in ("", "true"):
        raise PackageError(f"{where} is “{cell}”; expected “true” or nothing.")
    return cell == "true"


_DECODERS: dict[object, Callable[[str, str], object]] = {int: _whole, float: _decimal, bool: _truth}

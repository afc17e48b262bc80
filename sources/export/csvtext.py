"""CSV that spreadsheets open without running it, and that we read back exactly.

RFC 4180 quotes commas, quotation marks and line breaks, but a spreadsheet still takes a cell that
begins with ``=``, ``+``, ``-`` or ``@`` (or their full-width forms) for a formula (OWASP, CSV
Injection). Such a cell gets one apostrophe in front; so does one that begins with an apostrophe,
which makes the guard reversible: taking one apostrophe off gives every cell back as it was.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Final, TypeAlias

from sources.export.pieces import in_batches

MEDIA_TYPE: Final = "text/csv; charset=utf-8; header=present"
Cell: TypeAlias = str | int | float | date | None
_FIRST: Final = frozenset("=+-@\t\r\n'＝＋－＠")


def guarded(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet would run, or that begins with one."""
    return f"'{cell}" if cell[:1] in _FIRST else cell


def unguarded(cell: str) -> str:
    """Take one apostrophe off the front: ``unguarded(guarded(cell)) == cell`` for every cell."""
    return cell.removeprefix("'")


def chunks(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Give the table some hundred lines at a time, the header first, so that memory stays flat.

    Lines end in CRLF (RFC 4180 §2.1). A number or a day is no formula and stands as
    it is; None is an empty cell. A row of another length than the header is a ValueError.
    """
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    width, number = len(header), 0
    for some in in_batches(chain([header], rows)):
        for row in some:
            number += 1
            if len(row) != width:
                msg = f"CSV row {number}: found {len(row)} cells, expected {width} ({', '.join(header)})."
                raise ValueError(msg)
        writer.writerows(
            [f"'{cell}" if cell.__class__ is str and cell[:1] in _FIRST else cell for cell in row]
            for row in some
        )
        yield lines.getvalue()
        lines.seek(0)
        lines.truncate()


def write(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Give the whole table."""
    return "".join(chunks(header, rows))

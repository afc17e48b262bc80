"""CSV that spreadsheets open without running it, and that we read back exactly.

RFC 4180 quotes commas, quotation marks and line breaks, but a spreadsheet still takes a cell that
begins with ``=``, ``+``, ``-`` or ``@`` (or their full-width forms) for a formula (OWASP, CSV
Injection). Such a cell gets one apostrophe in front; so does one that begins with an apostrophe,
which makes the guard reversible: taking one apostrophe off gives every cell back as it was.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final, TypeAlias

MEDIA_TYPE: Final = "text/csv; charset=utf-8; header=present"
Cell: TypeAlias = str | int | float
_GUARDED: Final = tuple("=+-@\t\r\n'＝＋－＠")


def guarded(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet would run, or that begins with one."""
    return f"'{cell}" if cell.startswith(_GUARDED) else cell


def unguarded(cell: str) -> str:
    """Take one apostrophe off the front: ``unguarded(guarded(cell)) == cell`` for every cell."""
    return cell.removeprefix("'")


def chunks(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Give the table line by line, the header first, so that memory stays flat.

    Lines end in CRLF (RFC 4180 §2.1). A number is no formula and stands as
    it is. A row of another length than the header is a ValueError.
    """
    line = io.StringIO(newline="")
    writer = csv.writer(line)
    for number, row in enumerate(chain([header], rows), start=1):
        if len(row) != len(header):
            msg = f"CSV row {number}: found {len(row)} cells, expected {len(header)} ({', '.join(header)})."
            raise ValueError(msg)
        writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in row])
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def write(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Give the whole table."""
    return "".join(chunks(header, rows))

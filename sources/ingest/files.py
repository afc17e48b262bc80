"""Which files are meant by the paths that somebody names."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from sources.ingest.refusal import Refusal

_DIGITS = re.compile(r"(\d+)")


def find_files(path: Path) -> list[Path]:
    """Give the file named, or every file in the folder named, at any depth, in natural order.

    Hidden files and folders are passed over, and what a browser saved beside a page; links to folders are
    not followed. Raises Refusal where
    the path leads to nothing, or to a folder without a file; what each file is, its reader says.
    """
    if path.is_dir():
        found = sorted(_below(path), key=natural)
        if not found:
            raise Refusal("This folder holds no files; name files, or a folder that holds some.")
        return found
    if not path.exists():
        raise Refusal("There is no such file or folder; check the path.")
    return [path]


def natural(path: Path) -> list[list[tuple[int, int, str]]]:
    """Order names as people count: page 9 before page 10, folder by folder."""
    return [
        [(0, int(part), "") if part.isdecimal() else (1, 0, part.casefold()) for part in _pieces(name)]
        for name in path.parts
    ]


def _pieces(name: str) -> Iterable[str]:
    return filter(None, _DIGITS.split(name))


def _below(folder: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        # Beside a saved page ("report.html") a browser puts what belongs to it ("report_files").
        pages = {Path(name).stem for name in names if name.lower().endswith((".html", ".htm"))}
        folders[:] = [name for name in folders if name.removesuffix("_files") not in pages or name in pages]
        yield from (Path(where, name) for name in names if not name.startswith("."))

"""Whether a package carries words that it may not carry.

A package can be shared where its texts cannot, so two things are held against it: a text that lies in
``texts/`` needs an open licence or the public domain; and of a text that does not, no cell may hold a
run of words as long as a sentence. Names and dates are what rows are for, and are short; titles are
facts about an article.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path

from sources.export.package.description import NAME
from sources.export.package.rows import Package
from sources.export.package.write import FILES, TEXTS
from sources.ingest.blobs import digest

# Twelve words in a row are hardly ever two writers'.
RUN = 12

_OPEN = re.compile(
    r"https?://(creativecommons\.org/(licenses|publicdomain)/|rightsstatements\.org/vocab/NoC-).+"
)
_BESIDE = re.compile(r"(README|LICEN[CS]E|NOTICE|CITATION)(\.\w+)?", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_FACTS = frozenset({"documents", "articles", "publications"})


def carried_faults(package: Package, folder: Path) -> Iterator[str]:
    """Say which files are none of the format's, and which texts may not be carried."""
    known = {NAME, *(f"{table}.csv" for table in FILES)}
    for path in sorted(path for path in folder.iterdir() if path.is_file()):
        if path.name not in known and not _BESIDE.fullmatch(path.name) and not path.name.startswith("."):
            yield f"{path.name}: this file is none of a package's; take it away."
    described = {row.sha256: row for row in package.documents}
    texts = folder / TEXTS
    for path in sorted(path for path in texts.rglob("*") if path.is_file()) if texts.is_dir() else ():
        row = described.get(digest(path.read_bytes()))
        name = path.relative_to(folder)
        if row is None:
            yield f"{name}: no document of {NAME} has these bytes; describe the file or take it away."
        elif not _OPEN.fullmatch(row.rights):
            yield (
                f"{row.at}: rights is “{row.rights}”, and its text lies in {name}; a text is carried only in "
                "the public domain or under an open licence. Take it away, or give the licence's address."
            )


def borrowed_faults(package: Package, texts: Mapping[str, str], folder: Path) -> Iterator[str]:
    """Say which cells hold a run of a text's words; ``texts`` are those that the package does not carry."""
    runs = {run for text in texts.values() for run in _runs(text)}
    if not runs:
        return
    for name, table in package.tables():
        if name in _FACTS:
            continue
        for row in table:
            for column in (one.name for one in fields(row) if one.name != "at"):
                found = next((run for run in _runs(str(getattr(row, column))) if run in runs), None)
                if found:
                    yield (
                        f"{row.at}: {column} has “{' '.join(found)}”, words of a text that the package does "
                        "not carry; say it in words of your own."
                    )
    readme = folder / "README.md"
    found = next((run for run in _runs(_readable(readme)) if run in runs), None)
    if found:
        words = " ".join(found)
        yield f"README.md: “{words}” are words of a text that the package does not carry; take them out."


def _readable(path: Path) -> str:
    return path.read_text("utf-8", errors="replace") if path.is_file() else ""


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    for place in range(len(words) - RUN + 1):
        yield tuple(words[place : place + RUN])

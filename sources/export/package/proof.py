"""A package read as a proof-reader does: everything that is wrong at once, and nothing written.

``read`` stops at what would make a load fail. This goes on: the fields by the models' own validators,
the texts where they are at hand, what may not be carried, and the fixed order and form of every file,
so that loading and exporting gives the same bytes. It asks no database.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from sources import models
from sources.export.package import build, rows
from sources.export.package.check import faults
from sources.export.package.check_carried import borrowed_faults, carried_faults
from sources.export.package.check_texts import captured_texts, text_faults
from sources.export.package.known import Known
from sources.export.package.order import in_order
from sources.export.package.read import parse
from sources.export.package.table import PackageError
from sources.export.package.texts import find_texts
from sources.export.package.write import contents

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Proof:
    """What was looked at and what is wrong; texts that were not at hand were not looked at."""

    corpus: str
    rows: dict[str, int]
    texts: tuple[str, ...] = ()
    awaiting: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Give it as JSON has it; Any: lists, figures and words."""
        return asdict(self)


def proofread(folder: Path, texts: Path | None = None) -> Proof:
    """Look at a package; ``texts`` is a folder that may hold the texts that it does not carry."""
    package, unread = parse(folder)
    if package is None:
        return Proof(folder.name, {}, faults=tuple(unread))
    counts = {name: len(table) for name, table in package.tables() if table}
    wrong = list(faults(package))
    if wrong:  # places in texts and orders mean nothing while references lead nowhere
        return Proof(package.corpus.slug, counts, faults=tuple(wrong))
    try:
        sought = find_texts(package.documents, folder, texts)
    except PackageError as error:
        return Proof(package.corpus.slug, counts, faults=(str(error),))
    at_hand, unreadable = captured_texts(package.documents, sought.found)
    wrong = [*sought.strangers, *unreadable, *_text_faults(package, at_hand, folder), *field_faults(package)]
    wrong += form_faults(package, folder)
    held = {row.id: row.file_name for row in package.documents}
    return Proof(
        package.corpus.slug,
        counts,
        tuple(name for row, name in held.items() if row in at_hand),
        tuple(name for row, name in held.items() if row not in at_hand),
        tuple(wrong),
    )


def _text_faults(package: rows.Package, texts: Mapping[str, str], folder: Path) -> Iterator[str]:
    yield from text_faults(package, texts)
    yield from carried_faults(package, folder)
    carried = find_texts(package.documents, folder, None).found
    not_carried = {row.id for row in package.documents if row.sha256 not in carried}
    yield from borrowed_faults(package, {key: texts[key] for key in texts if key in not_carried}, folder)


class _Unsaved(Known):
    """Rows that were made and not stored: what they point to is enough to make the next."""

    def one(self, table: str, name: str) -> Any:  # noqa: ANN401 -- the table's own model
        """Give the row made under this name, or None."""
        return self.tables[table].get(name)

    def date(self, value: str) -> models.Date | None:
        """Make no date: its value is checked already."""
        return None


def field_faults(package: rows.Package) -> Iterator[str]:
    """Say which fields the models refuse: lengths, addresses, languages."""
    try:
        known = _Unsaved(build.corpus(package.corpus))
    except PackageError as error:
        yield str(error)
        return
    for table, found in package.tables():
        for row in found:
            try:
                known.tables[table][row.key] = build.build(table, row, known)
            except PackageError as error:
                yield str(error)
            if isinstance(row, rows.PassageRow):
                known.tables["revisions"][f"{row.key} 1"] = build.first_revision(row, known)
    yield from _contributor_faults(package, known)


def _contributor_faults(package: rows.Package, known: Known) -> Iterator[str]:
    for article in package.articles:
        for place, one in enumerate(article.contributors):
            try:
                build.contributor(one, place, known.one("articles", article.id), known)
            except PackageError as error:
                yield str(error)


def form_faults(package: rows.Package, folder: Path) -> Iterator[str]:
    """Say which files are not, byte for byte, what an export writes: order of rows, form of cells."""
    for name, wanted in contents(in_order(package)).items():
        data = (folder / name).read_bytes()
        if data != wanted.encode():
            yield _first_difference(name, data.decode("utf-8", errors="replace"), wanted)


def _first_difference(name: str, found: str, wanted: str) -> str:
    if "\r" in found and found.replace("\r\n", "\n") == wanted:
        return f"{name}: lines end in CR LF; save it with LF."
    for line, (one, other) in enumerate(zip_longest(found.split("\n"), wanted.split("\n")), start=1):
        if one != other:
            return (
                f"{name}, line {line}: found “{_cut(one)}”, expected “{_cut(other)}”; "
                "rows stand in a fixed order and cells have one form, as export_corpus writes them."
            )
    return f"{name}: the file begins with a byte order mark; save it as UTF-8 without one."


def _cut(line: str | None) -> str:
    return "" if line is None else line[:_SHOWN]

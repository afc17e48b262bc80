"""The tables as files: a zip of CSV with its data dictionary, and one JSON of everything.

The dictionary is a Frictionless Tabular Data Package (https://specs.frictionlessdata.io/). Both are written
as they are read, a row at a time; the same edition at the same address gives the same bytes.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from sources.edition.models import Corpus
from sources.export import csvtext, zipping
from sources.export.pieces import in_batches, in_pieces
from sources.export.site import Site
from sources.export.tables.columns import TABLES, Row, Table

GUARD = (
    "Cells of text that a spreadsheet would run, and those that begin with an apostrophe, have one "
    "apostrophe before them: take one off the front of a text to have it as it was."
)
# Made once, and given some hundred rows at a time: what a call costs is more than what a row does.
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, default=str)
_WORDS: Final = {True: "true", False: "false", None: None}
Json = dict[str, Any]  # Any: what JSON has


def zipped(site: Site, licences: Sequence[str], tables: Sequence[Table] = TABLES) -> Iterator[bytes]:
    """Write the tables and their dictionary as a zip, piece by piece."""
    files = csv_files(site, licences, tables)
    coded = ((name, (piece.encode() for piece in in_pieces(lines))) for name, lines in files)
    return zipping.zipped(coded, site.made_on)


def csv_files(
    site: Site, licences: Sequence[str], tables: Sequence[Table] = TABLES, corpus: Corpus | None = None
) -> Iterator[tuple[str, Iterable[str]]]:
    """Give the dictionary and each table as CSV, by name; with ``corpus`` only what is of it."""
    described = json.dumps(dictionary(site, licences, tables), ensure_ascii=False, indent=1) + "\n"
    yield "datapackage.json", [described]
    for table in tables:
        yield f"{table.name}.csv", csvtext.chunks(table.header, _cells(table, table.rows(corpus)))


def _cells(table: Table, rows: Iterable[Row]) -> Iterable[Sequence[csvtext.Cell]]:
    """Give the rows with truth in Frictionless's words; CSV has all else as it is, and nothing for None."""
    truths = [place for place, column in enumerate(table.columns) if column.type == "boolean"]
    return (_with_words(row, truths) for row in rows) if truths else rows


def _with_words(row: Row, truths: Sequence[int]) -> list[csvtext.Cell]:
    cells = list(row)
    for place in truths:
        cells[place] = _WORDS[cells[place]]
    return cells


def dictionary(site: Site, licences: Sequence[str], tables: Sequence[Table] = TABLES) -> Json:
    """Describe the package: every table, every column, where it comes from and how it may be used."""
    return {
        "profile": "tabular-data-package",
        "name": "sourcebook-tables",
        "id": f"{site.base}/data/",
        "title": f"{site.name}, edition {site.edition}",
        "description": f"{GUARD} Digest of the edition's content (SHA-256): {site.digest}.",
        "homepage": f"{site.base}/data/",
        "version": site.edition,
        **({"created": f"{site.made_on.isoformat()}T00:00:00Z"} if site.made_on else {}),
        "licenses": [
            {"name": one, "path": f"https://spdx.org/licenses/{one}", "title": f"{one} (the annotation)"}
            for one in licences
        ],
        "resources": [_resource(table) for table in tables],
    }


def _resource(table: Table) -> Json:
    keys = [
        {"fields": column.name, "reference": {"resource": _self(table, column.refers), "fields": "id"}}
        for column in table.columns
        if column.refers
    ]
    schema: Json = {
        "fields": [
            {"name": column.name, "type": column.type, "description": column.said} for column in table.columns
        ],
        "missingValues": [""],
    }
    if "id" in table.header:
        schema["primaryKey"] = "id"
    if keys:
        schema["foreignKeys"] = keys
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "description": table.said,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True, "header": True},
        "schema": schema,
    }


def _self(table: Table, refers: str) -> str:
    """Name a reference within one table as the specification does: by an empty string."""
    return "" if refers == table.name else refers


def as_json(site: Site, licences: Sequence[str], tables: Sequence[Table] = TABLES) -> Iterator[str]:
    """Write everything as one JSON object: what it is, and each table as a list of objects."""
    about = {
        "title": f"{site.name}, edition {site.edition}",
        "address": f"{site.base}/data/",
        "edition": site.edition,
        "digest": site.digest,
        "licences": list(licences),
    }
    return in_pieces(_json_lines(about, tables))


def _json_lines(about: Json, tables: Sequence[Table]) -> Iterator[str]:
    yield f'{{"about": {json.dumps(about, ensure_ascii=False)}'
    for table in tables:
        yield f',\n"{table.name}": ['
        before = "\n"
        header = table.header
        for rows in in_batches(table.rows()):
            said = [dict(zip(header, row, strict=True)) for row in rows]
            yield before + _ENCODER.encode(said)[1:-1]
            before = ",\n"
        yield "]"
    yield "}\n"

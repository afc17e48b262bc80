"""``corpus.toml``: the corpus, its topics, publications, documents and articles, there and back.

TOML 1.0, written with a fixed order of keys, so that the same rows always give the same bytes.
A missing or misspelt key is refused by name: a package is data, and data should not be guessed at.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from enum import EnumMeta
from types import UnionType
from typing import Any, NamedTuple, TypeVar, get_args, get_origin

import tomli_w

from sources.export.package.rows import (
    FORMAT,
    ArticleRow,
    ContributorRow,
    CorpusRow,
    DocumentRow,
    Package,
    PublicationRow,
    Row,
    TopicRow,
)
from sources.export.package.table import PackageError, word_of

NAME = "corpus.toml"

AnyRow = TypeVar("AnyRow", bound=Row)
Table = Mapping[str, Any]  # Any: what TOML can hold; _value refuses what it should not

_PLURALS: dict[str, type[Row]] = {
    "topics": TopicRow,
    "publications": PublicationRow,
    "documents": DocumentRow,
    "articles": ArticleRow,
}
_WORDS = {int: "a whole number", float: "a number", str: "text in quotation marks", bool: "true or false"}


class Description(NamedTuple):
    """What ``corpus.toml`` says."""

    corpus: CorpusRow
    topics: tuple[TopicRow, ...]
    publications: tuple[PublicationRow, ...]
    documents: tuple[DocumentRow, ...]
    articles: tuple[ArticleRow, ...]


def read_description(text: str) -> Description:
    """Read ``corpus.toml``; raise PackageError at the first thing that is not right."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PackageError(f"{NAME}: this is not TOML: {error}.") from error
    if data.get("format") != FORMAT:
        raise PackageError(
            f"{NAME}: the format is {data.get('format', 'not given')!r}; this archive reads format {FORMAT}."
        )
    if "\0" in text or "\\u0000" in text:
        raise PackageError(f"{NAME}: there is a NUL character; remove it.")
    head = {key: value for key, value in data.items() if key not in {*_PLURALS, "format"}}
    return Description(
        _row(NAME, head, CorpusRow),
        _rows(data, "topics", TopicRow),
        _rows(data, "publications", PublicationRow),
        _rows(data, "documents", DocumentRow),
        _rows(data, "articles", ArticleRow),
    )


def write_description(package: Package) -> str:
    """Write ``corpus.toml``."""
    data: dict[str, object] = {"format": FORMAT, **_table(package.corpus)}
    for plural in _PLURALS:
        rows = getattr(package, plural)
        if rows:
            data[plural] = [_table(row) for row in rows]
    return tomli_w.dumps(data, multiline_strings=False)


def _rows(data: Table, plural: str, kind: type[AnyRow]) -> tuple[AnyRow, ...]:
    tables = data.get(plural, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise PackageError(f"{NAME}: “{plural}” is {tables!r}; expected tables headed [[{plural}]].")
    return tuple(
        _row(f"{NAME}, [[{plural}]] number {number}", table, kind)
        for number, table in enumerate(tables, start=1)
    )


def _row(at: str, table: Table, kind: type[AnyRow]) -> AnyRow:
    columns = {column.name: column for column in fields(kind) if column.name != "at"}
    strange = sorted(set(table) - set(columns))
    if strange:
        raise PackageError(
            f"{at}: there is no key “{strange[0]}”; the keys are: {', '.join(sorted(columns))}."
        )
    values: dict[str, Any] = {}  # Any: the dataclass's own types, checked by them
    for name, column in columns.items():
        if name in table:
            values[name] = _value(at, column, table[name])
        elif column.default is MISSING:
            raise PackageError(f"{at}: the key “{name}” is missing; write it even where it is empty.")
    return kind(at=at, **values)


def _value(at: str, column: Field[Any], value: object) -> object:
    kind = column.type
    if column.name == "contributors":
        return _contributors(at, value)
    if get_origin(kind) is tuple:
        return _texts(f"{at}: {column.name}", value)
    if isinstance(kind, UnionType):
        kind = get_args(kind)[0]
    if isinstance(kind, EnumMeta):
        return word_of(f"{at}: {column.name}", kind, str(value))
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:
        expected = _WORDS.get(kind, "something else") if isinstance(kind, type) else "something else"
        raise PackageError(f"{at}: {column.name} is {value!r}; expected {expected}.")
    return value


def _texts(where: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise PackageError(f"{where} is {value!r}; expected a list of texts.")
    return tuple(value)


def _contributors(at: str, value: object) -> tuple[ContributorRow, ...]:
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise PackageError(f"{at}: contributors is {value!r}; expected [[articles.contributors]].")
    return tuple(
        _row(f"{at}, contributor {number}", one, ContributorRow) for number, one in enumerate(value, start=1)
    )


def _table(row: Row) -> dict[str, object]:
    table: dict[str, object] = {}
    for column in fields(row):
        value = getattr(row, column.name)
        # What is as usual is left out where the format says that it may be.
        if column.name == "at" or (column.default is not MISSING and value == column.default):
            continue
        if column.name == "contributors":
            table[column.name] = [_table(one) for one in value]
        elif isinstance(value, tuple):
            table[column.name] = list(value)
        elif isinstance(value, str):
            table[column.name] = str(value)
        else:
            table[column.name] = value
    return table

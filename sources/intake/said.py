"""What an editor says of an article before it is stored, in the place of what was read.

A file may be silent about what it appeared in, or its head misread. What is said here is stored with the
rest, by the same act, and the article notes of each such fact that an editor said it.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sources.ingest.listing import FileRead
from sources.ingest.reading import BY_EDITOR, ArticleFound

# Columns of an ``ArticleFound`` that may be said, by its place in the file.
Said = Mapping[int, Mapping[str, Any]]


def as_said(read: FileRead, said: Said) -> FileRead:
    """Give what was read with what was said in its place."""
    articles = tuple(_article(found, said.get(found.index, {})) for found in read.reading.articles)
    return replace(read, reading=replace(read.reading, articles=articles))


def _article(found: ArticleFound, said: Mapping[str, Any]) -> ArticleFound:
    known = {name: how for name, how in found.known.items() if name not in said}
    by_editor = {name: BY_EDITOR for name, value in said.items() if value}
    return replace(found, **said, known=known | by_editor)

"""The search of a static copy: an index made beforehand, in pieces that a page loads as it needs them.

A page that is opened from a disk may load no data, only scripts. So the index is scripts: the words
by their first letter, each with the passages that have it, and the passages by the hundred. Words
are compared as the site compares them, without capitals and accents.
"""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from sources.edition.models import Passage
from sources.public import addresses
from sources.public.frame import current
from sources.public.showing.citable import Address
from sources.public.showing.naming import named
from sources.public.showing.page import Page

A_PIECE = 200  # passages in one file
LENGTH = 220  # characters of a passage that a result shows
LEFT_OUT = ("boilerplate", "comment", "related_link", "source_credit")
_WORD = re.compile(r"[^\W_]+")


def page() -> str:
    """Render the page of the search."""
    frame = current()
    shown = Page(frame=frame, address=Address(""), path="/search/", title=_("Search"), corpora=frame.corpora)
    return render_to_string("sources/copy_search.html", {"page": shown})


def plain(text: str) -> str:
    """Write words as the index has them: in small letters, without accents."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in split if not unicodedata.combining(sign))


def files() -> Iterator[tuple[str, bytes]]:
    """Give the files of the index: those of the passages, and one for each first letter."""
    words: dict[str, list[int]] = defaultdict(list)
    piece: list[list[str]] = []
    number = 0
    for number, row in enumerate(_passages(), 1):
        for word in dict.fromkeys(_WORD.findall(plain(row.text or ""))):
            words[word].append(number - 1)
        piece.append(_shown(row))
        if len(piece) == A_PIECE:
            yield _piece((number - 1) // A_PIECE, piece)
            piece = []
    if piece:
        yield _piece((number - 1) // A_PIECE, piece)
    letters: dict[str, dict[str, list[int]]] = defaultdict(dict)
    for word in sorted(words):
        letters[f"{ord(word[0]):x}"][word] = words[word]
    for letter, found in letters.items():
        yield f"words-{letter}.js", _script("words", letter, found)
    yield "letters.js", _script("letters", "", sorted(letters))


def _passages() -> Iterator[Passage]:
    rows = Passage.objects.filter(text__isnull=False, article__copy_of=None, article__isnull=False)
    rows = rows.exclude(kind__in=LEFT_OUT).select_related("article").defer("marks", "beside", "topics")
    return rows.order_by("pk").iterator()


def _shown(row: Passage) -> list[str]:
    article, text = row.article, row.text or ""
    if article is None:
        raise ValueError(f"Passage {row.public_id} was asked for with its article and has none.")
    source = named(article)
    label = ", ".join(filter(None, (source.name, source.published)))
    opening = text if len(text) <= LENGTH else text[:LENGTH].rpartition(" ")[0] + " …"
    path = addresses.passage(article.public_id, article.slug, row.number).lstrip("/")
    return [label, row.number, f"../{path}index.html", opening]


def _piece(number: int, rows: list[list[str]]) -> tuple[str, bytes]:
    return f"passages-{number}.js", _script("passages", str(number), rows)


def _script(kind: str, name: str, value: object) -> bytes:
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"copySearch.take({json.dumps(kind)},{json.dumps(name)},{body});\n".encode()

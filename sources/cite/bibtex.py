"""BibTeX and BibLaTeX, for LaTeX writers.

BibTeX (btxdoc) has no newspaper and wants an author, a journal and a year of every article, so what
lacks one of them is ``misc``, which keeps its ``journal`` for importers; what nobody signed sorts by
its ``key``. BibLaTeX (manual §2.1,
§2.3.8) has ``entrysubtype`` and EDTF dates. Values are UTF-8. A LaTeX run may execute what a raw
``\\write18`` says, so no backslash of a source survives: every special becomes a command, and
braces that do not match, which would swallow the records after them, become commands too. Titles
stand in double braces: no style may change the capitals a source printed.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final
from urllib.parse import quote

from anyascii import anyascii

from sources.cite import languages
from sources.cite.date_words import DAY_FIRST, guarded, spoken
from sources.cite.dates import CslDate, edtf, ends, year
from sources.cite.genres import FORMS, OTHER
from sources.cite.item import Item, Name, in_one_piece, translated_title
from sources.cite.plain import plain

MEDIA_TYPE: Final = "application/x-bibtex"

_COMMANDS: Final = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "`": r"\textasciigrave{}",
    **{special: f"\\{special}" for special in "%$#&_"},
}
# The last alternative is the empty place inside what TeX fonts join into another character: -- is
# printed as a dash, '' as a quotation mark.
_SPECIAL: Final = re.compile(r"[\\~^`%$#&_{}]|(?<=(-|'|,|<|>))(?=\1)")
_LONE: Final = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_NOT_IN_KEY: Final = re.compile(r"[^a-z0-9]+")
_PARTING: Final = re.compile(r",|\b(?:and|others)\b", re.IGNORECASE)
_URL_SAFE: Final = "!#$%&'()*+,-./:;=?@_~[]"
_SAFE_URL: Final = re.compile(rf"[a-zA-Z0-9{re.escape(_URL_SAFE)}]*")
_KEPT: Final = 2048  # papers, towns and names come again and again in a list
_MONTHS: Final = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

Fields = Iterator[tuple[str, str]]


def chunks(items: Iterable[Item], *, biblatex: bool = False) -> Iterator[str]:
    """Give one entry after the other; a key that came before gets a number behind it."""
    taken: dict[str, int] = {}
    for item in items:
        base = key(item)
        taken[base] = count = taken.get(base, 0) + 1
        yield _entry(item, base if count == 1 else f"{base}-{count}", biblatex=biblatex)


def write(items: Iterable[Item], *, biblatex: bool = False) -> str:
    """Give the items as BibTeX, or as BibLaTeX."""
    return "".join(chunks(items, biblatex=biblatex))


def key(item: Item) -> str:
    """Give the citation key: who, which year, the item's id: "orlen1964-tq4m-6"; [a-z0-9-]+."""
    names = item.get("author") or [{"literal": item.get("container-title") or item["title"]}]
    who = (names[0].get("family") or names[0].get("literal", "")).split()
    parts = [_in_key((who[-1] if who else "") + year(item.get("issued"))), _in_key(item["id"])]
    return "-".join(filter(None, parts)) or "x"


@lru_cache(maxsize=_KEPT)
def _in_key(words: str) -> str:
    return _NOT_IN_KEY.sub("-", anyascii(words).lower()).strip("-")


@lru_cache(maxsize=_KEPT)
def escape(text: str) -> str:
    """Write a text so that LaTeX prints it and runs nothing.

    BibTeX counts ``\\{`` as a brace, so only braces that match are written so.
    """
    words = plain(text)
    if not _SPECIAL.search(words):
        return words
    pairs = _pairs(words)

    def command(found: re.Match[str]) -> str:
        character = found[0]
        if character in _LONE:
            return f"\\{character}" if found.start() in pairs else _LONE[character]
        return _COMMANDS[character] if character else "{}"

    return _SPECIAL.sub(command, words)


def _pairs(text: str) -> set[int]:
    """Give the places of the braces that have a partner."""
    pairs: set[int] = set()
    opened: list[int] = []
    for found in re.finditer("[{}]", text):
        if found[0] == "{":
            opened.append(found.start())
        elif opened:
            pairs |= {opened.pop(), found.start()}
    return pairs


def _entry(item: Item, entry_key: str, *, biblatex: bool) -> str:
    """Give one entry, a field a line."""
    kind, fields = _biblatex(item) if biblatex else _bibtex(item)
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields if value]
    return f"@{kind}{{{entry_key},\n{''.join(lines)}}}\n\n"


def _bibtex(item: Item) -> tuple[str, Fields]:
    """Give the entry type and the fields that BibTeX's own styles know."""
    first, _ = ends(item.get("issued"))
    is_article = all((item.get("author"), item.get("container-title"), year(item.get("issued"))))
    kind = FORMS.get(item["type"], OTHER).bibtex if is_article else "misc"
    return kind, _bibtex_fields(item, first, kind)


def _bibtex_fields(item: Item, first: list[int], kind: str) -> Fields:
    published_in = escape(item.get("container-title") or item.get("publisher", ""))
    yield "author", _people(item.get("author", []))
    yield "translator", _people(item.get("translator", []))  # read by importers, passed over by styles
    yield "key", "" if item.get("author") else published_in or escape(item["title"])
    yield "title", f"{{{escape(item['title'])}}}"
    yield "howpublished", "" if kind == "article" else published_in
    yield "journal", escape(item.get("container-title", ""))
    yield "address", escape(item.get("publisher-place", ""))
    yield "year", year(item.get("issued")) or escape(spoken(item.get("issued"), DAY_FIRST)) or "n.d."
    yield "month", _MONTHS[first[1] - 1] if len(first) > 1 else ""
    yield "day", str(first[2]) if len(first) > 2 else ""  # noqa: PLR2004 -- year, month, day
    yield "pages", escape(item.get("page", "").replace("–", "-"))
    yield "language", escape(languages.name(item.get("language", "")))
    yield "url", _url(item.get("URL", ""))
    yield "note", _note(item, is_date_whole=_is_plain(item.get("issued")))


def _biblatex(item: Item) -> tuple[str, Fields]:
    """Give the entry type and the fields of BibLaTeX."""
    forms = FORMS.get(item["type"], OTHER)
    return forms.biblatex, _biblatex_fields(item, forms.subtype)


def _biblatex_fields(item: Item, subtype: str) -> Fields:
    container = "organization" if item["type"] == "post-weblog" else "journaltitle"
    date = edtf(item.get("issued"))
    yield "author", _people(item.get("author", []))
    yield "editor", _people(item.get("editor", []))
    yield "translator", _people(item.get("translator", []))
    yield "entrysubtype", subtype
    yield "title", f"{{{escape(item['title'])}}}"
    yield "titleaddon", f"[{escape(translated)}]" if (translated := translated_title(item)) else ""
    yield container, escape(item.get("container-title", ""))
    yield "publisher", escape(item.get("publisher", ""))
    yield "location", escape(item.get("publisher-place", ""))
    yield "date", date
    yield "year", "" if date else escape(year(item.get("issued")))
    yield "pages", escape(item.get("page", "").replace("–", "-"))
    yield "langid", escape(languages.name(item.get("language", "")).lower())
    yield "url", _url(item.get("URL", ""))
    yield "urldate", edtf(item.get("accessed"))
    yield "note", _note(item, is_date_whole=bool(date))


def _people(names: list[Name]) -> str:
    """Give the names as BibTeX lists them; what it would take apart stands in braces."""
    return " and ".join(
        f"{{{escape(literal)}}}"
        if (literal := name.get("literal"))
        else f"{_part(name.get('family', ''))}, {_part(name.get('given', ''))}"
        for name in names
    )


@lru_cache(maxsize=_KEPT)
def _part(words: str) -> str:
    """Protect a part of a name that holds a comma, an "and", or a small first letter."""
    is_safe = not _PARTING.search(words) and not words[:1].islower()
    return escape(words) if is_safe else f"{{{escape(words)}}}"


def _url(address: str) -> str:
    """Give an address that is read verbatim: what TeX or a reader would trip over is %-encoded."""
    if _SAFE_URL.fullmatch(address):
        return address
    return quote(plain(address).replace(" ", "%20"), safe=_URL_SAFE)


def _is_plain(date: CslDate | None) -> bool:
    """Tell whether year, month and day say all there is."""
    first, last = ends(date)
    return first == last and not any(part in (date or {}) for part in ("season", "circa", "literal"))


def _note(item: Item, *, is_date_whole: bool) -> str:
    """Give what has no field of its own: questions by, translated by, date in words, archive."""
    archive = (item.get("archive_location"), item.get("archive_collection"), item.get("archive"))
    sentences = [
        _by("Interview by", item.get("interviewer", [])),
        ""
        if is_date_whole or not item.get("issued")
        else f"Published {guarded(item.get('issued'), DAY_FIRST)}",
        ", ".join(filter(None, archive)),
        item.get("note", ""),
    ]
    return escape(". ".join(filter(None, sentences)))


def _by(what: str, names: list[Name]) -> str:
    """Give "Interview by Vera Orlen and Jan Tammik", or nothing."""
    people = [in_one_piece(name) for name in names]
    return f"{what} {' and '.join(people)}" if people else ""

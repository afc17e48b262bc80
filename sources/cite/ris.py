"""RIS, for EndNote, Mendeley, Zotero and library catalogues.

A record is lines of "two letters, two spaces, hyphen, space, value", from TY to ER; a line break
inside a value would let its words end the record, so there is none. Lines end in CRLF, as the
format's specification has it (Research Information Systems, RIS Format Specifications, 2011).
An organisation is written as a family name with an empty given name ("Harbour News Agency,").
"""

from collections.abc import Iterable, Iterator
from typing import Final

from sources.cite.date_words import DAY_FIRST, guarded
from sources.cite.dates import CslDate, ends, year
from sources.cite.genres import FORMS, OTHER
from sources.cite.item import Item, Name, in_one_piece, translated_title
from sources.cite.plain import plain

MEDIA_TYPE: Final = "application/x-research-info-systems"


def chunks(items: Iterable[Item]) -> Iterator[str]:
    """Give one record after the other, each followed by an empty line."""
    for item in items:
        lines = [f"{tag}  - {plain(value)}" for tag, value in _fields(item) if plain(value)]
        yield "\r\n".join([*lines, "ER  - ", "", ""])


def write(items: Iterable[Item]) -> str:
    """Give the items as RIS records."""
    return "".join(chunks(items))


def _fields(item: Item) -> Iterator[tuple[str, str]]:
    """Give tag and value in the order of the record; an empty value is no field."""
    yield "TY", _type(item)
    yield "ID", item["id"]
    yield "TI", item["title"]
    yield "TT", translated_title(item)
    for tag, names in (
        ("AU", item.get("author", [])),
        ("ED", item.get("editor", [])),
        ("A4", item.get("translator", [])),
    ):
        yield from ((tag, _person(name)) for name in names)
    yield "T2", item.get("container-title", "")
    yield "PB", item.get("publisher", "")
    yield "CY", item.get("publisher-place", "")
    yield "PY", year(item.get("issued"))
    yield "DA", _date(item.get("issued"))
    yield from _pages(item.get("page", ""))
    yield "LA", item.get("language", "")
    yield "DB", ", ".join(filter(None, (item.get("archive_collection"), item.get("archive"))))
    yield "AV", item.get("archive_location", "")
    yield "UR", item.get("URL", "")
    yield "Y2", _date(item.get("accessed"))
    yield "N1", _notes(item)


def _type(item: Item) -> str:
    """Give the record's type; an interview that no publication printed is a communication."""
    if item["type"] == "interview" and not item.get("container-title"):
        return "PCOMM"
    return FORMS.get(item["type"], OTHER).ris


def _person(name: Name) -> str:
    """Give "Family, Given"; a name in one piece ends in the comma that keeps it in one piece."""
    if literal := name.get("literal"):
        return f"{plain(literal)},"
    return f"{plain(name.get('family', ''))}, {plain(name.get('given', ''))}"


def _date(date: CslDate | None) -> str:
    """Give YYYY/MM/DD/words: the first day, and after the third stroke what that does not say."""
    if not date:
        return ""
    first, last = ends(date)
    numbers = [f"{number:0{width}}" for number, width in zip(first, (4, 2, 2), strict=False)]
    numbers += [""] * (3 - len(numbers))
    is_plain = first and first == last and not date.get("season") and not date.get("circa")
    numbers[0] = numbers[0] or year(date)
    return "/".join([*numbers, "" if is_plain else guarded(date, DAY_FIRST)])


def _pages(page: str) -> Iterator[tuple[str, str]]:
    """Give the first and the last page of "12-14" or "12–14"; any other form stays whole."""
    first, _, last = page.replace("–", "-").partition("-")
    if first.isalnum() and last.isalnum():
        yield from (("SP", first), ("EP", last))
    else:
        yield "SP", page


def _notes(item: Item) -> str:
    """Give the note, with who asked the questions: RIS has no field for an interviewer."""
    interviewers = [in_one_piece(name) for name in item.get("interviewer", [])]
    asked = f"Interview by {' and '.join(interviewers)}." if interviewers else ""
    return " ".join(filter(None, (asked, item.get("note"))))

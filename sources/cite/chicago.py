"""The Chicago Manual of Style, 18th edition: note, bibliography, author-date.

News, magazines and blogs: 14.87–14.92 and 14.105; interviews: 14.110; archives, from the passage
outwards: 14.119, 14.127; unsigned news under the paper's name: 14.89. Compared in the tests with
the styles of the CSL project as pandoc renders them; where this differs, the test names the rule.
"""

from typing import Final

from sources.cite import names
from sources.cite.date_words import MONTH_FIRST, spoken, without_year, years
from sources.cite.dates import year
from sources.cite.item import Item, Name, in_one_piece
from sources.cite.names import Listing
from sources.cite.prose import Prose, Run, closed, joined, words, work
from sources.cite.titles import headline, is_supplied, language_of, quoted, translation

_IN_NOTE: Final = Listing(more_than=2, shown=1)
_IN_LIST: Final = Listing(more_than=6, shown=3, pair=", and ")
_ALL: Final = Listing(more_than=99, shown=99)
# A paper stands in for the author it does not name; a weblog or an interview does not.
_UNSIGNED_UNDER_PAPER: Final = frozenset({"article-newspaper", "article-magazine"})


def note(item: Item) -> Prose:
    """Give the full note, without its number: author, “title,” publication, date, place read."""
    parts = [
        words(names.listed(item.get("author", []), _IN_NOTE, in_one_piece, in_one_piece)),
        _title(item),
        words(_by("interview by", item.get("interviewer", []))),
        words(_by("trans.", item.get("translator", []))),
        _publication(item),
        words(_date(item)),
        words(_pages(item)),
        *_archive(item),
        words(_accessed(item, "accessed")),
        words(item.get("URL", "")),
    ]
    return closed(joined(parts, ","), ".")


def bibliography(item: Item) -> Prose:
    """Give the entry of a bibliography."""
    parts = [_heading(item), _title(item), *_rest_of_entry(item, words(_date(item)))]
    return closed(joined(parts, "."), ".")


def heading(item: Item) -> str:
    """Give under what a list files the entry: the authors, or the paper; nothing for the title."""
    return str(_heading(item))


def author_date(item: Item, letter: str = "") -> Prose:
    """Give the entry of a reference list: author, year and letter, then the rest without the year.

    A date that only words can give keeps them, after the year if they name one.
    """
    date = item.get("issued")
    literal = (date or {}).get("literal", "")
    dated = years(date) or year(date) or literal or "n.d."
    rest = without_year(date, MONTH_FIRST) or (literal if dated != literal else "")
    dated = f"[{dated}?]" if date and date.get("circa") else dated
    filed = _heading(item)
    parts = [
        filed or _title(item),
        words(f"{dated}{'' if date else '-' if letter else ''}{letter}"),
        _title(item) if filed else Prose(),
        *_rest_of_entry(item, words(rest)),
    ]
    return closed(joined(parts, "."), ".")


def _rest_of_entry(item: Item, date: Prose) -> list[Prose]:
    """Give what follows the title in a list: who helped, where and when it appeared, where it is."""
    publication = Prose() if _is_under_paper(item) else _publication(item)
    location, collection, archive = _archive(item)
    return [
        words(_by("Interview by", item.get("interviewer", []))),
        words(_by("Translated by", item.get("translator", []))),
        joined([publication, date], ","),
        _capitalised(joined([location, words(_page_beside_passage(item))], ",")),
        collection,
        archive,
        words(_accessed(item, "Accessed")),
        words(item.get("URL", "")),
    ]


def _heading(item: Item) -> Prose:
    """Give what the entry is filed under: the authors, or the paper, or nothing (the title)."""
    if authors := item.get("author"):
        return words(names.listed(authors, _IN_LIST, names.inverted_demoted, in_one_piece))
    return work(item.get("container-title", "")) if _is_under_paper(item) else Prose()


def _is_under_paper(item: Item) -> bool:
    return item["type"] in _UNSIGNED_UNDER_PAPER and "author" not in item and "container-title" in item


def _title(item: Item) -> Prose:
    """Give the title in quotation marks; one the archive supplied is in brackets instead."""
    if is_supplied(item["title"]):
        return words(item["title"])
    title = headline(item["title"], item.get("language", ""))
    return Prose((Run(quoted(title), language=language_of(item)),)) + translation(item)


def _publication(item: Item) -> Prose:
    """Give the publication, with its town in parentheses unless its name has it."""
    name, place = item.get("container-title", ""), item.get("publisher-place", "")
    if not name:
        return words(item.get("publisher", ""))
    is_said = not place or place.casefold() in name.casefold()
    return work(name) + (Prose() if is_said else words(f" ({place})"))


def _date(item: Item) -> str:
    """Give the date; in brackets with a question mark where it is about then; or "n.d."."""
    date = item.get("issued")
    said = spoken(date, MONTH_FIRST) or "n.d."
    return f"[{said}?]" if date and date.get("circa") else said


def _pages(item: Item) -> str:
    return item.get("page", "").replace("-", "–")


def _page_beside_passage(item: Item) -> str:
    """Give the page in a list only beside the passage: lists leave out those of news (14.89)."""
    page = _pages(item)
    if not page or "archive_location" not in item:
        return ""
    return f"{'pp.' if '–' in page else 'p.'} {page}"


def _archive(item: Item) -> list[Prose]:
    """Give passage, corpus, archive: from the most specific outwards."""
    places = (item.get("archive_location"), item.get("archive_collection"), item.get("archive"))
    return [words(place or "") for place in places]


def _capitalised(prose: Prose) -> Prose:
    text = str(prose)
    return words(text[:1].upper() + text[1:])


def _accessed(item: Item, verb: str) -> str:
    said = spoken(item.get("accessed"), MONTH_FIRST)
    return f"{verb} {said}" if said else ""


def _by(what: str, people: list[Name]) -> str:
    """Give "interview by Vera Orlen", or nothing where nobody did that."""
    return f"{what} {names.listed(people, _ALL, in_one_piece, in_one_piece)}" if people else ""

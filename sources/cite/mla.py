"""The MLA Handbook, 9th edition: an entry of a list of works cited.

The handbook's core elements in their order (chapter 5): author, title, then container by container
its title, contributors, date and location. The archive is a second container, its passage the
location in it. Compared in the tests with the style of the CSL project as pandoc renders it; where
this differs, the test names the rule.
"""

from typing import Final

from sources.cite import names
from sources.cite.date_words import DAY_FIRST_SHORT, spoken
from sources.cite.item import Item, Name, in_one_piece, translated_title
from sources.cite.names import Listing
from sources.cite.prose import Prose, Run, closed, joined, words, work
from sources.cite.titles import headline, is_supplied, language_of, quoted

_AUTHORS: Final = Listing(more_than=2, shown=1, pair=", and ", cut_after_one=", et al.")
_HELPERS: Final = Listing(more_than=2, shown=1)

SAME_AUTHOR: Final = "———"


def entry(item: Item, author: str = "") -> Prose:
    """Give the entry, under its authors or under what stands for them in a list, ``SAME_AUTHOR``."""
    asked = names.listed(item.get("interviewer", []), _HELPERS, in_one_piece, in_one_piece)
    read_on = spoken(item.get("accessed"), DAY_FIRST_SHORT)
    parts = [
        words(author or heading(item)),
        _title(item),
        words(f"Interview by {asked}" if asked else ""),
        joined(_containers(item), ","),
        words(f"Accessed {read_on}" if read_on else ""),
    ]
    return closed(joined(parts, "."), ".")


def heading(item: Item) -> str:
    """Give the authors, under whom the entry is filed; nothing where there are none."""
    return names.listed(item.get("author", []), _AUTHORS, names.inverted, in_one_piece)


def _title(item: Item) -> Prose:
    """Give the title in quotation marks; in italics where it is a part of nothing that is named.

    Its translation in brackets is set as the title is (5.30), with headline capitals.
    """
    if is_supplied(item["title"]):
        return words(item["title"])
    is_part = bool({"container-title", "publisher", "interviewer"} & item.keys())
    title = headline(item["title"], item.get("language", ""))
    translated = headline(translated_title(item), "en")
    found = _set(title, language_of(item), is_part=is_part)
    return found + words(" [") + _set(translated, "", is_part=is_part) + words("]") if translated else found


def _set(title: str, language: str, *, is_part: bool) -> Prose:
    return Prose((Run(quoted(title) if is_part else title, is_work=not is_part, language=language),))


def _containers(item: Item) -> list[Prose]:
    """Give the elements of the publication, then those of the archive."""
    return [
        _publication(item),
        words(_translated(item.get("translator", []))),
        words(_date(item)),
        words(_pages(item)),
        words(item.get("archive", "")),
        words(item.get("archive_collection", "")),
        words(item.get("archive_location", "")),
        words(item.get("URL", "")),
    ]


def _publication(item: Item) -> Prose:
    """Give the publication, with its town in brackets unless its name has it."""
    name, place = item.get("container-title", ""), item.get("publisher-place", "")
    if not name:
        return words(item.get("publisher", ""))
    is_said = not place or place.casefold() in name.casefold()
    return work(name) + (Prose() if is_said else words(f" [{place}]"))


def _translated(people: list[Name]) -> str:
    listed = names.listed(people, _HELPERS, in_one_piece, in_one_piece)
    return f"translated by {listed}" if listed else ""


def _date(item: Item) -> str:
    """Give "15 Oct. 1927", "circa 1927"; nothing where no date is known (MLA has no "n.d.")."""
    date = item.get("issued")
    circa = "circa " if date and date.get("circa") else ""
    return f"{circa}{spoken(date, DAY_FIRST_SHORT)}"


def _pages(item: Item) -> str:
    page = item.get("page", "").replace("-", "–")
    return f"{'pp.' if '–' in page else 'p.'} {page}" if page else ""

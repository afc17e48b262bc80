"""The style of the American Psychological Association, 7th edition: an entry of a reference list.

News, magazines and blogs: 10.1 (examples 15–17); authors: 9.8–9.12; dates: 9.13–9.17, "n.d." and
"ca." included; archives: 8.14 and 10.1. Titles keep the capitals of the source: nobody can turn them
to sentence case without knowing the names. Compared in the tests with the style of the CSL project
as pandoc renders it; where this differs, the test names the rule.
"""

from typing import Final

from sources.cite import names
from sources.cite.date_words import MONTH_FIRST, spoken, without_year, years
from sources.cite.dates import CslDate, year
from sources.cite.item import Item, Name
from sources.cite.names import Listing
from sources.cite.prose import Prose, Run, bracketed, closed, joined, words, work
from sources.cite.titles import curled, is_supplied, language_of, translation

_AUTHORS: Final = Listing(more_than=20, shown=19, last=", & ", pair=", & ", is_last_shown=True)
_HELPERS: Final = Listing(more_than=99, shown=99, last=", & ", pair=" & ")


def entry(item: Item, letter: str = "") -> Prose:
    """Give the entry: author, (date), title, publication, archive, address."""
    who = words(heading(item))
    title = _title(item)
    parts = [
        who or title,
        words(f"({_date(item.get('issued'), letter)})"),
        title if who else Prose(),
        _publication(item),
        words(_archive(item)),
    ]
    whole = closed(joined(parts, "."), ".")
    return joined([whole, words(_address(item))], ".")


def heading(item: Item) -> str:
    """Give the authors, under whom the entry is filed; nothing where there are none."""
    return names.listed(item.get("author", []), _AUTHORS, names.initialled, names.initialled)


def said(item: Item) -> str:
    """Give what a reference in the text calls the entry, without its year."""
    return heading(item) or item["title"]


def _date(date: CslDate | None, letter: str) -> str:
    """Give "1927a, October 15", "ca. 1927", "n.d.-a"; what only words can say is said once."""
    if not date:
        return f"n.d.-{letter}" if letter else "n.d."
    if literal := date.get("literal"):
        return f"{year(date)}{letter}, {literal}" if letter and year(date) else literal
    circa = "ca. " if date.get("circa") else ""
    return ", ".join(filter(None, (f"{circa}{years(date)}{letter}", without_year(date, MONTH_FIRST))))


def _title(item: Item) -> Prose:
    """Give the title; in italics where it stands alone, in nothing that is named."""
    is_part = "container-title" in item or is_supplied(item["title"])
    title = Prose((Run(curled(item["title"]), is_work=not is_part, language=language_of(item)),))
    helpers = [
        _with_role(item.get("translator", []), "Trans.", "Trans."),
        _with_role(item.get("interviewer", []), "Interviewer", "Interviewers"),
    ]
    return title + translation(item) + bracketed("; ".join(filter(None, helpers)))


def _with_role(people: list[Name], one: str, many: str) -> str:
    """Give "V. Orlen, Interviewer", or nothing."""
    listed = names.listed(people, _HELPERS, names.initials_first, names.initials_first)
    return f"{listed}, {one if len(people) == 1 else many}" if people else ""


def _publication(item: Item) -> Prose:
    name = item.get("container-title", "")
    page = item.get("page", "").replace("-", "–")
    if not name:
        return words(", ".join(filter(None, (item.get("publisher"), page))))
    return work(name) + words(f", {page}" if page else "")


def _archive(item: Item) -> str:
    """Give "The Temrava Strike (passage 6), Sourcebook, ed. 7"."""
    collection, place = item.get("archive_collection", ""), item.get("archive_location", "")
    held = f"{collection} ({place})" if collection and place else collection or place
    return ", ".join(filter(None, (held, item.get("archive"))))


def _address(item: Item) -> str:
    """Give the address, without a full stop that would seem part of it (9.35)."""
    url, day = item.get("URL", ""), spoken(item.get("accessed"), MONTH_FIRST)
    return f"Retrieved {day}, from {url}" if url and day else url

"""Harvard as in Cite Them Right, 12th edition: an entry of a reference list.

British: single quotation marks, and a stop stands inside them only where it belongs to the title;
the day before the month. Newspapers, magazines and blogs under their author, unsigned news under the
paper; the year in round brackets. Compared in the tests with the style of the CSL project as pandoc
renders it; where this differs, the test names the rule.
"""

from typing import Final

from sources.cite import names
from sources.cite.date_words import DAY_FIRST, spoken, without_year, years
from sources.cite.dates import CslDate, year
from sources.cite.item import Item, Name
from sources.cite.names import Listing
from sources.cite.prose import Prose, Run, closed, italic, joined, words, work
from sources.cite.titles import is_supplied, language_of, quoted_singly, translation

_AUTHORS: Final = Listing(more_than=3, shown=1, last=" and ", cut_after_one="")
_HELPERS: Final = Listing(more_than=3, shown=1, last=" and ", cut_after_one=" et al.")
_UNSIGNED_UNDER_PAPER: Final = frozenset({"article-newspaper", "article-magazine"})


def entry(item: Item, letter: str = "") -> Prose:
    """Give the entry: author, (year), ‘title’, publication, day, archive, address."""
    filed = _filed(item)
    title = _title(item)
    dated = words(f" ({_year(item.get('issued'), letter)})")
    first = (filed or title) + dated
    asked = _by("Interview by", item.get("interviewer", []))
    title_after = title if filed else Prose()
    if asked:
        title_after = joined([title_after, words(asked)], ".")
    return _whole(item, first, title_after)


def heading(item: Item) -> str:
    """Give under what the entry is filed: the authors, or the paper; nothing for the title."""
    return str(_filed(item))


def said(item: Item) -> str:
    """Give what a reference in the text calls the entry, without its year: every author of it."""
    everybody = Listing(more_than=999, shown=999)
    named = names.listed(
        item.get("author", []), everybody, names.initialled_tightly, names.initialled_tightly
    )
    return named or heading(item) or item["title"]


def _whole(item: Item, first: Prose, title: Prose) -> Prose:
    """Put what stands before the publication and what follows it together."""
    is_under_paper = "author" not in item and _is_under_paper(item)
    published = Prose() if is_under_paper else work(item.get("container-title", ""))
    translated = words(_by("Translated by", item.get("translator", [])))
    if translated:
        published = joined([published, translated], ".")
    if publisher := item.get("publisher"):
        first, published = closed(first, "."), words(publisher)
    placed = joined([title, published, words(_day(item)), words(_pages(item))], ",")
    begun = first + words(" ") + placed if placed else first
    collection = ", ".join(filter(None, (item.get("archive_collection"), item.get("archive_location"))))
    parts = [begun, words(collection), words(item.get("archive", "")), words(_address(item))]
    return closed(joined(parts, "."), ".")


def _filed(item: Item) -> Prose:
    authors = item.get("author", [])
    if not authors:
        return work(item["container-title"]) if _is_under_paper(item) else Prose()
    listed = words(names.listed(authors, _AUTHORS, names.initialled_tightly, names.initialled_tightly))
    return listed + italic(" et al.") if len(authors) > _AUTHORS.more_than else listed


def _is_under_paper(item: Item) -> bool:
    return item["type"] in _UNSIGNED_UNDER_PAPER and "container-title" in item


def _title(item: Item) -> Prose:
    if is_supplied(item["title"]):
        return words(item["title"])
    title = Run(quoted_singly(item["title"]), language=language_of(item), is_british=True)
    return Prose((title,)) + translation(item)


def _year(date: CslDate | None, letter: str) -> str:
    """Give "1927a", "c. 1927", "no date"; of what only words can say, its year if it has one."""
    if not date:
        return f"no date {letter}" if letter else "no date"
    circa = "c. " if date.get("circa") else ""
    return f"{circa}{years(date) or year(date)}{letter}" if years(date) or year(date) else date["literal"]


def _day(item: Item) -> str:
    """Give day and month; words that say more than the year has said."""
    date = item.get("issued")
    literal = (date or {}).get("literal", "")
    return without_year(date, DAY_FIRST) or (literal if year(date) else "")


def _pages(item: Item) -> str:
    page = item.get("page", "").replace("-", "–")
    return f"{'pp.' if '–' in page else 'p.'} {page}" if page else ""


def _by(what: str, people: list[Name]) -> str:
    """Give "Translated by H. Marouli", or nothing."""
    listed = names.listed(people, _HELPERS, names.initials_first_tightly, names.initials_first_tightly)
    return f"{what} {listed}" if listed else ""


def _address(item: Item) -> str:
    url, day = item.get("URL", ""), spoken(item.get("accessed"), DAY_FIRST)
    accessed = f" (Accessed: {day})" if day else ""
    return f"Available at: {url}{accessed}" if url else ""

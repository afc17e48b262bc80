"""Passages in order, under headings, numbered through."""

from datetime import date

from sources.cite.prose import words
from sources.export.dossier.content import Day, Entry, Grouping, Order, arranged

FOURTEENTH = Day("14 October 1927", date(1927, 10, 14), date(1927, 10, 14))
SIXTEENTH = Day("16 October 1927", date(1927, 10, 16), date(1927, 10, 16))
OCTOBER = Day("October 1927", date(1927, 10, 1), date(1927, 10, 31))


def entry(place: int, source: str, day: Day | None, **more) -> Entry:
    given = {
        "position": (place, place),
        "source": source,
        "heading": f"Paper {source}",
        "title": "Firing",
        "locator": f"¶{place}",
        "speaker": "",
        "words": "Nobody fired.",
        "language": "en",
        "withheld": "",
        "day": day,
        "said": (),
        "address": f"https://archive.example/a/{source}/{place}/",
        "citation": words(f"Paper {source}."),
    }
    return Entry(**given | more)


ENTRIES = (
    entry(1, "a", None),
    entry(2, "a", SIXTEENTH),
    entry(3, "b", OCTOBER),
    entry(4, "b", FOURTEENTH),
    entry(5, "c", SIXTEENTH),
)


def told(order: Order, grouping: Grouping) -> list[tuple[str, list[tuple[int, str]]]]:
    groups = arranged(ENTRIES, order, grouping)
    return [(one.heading, [(row.number, row.entry.locator) for row in one.entries]) for one in groups]


def test_by_day_the_month_follows_its_days_and_no_day_comes_last():
    assert told(Order.SPOKEN, Grouping.DAY) == [
        ("14 October 1927", [(1, "¶4")]),
        ("16 October 1927", [(2, "¶2"), (3, "¶5")]),
        ("October 1927", [(4, "¶3")]),
        ("No day named", [(5, "¶1")]),
    ]


def test_by_source_each_has_its_passages_in_the_order_asked_for():
    assert told(Order.PUBLISHED, Grouping.SOURCE) == [
        ("Paper a", [(1, "¶1"), (2, "¶2")]),
        ("Paper b", [(3, "¶3"), (4, "¶4")]),
        ("Paper c", [(5, "¶5")]),
    ]
    assert told(Order.SPOKEN, Grouping.SOURCE) == [
        ("Paper b", [(1, "¶4"), (2, "¶3")]),
        ("Paper a", [(3, "¶2"), (4, "¶1")]),
        ("Paper c", [(5, "¶5")]),
    ]


def test_without_headings_there_is_one_row():
    assert told(Order.SPOKEN, Grouping.NONE) == [
        ("", [(1, "¶4"), (2, "¶2"), (3, "¶5"), (4, "¶3"), (5, "¶1")])
    ]

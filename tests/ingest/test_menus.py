from sources.ingest.join import join_lines
from sources.ingest.lines import split_lines
from sources.ingest.menus import LONGEST_HEAD, skip_menus, text_start
from sources.ingest.reading import read_text

TEXT = [
    "Bread queues return to Lesk",
    "By Ana Lund",
    "3 May 2004",
    *(
        f"The queue outside bakery number {number} began before it was light, and the women who stood in it "
        "said that they had been told on the Monday to expect flour by the end of the week."
        for number in range(4)
    ),
]
MENU = [f"Item {word}{word}" for word in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" * 4]


def units_of(lines):
    text = "\n".join(lines)
    return join_lines(text, split_lines(text))


def test_the_text_begins_below_the_menus():
    units = units_of([*MENU, *TEXT])

    assert text_start(units, 0, len(units)) == len(MENU) + 3
    assert skip_menus(units, 0, len(units)) == len(MENU) + 3 - LONGEST_HEAD


def test_a_teaser_among_the_menus_is_not_the_text():
    teaser = "Readers have told us that they would like to see more of the harbour, so here is all of it."
    units = units_of([*MENU[:50], teaser, *MENU[50:], *TEXT])

    assert text_start(units, 0, len(units)) == len(MENU) + 4


def test_a_short_text_is_looked_at_from_its_first_line():
    units = units_of(TEXT)

    assert skip_menus(units, 0, len(units)) == 0


def test_the_headline_below_a_hundred_menu_lines_is_found():
    reading = read_text("\n".join([*MENU, *TEXT]))

    assert [(article.title, article.authors, article.published) for article in reading.articles] == [
        ("Bread queues return to Lesk", ("Ana Lund",), "2004-05-03")
    ]
    assert {region.kind.value for region in reading.regions[: len(MENU)]} == {"boilerplate"}

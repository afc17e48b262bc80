import pytest

from sources.ingest.join import join_lines
from sources.ingest.lines import split_lines
from sources.ingest.reading import read_text
from sources.ingest.roundups import find_items

TITLES = ["Ferry company fined", "Teachers march in Karst", "Well dries up"]
TEXTS = [
    "The firm that ran the ferry was fined four thousand crowns on Friday for its locked boats.",
    "Some three hundred teachers marched to the council house on Thursday for the pay of March.",
    "Villagers have had no water since Monday, when the last well dried up. Two carts were sent.",
]
DAYS = ["SELWICK, 4 May (AFP)", "KARST, 5 May (AFP)", "PENHAL, 6 May (AFP)"]


def items_of(text):
    units = join_lines(text, split_lines(text))
    return [units[index].text for index in find_items(units)]


@pytest.mark.parametrize(
    "form",
    [
        "{number}. {title}\n{day}\n{text}\n\n",
        "{loud}\n{day}\n{text}\n\n",
        "* * *\n{title}\n{day}\n{text}\n\n",
    ],
    ids=["numbered", "capitals", "under rules"],
)
def test_items_with_a_place_of_their_own_are_articles(form):
    text = "".join(
        form.format(number=place, title=title, loud=title.upper(), day=day, text=words)
        for place, (title, day, words) in enumerate(zip(TITLES, DAYS, TEXTS, strict=True), start=1)
    )
    reading = read_text("THE KARST WEEKLY\n\n" + text)

    assert [[r.kind.value for r in reading.regions if r.article == number] for number in range(3)] == [
        ["title", "dateline", "body"]
    ] * 3


def test_items_under_a_rubric_are_articles_without_a_place_too():
    text = "NEWS IN BRIEF\n\n" + "\n\n".join(f"{a}\n\n{b}" for a, b in zip(TITLES, TEXTS, strict=True))

    assert [article.title for article in read_text(text).articles] == TITLES


def test_paragraphs_that_begin_with_a_place_are_the_items_of_a_round_up_without_headings():
    placed = zip(("NAIROBI, Tuesday", "LIMA, Wednesday", "MANILA, Friday"), TEXTS, strict=True)
    text = "The world at a glance\n\n" + "\n\n".join(f"{place}: {words}" for place, words in placed)

    assert [(r.article, r.kind.value) for r in read_text(text).regions[1:]] == [(n, "body") for n in range(3)]


def test_a_report_s_numbered_parts_are_no_articles():
    pairs = enumerate(zip(TITLES, TEXTS, strict=True), start=1)
    parts = "\n\n".join(f"{number}. {title.upper()}\n{words}" for number, (title, words) in pairs)
    text = f"The year of the Karst\nBy Dora Lint\n\n{parts}"
    reading = read_text(text)

    assert items_of(text) == []
    assert [r.kind.value for r in reading.regions if r.kind == "heading"] == ["heading"] * 3

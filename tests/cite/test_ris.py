"""RIS as rispy and pandoc read it."""

import pytest
import rispy
from hypothesis import given, settings

from sources.cite import ris
from sources.cite.item import item
from tests.cite import pandoc
from tests.cite.hostile import lists
from tests.cite.shapes import SHAPES, read_here, source


@settings(max_examples=60, deadline=None)  # 20 ms each
@given(found=lists)
def test_t25_hostile_text_is_one_record_for_one_item_with_equal_fields(found):
    items = [item(source) for source in found]

    read = rispy.loads(ris.write(items))

    assert [record["title"] for record in read] == [it["title"] for it in items]
    assert [record.get("place_published") for record in read] == [it.get("publisher-place") for it in items]
    assert [
        record.get("notes", [""])[0].endswith(it.get("note", ""))
        for record, it in zip(read, items, strict=True)
    ]
    assert [len(record.get("authors", [])) for record in read] == [len(it.get("author", [])) for it in items]


@settings(max_examples=15, deadline=None)
@given(found=lists)
def test_hostile_text_is_one_item_for_pandoc(found):
    items = [item(source) for source in found]

    read = pandoc.read(ris.write(items), "ris")

    # By id: pandoc rewrites some characters of a title (² becomes <sup>2</sup>); rispy compares those.
    assert [it["id"] for it in read] == [it["id"] for it in items]


def test_ris_of_a_passage():
    text = ris.write([item(read_here(page="1", original_url="https://courier.example/15"))])

    assert text == (
        "TY  - NEWS\r\n"
        "ID  - tq4m8z2k-6\r\n"
        "TI  - Firing on the Coal Mole\r\n"
        "AU  - Orlen, Vera\r\n"
        "T2  - Temrava Courier\r\n"
        "PY  - 1927\r\n"
        "DA  - 1927/10/15/\r\n"
        "SP  - 1\r\n"
        "LA  - en\r\n"
        "DB  - The Temrava Strike, Sourcebook, ed. 7\r\n"
        "AV  - passage 6 (rev. 1)\r\n"
        "UR  - https://temrava.example/a/tq4m8z2k/6\r\n"
        "N1  - Originally at https://courier.example/15\r\n"
        "ER  - \r\n"
        "\r\n"
    )


@pytest.mark.parametrize(
    ("published", "date"),
    [
        ("1927", "1927///"),
        ("1927-10", "1927/10//"),
        ("1927-21", "1927///Spring 1927"),
        ("1927-10-15~", "1927/10/15/about 15 October 1927"),
        ("1927-10-15/1927-10-16", "1927/10/15/15–16 October 1927"),
        ("[2011-12-18,2011-12-19]", "2011///18 or 19 December 2011"),
        ("199X", "///the 1990s"),
    ],
)
def test_date_says_in_words_what_numbers_do_not(published, date):
    (record,) = rispy.loads(ris.write([item(source(published=published))]))

    assert record["date"] == date


def test_interview_names_who_asked():
    (record,) = rispy.loads(ris.write([item(SHAPES["interview"])]))

    assert (record["authors"], record["notes"]) == (["Vorchenko, Stepan"], ["Interview by Vera Orlen."])


def test_pages_are_taken_apart():
    (record,) = rispy.loads(ris.write([item(SHAPES["magazine_pages"])]))

    assert (record["start_page"], record["end_page"]) == ("12", "14")


@pytest.mark.parametrize("name", SHAPES)
def test_rispy_reads_what_was_written(name):
    it = item(SHAPES[name])

    (record,) = rispy.loads(ris.write([it]))

    assert record["title"] == it["title"]
    assert record.get("secondary_title") == it.get("container-title")
    assert record.get("urls", [None])[0] == it.get("URL")
    assert record.get("language") == it.get("language")

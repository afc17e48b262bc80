"""Public tables: safe in a spreadsheet, exact when read back."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.export import csvtext

WITNESSES = [
    "=cmd|'/c calc'!A0",
    "@SUM(A1)",
    "＝1+1",
    "'quoted",
    "''",
    "-3",
    "+7",
    "\tx",
    "\r\nx",
    'a "b", c',
    "",
]
cells = st.sampled_from(WITNESSES) | st.text(st.characters(exclude_categories=["Cs"]))


@given(cells)
def test_guard_is_reversible(cell):
    assert csvtext.unguarded(csvtext.guarded(cell)) == cell


@given(cells)
def test_t25_no_cell_of_a_table_begins_a_formula(cell):
    _, [written, number] = csv.reader(io.StringIO(csvtext.write(["words", "n"], [[cell, 1]]), newline=""))

    assert (written, number) == (csvtext.guarded(cell), "1")
    assert not written.startswith(tuple("=+-@\t\r\n＝＋－＠"))


@given(st.lists(st.lists(cells, min_size=2, max_size=2)))
def test_t25_table_comes_back_equal_from_another_reader(rows):
    text = csvtext.write(["name", "words"], rows)

    read = list(csv.reader(io.StringIO(text, newline="")))

    assert [[csvtext.unguarded(cell) for cell in row] for row in read] == [["name", "words"], *rows]


def test_lines_end_as_rfc_4180_says():
    assert csvtext.write(["a", "b"], [["1", "x,y"]]) == 'a,b\r\n1,"x,y"\r\n'


def test_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match=r"CSV row 2: found 1 cells, expected 2 \(a, b\)\."):
        csvtext.write(["a", "b"], [["1"]])


def test_a_number_is_no_formula():
    assert csvtext.write(["a", "b"], [[-3.5, "-3.5"]]) == "a,b\r\n-3.5,'-3.5\r\n"

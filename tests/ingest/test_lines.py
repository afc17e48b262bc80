from sources.ingest.lines import Line, split_lines
from sources.values.span import Span


def test_lines_keep_their_places_and_count_the_blank_ones_before():
    lines = split_lines("\n  One\r\n\r\ntwo \rthree\u2028four")

    assert lines == [
        Line(Span(3, 6), "One", 2, 2),
        Line(Span(10, 13), "two", 0, 1),
        Line(Span(15, 20), "three", 0, 0),
        Line(Span(21, 25), "four", 0, 0),
    ]


def test_lines_of_an_empty_text_are_none():
    assert split_lines(" \n\t\n") == []

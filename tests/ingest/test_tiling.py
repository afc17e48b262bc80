"""Regions cover a text: in order, nothing left out but white space."""

import pytest

from sources.ingest.tiling import tiling_faults
from sources.ingest.wording import wording
from sources.values.span import Span

TEXT = "\ufeffLamps out\r\n\r\nBy Ada Quill\r\n"


def test_regions_that_cover_the_text_are_right():
    assert list(tiling_faults(TEXT, [("1", Span(1, 10)), ("2", Span(14, 26))])) == []


@pytest.mark.parametrize(
    ("regions", "fault"),
    [
        ([("1", Span(1, 10))], "“By Ada Quill” between 10 and 28 is in no passage; regions cover *"),
        ([("1", Span(1, 11)), ("2", Span(14, 26))], "1 at 1–11 begins or ends with white space."),
        (
            [("1", Span(1, 10)), ("2", Span(9, 26))],
            "2 begins at 9, inside the one before it, which ends at 10.",
        ),
        ([("1", Span(1, 10)), ("2", Span(14, 40))], "2 ends at 40, but the text has 28 characters."),
    ],
)
def test_fault_is_said_with_its_place(regions, fault):
    said = [one.replace("everything but white space.", "*") for one in tiling_faults(TEXT, regions)]

    assert said == [fault]


def test_wording_has_a_space_for_each_line_break_character():
    text = "put out\r\nby\u2028nine\x0b."

    said = wording(text, Span(0, len(text)))

    assert (said, len(said)) == ("put out  by nine .", len(text))

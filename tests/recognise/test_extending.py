from itertools import pairwise

import pytest

from sources.recognise import SearchRegion, find
from sources.values.span import Span


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "She led the Association of Iron, Steel and Tin Workers.",
            [("Association of Iron, Steel and Tin Workers", "organisation")],
        ),
        ("The Durran Coal Company, Limited, failed.", [("Durran Coal Company, Limited", "organisation")]),
        ("They buried John Dowd, Jr., at noon.", [("John Dowd, Jr.", "person")]),
        ('We met Anna "Nina" Petrova there.', [('Anna "Nina" Petrova', "person")]),
        ("He came from Canton, Pa., by rail.", [("Canton", "place"), ("Pa.", "place")]),
    ],
)
def test_name_goes_on_past_its_capitals(text, found):
    got = find(text, [SearchRegion(Span(0, len(text)))])

    assert [(c.surface, c.kind.value) for c in got] == found


def test_spans_never_overlap_and_give_their_words():
    text = "Anna “Nina” Petrova, Jr., of Canton, Pa., led the Union of Mill, Dock and Rail Workers, Ltd."
    got = find(text, [SearchRegion(Span(0, len(text)))])

    assert all(c.span.of(text) == c.surface for c in got)
    assert all(a.span.end <= b.span.start for a, b in pairwise(got))

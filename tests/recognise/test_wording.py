"""Every rule is said in words."""

import pytest

from sources.recognise.candidate import SearchRegion
from sources.recognise.find import find
from sources.recognise.wording import in_words
from sources.values.span import Span


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("name:shape", "Written like a name"),
        ("name:place", "Written like a name, told of as a place"),
        ("date:ordinal_day", "A day of the month told of"),
        ("relative_day", "Relative day"),
        ("", ""),
    ],
)
def test_rule_in_words(rule, said):
    assert in_words(rule) == said


def test_what_is_found_is_said_without_signs_of_code():
    text = "Dr Ada Quill of the Lamp Union left London for Paris on 4 May 1931, said Mr Tom Wick of IMRO."

    said = [in_words(one.rule) for one in find(text, [SearchRegion(Span(0, len(text)))])]

    assert said
    assert not [one for one in said if "_" in one]

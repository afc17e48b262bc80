"""Options in one line, there and back."""

import pytest

from sources.values import options


def test_options_are_labels_by_their_slugs_in_order():
    found = options.read("drowned=Drowned|shot=Shot, from the quay")

    assert list(found.items()) == [("drowned", "Drowned"), ("shot", "Shot, from the quay")]


def test_no_options_are_none():
    assert options.read("") == {}


@pytest.mark.parametrize("text", ["drowned", "Drowned=Drowned", "a=A|", "a=A|a=B", "a= ", "a_b=A"])
def test_options_that_cannot_be_told_apart_are_refused(text):
    with pytest.raises(ValueError, match="option"):
        options.read(text)

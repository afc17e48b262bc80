from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from sources.values.layout import laid_out

weights = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1]),
    st.integers(1, 30),
    max_size=12,
)


@given(weights)
def test_the_same_network_has_the_same_drawing_within_its_square(joined):
    places = laid_out(8, joined)

    assert places == laid_out(8, joined)
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in places)
    assert len(set(places)) == 8


def test_those_joined_stand_nearer_than_those_that_are_not():
    places = laid_out(6, {(0, 1): 9, (2, 3): 9, (4, 5): 9, (0, 2): 1})

    def between(one, other):
        return hypot(places[one][0] - places[other][0], places[one][1] - places[other][1])

    assert between(0, 1) < between(0, 5)
    assert between(2, 3) < between(2, 4)


def test_nothing_has_no_place_and_one_alone_stands_in_the_middle():
    assert laid_out(0, {}) == []
    assert laid_out(1, {}) == [(0.5, 0.5)]

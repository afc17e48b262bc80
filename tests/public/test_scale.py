"""Axes for figures of any size: nothing falls off, and what differs can be told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.public.showing.scale import Scale

FIGURES = st.floats(min_value=0, max_value=1e12, allow_nan=False).map(lambda one: round(one, 3))


@given(st.lists(FIGURES, min_size=1, max_size=12), st.booleans())
def test_every_figure_has_a_place_in_the_order_of_the_figures(numbers, is_open):
    scale = Scale.of(numbers, is_open=is_open)

    places = [scale.place(number) for number in sorted(numbers)]

    assert all(-0.001 <= place <= 100.001 for place in places)
    assert places == sorted(places)


@given(st.integers(min_value=1, max_value=10**9), st.integers(min_value=1, max_value=10**9))
def test_figures_a_tenth_apart_never_stand_on_one_place(one, other):
    if max(one, other) < 1.1 * min(one, other):
        return
    scale = Scale.of([one, other])

    assert abs(scale.place(one) - scale.place(other)) > 0.4


@given(st.lists(FIGURES, min_size=1, max_size=12))
def test_grid_is_in_order_and_has_room_for_its_lettering(numbers):
    ticks = Scale.of(numbers).ticks()

    places = [float(tick.x.rstrip("%")) for tick in ticks]
    assert places == sorted(set(places))
    assert 2 <= len(ticks) <= 16


def test_even_steps_begin_at_0():
    assert [tick.words for tick in Scale.of([4, 31]).ticks()] == [
        "0",
        "5",
        "10",
        "15",
        "20",
        "25",
        "30",
        "35",
    ]


def test_figures_of_very_different_size_stand_by_powers_of_ten_after_a_broken_0():
    scale = Scale.of([0, 16, 3_000_000])

    assert (scale.powers, scale.is_broken) == (1, True)
    assert [tick.words for tick in scale.ticks()][:2] == ["0", "10"]
    assert scale.ticks()[-1].words == "10 million"


@pytest.mark.parametrize(("most", "end"), [(10**9, "1 billion"), (64, "70")])
def test_axis_ends_at_a_round_figure(most, end):
    assert Scale.of([most]).ticks()[-1].words == end


def test_open_bound_has_room_for_its_arrow():
    assert Scale.of([70], is_open=True).place(70) < 90

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.public.maps.window import around, centred, round_length

points = st.tuples(st.floats(-179, 179), st.floats(-80, 80))


@given(st.lists(points, min_size=1, max_size=6))
def test_every_place_lies_on_its_map(places):
    window = around(places, width=1000, height=520, least=1.0)

    placed = [window.place(*one) for one in places]

    assert all(window.holds(*one) for one in places)
    assert all(-1e-6 <= x <= 1000 + 1e-6 and -1e-6 <= y <= 520 + 1e-6 for x, y in placed)


@given(points, st.floats(0.02, 160))
def test_no_window_goes_beyond_the_world(middle, tall):
    window = centred(middle, tall, width=1000, height=520)

    assert -180 <= window.west < window.east <= 180 + 1e-9
    assert -84 <= window.south < window.north <= 84 + 1e-9


def test_north_is_up_and_east_is_right():
    window = centred((52.9, 43.3), 4.0, width=1000, height=520)

    assert window.place(52.9, 43.3) == pytest.approx((500.0, 260.0))
    assert window.place(53.0, 43.4)[0] > 500
    assert window.place(53.0, 43.4)[1] < 260


@given(points, st.floats(0.02, 160))
def test_the_scale_is_a_round_number_that_fits(middle, tall):
    window = centred(middle, tall, width=1000, height=520)

    number, length = round_length(window)

    assert f"{number:g}".replace("0", "").replace(".", "")[0] in "125"
    assert 0 < length <= 1000

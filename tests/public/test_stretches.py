"""Longer and uncertain times as spans: where they begin and end, and which are drawn at all."""

from datetime import date

import pytest

from sources.public.showing.stretches import Known, month_of, stretches, whole, year_of

DAY = date(1927, 10, 14)
MONTH = month_of(DAY)


def known(edtf, first=None, last=None, count=1):
    return Known(edtf, edtf, first and date.fromisoformat(first), last and date.fromisoformat(last), count)


def drawn(*dates, asked=(DAY, DAY), window=MONTH):
    return [(one.words, one.x1, one.x2) for one in stretches(dates, asked, window)]


def test_span_covers_the_columns_of_its_days():
    assert drawn(known("1927-10-14/1927-10-16", "1927-10-14", "1927-10-16")) == [
        ("1927-10-14/1927-10-16", "41.94%", "51.61%")
    ]


def test_day_has_a_cell_and_an_uncertain_day_a_span():
    certain, unsure = (
        known("1927-10-14", "1927-10-14", "1927-10-14"),
        known("1927-10-14?", "1927-10-14", "1927-10-14"),
    )

    assert [words for words, *_ in drawn(certain, unsure)] == ["1927-10-14?"]
    (one,) = stretches([unsure], (DAY, DAY), MONTH)
    assert (one.is_uncertain, one.is_whole) == (True, False)


def test_month_has_a_cell_in_a_year_and_a_span_in_a_month():
    month = known("1927-10", "1927-10-01", "1927-10-31")
    year = year_of(DAY)

    assert drawn(month, asked=(year.first, year.last), window=year) == []
    assert [words for words, *_ in drawn(month)] == ["1927-10"]


def test_only_what_shares_a_day_with_the_date_is_drawn():
    before, after = known("a", "1927-10-01", "1927-10-13"), known("b", "1927-10-14", "1927-10-15")

    assert [words for words, *_ in drawn(before, after)] == ["b"]
    assert [words for words, *_ in drawn(before, after, asked=(MONTH.first, MONTH.last))] == ["a", "b"]


def test_what_goes_on_runs_out_of_the_drawing():
    assert drawn(known("../1927-10-20", None, "1927-10-20"), known("1927-10-10/..", "1927-10-10", None)) == [
        ("../1927-10-20", "-1.00%", "64.52%"),
        ("1927-10-10/..", "29.03%", "101.00%"),
    ]
    (one,) = stretches([known("1927", "1927-01-01", "1927-12-31")], (DAY, DAY), MONTH)
    assert one.is_whole


@pytest.mark.parametrize(
    ("window", "day", "place"),
    [
        (year_of(DAY), "1927-01-01", 0.0),
        (year_of(DAY), "1927-07-01", 50.0),
        (year_of(DAY), "1928-01-01", 100.0),
        (whole(date(1927, 10, 1), date(1927, 10, 4)), "1927-10-02", 25.0),
        (month_of(date(9999, 12, 3)), "9999-12-01", 0.0),
    ],
)
def test_days_stand_where_the_strip_has_them(window, day, place):
    assert window.place(date.fromisoformat(day)) == place


def test_end_of_time_is_drawn_too():
    window = month_of(date(9999, 12, 3))

    assert drawn(
        known("9999-12-30/9999-12-31", "9999-12-30", "9999-12-31"),
        asked=(window.first, window.last),
        window=window,
    ) == [("9999-12-30/9999-12-31", "93.55%", "100.00%")]


def test_of_many_those_named_most_are_drawn_in_order_of_time():
    dates = [known(f"1927-10-{day:02}/..", f"1927-10-{day:02}", None, count=day) for day in range(1, 31)]

    words = [one for one, *_ in drawn(*dates, asked=(MONTH.first, MONTH.last))]

    assert words == [f"1927-10-{day:02}/.." for day in range(19, 31)]

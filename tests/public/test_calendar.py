from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sources.public.showing import calendar
from tests.public.test_timeline import counted

DAY = date(1927, 10, 14)


def test_strip_has_every_day_of_the_month_and_says_where_the_week_begins():
    strip = calendar.strip(1927, 10, [(DAY, DAY, 46)], date(1927, 10, 15))

    assert (len(strip.cells), strip.first_weekday, strip.title) == (31, 6, "October 1927")
    fourteenth, fifteenth, sixteenth = strip.cells[13:16]
    assert (fourteenth.weekday, fourteenth.count, fourteenth.heat) == ("F", 46, "h4")
    assert (fifteenth.is_current, fifteenth.address) == (True, "/date/1927-10-15/")
    assert sixteenth.address == ""


def test_a_stretch_of_days_is_in_no_cell_of_the_month_and_counted_apart():
    strip = calendar.strip(1927, 10, [(DAY, DAY, 46), (date(1927, 10, 3), DAY, 2)])

    assert [cell.count for cell in strip.cells if cell.count] == [46]
    assert strip.longer == 2


def test_a_season_is_in_none_of_its_months_and_counted_apart():
    spring = (date(1927, 3, 1), date(1927, 5, 31), 1)

    year = calendar.months(1927, [spring, (DAY, DAY, 46), (date(1927, 10, 1), date(1927, 10, 31), 2)])

    assert [(cell.label, cell.count) for cell in year.cells if cell.count] == [("Oct", 48)]
    assert year.longer == 1


def test_dates_are_listed_by_decade_year_and_month():
    dates = [
        counted(edtf, 1) for edtf in ("1928-03", "1927-10-14", "1927-10-03/1927-10-14", "1927", "1964-05-09")
    ]

    decades, longer = calendar.by_decade(dates)

    assert [decade.label for decade in decades] == ["1920s", "1960s"]
    assert [year.label for year in decades[0].years] == ["1927", "1928"]
    rows = decades[0].years[0].rows
    assert [(row.label, [chip.label for chip in row.chips]) for row in rows] == [
        ("", ["1927"]),
        ("October", ["3–14", "14"]),
    ]
    assert longer == ()


def test_what_is_open_or_spans_years_stands_apart():
    _, longer = calendar.by_decade([counted("1925/1928", 2), counted("1927-10-03/..", 1)])

    assert [chip.label for chip in longer] == ["1925–1928", "from 3 October 1927"]


def test_a_winter_counts_with_the_year_it_begins_in():
    decades, _ = calendar.by_decade([counted("1927-24", 1)])

    assert [year.label for year in decades[0].years] == ["1927"]


@given(st.dates())
def test_last_day_of_a_month_is_in_it_and_the_next_is_not(day):
    last = calendar.last_day(day)

    assert (last.year, last.month) == (day.year, day.month)
    assert last == date.max or (last + timedelta(days=1)).day == 1

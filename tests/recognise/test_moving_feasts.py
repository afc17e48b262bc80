import datetime
from itertools import pairwise

import pytest

from sources.recognise.candidate import SearchRegion
from sources.recognise.dates.finding import Given, find_dates
from sources.recognise.dates.moon import MOVING_FEASTS, days_of
from sources.values import edtf
from sources.values.span import Span


def read(text: str, published: str = "2018-11-05") -> list[tuple[str, str]]:
    found = find_dates(text, [SearchRegion(Span(0, len(text)))], Given(published))
    return [(c.surface, c.edtf) for c in found]


# From almanacs: days on which each feast was kept.
@pytest.mark.parametrize(
    ("feast", "year", "days"),
    [
        ("lunar new year", 1966, ["1966-01-21"]),
        ("lunar new year", 1985, ["1985-02-20"]),
        ("lunar new year", 2018, ["2018-02-16"]),
        ("lunar new year", 2034, ["2034-02-19"]),
        ("diwali", 2012, ["2012-11-13~"]),
        ("holi", 2021, ["2021-03-29~"]),
        ("eid al-fitr", 2000, ["2000-01-08~", "2000-12-28~"]),
        ("ramadan", 2011, ["2011-08-01~/2011-08-30~"]),
        ("rosh hashanah", 2020, ["2020-09-19"]),
        ("yom kippur", 1973, ["1973-10-06"]),
        ("passover", 1967, ["1967-04-25"]),
        ("hanukkah", 2013, ["2013-11-28"]),
        ("shavuot", 2018, ["2018-05-20"]),
        ("orthodox easter", 1911, ["1911-04-23"]),
        ("orthodox easter", 2021, ["2021-05-02"]),
        ("diwali", 1500, []),
    ],
)
def test_feast_that_moves_with_the_moon_falls_on_its_day(feast, year, days):
    assert [edtf for edtf, _moment in days_of(feast, year)] == days


@pytest.mark.parametrize("feast", sorted(set(MOVING_FEASTS) - {"ramadan", "ramzan"}))
def test_moving_feast_comes_back_within_thirteen_moons(feast):
    kept = [moment.earliest for year in range(1890, 2051) for _edtf, moment in days_of(feast, year)]

    assert {(b - a) < datetime.timedelta(days=386) for a, b in pairwise(kept)} == {True}
    assert all(edtf.parse(day) for year in (1890, 2050) for day, _moment in days_of(feast, year))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They left on Eid al-Adha.", [("Eid al-Adha", "2018-08-22~")]),
        ("They will leave after Diwali.", [("Diwali", "2018-11-07~")]),
        ("She died last Ramadan.", [("last Ramadan", "2018-05-16~/2018-06-14~")]),
        ("It began at Yom Kippur 1973.", [("Yom Kippur 1973", "1973-10-06")]),
        ("It burned on Orthodox Easter.", [("Orthodox Easter", "2018-04-08")]),
        ("Tarik Ramadan met them at a Diwali party after Eid prayers.", []),
    ],
)
def test_moving_feast_in_a_report_is_that_nearest_to_it(text, found):
    assert read(text) == found

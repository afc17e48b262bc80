"""Dates in the words of the site's own language, and days without a year."""

import pytest

from sources.search import month_names
from sources.search.dates import asked, day_of_any_year
from sources.values import calendar_words, edtf_words, language
from sources.values.edtf import in_words

FINNISH = "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu"
MONTHS = dict(zip(edtf_words.MONTHS, FINNISH.split(), strict=True))


class Finnish(language.English):
    """A site that prints "16. joulukuuta vuonna 2011", as its translator has it."""

    def __init__(self, code="fi"):
        self.code = code

    def get_language(self):
        return self.code

    def pgettext(self, context, message, /):
        if (context, message) == ("date", "%(day)s %(month)s %(year)s"):
            return "%(day)s. %(month)s vuonna %(year)s"
        return f"{MONTHS[message]}kuuta" if context == "month of a day" else message


@pytest.fixture
def speaking():
    """Let the site speak another language for a while; what is kept by language is forgotten."""
    former = language._Door.catalogue
    yield language.open_to
    language.open_to(former)
    for module in (calendar_words, edtf_words, month_names):
        for made in vars(module).values():
            if hasattr(made, "cache_clear"):
                made.cache_clear()


def test_what_the_site_prints_as_a_date_is_read_as_one(speaking):
    speaking(Finnish())

    assert in_words("2011-12-16") == "16. joulukuuta vuonna 2011"
    assert asked(in_words("2011-12-16")).value == "2011-12-16"


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        ("ru", "16 декабря 2011"),
        ("ru", "Декабрь 2011"),
        ("fr", "16 déc. 2011"),
        ("fr", "vendredi 16 décembre 2011"),
        ("kk", "16 желтоқсан 2011"),
        ("de", "16. Dezember 2011"),
        ("pt-br", "16 dezembro 2011"),
        ("xx-none", "16 December 2011"),
        ("ru", "December 16, 2011"),
    ],
)
def test_month_is_read_as_its_language_writes_it(speaking, code, typed):
    speaking(Finnish(code))

    assert asked(typed).value[:7] == "2011-12"


@pytest.mark.parametrize(
    ("typed", "end"),
    [
        ("16 December", "-12-16"),
        ("December 16th", "-12-16"),
        ("16th of December", "-12-16"),
        ("16 Dec.", "-12-16"),
        ("the 3rd of Sept", "-09-03"),
        ("Friday, 16 December", "-12-16"),
        ("29 February", "-02-29"),
        ("16 December 2011", ""),
        ("30 February", ""),
        ("December", ""),
        ("Friday", ""),
        ("16", ""),
        ("3 spring", ""),
        ("May 16 people", ""),
        ("16–17 December", ""),
        ("16 Декабря", ""),  # on a site that speaks English
    ],
)
def test_day_without_a_year_is_one_of_any_year(typed, end):
    assert day_of_any_year(typed) == end


@pytest.mark.parametrize(
    "typed", ["Friday", "Friday 2011", "may 2011 strike", "16 December 17 2011", "“16 December 2011”"]
)
def test_words_beside_a_date_make_it_none(typed):
    assert asked(typed) is None

import pytest

from sources.recognise.candidate import SearchRegion
from sources.recognise.find import find
from sources.values.span import Span
from sources.vocabulary import Kind


def found(text: str, kind: Kind = Kind.BODY) -> list[tuple[str, str]]:
    candidates = find(text, [SearchRegion(Span(0, len(text)), kind)], "2014-05-22")
    return [(c.surface, c.kind.value) for c in candidates]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A ferryman, Friday Okonrua, was jailed.", [("Friday Okonrua", "person")]),
        ("Mr. Justice Sunday Mbafor ruled.", [("Sunday Mbafor", "person")]),
        ("The striker Monday Ewekale scored.", [("Monday Ewekale", "person")]),
        ("Mrs. April Dunholm is well.", [("April Dunholm", "person")]),
        ("April Dunholm sang.", [("April Dunholm", "person")]),
        ("She asked whether May Achoro knew.", [("May Achoro", "person")]),
        ("May Achoro came. May said no.", [("May Achoro", "person"), ("May", "person")]),
        ("June B. Sayrel wrote.", [("June B. Sayrel", "person")]),
    ],
)
def test_day_or_month_before_a_family_name_is_a_first_name(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Police said Friday Petrov had left.", ["Friday"]),
        ("In April Petrov left.", ["April"]),
        ("On Sunday Kowalczyk spoke.", ["Sunday"]),
        ("They met in March and June Kowalczyk left.", ["March and June"]),
        ("They met on 5 May Kowalczyk said.", ["5 May"]),
        ("He came back, Friday Parliament sat.", ["Friday"]),
        ("The strike, Monday Moscow heard, was over.", ["Monday"]),
    ],
)
def test_day_or_month_that_is_led_stays_a_date(text, dates):
    assert [surface for surface, kind in found(text) if kind == "date"] == dates


def test_wish_and_headline_name_nobody_after_a_month():
    assert (
        found("May Odrin bless you.") == [("Odrin", "person")]
        or found("May Odrin bless you.")[0][0] != "May Odrin"
    )
    assert ("May Kowalczyk", "person") not in found("Party May Kowalczyk Lead", Kind.TITLE)


def test_name_after_a_day_that_is_plain_once_holds_where_it_stands_again():
    text = "A ferryman, Friday Okonrua, was jailed. The court freed Friday Okonrua on Monday."

    assert found(text) == [("Friday Okonrua", "person"), ("Friday Okonrua", "person"), ("Monday", "date")]

"""UTS 39: what looks the same has one skeleton, and letters of two scripts are noticed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.values.confusable import mixes_scripts, scripts, skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Quill", "\u0410d\u0430 Quill"),  # Cyrillic A and a
        ("Ada", "\u0391da"),  # Greek Alpha
        ("paypal", "paypa1"),
        ("Orne", "0rne"),
        ("Orme", "Orrne"),
        ("scope", "\u0455\u0441\u043e\u0440\u0435"),  # UTS 39's own: all Cyrillic
        ("Ñandú", "N\u0303andu\u0301"),
        ("نیم‌روز", "نیمروز"),  # a joiner is not seen
        ("Ada", "A\u00adda"),
    ],
)
def test_names_that_look_the_same_have_one_skeleton(one, other):
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Ada Quill", "Ida Quill"), ("Ада", "Ида"), ("Wick", "Wicks"), ("Orne", "Örne")]
)
def test_names_that_differ_to_the_eye_have_two(one, other):
    assert skeleton(one) != skeleton(other)


@given(st.text())
def test_skeleton_of_a_skeleton_is_itself_and_normal_forms_have_one(name):
    assert skeleton(skeleton(name)) == skeleton(name)
    assert skeleton(unicodedata.normalize("NFC", name)) == skeleton(unicodedata.normalize("NFD", name))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("\u0410da Quill", ("Cyrillic", "Latin")),
        ("Ρaul", ("Greek", "Latin")),
        ("Ада Quill", ("Cyrillic", "Latin")),
    ],
)
def test_name_of_two_scripts_is_noticed(name, expected):
    assert (mixes_scripts(name), scripts(name)) == (True, expected)


@pytest.mark.parametrize(
    "name",
    [
        "Ada O’Quill-Ñandú, 2nd (the elder)",
        "Ада Квилл",
        "آدا کویل",
        "क्षत्रिय",
        "東京タワーのひと",
        "金대중",
        "31",
        "",
    ],
)
def test_name_of_one_way_of_writing_is_not(name):
    assert not mixes_scripts(name)

"""A question's line: who answers what, by group, nothing added up and nobody preferred."""

from sources.edition.gist import gist
from sources.edition.models import Claim, Party

PARTIES = [
    Party(id=1, slug="residents", label="Residents", rank=2),
    Party(id=2, slug="officials", label="Officials", rank=1),
]
OFFICIALS, RESIDENTS = 2, 1


def told(number, party=None, *, low=None, high=None, answer="", **values):
    said = {"stance": "asserts", "option": "", "asserter_name": f"Asserter {number}", "is_independent": True}
    return Claim(id=number, party_id=party, low=low, high=high, answer=answer, **{**said, **values})


def exactly(number, figure, party=None, **values):
    return told(number, party, low=figure, high=figure, answer=str(figure), **values)


def chosen(number, option, party=None, **values):
    return told(number, party, option=option.lower(), answer=option, **values)


def test_groups_stand_in_the_editors_order_and_figures_in_that_of_size():
    claims = [
        told(1, RESIDENTS, low=64, answer="at least 64"),
        exactly(2, 16, OFFICIALS),
        exactly(3, 9),
        exactly(4, 14, OFFICIALS),
        told(5, OFFICIALS, low=14, answer="at least 14"),
        exactly(6, 16, OFFICIALS),
    ]

    assert gist("number", claims, PARTIES) == [
        ("Officials", ["14", "at least 14", "16"], 0, 0),
        ("Residents", ["at least 64"], 0, 0),
        ("Others", ["9"], 0, 0),
    ]


def test_of_many_figures_the_least_and_the_greatest_stand_for_all():
    claims = [exactly(number, number * 10, OFFICIALS) for number in range(1, 8)]

    assert gist("number", claims, PARTIES) == [("Officials", ["10", "70"], 5, 0)]


def test_what_repeats_and_what_is_not_known_stand_in_no_line_and_words_are_counted():
    claims = [
        exactly(1, 16, OFFICIALS),
        exactly(2, 99, RESIDENTS, is_independent=False),
        told(3, RESIDENTS, answer="several times as many"),
        exactly(4, 40, RESIDENTS, stance="unknown"),
        exactly(5, 20, RESIDENTS, stance="denies"),
    ]

    assert gist("number", claims, PARTIES) == [
        ("Officials", ["16"], 0, 0),
        ("Residents", ["denies 20"], 0, 1),
    ]


def test_group_that_answers_in_words_alone_is_not_left_out():
    claims = [
        exactly(1, 16, OFFICIALS),
        told(2, RESIDENTS, answer="dozens"),
        told(3, answer="nobody in town"),
    ]

    assert gist("number", claims, PARTIES) == [
        ("Officials", ["16"], 0, 0),
        ("Residents", [], 0, 1),
        ("Others", [], 0, 1),
    ]


def test_options_taken_up_most_often_come_first_and_the_rest_is_counted():
    claims = [
        chosen(1, "Wind", OFFICIALS),
        chosen(2, "A hand", OFFICIALS),
        chosen(3, "A hand", OFFICIALS, stance="denies"),
        chosen(4, "A hand", OFFICIALS),
        chosen(5, "Rain", OFFICIALS),
    ]

    assert gist("choice", claims, PARTIES) == [("Officials", ["A hand", "Wind", "denies “A hand”"], 1, 0)]


def test_without_groups_each_asserter_is_one_and_the_last_stand_together():
    claims = [exactly(number, number) for number in range(1, 11)]

    found = gist("number", claims, PARTIES)

    assert found[0] == ("Asserter 1", ["1"], 0, 0)
    assert found[7:] == [("Others", ["8", "9", "10"], 0, 0)]


def test_question_for_a_few_words_has_no_line():
    assert gist("text", [told(1, OFFICIALS, answer="a letter")], PARTIES) == []

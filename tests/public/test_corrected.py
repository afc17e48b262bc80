"""A correction is told in whole words, and nothing that stayed the same is called changed."""

from datetime import date

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from sources.edition.models import Revision
from sources.public.showing.corrected import Change, compared, corrections_by_passage

WORDS = st.lists(
    st.sampled_from(["two", "three", "of", "the", "Custom", "Customs", "House", "."]), max_size=6
)


def test_two_corrections_of_one_act_are_told_apart():
    old = "moved two companies of grey foot to the Customs House"
    new = "moved three companies of grey foot to the Custom House"

    changes, after = compared(old, new)

    assert changes == (
        Change("moved ", "two", "three"),
        Change(" companies of grey foot to the ", "Customs", "Custom"),
    )
    assert after == " House"


def test_neighbouring_words_are_one_change():
    changes, _ = compared("the old mole stood", "the new quay stood")

    assert changes == (Change("the ", "old mole", "new quay"),)


def test_words_put_in_at_the_end_take_nothing_out():
    changes, after = compared("It was dark", "It was dark at seven")

    assert (changes, after) == ((Change("It was dark", "", " at seven"),), "")


@given(WORDS, WORDS)
def test_what_is_shown_of_short_wordings_makes_both_of_them(before, later):
    old, new = " ".join(before), " ".join(later)

    changes, after = compared(old, new)

    assert "".join(one.before + one.out for one in changes) + after == old
    assert "".join(one.before + one.put_in for one in changes) + after == new


@pytest.mark.parametrize(
    ("former", "said"),
    [("The old mole.", "see the earlier wording"), (None, "The earlier wording is withheld.")],
)
def test_earlier_wording_is_offered_only_where_it_may_be_seen(former, said):
    on = date(2026, 3, 4)
    rows = [
        Revision(passage_id=1, number=number, text=text, splices=[], reason="A slip", made_on=on)
        for number, text in ((1, former), (2, "The new mole."))
    ]
    [correction] = corrections_by_passage(rows, ("aaaaaaaa", "mole"), {1: "6"})[1]

    shown = render_to_string("sources/partials/revised.html", {"correction": correction})

    offered = [one for one in ("see the earlier wording", "The earlier wording is withheld.") if one in shown]
    assert offered == [said]

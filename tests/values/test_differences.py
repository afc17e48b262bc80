"""The words that differ, and no others."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sources.values.differences import Difference, differences, share_kept

PRINTED = "Nine lamps were put out before dark, said the keeper."
REPRINTED = "Nine lanterns were put out before dark,\nsaid the old keeper."


def test_exchanged_and_added_words_are_named():
    assert differences(PRINTED, REPRINTED) == (
        Difference(kept="Nine"),
        Difference(out="lamps", put_in="lanterns"),
        Difference(kept="were put out before dark, said the"),
        Difference(put_in="old"),
        Difference(kept="keeper."),
    )


def test_same_words_differ_in_nothing():
    assert differences(PRINTED, PRINTED.replace(" ", "\n")) == (Difference(kept=PRINTED),)


def test_share_counts_the_words_of_both():
    assert share_kept(differences("a b c d", "a b x d")) == 0.75
    assert share_kept(differences("", "")) == 1.0


@given(st.lists(st.sampled_from("abcd")), st.lists(st.sampled_from("abcd")))
def test_stretches_give_both_wordings_again(before, after):
    found = differences(" ".join(before), " ".join(after))

    assert " ".join(one.kept or one.out for one in found if one.kept or one.out).split() == before
    assert " ".join(one.kept or one.put_in for one in found if one.kept or one.put_in).split() == after
    assert all(one.is_kept != two.is_kept for one, two in pairwise(found))

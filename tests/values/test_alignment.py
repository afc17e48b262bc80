import random

from hypothesis import given, settings
from hypothesis import strategies as st

from sources.values.alignment import agreed_pairs

TOKENS = st.lists(st.sampled_from(["the", "mole", "strike", "and", " ", ",", "Temrava"]), max_size=40)


def test_agreed_pairs_of_equal_texts_are_all():
    tokens = ["the", "men", "held", "the", "mole"]

    assert agreed_pairs(tokens, tokens) == [(number, number) for number in range(5)]


def test_agreed_pairs_leave_out_two_words_that_changed_places():
    assert agreed_pairs(["a", "x", "b"], ["x", "a", "b"]) == [(2, 2)]


def test_agreed_pairs_leave_out_a_word_that_could_be_either_of_two():
    assert agreed_pairs(["Beta", "Beta"], ["Beta"]) == []


def test_agreed_pairs_of_a_long_text_without_a_word_of_its_own_follow_phrases():
    draw = random.Random(7)
    old = [draw.choice(["the", "men", "of", "mole", "and", "Temrava"]) for _ in range(1000)]
    new = [*old[:300], "new", *old[300:]]

    kept = agreed_pairs(old, new)

    assert kept[:290] == [(number, number) for number in range(290)]
    assert kept[-690:] == [(number, number + 1) for number in range(310, 1000)]


@settings(max_examples=200)
@given(TOKENS, TOKENS)
def test_agreed_pairs_are_equal_tokens_and_rise_on_both_sides(old: list[str], new: list[str]):
    pairs = agreed_pairs(old, new)

    assert [old[i] for i, _ in pairs] == [new[j] for _, j in pairs]
    assert [i for i, _ in pairs] == sorted({i for i, _ in pairs})
    assert [j for _, j in pairs] == sorted({j for _, j in pairs})

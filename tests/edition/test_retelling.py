"""What is one assertion: pure cases, and that the order of telling changes nothing."""

from hypothesis import given
from hypothesis import strategies as st

from sources.edition.retelling import Assertion, Telling, assertions

KEYS = st.integers(min_value=1, max_value=8)


def telling(key, article=1, original=None, said="16"):
    return Telling(key, article, original, said)


def test_claims_that_repeat_nothing_are_each_an_assertion():
    assert assertions([telling(1), telling(2)], {}) == (Assertion(1, (), True), Assertion(2, (), True))


def test_retellings_count_once_however_long_the_way_back():
    found = assertions([telling(1), telling(2), telling(3)], {3: 2, 2: 1})

    assert found == (Assertion(1, (2, 3), True),)


def test_retellings_of_what_is_not_public_are_one_assertion():
    found = assertions([telling(2), telling(3)], {2: 1, 3: 1})

    assert found == (Assertion(2, (3,), True),)


def test_copy_adds_no_assertion_though_nobody_said_that_it_repeats():
    found = assertions([telling(1, article=1), telling(2, article=2, original=1)], {})

    assert found == (Assertion(1, (2,), True),)


def test_claim_in_a_copy_belongs_to_what_the_originals_claim_repeats():
    found = assertions([telling(1, 1), telling(2, 2), telling(3, 3, original=2)], {2: 1})

    assert found == (Assertion(1, (2, 3), True),)


def test_what_only_a_copy_carries_is_shown_and_does_not_count():
    found = assertions([telling(1, 1, said="4"), telling(2, 2, original=1)], {})

    assert found == (Assertion(1, (), True), Assertion(2, (), False))


def test_assertion_first_told_in_a_copy_stands_on_the_one_that_is_none():
    found = assertions([telling(1, 2, original=9), telling(2, 3)], {2: 1})

    assert found == (Assertion(2, (1,), True),)


@given(st.lists(KEYS, unique=True), st.dictionaries(KEYS, KEYS), st.randoms())
def test_every_claim_is_in_one_assertion_whatever_repeats_what(keys, repeats, chance):
    tellings = [telling(key) for key in keys]
    shuffled = chance.sample(tellings, len(tellings))

    found = assertions(tellings, repeats)

    assert sorted(key for one in found for key in (one.standing, *one.others)) == sorted(keys)
    groups = {frozenset((one.standing, *one.others)) for one in found}
    again = {frozenset((one.standing, *one.others)) for one in assertions(shuffled, repeats)}
    assert groups == again

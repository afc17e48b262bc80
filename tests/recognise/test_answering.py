"""Which question a span may answer, and why."""

import pytest

from sources.recognise.answering import Asked, Nearness, likely, propose_claim, sentence_at
from sources.values.figures import Figure
from sources.values.span import Span

TEXT = "The fair was crowded. Later sixteen were killed on the quay, at least 40 hurt. Nobody was held."
DEAD = Asked(1, "number", "How many people died?", "Bodies counted.", place=Nearness.SENTENCE)
HURT = Asked(2, "number", "How many people were injured?")
HELD = Asked(3, "number", "How many people were detained?")
ORDER = Asked(4, "choice", "Who gave the order to fire?", labels=("The prefect", "Nobody"))


def at(words):
    start = TEXT.index(words)
    return Span(start, start + len(words))


def test_words_beside_a_figure_tell_which_question_it_answers():
    found = likely(TEXT, at("sixteen"), [ORDER, HELD, HURT, DEAD])

    assert next((one.key, one.reason) for one in found) == (1, "“killed” stands near; same place")
    assert 4 not in [one.key for one in found]


def test_same_thing_is_known_by_other_words():
    [found] = likely(
        "Eleven perished in the flood.", Span(0, 6), [Asked(1, "number", "How many were killed?")]
    )

    assert found.reason == "“perished” stands near"


def test_of_two_like_questions_the_one_whose_place_is_nearer_comes_first():
    there = Asked(1, "number", "How many people died?", place=Nearness.NOWHERE)
    here = Asked(2, "number", "How many people died?", place=Nearness.PASSAGE)

    assert [one.key for one in likely(TEXT, at("sixteen"), [there, here])][:1] == [2]


def test_money_is_asked_for_where_it_is_named():
    paid = Asked(1, "number", "How much money was paid for each death?", unit="crowns")

    assert likely("Sixteen were killed.", Span(0, 7), [paid]) == ()
    assert likely("The dead were paid 16 crowns.", Span(19, 21), [paid])[0].key == 1


def test_choice_is_proposed_for_words_and_no_number():
    text = "The prefect himself ordered the firing."

    assert [one.key for one in likely(text, Span(0, 11), [ORDER, DEAD])] == [4]


def test_nothing_is_proposed_where_nothing_speaks_for_it():
    assert likely("Sixteen lamps went out.", Span(0, 7), [DEAD, HURT, HELD]) == ()


def test_figure_is_read_with_what_stands_before_the_selected_words():
    found = propose_claim(TEXT, at("40"))

    assert (found.span.of(TEXT), found.figure) == ("at least 40", Figure("at_least", 40.0, None))
    assert propose_claim(TEXT, at("The fair")) is None


@pytest.mark.parametrize(
    ("words", "sentence"),
    [("crowded", "The fair was crowded. "), ("held", "Nobody was held."), ("quay", TEXT[22:79])],
)
def test_sentence_is_the_one_that_the_words_stand_in(words, sentence):
    assert sentence_at(TEXT, at(words)).of(TEXT) == sentence

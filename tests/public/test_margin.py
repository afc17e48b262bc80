from hypothesis import given
from hypothesis import strategies as st

from sources.public.showing.margin import fitting, lines, room

HEIGHTS = st.lists(st.floats(1, 9), max_size=6)


def test_what_fits_stands_there():
    assert fitting(room(400, taken=0), [2.35], [1.35, 1.35]) == (1, 2)


def test_beside_a_line_of_text_stands_what_is_no_longer():
    assert fitting(room(50, taken=0), [2.35], []) == (1, 0)
    assert fitting(room(50, taken=0), [3.35], []) == (0, 0)
    assert fitting(room(50, taken=1.35), [3.35, 2.35], [2.35, 2.35]) == (0, 0)


def test_questions_and_other_sources_come_by_turns():
    assert fitting(8.0, [2.35, 2.35, 2.35], [2.35, 2.35]) == (1, 1)


def test_the_only_question_keeps_no_line_for_others():
    assert fitting(3.0, [2.35], [2.35]) == (1, 0)


def test_an_answer_of_two_lines_needs_two_and_room_for_its_link():
    assert lines("How many?", "x" * 60) == 3.35


@given(st.floats(-5, 60), HEIGHTS, HEIGHTS)
def test_what_is_chosen_fits(free, answers, neighbours):
    chosen = fitting(free, answers, neighbours)

    assert sum(answers[: chosen[0]]) + sum(neighbours[: chosen[1]]) <= max(free, 0) + 1e-6

"""A name from outside, as a line can hold it."""

from sources.values.visible import visible


def test_characters_that_turn_the_reading_or_cannot_be_seen_are_replaced():
    assert visible("re\u202etxt.exe\x1b[2J\n.txt") == "re\ufffdtxt.exe\ufffd[2J\ufffd.txt"


def test_letters_of_any_script_stay():
    assert visible("Жаңаөзен, 12 (2).txt") == "Жаңаөзен, 12 (2).txt"

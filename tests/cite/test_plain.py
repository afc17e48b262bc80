"""One line of words, whatever came in."""

from hypothesis import given
from hypothesis import strategies as st

from sources.cite.plain import plain


def test_line_breaks_become_one_space():
    assert plain("a\r\n\u2028 b\x85c") == "a b c"


def test_overrides_and_halves_of_pairs_do_not_survive():
    assert plain("\u202eabc\ud800\x07") == "abc\ufffd"


def test_joiners_and_marks_of_scripts_stay():
    assert plain("می\u200cخواهم") == "می\u200cخواهم"


@given(st.text())
def test_clean_text_stays_as_it_is(text):
    assert plain(plain(text)) == plain(text)

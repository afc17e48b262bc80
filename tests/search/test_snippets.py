from sources.search.passages import CLOSE, OPEN, Snippet, _snippet


def marked(text: str) -> str:
    return text.replace("[", OPEN).replace("]", CLOSE)


def test_neighbouring_words_that_match_are_one():
    found = _snippet(marked("On [14] [October], [1927] the lighters lay still."))

    assert found == Snippet("On ", "14 October, 1927", " the lighters lay still.")


def test_the_longest_run_is_shown_and_what_else_matches_is_plain():
    found = _snippet(marked("Of [14] men seen in [October] none was there on [14] [October]."))

    assert found == Snippet("Of 14 men seen in October none was there on ", "14 October", ".")


def test_of_equals_the_first_is_shown():
    assert _snippet(marked("A [mole] and a [mole].")).before == "A "

"""What a text must hold for a pattern to match in it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.ingest.needed import Likely, needed

PATTERNS = [
    r"\bprivacy policy\b",
    r"^\W*(?:share|tweet)(?: this)?\b.{0,40}$",
    r"photo(?:s|graph)?\W*$",
    r"colou?r|gr[ae]y",
    r"(?:ab){2,}c",
    r"a+b*c?d",
    r"(?:^|\s)\d+ (?:ab|abouts?) the",
    r"^\d+ (?:comments?|replies)",
    r"\S@\S+",
    r"(?!.*x)y|[^a-z]z",
]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\bprivacy policy\b", {"privacy policy"}),
        (r"photo(?:s|graph)?\W*$", {"photo", "photos", "photograph"}),
        (r"gr[ae]y", {"gray", "grey"}),
        (r"\d (?:min|minutes?) read", {" min read", " minute read", " minutes read"}),
        (r"a+bc", {"bc"}),
        (r"^\d+ (?:comments?|replies)", {" comment", " comments", " replies"}),
        (r"(?:sign up|log ?in) .{0,9}now", {"sign up ", "log in ", "login "}),
        (r"x?", {""}),
        (r"\d+|page", {""}),
    ],
)
def test_needed_words_of_a_pattern(pattern, words):
    assert needed(pattern) == words


@given(
    st.text(alphabet="abcdeghoprstuvy @19.\n", max_size=30), st.sampled_from(PATTERNS), st.text(max_size=5)
)
def test_no_pattern_that_matches_is_left_out(text, pattern, more):
    whole = text + more
    compiled = [re.compile(one) for one in PATTERNS]
    likely = Likely(compiled).within(whole)

    assert [place for place, one in enumerate(compiled) if one.search(whole) and place not in likely] == []


@pytest.mark.parametrize("pattern", PATTERNS)
def test_no_match_made_of_a_pattern_is_left_out(pattern):
    @given(st.from_regex(pattern))
    def check(text):
        assert Likely([re.compile(pattern)]).within(text) == [0]

    check()

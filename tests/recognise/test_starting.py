import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.recognise.dates.grammar import PATTERNS
from sources.recognise.dates.resolve import RESOLVERS
from sources.recognise.dates.starting import _STARTS, tries
from sources.values.span import Span

_WORDS = (
    "the a an early late mid- end of last this next that between and 16 16th 1990s ’60s 2011 2009-2010",
    "2011-12-16 16.12.2011 December Dec. May spring Friday Fri. Sunday morning night noon 8pm on",
    "yesterday to-morrow day before after week weeks year half two later ago from onwards about c. 1818",
    "over weekend first second century Christmas Day Good 3rd inst.",
)


def test_every_pattern_has_a_resolver_and_a_beginning():
    names = {pattern.name for pattern in PATTERNS}

    assert names == set(RESOLVERS)
    assert names == set(_STARTS)


@pytest.mark.parametrize("text", ["The mill stood still.", "the other the third", "a", "1.2.3", "£16 #2011"])
def test_words_that_begin_no_date_are_passed_over(text):
    assert [match.group() for _, _, match in tries(text, Span(0, len(text)))] == []


@given(st.lists(st.sampled_from(" ".join(_WORDS).split()), min_size=1, max_size=14).map(" ".join))
def test_patterns_match_as_if_each_were_looked_for_everywhere(text):
    everywhere = {(n, m.span()) for n, p in enumerate(PATTERNS) for m in p.shape.finditer(text)}

    assert {(n, match.span()) for n, _, match in tries(text, Span(0, len(text)))} == everywhere

from sources.recognise.dates.grammar import PATTERNS
from sources.recognise.dates.resolve import RESOLVERS
from sources.recognise.dates.windows import _ALLOWS, _NEEDS, windows
from sources.values.span import Span


def test_every_pattern_has_a_resolver_and_every_table_names_patterns():
    names = {pattern.name for pattern in PATTERNS}

    assert names == set(RESOLVERS)
    assert set(_ALLOWS) - names == set()
    assert set(_NEEDS) - names == set()


def test_window_is_cut_at_white_space_and_stays_in_its_region():
    text = "x" * 30 + " in December they left"

    found = [window.span for window in windows(text, Span(31, len(text)))]

    assert found == [Span(31, len(text))]


def test_text_without_a_trigger_has_no_window():
    assert list(windows("The mill stood still.", Span(0, 21))) == []

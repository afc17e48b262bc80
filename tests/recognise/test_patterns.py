"""No regular expression of the recogniser can run away: none repeats without bound what itself is unbounded.

Such a pattern, ``(a+)+``, takes time that doubles with each character of a text that nearly matches. That
is a matter of its form, so it is looked for in the form and needs no clock; how long hostile texts take,
``python -m tests.benchmarks.recognise_hostile`` says.
"""

import importlib
import pkgutil
import re
from re import _constants as code
from re import _parser as parser

import pytest

from sources import recognise
from sources.recognise.dates.grammar import PATTERNS

_REPEATS = (code.MAX_REPEAT, code.MIN_REPEAT)


def modules():
    for found in pkgutil.walk_packages(recognise.__path__, f"{recognise.__name__}."):
        yield importlib.import_module(found.name)


def patterns():
    """Every compiled pattern of the room, by where it stands."""
    own = {
        f"{module.__name__}.{name}": value
        for module in modules()
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern)
    }
    dates = {f"{one.name} {number}": one.shape for number, one in enumerate(PATTERNS)}
    return own | dates


def runs_away(parsed, inside=False):
    """Tell whether an unbounded repeat stands within another."""
    for operation, argument in parsed:
        if operation in _REPEATS:
            unbounded = argument[1] is code.MAXREPEAT
            if (unbounded and inside) or runs_away(argument[2], inside or unbounded):
                return True
        elif any(runs_away(one, inside) for one in _within(argument)):
            return True
    return False


def _within(argument):
    """The patterns that an operation holds: of a group, a branch, a look ahead."""
    if isinstance(argument, parser.SubPattern):
        yield argument
    elif isinstance(argument, (tuple, list)):
        for one in argument:
            yield from _within(one)


@pytest.mark.parametrize("text", ["(a+)+", "(?:x(?:a|b*))*", "(?=(?:\\w+\\s?)+$)", "((a+)?b?)*"])
def test_a_pattern_that_runs_away_is_told(text):
    assert runs_away(parser.parse(text))


@pytest.mark.parametrize("text", ["a+b+", "(?:a{1,3}b)+", "(?:a+b){0,4}", "(a|b)*c"])
def test_a_pattern_that_cannot_is_not(text):
    assert not runs_away(parser.parse(text))


def test_no_pattern_of_the_recogniser_runs_away():
    found = patterns()

    assert [name for name, one in found.items() if runs_away(parser.parse(one.pattern, one.flags))] == []
    assert len(found) > 150

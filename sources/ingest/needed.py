"""Which words a text must hold for a pattern to match in it at all.

A hundred patterns tried one by one at every place of every line were a quarter of what reading cost. Of each
pattern the words are worked out of which any match holds at least one (after Cox, “Regular Expression
Matching with a Trigram Index”, 2012); all of them are looked for at once (Aho and Corasick, 1975), and only
patterns that may match are tried.
"""

import re
from collections.abc import Iterable, Sequence
from re import _constants as code  # type: ignore[attr-defined]  # what re.compile itself reads a pattern with
from re import _parser as parser  # type: ignore[attr-defined]  # as above
from typing import Any

from ahocorasick_rs import AhoCorasick

MOST = 200  # words that are worth keeping for one pattern
REPEATED = {code.MAX_REPEAT, code.MIN_REPEAT}

Words = frozenset[str]
NONE: Words = frozenset({""})  # any text will do


class Likely:
    """Patterns, all in lower case, that may match in a text."""

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        self._always: list[int] = []
        by_word: dict[str, list[int]] = {}
        for place, pattern in enumerate(patterns):
            words = needed(pattern.pattern)
            if words == NONE or "" in words:
                self._always.append(place)
                continue
            for word in words:
                by_word.setdefault(word, []).append(place)
        self._places = list(by_word.values())
        self._words = AhoCorasick(list(by_word))

    def within(self, text: str) -> list[int]:
        """Give the places, in order, of the patterns that may match in a text."""
        found = {one for one, _, _ in self._words.find_matches_as_indexes(text, overlapping=True)}
        return sorted({*self._always, *(place for one in found for place in self._places[one])})


def needed(pattern: str) -> Words:
    """Give words of which every match of a pattern holds at least one; "" among them where none is sure."""
    return _needed(parser.parse(pattern))


def _needed(items: Iterable[Any]) -> Words:
    best, run = NONE, NONE
    for operation, argument in items:
        exact = _exact(operation, argument)
        joined = exact and frozenset(before + after for before in run for after in exact)
        if joined and len(joined) <= MOST:
            run = joined
            continue
        best, run = _better(best, run), NONE
        best = _better(best, _needed_inside(operation, argument))
    return _better(best, run)


def _needed_inside(operation: Any, argument: Any) -> Words:  # noqa: ANN401 -- as the parser has it
    """Give the same for one item of a pattern that has others in it."""
    if operation is code.SUBPATTERN:
        return _needed(argument[-1])
    if operation is code.BRANCH:
        branches = frozenset[str]().union(*(_needed(branch) for branch in argument[1]))
        return branches if len(branches) <= MOST else NONE
    if operation in REPEATED and argument[0] > 0:
        return _needed(argument[2])
    return NONE


def _exact(operation: Any, argument: Any) -> Words | None:  # noqa: ANN401 -- as the parser has it
    """Give all that one item of a pattern can match, where that is a few words; None where it is not."""
    words: Words | None = None
    if operation is code.LITERAL:
        words = frozenset({chr(argument)})
    elif operation is code.AT:
        words = NONE
    elif operation is code.IN and all(kind is code.LITERAL for kind, _ in argument):
        words = frozenset(chr(letter) for _, letter in argument)
    elif operation is code.SUBPATTERN:
        words = _exact_all(argument[-1])
    elif operation is code.BRANCH:
        branches = [_exact_all(branch) for branch in argument[1]]
        known = [branch for branch in branches if branch is not None]
        words = frozenset[str]().union(*known) if len(known) == len(branches) else None
    elif operation in REPEATED and argument[:2] == (0, 1):
        inside = _exact_all(argument[2])
        words = NONE | inside if inside else None
    return words


def _exact_all(items: Iterable[Any]) -> Words | None:
    words = NONE
    for operation, argument in items:
        exact = _exact(operation, argument)
        if exact is None or len(words) * len(exact) > MOST:
            return None
        words = frozenset(before + after for before in words for after in exact)
    return words


def _better(first: Words, second: Words) -> Words:
    """Choose the words that fewer texts hold: those of which the shortest is longer."""
    return max(first, second, key=lambda words: (min(map(len, words)), -len(words)))

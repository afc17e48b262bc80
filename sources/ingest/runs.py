"""Texts as runs of words, to see what they share.

Two captures of one text are nearly the same, never quite. What they share is counted in runs of five words
(shingles; Broder 1997), wherever these stand, and in words that follow one another in both in the same order
(the longest common subsequence): paragraphs in another order leave the runs, a word exchanged here and
there the order.

To find what a text repeats without looking at every other, a few runs of each passage are kept as its marks:
those whose number is divisible by 16, so that a part of a text has the same marks as the whole (Broder's
sampling modulo m: two sentences of an agency within a longer report are found too, which the minima of
MinHash would miss), and where a passage has hardly any, its least ones.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Indel

from sources.ingest.tokens import tokens_in

RUN = 5
MARKED = 16
FEWEST_MARKS = 3
LONG_ENOUGH = 8  # runs: twelve words are the same by chance only where they are a phrase
FEWEST_RUNS = 20
ALIKE = 0.5
CONTAINED = 0.8
# Unrelated English keeps a third of its words in order, two reports of one event less than a half.
IN_ORDER = 0.62
# Where three words of ten were exchanged, one run in six is left.
RELATED = 0.05

# Arithmetic modulo a Mersenne prime: the number of a run fits a signed column of 64 bits.
_PRIME = (1 << 61) - 1
_BASE = 1_000_003_000_001
_LEAVING = pow(_BASE, RUN, _PRIME)


@dataclass(frozen=True, slots=True)
class Worded:
    """A text by the numbers of its words, in order, and of its runs."""

    words: tuple[int, ...]
    runs: frozenset[int]


@dataclass(frozen=True, slots=True)
class Marked:
    """A passage with the few of its runs by which it can be found again."""

    text: str
    marks: tuple[int, ...]
    is_read: bool = True  # a title or a paragraph: no caption, no menu


def worded(text: str) -> Worded:
    """Number the words and the runs of five words; where it has fewer words, they are one run."""
    words = tuple(map(_number, tokens_in(text.casefold())))
    return Worded(words, frozenset(_numbers(words)))


def marked(text: str) -> Marked:
    """Choose the marks of a passage: none where it is so short that chance may repeat it."""
    own = worded(text).runs
    if len(own) < LONG_ENOUGH:
        return Marked(text, ())
    chosen = tuple([run for run in own if run % MARKED == 0])
    return Marked(text, chosen if len(chosen) >= FEWEST_MARKS else tuple({*chosen, *sorted(own)[:2]}))


def similarity(first: Worded, second: Worded) -> float:
    """Give the share of the wording that two texts have in common, 0 to 1.

    It is the share of runs (Dice), or where some are shared, that of words in order if that is more.
    """
    if not first.runs or not second.runs:
        return 0.0
    share = 2 * len(first.runs & second.runs) / (len(first.runs) + len(second.runs))
    return max(share, Indel.normalized_similarity(first.words, second.words)) if share >= RELATED else share


def likeness(own: Worded, other: Worded) -> float | None:
    """Give how like an earlier text a later one is where it is a copy of it; None where it is none.

    A copy is half the same by its runs, or more than that by its words in order, or is nearly all contained
    in the earlier text. An earlier brief that stands whole in a longer report makes that no copy: the report
    says more.
    """
    common = len(own.runs & other.runs)
    is_part = len(own.runs) >= FEWEST_RUNS and common >= CONTAINED * len(own.runs)
    is_alike = 2 * common >= ALIKE * (len(own.runs) + len(other.runs))
    share = similarity(own, other)
    return share if share > 0 and (is_part or is_alike or share >= IN_ORDER) else None


def _numbers(words: Sequence[int]) -> list[int]:
    """Number each run of five words by its words (Karp and Rabin's rolling sum), the same for ever."""
    total = 0
    for value in words[:RUN]:
        total = (total * _BASE + value) % _PRIME
    numbers = [total] if words else []
    for value, leaving in zip(words[RUN:], words, strict=False):  # the first words leave as others come
        total = (total * _BASE + value - leaving * _LEAVING) % _PRIME
        numbers.append(total)
    return numbers


@lru_cache(maxsize=65_536)
def _number(word: str) -> int:
    letters = word.encode("utf-8", "surrogatepass")
    return (zlib.crc32(letters) << 29 ^ zlib.adler32(letters)) % _PRIME

"""Which tokens of a text are the same tokens of its next version, for ``values.splice.diff``.

Patience alignment (Bram Cohen's): what both ends share, then the tokens that occur once in both,
in the longest run that keeps their order, and so on within each gap between them. A word that
occurs once is evidence of where it went; a word that occurs often is none, and is matched only
beside one that is. Python's difflib alone would match the first look-alike, and on long texts
leaves common tokens out.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

# Tokens of one gap times those of the other: beyond, what has no word of its own is a rewriting.
_LARGEST_GAP = 40_000

# Four words and the spaces after them.
_PHRASE = 8

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Gap:
    """Token numbers of both versions between which nothing is matched yet."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int

    @property
    def size(self) -> int:
        """How many pairs are possible in it."""
        return (self.old_end - self.old_start) * (self.new_end - self.new_start)


def agreed_pairs(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Give the (old, new) token numbers, in order, that reading forwards and backwards both match."""
    backwards = {(len(old) - 1 - i, len(new) - 1 - j) for i, j in _matched_pairs(old[::-1], new[::-1])}
    return sorted(pair for pair in _matched_pairs(old, new) if pair in backwards)


def _matched_pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[Pair]:
    # A list of what is left to do, not recursion: a long text may nest deeply.
    gaps = [_Gap(0, len(old), 0, len(new))]
    while gaps:
        gap = gaps.pop()
        ends = list(_shared_ends(gap, old, new))
        yield from ends
        inner = _between(gap, ends)
        anchors = _anchors(inner, old, new)
        if anchors:
            yield from anchors
            gaps += _gaps_round(inner, anchors)
        elif 0 < inner.size <= _LARGEST_GAP:
            yield from _matched_by_difflib(inner, old, new)


def _shared_ends(gap: _Gap, old: Sequence[str], new: Sequence[str]) -> Iterator[Pair]:
    """Pair what both versions begin with, then what the rest of both ends with."""
    length = min(gap.old_end - gap.old_start, gap.new_end - gap.new_start)
    head = 0
    while head < length and old[gap.old_start + head] == new[gap.new_start + head]:
        yield gap.old_start + head, gap.new_start + head
        head += 1
    tail = 1
    while tail <= length - head and old[gap.old_end - tail] == new[gap.new_end - tail]:
        yield gap.old_end - tail, gap.new_end - tail
        tail += 1


def _between(gap: _Gap, ends: Sequence[Pair]) -> _Gap:
    """Give what a gap's shared ends leave of it."""
    head = 0
    while head < len(ends) and ends[head] == (gap.old_start + head, gap.new_start + head):
        head += 1
    tail = len(ends) - head
    return _Gap(gap.old_start + head, gap.old_end - tail, gap.new_start + head, gap.new_end - tail)


def _anchors(gap: _Gap, old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Pair the tokens that occur once on both sides, as many as keep their order.

    Where there are none, the first tokens of phrases that do: a long text repeats its words.
    """
    for width in (1, _PHRASE):
        once_in_old = _places_of_single_phrases(old[gap.old_start : gap.old_end], width)
        once_in_new = _places_of_single_phrases(new[gap.new_start : gap.new_end], width)
        pairs = [
            (gap.old_start + at, gap.new_start + once_in_new[phrase])
            for phrase, at in once_in_old.items()
            if phrase in once_in_new
        ]
        if pairs:
            return _longest_rising(pairs)
    return []


def _places_of_single_phrases(tokens: Sequence[str], width: int) -> dict[tuple[str, ...], int]:
    """Give the phrases of ``width`` tokens that occur once, in order, with where they begin."""
    phrases = [tuple(tokens[at : at + width]) for at in range(len(tokens) - width + 1)]
    counts = Counter(phrases)
    return {phrase: at for at, phrase in enumerate(phrases) if counts[phrase] == 1}


def _longest_rising(pairs: Sequence[Pair]) -> list[Pair]:
    """Give the longest subsequence whose second numbers rise (patience sorting, n log n)."""
    tops: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for number, (_, new_place) in enumerate(pairs):
        pile = bisect_left(tops, new_place)
        before.append(piles[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [new_place]
        piles[pile : pile + 1] = [number]
    rising = []
    number = piles[-1] if piles else -1
    while number >= 0:
        rising.append(pairs[number])
        number = before[number]
    return rising[::-1]


def _gaps_round(gap: _Gap, anchors: Sequence[Pair]) -> list[_Gap]:
    edges = [(gap.old_start - 1, gap.new_start - 1), *anchors, (gap.old_end, gap.new_end)]
    return [_Gap(i + 1, old_end, j + 1, new_end) for (i, j), (old_end, new_end) in pairwise(edges)]


def _matched_by_difflib(gap: _Gap, old: Sequence[str], new: Sequence[str]) -> Iterator[Pair]:
    matcher = SequenceMatcher(
        None, old[gap.old_start : gap.old_end], new[gap.new_start : gap.new_end], autojunk=False
    )
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            yield gap.old_start + block.a + step, gap.new_start + block.b + step

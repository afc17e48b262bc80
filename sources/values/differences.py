"""Which words two wordings of one text have in common, and which only one of them has.

For a reader who compares a reprint with what was printed first: case and punctuation count, where a line was
broken does not. As few words as can be are called different (the longest common subsequence).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from rapidfuzz.distance import Indel

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of words: ``kept`` in both, or ``out`` (only before) with ``put_in`` (only after) for it."""

    kept: str = ""
    out: str = ""
    put_in: str = ""

    @property
    def is_kept(self) -> bool:
        """Whether both have these words."""
        return bool(self.kept)


def differences(before: str, after: str) -> tuple[Difference, ...]:
    """Compare two wordings word by word; the stretches in order give either wording again, spaces aside."""
    own, other = _WORD.findall(before), _WORD.findall(after)
    return tuple(
        Difference(kept=" ".join(other[start:end]))
        if is_kept
        else Difference(out=" ".join(own[first:last]), put_in=" ".join(other[start:end]))
        for is_kept, first, last, start, end in _steps(own, other)
    )


def share_kept(found: tuple[Difference, ...]) -> float:
    """Give the share of the words that both have, 0 to 1 (1 where there are none)."""
    kept = 2 * sum(len(one.kept.split()) for one in found)
    lost = sum(len(one.out.split()) + len(one.put_in.split()) for one in found)
    return kept / (kept + lost) if kept + lost else 1.0


def _steps(own: list[str], other: list[str]) -> Iterator[tuple[bool, int, int, int, int]]:
    """Give stretches (kept or not, place before, place after), neighbouring changes as one."""
    steps = [
        (code.tag == "equal", code.src_start, code.src_end, code.dest_start, code.dest_end)
        for code in Indel.opcodes(own, other)
    ]
    for is_kept, group in groupby(steps, key=itemgetter(0)):
        joined = list(group)
        yield is_kept, joined[0][1], joined[-1][2], joined[0][3], joined[-1][4]

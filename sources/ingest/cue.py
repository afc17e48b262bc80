"""One phrase that pages and papers use, and what it is evidence for.

A cue is evidence, not proof: its weight falls where it stands inside a long paragraph, because reports
speak about cookies and newsletters too. Patterns are matched on the lower-cased line.
"""

import re
from dataclasses import dataclass

from sources.ingest.ballot import SURE, WEAK
from sources.vocabulary import Kind

END = r"\W*$"
START = r"^\W*"
# What credits a source, notes something or opens comments is said of other things too.
LESS_TRUSTED = frozenset({Kind.SOURCE_CREDIT, Kind.EDITOR_NOTE, Kind.COMMENT})


@dataclass(frozen=True, slots=True)
class Cue:
    """Patterns on the lower-cased line, what they speak for, and in how long a line they still speak."""

    kind: Kind
    weight: float
    reason: str
    anchored: tuple[re.Pattern[str], ...]  # must match where the line begins
    free: tuple[re.Pattern[str], ...]
    longest: int = 60  # words
    fades: bool = True  # whether it says less in a longer line
    trust: float = SURE  # how often it was right on texts that it had not been written on


def cue(kind: Kind, weight: float, reason: str, *patterns: str, longest: int = 60, fades: bool = True) -> Cue:
    """Make a cue of patterns; those that begin with "^" are tried at the line's beginning only."""
    # One by one: joined into one pattern they would all be tried at every place of the line.
    anchored = tuple(re.compile(pattern) for pattern in patterns if pattern.startswith("^"))
    free = tuple(re.compile(pattern) for pattern in patterns if not pattern.startswith("^"))
    trust = WEAK if kind in LESS_TRUSTED else SURE
    return Cue(kind, weight, reason, anchored, free, longest, fades, trust)

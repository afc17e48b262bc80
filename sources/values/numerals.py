"""Numbers as readers write them: how digits stand in groups, and what stands before a fraction."""

import re
from functools import lru_cache
from typing import NamedTuple

from sources.values.language import gettext, spoken

_PATTERN = re.compile(r"1(\D+)234(\D+)567(\D+)89")


class _Signs(NamedTuple):
    between_groups: str
    before_fraction: str


def grouped(number: float, fraction: str = "") -> str:
    """Write a whole number for readers, digits in threes, and the digits of its fraction after it."""
    signs = _signs(spoken())
    whole = f"{int(number):,}".replace(",", signs.between_groups)
    return f"{whole}{signs.before_fraction}{fraction}" if fraction else whole


@lru_cache(maxsize=8)
def _signs(language: str) -> _Signs:
    # Translators: how this number is written; only what stands between its digits is looked at. The blanks
    # are narrow ones that do not break (U+202F).
    found = _PATTERN.search(gettext("1\u202f234\u202f567.89"))
    return _Signs(found[1], found[3]) if found else _Signs("\u202f", ".")

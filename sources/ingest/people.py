"""Given and family name of somebody in a byline, where the words leave no doubt.

"Ilse van den Brandvik" is cited as "Brandvik, Ilse van den" or by another style's own rule, which needs
the two parts; a body ("Harbour Watch"), a single name and a family name that stands first have none, and
stay one name, as printed. An editor can always say otherwise.
"""

import re
from typing import NamedTuple

from sources.recognise.names import cues, lexicon

_INITIAL = re.compile(r"(?:[^\W\d_]\.-?){1,3}$")
_MOST_WORDS, _LONGEST = 5, 120


class Parted(NamedTuple):
    """Given and family name, both empty where the whole is one name."""

    given: str = ""
    family: str = ""


def parted(name: str) -> Parted:
    """Part a name as printed: ``Parted("Ilse", "van den Brandvik")``; ``Parted()`` where unsure."""
    words = name.split()
    if not 1 < len(words) <= _MOST_WORDS or len(name) > _LONGEST or not _is_person(words):
        return Parted()
    family = len(words) - 1
    while family > 1 and words[family - 1].lower() in cues.PARTICLES:
        family -= 1
    return Parted(" ".join(words[:family]), " ".join(words[family:]))


def _is_person(words: list[str]) -> bool:
    first, last = words[0], words[-1]
    low = [word.lower().rstrip(".") for word in words]
    named = _INITIAL.match(first) or lexicon.is_given_name(first)
    if not named or low[0] in cues.FAMILY_NAMES_FIRST or low[-1] in cues.GENERATIONS:
        return False
    body = any(word in cues.ORG_HEADS or word in cues.ORG_SUFFIXES for word in low[1:])
    capitals = all(word[0].isupper() or word.lower() in cues.PARTICLES for word in words)
    return capitals and not body and len(last.rstrip(".")) > 1

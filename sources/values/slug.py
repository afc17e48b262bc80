"""The readable part of an address: words of a title or name in ASCII, for people, never for finding.

The public id before it decides what is shown; a slug may thus change, be cut or be missing.
"""

import re
from functools import lru_cache

from anyascii import anyascii

LONGEST = 60
LATIN = 0x250  # the first code point after Latin Extended-B, where accents on our letters end


@lru_cache(maxsize=16_384)  # the same names come again in every passage
def slug(text: str) -> str:
    """Give ``text`` as lower-case ASCII words joined by hyphens, cut at a word; "-" for none."""
    words = re.findall(r"[a-z0-9]+", anyascii(text).lower().replace("'", ""))
    kept = ""
    for word in words:
        longer = f"{kept}-{word}" if kept else word
        if len(longer) > LONGEST:
            break
        kept = longer
    return kept or (words[0][:LONGEST] if words else "-")


def letter(sort_name: str) -> str:
    """Give the heading under which an index lists a name: its first letter, without its accent.

    Another script keeps its own letter (В stays В); a name that begins with no letter goes under #.
    """
    for character in sort_name:
        if character.isalpha():
            plain = anyascii(character)[:1] if ord(character) < LATIN else character
            return plain.upper()
        if character.isdigit():
            return "#"
    return "#"

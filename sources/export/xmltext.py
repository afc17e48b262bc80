"""What XML 1.0 can hold of a text, and where a place in the text is then.

Control characters, unpaired surrogates and U+FFFE/U+FFFF can stand in no XML document, not even as a
reference (XML 1.0 §2.2, production 2). They are dropped, counted, and every offset after them moved.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

_ILLEGAL: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Clean:
    """A text without what XML cannot hold; ``dropped`` are the places, in the original, of what is gone."""

    text: str
    dropped: tuple[int, ...] = ()

    def at(self, place: int) -> int:
        """Give where a place of the original is in this text."""
        return place - bisect_left(self.dropped, place)


def clean(text: str) -> Clean:
    """Drop what XML cannot hold."""
    # What is printable has none, and that is found out faster; most of what is not has a line break.
    if text.isprintable() or _ILLEGAL.search(text) is None:
        return Clean(text)
    return Clean(_ILLEGAL.sub("", text), tuple(found.start() for found in _ILLEGAL.finditer(text)))

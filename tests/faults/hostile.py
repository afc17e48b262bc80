"""What a hostile file is here: how it is made, what it is called, and what must become of it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Hostile:
    """A hostile file; refused with these words in the sentence, or read as this text and no more.

    ``reads`` is the whole captured text where it is short, ``has`` and ``lacks`` are parts of a longer one.
    """

    make: Callable[[], bytes]
    name: str
    refused: str = ""
    reads: str = ""
    has: str = ""
    lacks: str = ""

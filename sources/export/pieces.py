"""What is written line by line, sent in pieces that are worth a packet."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")

_PIECE = 1 << 16  # characters
_BATCH = 200  # rows


def in_pieces(lines: Iterable[str]) -> Iterator[str]:
    """Join short strings to pieces of 64 Ki characters; the first is one string, lest anybody wait for it."""
    held: list[str] = []
    size, enough = 0, 0
    for line in lines:
        held.append(line)
        size += len(line)
        if size >= enough:
            yield "".join(held)
            held, size, enough = [], 0, _PIECE
    if held:
        yield "".join(held)


def in_batches(rows: Iterable[Item], size: int = _BATCH) -> Iterator[list[Item]]:
    """Give rows some at a time, for what is cheaper done with many than with each; the last may be fewer."""
    rest = iter(rows)
    while some := list(islice(rest, size)):
        yield some

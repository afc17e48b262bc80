"""What is written line by line, sent in pieces that are worth a packet."""

from collections.abc import Iterable, Iterator

_PIECE = 1 << 16  # characters


def in_pieces(lines: Iterable[str]) -> Iterator[str]:
    """Join short strings to pieces of 64 Ki characters; the last may be shorter."""
    held: list[str] = []
    size = 0
    for line in lines:
        held.append(line)
        size += len(line)
        if size >= _PIECE:
            yield "".join(held)
            held, size = [], 0
    if held:
        yield "".join(held)

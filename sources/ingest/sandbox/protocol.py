"""How those who ask and the process that reads speak to each other: frames, each its length and its bytes."""

import struct
from typing import IO

WALL_SECONDS = 9  # so that an answer is there within the ten that a file may take
LARGEST_ANSWER = 20 * 1024 * 1024

# The first byte of an answer: a captured file, the members of a container, or a refusal in one sentence.
READ, UNPACKED, REFUSED = b"r", b"u", b"n"

LENGTH = struct.Struct(">Q")


def write_frame(file: IO[bytes], words: bytes) -> None:
    """Write some bytes after their number."""
    file.write(LENGTH.pack(len(words)))
    file.write(words)
    file.flush()


def read_frame(file: IO[bytes]) -> bytes | None:
    """Read what ``write_frame`` wrote; None at the end."""
    head = file.read(LENGTH.size)
    return file.read(LENGTH.unpack(head)[0]) if len(head) == LENGTH.size else None

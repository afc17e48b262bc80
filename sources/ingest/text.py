"""From bytes to captured text.

The bytes are evidence, so nothing is removed or converted: a byte order mark, CR and LF stay ordinary
code points of the captured text, and every offset in the archive counts them. The encoding is what a
byte order mark says, else UTF-8 where the bytes are valid UTF-8, else a guess (``guessing``), which
is kept so that an editor can see that it was a guess.
"""

import codecs
from dataclasses import dataclass
from pathlib import Path

from sources.ingest.guessing import SAMPLE, guess
from sources.ingest.refusal import Refusal

LIMIT = 50 * 1024 * 1024

# How ISO-2022-JP (RFC 1468) goes over to Japanese characters.
SHIFTS = (b"\x1b$@", b"\x1b$B")
# Longest mark first: the UTF-32 little-endian mark begins with the UTF-16 one.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Captured:
    """A decoded file: its text whole, the encoding, how it was known, and whether that was a guess."""

    text: str
    encoding: str
    how: str
    is_guess: bool = False


def decode(data: bytes) -> Captured:
    """Decode the bytes of a plain text file, removing nothing; raise Refusal with one sentence."""
    if not data:
        raise Refusal("The file is empty: it has 0 bytes, and a source needs at least one word.")
    captured = _decoded(data)
    position = captured.text.find("\0")
    if position >= 0:
        msg = (
            f"The file holds a NUL character (at position {position}), which plain text never does; "
            "it is probably not a text file, so send the text itself."
        )
        raise Refusal(msg)
    if not any(character.isprintable() and not character.isspace() for character in captured.text):
        raise Refusal("The file holds only white space, and a source needs at least one word.")
    return captured


def read_file(path: Path, limit: int = LIMIT) -> bytes:
    """Give the bytes of a file, or raise Refusal; a file over the limit is not read at all."""
    if not path.exists():
        raise Refusal("There is no such file; check the path.")
    if path.is_dir():
        raise Refusal("This is a directory, and one file was expected; name the files in it.")
    if not path.is_file():
        raise Refusal("This is not an ordinary file (a device or a pipe), so it cannot be kept as a source.")
    size = path.stat().st_size
    if size > limit:
        raise Refusal(_too_large(size, limit))
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)  # the file may have grown since it was measured
    except OSError as error:
        msg = f"The file cannot be opened ({error.strerror}); check its permissions."
        raise Refusal(msg) from error
    if len(data) > limit:
        raise Refusal(_too_large(len(data), limit))
    return data


def _too_large(size: int, limit: int) -> str:
    return (
        f"The file has {size:,} bytes, more than the {limit:,} that one text may have; "
        "split it, or ask for a higher limit."
    )


def _decoded(data: bytes) -> Captured:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strict(data, encoding)
    if any(escape in data for escape in SHIFTS) and (shifted := _shifted(data)) is not None:
        return shifted
    if _looks_utf16(data) and (wide := _wide(data)) is not None:
        return wide
    try:
        return Captured(data.decode("utf-8"), "utf-8", "valid UTF-8")
    except UnicodeDecodeError as error:
        _refuse_cut(data, error)
        return _guessed(data, error)


def _strict(data: bytes, encoding: str) -> Captured:
    """Decode as the mark says; the mark itself stays the first code point."""
    try:
        return Captured(data.decode(encoding), encoding, "byte order mark")
    except UnicodeDecodeError as error:
        msg = (
            f"The file begins with the mark of {encoding.upper()} but byte {error.start} is not valid in it; "
            "save it again as UTF-8."
        )
        raise Refusal(msg) from error


def _shifted(data: bytes) -> Captured | None:
    """Read ISO-2022-JP, which is ASCII bytes with escapes between; None where the escapes are others."""
    try:
        return Captured(data.decode("iso2022_jp"), "iso2022_jp", "its escape sequences", is_guess=True)
    except UnicodeDecodeError:
        return None


def _wide(data: bytes) -> Captured | None:
    """Read UTF-16 without a mark, told by the NUL beside every ASCII letter; None where it is none."""
    encoding = "utf-16-be" if data[:4096:2].count(0) > data[1:4096:2].count(0) else "utf-16-le"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    if "\0" in text or _has_controls(text):
        return None
    return Captured(text, encoding, "a NUL beside every letter", is_guess=True)


def _refuse_cut(data: bytes, error: UnicodeDecodeError) -> None:
    """Raise Refusal for UTF-8 that ends within a character: a guess would make other letters of all of it."""
    is_utf8 = any(byte >= 0x80 for byte in data[: error.start])  # one accent at the end may be Latin-1's
    if is_utf8 and error.end == len(data) and "unexpected end" in error.reason:
        raise Refusal("The file ends in the middle of a character: it was cut short, so get it again.")


def _guessed(data: bytes, error: UnicodeDecodeError) -> Captured:
    if b"\0" in data[:SAMPLE]:
        msg = (
            f"The file is not text: it holds NUL bytes and byte {error.start} is not valid UTF-8; "
            "send plain text."
        )
        raise Refusal(msg)
    found = guess(data)
    if found is not None and not _has_controls(found.text):
        return Captured(found.text, found.encoding, found.how, is_guess=True)
    msg = (
        f"The file is not UTF-8 (byte {error.start} is 0x{data[error.start]:02X}) and no "
        "other encoding fits; "
        "save it again as UTF-8."
    )
    raise Refusal(msg) from error


def _looks_utf16(data: bytes) -> bool:
    """Tell whether NULs stand in every other place and in no other, as in UTF-16 without a mark."""
    head = data[:4096]
    few, many = sorted((head[0::2].count(0), head[1::2].count(0)))
    return many > len(head) // 4 and not few


def _has_controls(text: str) -> bool:
    """Tell whether a guess gave control characters that no text has: then it is a wrong guess."""
    return any(ord(character) < 32 and character not in "\t\n\v\f\r\x1a\x1b" for character in text[:SAMPLE])

"""The encoding of markup: a byte order mark, what the sender or the file declares, UTF-8, then a guess.

Labels are read as browsers read them (WHATWG Encoding Standard §4.2: "latin1" means windows-1252).
Files lie: bytes that are valid UTF-8 with letters outside ASCII are UTF-8 whatever a one-byte charset in
their head says, because such bytes are hardly ever anything else; and a declaration that does not fit the
bytes is set aside. Either is said in ``how``.
"""

import codecs
import re
from dataclasses import dataclass

from sources.ingest.guessing import guess
from sources.ingest.refusal import Refusal
from sources.ingest.text import MARKS

HEAD = 4096
DECLARED = re.compile(
    rb"""(?:charset\s*=\s*|<\?xml[^>]{0,100}?\bencoding\s*=\s*)["']?\s*([\w.:\-]{2,40})""", re.IGNORECASE
)
WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
# Not encodings of documents: UTF-7 hides markup from whoever looks for it in the bytes.
NEVER = frozenset(
    {"utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was in, and how that was known."""

    text: str
    encoding: str
    how: str
    is_guess: bool = False


def decode_markup(data: bytes, declared: str = "") -> Decoded:
    """Decode markup; ``declared`` is what came with the file (an HTTP header). The mark is taken off."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(encoding, "replace"), encoding, "byte order mark")
    within = DECLARED.search(data[:HEAD])
    label, source = (declared, "declared by the sender") if declared else ("", "")
    if not label and within:
        label, source = within[1].decode("ascii", "replace"), "declared in the file"
    known = _codec(label)
    as_utf8 = _tried(data, "utf-8")
    if as_utf8 is not None and known == "utf-8":
        return Decoded(as_utf8, "utf-8", source)
    if as_utf8 is not None and (not known or (not data.isascii() and _is_one_byte(known))):
        return Decoded(as_utf8, "utf-8", "valid UTF-8" + (f", though {label} was declared" if label else ""))
    if known and (text := _tried(data, known)) is not None:
        return Decoded(text, known, source)
    return _guessed(data, f" ({label} was declared and does not fit)" if label else "")


def _codec(label: str) -> str:
    """Give Python's name for a declared charset, or "" for one that is unknown or none for documents."""
    try:
        info = codecs.lookup(label) if label else None
    except (LookupError, ValueError):
        return ""
    if info is None or info.name in NEVER or not getattr(info, "_is_text_encoding", True):
        return ""
    # A file whose declaration could be read as ASCII is not in UTF-16, whatever it says (HTML §13.2.3.2).
    name = "utf-8" if info.name.startswith(("utf-16", "utf-32", "utf-8")) else info.name
    return WIDER.get(name, name)


def _tried(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, ValueError):
        return None


def _is_one_byte(encoding: str) -> bool:
    return encoding.startswith(("cp12", "iso8859", "koi8", "cp8", "mac"))


def _guessed(data: bytes, aside: str) -> Decoded:
    found = guess(data)
    if found is not None:
        return Decoded(found.text, found.encoding, f"{found.how}{aside}", is_guess=True)
    raise Refusal(f"The file's encoding cannot be told{aside}; save it again as UTF-8.")

"""Which encoding bytes are in, when neither a mark nor a declaration says so and they are not UTF-8.

A statistical detector (charset-normalizer) needs more text than a few accents give: it takes a French word
in an English line for Urdu (cp1006) or Polish. So its answer is held against two facts of writing: no word
mixes alphabets, and a text of nearly nothing but ASCII letters is far more often in windows-1252 (what
browsers take "latin1" for, WHATWG Encoding Standard §4.2) than in anything else. Whatever comes out is a
guess and is shown as one.
"""

import re
import unicodedata
from dataclasses import dataclass

from charset_normalizer import from_bytes

# A detector's answer is worth having only when little of the text would look garbled.
MOST_CHAOS = 0.2
SAMPLE = 256 * 1024

WESTERN = "cp1252"
# Central European texts have more: Polish about 7 accented letters in a hundred, Czech twice that.
FEW_ACCENTS = 0.05
MUCH_KANA = 0.2  # a newspaper has about half; a list of names in Chinese characters has none
# What stands beside the letters in Western print, of what windows-1252 can write.
PRINT = frozenset("‘’‚“”„–—…•«»‹›€£§©®™°·½¼¾¿¡ ­")
WORD = re.compile(r"[^\W\d_]+")
CAPITAL_WITHIN = re.compile(r"[a-z\xdf-\xff][\xc0-\xde\u0160\u0178\u017d]")


@dataclass(frozen=True, slots=True)
class Guess:
    """What bytes most likely say, in which encoding, and how that was come by."""

    text: str
    encoding: str
    how: str


def guess(data: bytes) -> Guess | None:
    """Guess the encoding of bytes that are not UTF-8; None where nothing fits."""
    japanese = _japanese(data)
    if japanese is not None:
        return japanese
    best = from_bytes(data[:SAMPLE], threshold=MOST_CHAOS).best()
    found = best.encoding if best is not None else ""
    text = _decoded(data, found) if found else None
    western = _decoded(data, WESTERN)
    if western is not None and _is_western(western):
        if text is not None and mixes_alphabets(text):
            return Guess(western, WESTERN, f"{found} would mix alphabets within a word")
        if _share_of_accents(western) < FEW_ACCENTS:
            return Guess(western, WESTERN, "few letters outside ASCII, all of them Western")
    if text is None or mixes_alphabets(text):
        return None
    return Guess(text, found.replace("_", "-"), "charset-normalizer")


def _japanese(data: bytes) -> Guess | None:
    """Tell Japanese by its kana, which no Japanese text is without and which the detector overlooks.

    Bytes of another script, read in these encodings, give Chinese characters or half-width kana instead.
    """
    for encoding in ("cp932", "euc_jp"):
        text = _decoded(data, encoding)
        letters = [character for character in (text or "")[:SAMPLE] if not character.isascii()]
        kana = sum("\u3041" <= character <= "\u30fe" for character in letters)
        if text and letters and kana > MUCH_KANA * len(letters):
            return Guess(text, encoding, "kana among its characters")
    return None


def doubt(encoding: str) -> str:
    """Say what an editor should look at: letters that hang on a guess."""
    return f"Its encoding is a guess ({encoding}): look at its letters."


def mixes_alphabets(text: str) -> bool:
    """Tell whether a word has Latin letters and others side by side, as misread bytes give."""
    return any(
        not word.isascii() and any("a" <= letter.lower() <= "z" for letter in word) and not _is_latin(word)
        for word in WORD.findall(text[:SAMPLE])
    )


def _is_latin(word: str) -> bool:
    names = (unicodedata.name(letter, "") for letter in word)
    return all(
        name.startswith(("LATIN", "FEMININE ORDINAL", "MASCULINE ORDINAL", "MODIFIER")) for name in names
    )


def _is_western(text: str) -> bool:
    """Tell whether text read as windows-1252 looks written: letters and print, no capital within a word."""
    others = {character for character in text[:SAMPLE] if not character.isascii()}
    is_print = all(character in PRINT or (character.isalpha() and character != "ƒ") for character in others)
    return is_print and not CAPITAL_WITHIN.search(text[:SAMPLE]) and any(map(str.isascii, text))


def _share_of_accents(text: str) -> float:
    letters = [character for character in text[:SAMPLE] if character.isalpha()]
    return sum(not letter.isascii() for letter in letters) / max(1, len(letters))


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, ValueError):
        return None

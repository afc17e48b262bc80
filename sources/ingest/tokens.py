"""The words of a text, found by its bytes where it is ASCII but for its quotation marks and dashes.

Nearly every English text is. A pattern that asks of each letter whether it is one takes three times as long.
"""

import re

TOKEN = re.compile(r"\w+")
WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_PRINTED = {"“": " ", "”": " ", "–": " ", "—": " ", "…": " ", "‘": " "}
_ASCII = [chr(code) for code in range(128)]
_TOKENS = "".join(letter if letter.isalnum() or letter == "_" else " " for letter in _ASCII)
_WORDS = "".join(letter if letter.isalnum() or letter in "'-" else " " for letter in _ASCII)


def tokens_in(text: str) -> list[str]:
    """Give what stands between the signs that are no part of a word ("it", "s" for "it's")."""
    plain = _without_print(text, " ")
    return plain.translate(_TOKENS).split() if plain.isascii() else TOKEN.findall(text)


def words_in(text: str) -> list[str]:
    """Give the words, with what an apostrophe or a hyphen joins to them; any apostrophe becomes "'"."""
    plain = _without_print(text, "'")
    if not plain.isascii():
        return WORD.findall(text.replace("’", "'"))
    words = plain.translate(_WORDS).split()
    if "'" not in plain and "-" not in plain:
        return words
    return [part for word in words for part in ([word] if word.isalnum() else WORD.findall(word))]


def _without_print(text: str, apostrophe: str) -> str:
    """Replace what only print has by what any typewriter has."""
    if text.isascii():
        return text
    text = text.replace("’", apostrophe)
    for sign, instead in _PRINTED.items():
        text = text.replace(sign, instead)
    return text

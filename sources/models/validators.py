"""What a name or an identifier may be made of.

Names are shown among other words, in pages, citations and file formats. Control characters break the
formats; the characters that turn the direction of writing (Unicode UAX 9, §2) let a name show itself as
another, or turn the words after it. The joiners U+200C and U+200D stay: Persian and Indic names need them.
Identifiers are checked for their shape only; whether they name the right thing is an editor's to know.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

# Marks, embeddings, overrides and isolates of UAX 9.
DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Cc: control characters; Zl and Zp: separators of lines and paragraphs; Cs: half a character.
BROKEN = frozenset({"Cc", "Cs", "Zl", "Zp"})
TAGS = range(0xE0000, 0xE0080)  # letters that are not drawn: a second text, hidden in the first
LINE_ENDS = frozenset("\t\n\r")


def is_unseen(character: str) -> bool:
    """Tell whether a character cannot be seen and changes how the words around it are shown."""
    return ord(character) in TAGS or character in DIRECTIONS or unicodedata.category(character) in BROKEN


def without_unseen(words: str) -> str:
    """Give words that a source itself has, for a title or a name made of them; the source keeps its own."""
    return "".join(character for character in words if character in LINE_ENDS or not is_unseen(character))


def validate_name(value: str) -> None:
    """Refuse characters that cannot be seen and change how the words around them are shown."""
    _refuse(value, frozenset())


def validate_prose(value: str) -> None:
    """Refuse the same in a text of several lines, where tabs and line ends are at home."""
    _refuse(value, LINE_ENDS)


def _refuse(value: str, welcome: frozenset[str]) -> None:
    for place, character in enumerate(value):
        if character in welcome:
            continue
        if is_unseen(character):
            raise ValidationError(
                f"Character {place + 1} is U+{ord(character):04X}, which cannot be seen and changes how the "
                "words are shown or stored; remove it."
            )


# \Z, not $, which would let a line end through.
validate_wikidata = RegexValidator(r"\AQ[1-9][0-9]*\Z", "A Wikidata identifier is Q and digits, e.g. Q42.")
validate_geonames = RegexValidator(r"\A[1-9][0-9]*\Z", "A GeoNames identifier is digits only, e.g. 610612.")
validate_viaf = RegexValidator(r"\A[1-9][0-9]*\Z", "A VIAF identifier is digits only, e.g. 113230702.")
validate_script = RegexValidator(
    r"\A[A-Z][a-z]{3}\Z", "A script is four letters of ISO 15924, e.g. Latn, Cyrl, Arab."
)
# RFC 5646 §2.1: language, then script, region, variants, extensions and private use, each once at most.
validate_language = RegexValidator(
    r"\A(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?\Z",
    "A language is a tag of BCP 47, e.g. en, kk, sr-Latn, pt-BR.",
    flags=re.IGNORECASE | re.ASCII,
)

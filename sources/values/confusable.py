"""Names that look like another: UTS 39, Unicode Security Mechanisms.

Two names with the same *skeleton* (§4) look the same, or nearly, in common fonts: “Ада” in Cyrillic and
“Ada”, “paypa1” and “paypal”. A name that *mixes scripts* (§5.1) has letters that no one script has together,
which is how such a name is mostly made. Neither is wrong by itself, so both are reasons to ask and none to
refuse.

The tables are Unicode's own (confusables.txt, Scripts.txt), as the library confusable-homoglyphs carries
them: each letter beside those that look like it, of which the one that has many is what they look like.
"""

import unicodedata
from functools import cache

# Scripts that are written together: Japanese, Korean, Chinese with its phonetic signs.
_TOGETHER = (
    frozenset({"HAN", "HIRAGANA", "KATAKANA"}),
    frozenset({"HAN", "HANGUL"}),
    frozenset({"HAN", "BOPOMOFO"}),
)
_OF_ALL = frozenset({"COMMON", "INHERITED", "UNKNOWN", None})
# Drawn as nothing: joiners, the soft hyphen, marks of direction and of order.
_UNSEEN = frozenset({"Cf"})
_MARK = "\u200e"  # the table writes letters of Hebrew and Arabic between two of these


def skeleton(name: str) -> str:
    """Give what a name looks like; names that look the same have the same."""
    seen = "".join(letter for letter in name if unicodedata.category(letter) not in _UNSEEN)
    former, found = "", unicodedata.normalize("NFD", seen)
    while found != former:  # what a letter is taken for may have parts that are taken for others
        former, found = found, unicodedata.normalize("NFD", found.translate(_prototypes()))
    return found


def scripts(name: str) -> tuple[str, ...]:
    """Name the scripts of a name in the order of their letters, as Unicode does: ("Latin", "Cyrillic")."""
    found = dict.fromkeys(_script(letter) for letter in name)
    return tuple(str(script).replace("_", " ").title() for script in found if script not in _OF_ALL)


def mixes_scripts(name: str) -> bool:
    """Tell whether a name has letters of scripts that are not written together."""
    found = frozenset(_script(letter) for letter in name) - _OF_ALL
    return len(found) > 1 and not any(found <= together for together in _TOGETHER)


@cache
def _script(letter: str) -> str | None:
    from confusable_homoglyphs import categories  # noqa: PLC0415 -- slow import: its tables are JSON

    script: str | None = categories.alias(letter)
    return script


@cache
def _prototypes() -> dict[int, str]:
    """Give for each letter what it is taken for."""
    from confusable_homoglyphs import confusables  # noqa: PLC0415 -- slow import: a megabyte of JSON

    beside = {
        letter: [one["c"].strip(_MARK) for one in others]
        for letter, others in confusables.confusables_data.items()
    }
    found = {}
    for letter, others in beside.items():
        own = letter.strip(_MARK)
        # A letter stands beside the one that it looks like, and that one beside all that look like it.
        if len(own) == 1 and len(others) == 1:
            other = others[0]
            is_pair = len(other) == 1 and len(beside.get(other, ())) == 1
            found[ord(own)] = min(own, other) if is_pair else other
    return found

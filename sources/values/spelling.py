"""Whether two spellings may be the same name, and why.

The key of a name is what its spellings have in common: romanised (anyascii), lower case, without
accents and signs, with the rules of ``spelling_rules`` applied and doubled letters single. It is
kept in an indexed column, so that all spellings of a name are found by one comparison. Words keep
their order, and endings stay: Nazarbayev and Nazarbayeva are two people. A shared key or a high
similarity is a reason to ask, never a reason to merge.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import Indel

from sources.values.language import gettext as _
from sources.values.language import pgettext
from sources.values.spelling_rules import ACCENTLESS, GENDERED_ENDINGS, MANNERS, SCANNERS, WITH_ACCENT, Change

# From here up a second look is worth an editor's time: see tests/values/test_spelling.py, which
# measures it on pairs of both sorts.
ALIKE = 0.82

_ALIKE_IN_A_MANNER = 0.95
_INITIAL = 0.85
_GENDERED = 0.5
_CONTINUED = 0.7
_MOST_ACCENTS = 5  # letters of a name that are tried with an accent: 32 keys at most
_FEWEST_CONSONANTS = 3  # with fewer, equal consonants are chance: Li and Lu

_APOSTROPHES = re.compile(r"[\u0027\u0060\u00b4\u2018\u2019\u02b9-\u02bf\u2032]")
# "U.S." is "US"; the point of "J. Smith" and "J.Smith" parts two words.
_POINT_IN_INITIALS = re.compile(r"(?<=\b\w)\.(?=\w\b)")
_ASCII_SIGNS = re.compile("[^A-Za-z0-9]")
_DOUBLED = re.compile(r"([a-z])\1+")
_VOWELS = re.compile(r"[aeiou]")


@dataclass(frozen=True, slots=True)
class _Reading:
    """A name's key in one manner of spelling, and each change made on the way."""

    key: str
    changes: frozenset[Change]


@dataclass(frozen=True, slots=True)
class _Agreement:
    """Two names as read to be compared, one of them in the manner named."""

    manner: str
    one: _Reading
    other: _Reading


def key(name: str) -> str:
    """Give the skeleton that the spellings of a name share: lower-case a-z and digits, single spaces.

    "" for a name without a letter or digit.
    """
    return _read(name).key


def readings(name: str) -> frozenset[str]:
    """Give every key that the name has, read in each manner of spelling; the usual one among them.

    Names that agree in a manner share one of them with the other's usual key.
    """
    return frozenset(_read(name, manner).key for manner in ("", ACCENTLESS, *MANNERS))


def accented(name: str) -> frozenset[str]:
    """Give every key that the name has where its writer may have left accents out: Maric is Marić too.

    The name's own key is among them, and that without the accents it has.
    """
    bare = unicodedata.normalize("NFKC", name).casefold()
    places = [at for at, letter in enumerate(bare) if letter in WITH_ACCENT][:_MOST_ACCENTS]
    found = {key(name), _read(name, ACCENTLESS).key}
    for chosen in range(1, 2 ** len(places)):
        here = {at for number, at in enumerate(places) if chosen >> number & 1}
        found.add(key("".join(WITH_ACCENT[one] if at in here else one for at, one in enumerate(bare))))
    return frozenset(found)


def similarity(a: str, b: str) -> float:
    """Tell how alike two names sound, 0 to 1; 1 is the same key. The order of words counts little.

    Consonants weigh as much as all letters together, because it is vowels that reporters hear
    differently. A man's and a woman's form of a surname are held apart.
    """
    # Sorted, so that the answer is the same for (b, a).
    first, second = sorted((_read(a).key, _read(b).key))
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    if _in_a_manner(a, b):
        return _ALIKE_IN_A_MANNER
    if _is_without_vowels(a) != _is_without_vowels(b):
        return _ALIKE_IN_A_MANNER * Indel.normalized_similarity(_consonants(first), _consonants(second))
    return min(_aligned(first.split(), second.split()), _ALIKE_IN_A_MANNER)


def explain(a: str, b: str, *, has_share: bool = True) -> str:
    """Say why two spellings may be one name, to be shown beside the two; "" where they are not alike.

    "zh written j" means: where one has zh, the other, or the key of both, has j. ``has_share`` says how alike
    they are in per cent, where they are not the same in sound.
    """
    alike = similarity(a, b)
    if alike < ALIKE:
        return ""
    one, other = sorted((_script(a), _script(b)))
    reasons = []
    if one != other:
        scripts = {"one": script_name(one), "other": script_name(other)}
        reasons.append(_("%(one)s and %(other)s letters") % scripts)
    reading = _in_a_manner(a, b) or _Agreement("", _read(a), _read(b))
    if reading.manner:
        reasons.append(_manner_in_words(reading.manner))
    reasons += sorted(_change_in_words(*one) for one in reading.one.changes ^ reading.other.changes)
    is_same = reading.one.key == reading.other.key
    if not is_same and has_share:
        reasons.append(_("%(share)s %% alike") % {"share": round(100 * alike)})
    if reasons or not is_same:
        return ", ".join(reasons)
    return _("the same but for capitals, accents and signs")


def _manner_in_words(manner: str) -> str:
    return {
        ACCENTLESS: _("accents left out"),
        "Turkish": _("Turkish spelling"),
        "Slavic": _("Slavic spelling"),
        "German": _("German spelling"),
        "French": _("French spelling"),
        "Arabic": _("Arabic spelling"),
        "Ukrainian": _("Ukrainian spelling"),
    }[manner]


def _change_in_words(written: str, said: str) -> str:
    if not said:
        # Translators: some letters of a name that another spelling of it has not
        return _("%(letters)s left out") % {"letters": written}
    # Translators: letters of a name and those that another spelling of it has instead, such as zh and j
    return _("%(letters)s written %(others)s") % {"letters": written, "others": said}


@lru_cache(maxsize=8192)
def _read(name: str, manner: str = "") -> _Reading:
    before, after = SCANNERS[manner]
    changes: set[Change] = set()
    plain = _without_signs(name)
    # The letters that have rules of their own are none of ASCII's, and romanisation leaves those as they are.
    latin = plain if plain.isascii() else anyascii(before.rewritten(plain, changes)).lower()
    words = re.sub(r"[^a-z0-9]+", " ", _APOSTROPHES.sub("", latin)).strip()
    sounds = after.rewritten(words, changes)
    changes.update((found[0], found[1]) for found in _DOUBLED.finditer(sounds))
    return _Reading(" ".join(_DOUBLED.sub(r"\1", sounds).split()), frozenset(changes))


def _without_signs(name: str) -> str:
    """Fold case and compatibility forms; drop apostrophes and points in initials; signs part words."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    joined = _POINT_IN_INITIALS.sub("", _APOSTROPHES.sub("", folded))
    if joined.isascii():
        return _ASCII_SIGNS.sub(" ", joined)
    return "".join(sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in joined)


def _in_a_manner(a: str, b: str) -> _Agreement | None:
    """Find a manner in which one of two names with different keys has the other's key."""
    one, other = _read(a), _read(b)
    if one.key == other.key:
        return None
    for manner in (ACCENTLESS, *MANNERS):
        if _read(a, manner).key == other.key:
            return _Agreement(manner, _read(a, manner), other)
        if _read(b, manner).key == one.key:
            return _Agreement(manner, one, _read(b, manner))
    return None


def _is_without_vowels(name: str) -> bool:
    """Whether the name is in a script that leaves short vowels out."""
    return _script(name) in {"Arabic", "Hebrew", "Syriac"}


def script_name(script: str) -> str:
    """Name a script by the first word of its letters' names in Unicode: "Cyrillic"."""
    return {
        "Arabic": pgettext("script", "Arabic"),
        "Armenian": pgettext("script", "Armenian"),
        "Bengali": pgettext("script", "Bengali"),
        "Cjk": pgettext("script", "Chinese"),
        "Cyrillic": pgettext("script", "Cyrillic"),
        "Devanagari": pgettext("script", "Devanagari"),
        "Georgian": pgettext("script", "Georgian"),
        "Greek": pgettext("script", "Greek"),
        "Hangul": pgettext("script", "Hangul"),
        "Hebrew": pgettext("script", "Hebrew"),
        "Hiragana": pgettext("script", "Hiragana"),
        "Katakana": pgettext("script", "Katakana"),
        "Latin": pgettext("script", "Latin"),
        "Other": pgettext("script", "Other"),
        "Syriac": pgettext("script", "Syriac"),
        "Thai": pgettext("script", "Thai"),
    }.get(script, script)


def _script(name: str) -> str:
    letter = next((character for character in name if character.isalpha()), "a")
    return unicodedata.name(letter, "LATIN").split()[0].capitalize()


def _aligned(first: Sequence[str], second: Sequence[str]) -> float:
    """Pair the words that are most alike, best first; a word without a partner counts against."""
    pairs = sorted(
        ((_word_similarity(x, y), i, j) for i, x in enumerate(first) for j, y in enumerate(second)),
        reverse=True,
    )
    letters = sum(map(len, (*first, *second)))
    paired = 0.0
    used_first: set[int] = set()
    used_second: set[int] = set()
    for score, i, j in pairs:
        if i not in used_first and j not in used_second:
            used_first.add(i)
            used_second.add(j)
            paired += score * (len(first[i]) + len(second[j]))
    return paired / letters


def _word_similarity(x: str, y: str) -> float:
    if x == y:
        return 1.0
    if _differ_by_gender(x, y):
        return _GENDERED
    shorter, longer = sorted((x, y), key=len)
    if len(shorter) == 1 and longer.startswith(shorter):
        return _INITIAL
    # Karim and Karimov, Niger and Nigeria: what goes on is as a rule another name.
    if longer.startswith(shorter):
        return _CONTINUED
    letters = Indel.normalized_similarity(x, y)
    bones = _consonants(x), _consonants(y)
    if min(map(len, bones)) < _FEWEST_CONSONANTS:
        return letters
    return (letters + Indel.normalized_similarity(*bones)) / 2


def _differ_by_gender(x: str, y: str) -> bool:
    return any(
        (one.endswith(man) and one.removesuffix(man) + woman == other)
        for one, other in ((x, y), (y, x))
        for man, woman in GENDERED_ENDINGS
    )


def _consonants(sounds: str) -> str:
    return _VOWELS.sub("", sounds)

"""A name that somebody must not read, found where it is not written as anybody knows it.

``disguise`` knows the forms of a name, and ``spelling`` how it sounds. A source writes it otherwise still:
broken at the end of a line or by a scanner ("Mar ta"), spaced out, with letters that nobody sees between its
own, family name first, with a name between or an initial, in an address, a handle or a hashtag. All of these
have the same letters in the same order. So letters alone are compared, and only where they agree is it asked
at which places of the text they stand, and whether an editor has marked those as somebody else's.

And a part of a name tells who is meant where the rest is under a pseudonym: the words of a name are looked
for by themselves, as a source would write them.
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from unicodedata import combining, normalize

from ahocorasick_rs import AhoCorasick

from sources.values import spelling

Places = Sequence[tuple[int, int]]  # marked as somebody else's

SHORTEST = 3  # letters of a word that is looked for by itself; a name in two letters is in many words
LONG = 8  # letters of a whole name from which on it is found within another word: in "#FreeMartaDoe"
LONG_WORD = 6  # the same of a single word, in addresses
BETWEEN = 2  # names that may stand between the first and the last: "Marta Ivanovna (Maro) Doe"

_MARKS = re.compile(f"[{''.join(chr(point) for point in range(0x300, 0x10000) if combining(chr(point)))}]")
# Nothing of these is seen: soft hyphens, joiners, marks of direction, selectors of another shape.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
_BROKEN = re.compile(r"(?<=\w)[-‐¬]\s*\n\s*(?=\w)|(?<=[^\W\d_])[-‐¬]\s+(?=[a-z])")
_NO_LETTERS = re.compile(r"[\W\d_]+")
_ASCII_LETTERS = {point: None for point in range(128) if not chr(point).isalpha()}
_ADDRESS = re.compile(r"\S*[@#/_\d]\S*|\S+[.\-]\S+|^\S+$")
_PARTS = re.compile(r"[\W_]+")
_NAMED = re.compile(r"[^\W\d_]+[0-9]{0,4}$")
_FOLLOWING = re.compile(r"\s+(?:[^\W\d_]\.\s*)*(?P<word>[^\W\d_]{2,})")
_PARTED = re.compile(r"[.,!?;:\n]|.{4}")  # more than stands between the words of one name
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*?(?=[’']s\b|\W|\d|_|$)")


def folded(text: str) -> str:
    """Give a text as its letters are read: without accents, unseen signs and breaks within a word."""
    if not text.isascii():
        text = _MARKS.sub("", _UNSEEN.sub("", normalize("NFKD", text)))
    return _BROKEN.sub("", text)


def _whole_words(ways: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?P<word>{ways})(?:e?s|E?S)?(?![^\W_])")


def letters(text: str) -> str:
    """Give the letters of a text alone, in lower case."""
    if text.isascii():
        return text.lower().translate(_ASCII_LETTERS)
    # Accents and unseen signs are no letters either.
    return _NO_LETTERS.sub("", normalize("NFKD", text).casefold())


@dataclass(frozen=True)
class Name:
    """All known forms of one person's name, and the pseudonym; its words may be told."""

    forms: frozenset[str]
    pseudonym: str

    @cached_property
    def whole(self) -> frozenset[tuple[str, ...]]:
        """The words of each whole form, folded, in the order of speech and with the family name first."""
        found: set[tuple[str, ...]] = set()
        for form in self.forms:
            before, comma, behind = (part.split() for part in folded(form).partition(","))
            words = tuple([*behind, *before] if comma else before)
            if len(words) > 1:
                found |= {words, (words[-1], *words[:-1])}
        return frozenset(found)

    @cached_property
    def families(self) -> frozenset[str]:
        """The family names: what stands before a comma; in forms of another script, the last word."""
        said = {word for form in self.forms if "," in form for word in form.partition(",")[0].split()}
        for form in self.forms:
            words = form.split()
            if "," not in form and len(words) > 1 and not said & set(words):
                said.add(words[-1])
        return frozenset(word for one in said for word in self._words(one))

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the whole forms that could be known by itself, the pseudonym's excepted."""
        return frozenset(word for form in self.forms if len(form.split()) > 1 for word in self._words(form))

    @cached_property
    def single(self) -> frozenset[str]:
        """The forms of one word."""
        return frozenset(word for form in self.forms if len(form.split()) == 1 for word in self._words(form))

    @cached_property
    def initialled(self) -> frozenset[str]:
        """The letters of "M. Doe" and "Doe, M."."""
        given = {words[0] for words in self.whole} - self.families
        return frozenset(
            letters(one)
            for family in self.families
            for name in given
            for one in (name[0] + family, family + name[0])
        )

    def _words(self, form: str) -> Iterator[str]:
        told = set(folded(self.pseudonym).casefold().split())
        for word in re.split(r"[\s,.()“”\"]+", folded(form)):
            if len(word) >= SHORTEST and word[:1].isupper() and word.casefold() not in told:
                yield word


@dataclass(frozen=True, slots=True)
class Alone:
    """Words of names that are looked for by themselves: ``given`` ones not before another's family name."""

    words: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()

    def are_in(self, text: str, others: Places) -> bool:
        """Tell whether one of them stands in a text, unmarked: as it is written, in capitals, in addresses.

        Also of several people of the name ("the Does").
        """
        clear = folded(_without(text, others))
        return any(map(self._is_told, self._pattern.finditer(clear))) or self._is_in_address(clear)

    @property
    def _pattern(self) -> re.Pattern[str]:
        written = {way for word in self.words | self.given for way in (word, word.upper())}
        return _whole_words("|".join(map(re.escape, sorted(written))))

    def _is_told(self, found: re.Match[str]) -> bool:
        if found.group("word").casefold() not in {word.casefold() for word in self.given}:
            return True
        following = _FOLLOWING.match(found.string, found.end())
        # Of a headline in capitals nobody knows which of its words are names.
        if following is None or not following.group("word")[0].isupper() or following.group("word").isupper():
            return True
        return following.group("word").casefold() in {word.casefold() for word in self.words | self.given}

    def _is_in_address(self, text: str) -> bool:
        small = {word.casefold() for word in self.words}
        for found in _ADDRESS.finditer(text):
            address = found.group().casefold()
            # Figures may follow, as in a handle; between figures three letters stand by chance.
            if small & {part.rstrip("0123456789") for part in _PARTS.split(address) if _NAMED.match(part)}:
                return True
            if any(len(word) >= LONG_WORD and word in address for word in small):
                return True
        return False


class Traces:
    """Looks for names, and for words of names, in whatever way they are written."""

    def __init__(self, names: Iterable[Name]) -> None:
        known = list(names)
        whole = {letters("".join(words)) for name in known for words in name.whole}
        self._whole = {one for one in whole if len(one) >= 2 * SHORTEST}
        self._initialled = {one for name in known for one in name.initialled if len(one) > SHORTEST}
        self._sounds = Sounds(form for name in known for form in name.forms)
        self._seekers: dict[Alone, AhoCorasick] = {}

    def are_in(self, text: str, others: Places, alone: Alone) -> bool:
        """Tell whether a name stands in a text, or a word of one, and is not marked as somebody else's."""
        if self._spelt(text, others, alone) or self._sounds.are_in(text, others):
            return True
        return "&" in text and (read := html.unescape(text)) != text and self._spelt(read, (), Alone())

    def _spelt(self, text: str, others: Places, alone: Alone) -> bool:
        if not self._seeker(alone).find_matches_as_indexes(letters(text), overlapping=True):
            return False
        return self._are_placed(text, others) or alone.are_in(text, others)

    def _seeker(self, alone: Alone) -> AhoCorasick:
        """Look for the letters of all of them in one go; most texts have none."""
        if alone not in self._seekers:
            words = {letters(word) for word in alone.words | alone.given}
            self._seekers[alone] = AhoCorasick(sorted(self._whole | self._initialled | words))
        return self._seekers[alone]

    def _are_placed(self, text: str, others: Places) -> bool:
        """Tell whether the letters of a whole name, or of an initial and a family name, stand unmarked."""
        bare, places = _placed(text)
        theirs = bytearray(len(text))
        for start, end in others:
            theirs[start:end] = b"\1" * (min(end, len(text)) - start)
        marked = [bool(theirs[place]) for place in places]
        for name in self._whole | self._initialled:
            of_all = name in self._whole
            for found in re.finditer(f"(?={re.escape(name)})", bare):
                end = found.start() + len(name)
                is_within = of_all and len(name) >= LONG  # another word: a hashtag, a handle
                if not _is_whole(text, places[found.start()], places[end - 1], is_within=is_within):
                    continue
                if not (all if of_all else any)(marked[found.start() : end]):
                    return True
        return False


class Sounds:
    """Looks for whole names in any spelling that sounds the same, also with other names between the words."""

    def __init__(self, forms: Iterable[str]) -> None:
        whole = [form for form in forms if len(form.split()) > 1 and "," not in form]
        self._names = [[spelling.key(word) for word in form.split()] for form in whole]
        self._names = [keys for keys in self._names if all(keys)]
        self._first = {keys[0] for keys in self._names}
        self._ends = {(keys[0], keys[-1]) for keys in self._names}
        self._known: dict[str, str] = {}

    def are_in(self, text: str, others: Places) -> bool:
        """Tell whether words of a text, one after the other, sound as one of the names."""
        if not self._names:
            return False
        found = [one for one in _WORD.finditer(text) if not any(a <= one.start() < b for a, b in others)]
        keys = [self._key(one.group()) for one in found]
        for place, key in enumerate(keys):
            if key in self._first:
                if any(keys[place : place + len(name)] == name for name in self._names):
                    return True
                if self._has_end(keys, found, place):
                    return True
        return False

    def _has_end(self, keys: Sequence[str], found: Sequence[re.Match[str]], place: int) -> bool:
        """Look for the last word of a name after its first one, with no more than names between."""
        for further in range(place + 1, min(place + BETWEEN + 2, len(keys))):
            one, next_one = found[further - 1], found[further]
            if not keys[further] or _PARTED.search(one.string[one.end() : next_one.start()]):
                return False
            if (keys[place], keys[further]) in self._ends:
                return True
        return False

    def _key(self, word: str) -> str:
        if word not in self._known:
            # Only what begins as a name does can be one: a bill is no Bill.
            self._known[word] = "" if word[:1].islower() else spelling.key(word)
        return self._known[word]


class LowerCase:
    """Finds which of some words a text has in lower case, as words of the language: will, hope, rose."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = {word.lower(): word for word in words if word.lower() != word}
        self._small = list(self._words)
        self._seeker = AhoCorasick(self._small)

    def found(self, text: str) -> Iterator[str]:
        """Give those words; not where they are a part of an address, a handle or a hashtag."""
        for small in {
            self._small[number] for number, *_ in self._seeker.find_matches_as_indexes(text, overlapping=True)
        }:
            if re.search(rf"(?<![\w@#./-]){re.escape(small)}(?![\w@-])", text):
                yield self._words[small]


def _without(text: str, places: Places) -> str:
    """Blank what is marked as somebody else's; nothing else moves."""
    for start, end in places:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def _placed(text: str) -> tuple[str, list[int]]:
    """Give the letters of a text alone, and the place of each in it."""
    bare, places = [], []
    for place, sign in enumerate(text):
        for letter in normalize("NFKD", sign).casefold():
            if letter.isalpha() and not combining(letter) and not _UNSEEN.match(letter):
                bare.append(letter)
                places.append(place)
    return "".join(bare), places


def _is_whole(text: str, first: int, last: int, *, is_within: bool) -> bool:
    """Tell whether letters begin and end where words do, or stand together ``within`` one word."""
    before, behind = text[first - 1 : first] if first else "", text[last + 1 : last + 2]
    if not before.isalpha() and not behind.isalpha():
        return True
    return is_within and not any(map(str.isspace, text[first:last]))

"""Which words are plain English, which are given names or surnames, which are peoples' names.

Read once, when first asked, from ``data``; ``data/LICENCES.md`` says where each list comes from.
"""

from functools import cache, lru_cache
from pathlib import Path

from sources.recognise.gazetteer import feature_of
from sources.recognise.names.cues import FAMILY_NAMES_FIRST, NEVER, NEVER_ALONE

_REGIONAL = ("ian", "an", "er", "ite", "ese")
_FOLLOWING = ("ist", "ists", "ites", "ism")
_SHORTEST_STEM = 5
_ENDINGS = (5, 4, 3, 2)
_DATA = Path(__file__).parent.parent / "data"


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset((_DATA / name).read_text("utf-8").split("\n")) - {""}


def is_word(word: str) -> bool:
    """Tell whether the word, in lower case, is an ordinary English word."""
    return word.lower() in _list("words.txt")


def is_given_name(word: str) -> bool:
    """Tell whether people are called so by first name, in any of the languages listed."""
    return word.lower() in _list("given_names.txt")


def pronoun(name: str) -> str:
    """Give "she" or "he" for a first name that only women or only men bear as a rule; "" for any other."""
    low = name.lower()
    if low in _list("women.txt"):
        return "she"
    return "he" if low in _list("men.txt") else ""


def is_frequent_given_name(word: str) -> bool:
    """Tell whether a given name that is an English word too is a usual one ("Rose", "Frank")."""
    return is_given_name(word) and is_word(word)


def is_surname(word: str) -> bool:
    """Tell whether the word is one of the commoner family names of English-speaking lands or East Asia."""
    low = word.lower()
    return low in _list("surnames.txt") or low in FAMILY_NAMES_FIRST


def is_people(word: str) -> bool:
    """Tell whether the word, where it stands alone, is a demonym, a tongue, a creed or another non-name."""
    return word.lower() in NEVER_ALONE or is_demonym(word)


def is_namesake(word: str) -> bool:
    """Tell whether the word is a people or a feast after which persons and towns are called: "Shona"."""
    return word.lower() in NEVER_ALONE


def is_demonym(word: str) -> bool:
    """Tell whether the word is a non-name also where it stands before a name: "Kurdish Anna Petrova"."""
    low = word.lower()
    return (
        low in NEVER
        or low in _list("demonyms.txt")
        or (low.endswith("s") and low[:-1] in _list("demonyms.txt"))
        or ("-" in low and low.rpartition("-")[2] in _list("demonyms.txt"))
        or _is_following(low)
        or _is_regional(low.removesuffix("s"))
    )


def _is_following(low: str) -> bool:
    """Tell "Naxalites" and "Maoist", who follow something, from names."""
    ends = low.endswith(_FOLLOWING) and len(low) > _SHORTEST_STEM
    return ends and not (is_given_name(low) or feature_of(low) or low in _list("surnames.txt"))


@lru_cache(maxsize=65_536)
def _is_regional(low: str) -> bool:
    """Tell "Queenslander" and "Minnesotan", made of the name of a region, from all other words."""
    stem = next((low[: -len(end)] for end in _REGIONAL if low.endswith(end)), "")
    if len(stem) < _SHORTEST_STEM or is_given_name(low) or is_surname(low) or feature_of(low):
        return False
    return feature_of(stem) in ("country", "region") or (
        low.endswith("an") and feature_of(low[:-1]) in ("country", "region")
    )


@cache
def _leanings() -> dict[str, float]:
    lines = (_DATA / "endings.tsv").read_text("utf-8").split("\n")
    return {part: float(points) for part, _tab, points in (line.partition("\t") for line in lines if line)}


@lru_cache(maxsize=65_536)
def leaning(word: str) -> float:
    """Tell by its letters how far an unknown word is rather a person's name (above 0) than a town's (below).

    The logarithm of how much oftener the longest known ending stands in family and given names than in
    names of towns, and half that of its first three letters.
    """
    low, leanings = word.lower(), _leanings()
    ending = next((leanings[low[-n:]] for n in _ENDINGS if len(low) > n and low[-n:] in leanings), 0.0)
    return ending + leanings.get(f"^{low[:3]}", 0.0) / 2

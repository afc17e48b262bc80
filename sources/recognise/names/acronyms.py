"""Words in capitals: which are names of bodies or countries, which are TV, NGOs and Roman numbers."""

from sources.recognise.gazetteer import feature_of
from sources.recognise.names import cues, lexicon

PLACE, BODY, NOTHING, ORDINARY = "place", "body", "nothing", ""
_LONGEST = 8
_SHORTEST_PLACE = 4
_SHOUTED = 5
_SHORTEST = 2
_ROMAN = frozenset("IVXLC")


def acronym(word: str, *, headline: bool = False) -> str:
    """Tell what a word in capitals is: ``PLACE``, ``BODY``, ``NOTHING``; ``ORDINARY`` for other words."""
    if word in cues.PLACE_ACRONYMS or word.rstrip(".") in cues.PLACE_ACRONYMS:
        return PLACE
    letters = word.replace(".", "").replace("&", "").replace("-", "")
    if len(letters) > _SHORTEST and letters.endswith("s") and letters[:-1].isupper():
        return NOTHING
    if not letters.isupper() or not _SHORTEST <= len(letters) <= _LONGEST:
        return ORDINARY
    if len(letters) >= _SHORTEST_PLACE and feature_of(word):
        return ORDINARY
    return NOTHING if _is_no_name(word, letters, headline=headline) else BODY


def _is_no_name(word: str, letters: str, *, headline: bool) -> bool:
    if word in cues.NOT_NAMES_ACRONYMS or set(letters) <= _ROMAN or not letters.isalpha():
        return True
    if len(letters) == _SHORTEST and "." in word:
        return letters not in cues.KNOWN_BODIES
    is_word = lexicon.is_word(letters) or lexicon.is_people(letters)
    return is_word and (headline or len(letters) > _SHOUTED)


def leads_name(word: str) -> bool:
    """Tell whether a longer name may begin with such capitals: "BGR Media"."""
    return word.isupper() and word.isalpha() and _SHORTEST <= len(word) <= _SHOUTED + 1

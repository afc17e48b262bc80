"""What the letters of a name say about its kind, when nothing else does.

Endings of family names and of place names, as far as they are plain in many languages; capitals
inside a word and trade endings for firms.
"""

import re
from functools import cache

from sources.recognise.names import cues, lexicon
from sources.recognise.names.draft import Evidence

_SURNAME = re.compile(
    r"(?:[oe]v|[oe]va|yev|yeva|in|ina|enko|chuk|sky|skiy|skii|skyi|ski|skaya|ska|cki|icz|vich|vić|ić|wicz|vych|yan|ian|dze|shvili|adze|"
    r"son|sson|sen|ez|es|oğlu|oglu|uly|uulu|bek|bayev|baev|zade|zadeh|pour|poulos|opoulos|idis|akis|escu|eanu|"
    r"nen|wala|singh|man|mann|berg|stein|baum|ini|elli|etti|ucci|ard|eau|kar|nathan|swamy|wati|moto|mura|naga)$"
)
_PLACE = re.compile(
    r"(?:stan|grad|gorod|abad|ābād|burg|burgh|borough|bury|ville|town|pur|pore|kent|kand|land|lands|shire|ford|field|mouth|"
    r"wick|polis|minster|chester|cester|hampton|haven|port|ovo|evka|ivka|sk|tsk|ino|heim|dorf|stadt|nagar|ganj|vaara|holm|"
    r"stead|thorpe|tau|köy|bad|gorsk|ozero|pol|bridge|dale|shima|kyo|yama|oblast)$"
)
_FIRM = re.compile(
    r"(?:bank|neft|gaz|gas|prom|tel|soft|oil|corp|trans|stroy|air|med|news|tech|petro\w*|net|tv|press|invest|kom|kombinat|munai\w*|\.\w{2,4})$"
)
# "Kim Jong-un", "Tsai Ing-wen": a given name of two syllables after the family name.
_HYPHENED_GIVEN = re.compile(r"^[A-Z][a-z]{1,5}-[a-z]{2,6}$")
# "Hartley-Rae": two family names in one.
_DOUBLE_BARREL = re.compile(r"^[^\W\d_]{3,}-[A-Z][^\W\d_]{2,}$")
# "O.J. Simpson"
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?){1,3}$")
_CAMEL = re.compile(r"[a-z][A-Z]")
# What the likeness to listed names is worth, and at most.
_LEANING, _MOST = 0.25, 0.7
_LIKELY_SHORT = 4
_VIETNAMESE = 3
_PARENTS = frozenset({"abu", "abou", "umm", "oum"})


@cache
def shape(words: tuple[str, ...]) -> Evidence:
    """Give the points of the words of a name as the text writes them, without its joiners."""
    first, last = words[0], words[-1]
    found = Evidence()
    if lexicon.is_given_name(first):
        found += Evidence(person=2.5 if len(words) > 1 else 1.0)
    if len(words) > 1:
        found += _several(words)
    else:
        found += Evidence(place=0.3, person=0.3, organisation=0.5)
    if len(words) > 1 and _HYPHENED_GIVEN.search(last):
        found += Evidence(person=1.5)
    if _DOUBLE_BARREL.search(last):
        found += Evidence(person=1.2)
    if lexicon.is_surname(last):
        found += Evidence(person=1.0)
    return found + _ending(last)


def _ending(last: str) -> Evidence:
    """Read the end of a name: "-enko" is somebody's, "-grad" a town's, "-bank" a firm's."""
    found = Evidence()
    if len(last) > _LIKELY_SHORT and _SURNAME.search(last):
        found += Evidence(person=0.9)
    if len(last) > _LIKELY_SHORT and _PLACE.search(last):
        found += Evidence(place=0.8)
    if len(last) > _LIKELY_SHORT:
        lean = max(-_MOST, min(_MOST, _LEANING * lexicon.leaning(last)))
        found += Evidence(person=max(0.0, lean), place=max(0.0, -lean))
    if _CAMEL.search(last) and not re.match(r"(?:Mc|Mac|De|La|Di|Le|O[’'])", last):
        found += Evidence(organisation=2.0)
    elif len(last) > _LIKELY_SHORT and _FIRM.search(last.lower()) and not lexicon.is_word(last):
        found += Evidence(organisation=1.6)
    return found


def _opened(first: str, following: str, count: int) -> Evidence | None:
    """Read the first word where it decides: initials, "Wadi", "Der", "Abu"; None for any other."""
    if _INITIALS.match(first):
        return Evidence(person=2.5)
    low = first.lower()
    # "Abu Bakr", "Umm Khaled"; "Umm Qasr" is a town.
    if low in _PARENTS and (low != "umm" or lexicon.is_given_name(following)):
        return Evidence(person=2.5)
    # "Le Duc Tho" is somebody, "Le Monde diplomatique" a paper.
    if low == "le" and count == _VIETNAMESE and len(following) <= _LIKELY_SHORT:
        return Evidence(person=2.0)
    if low in cues.PLACE_FIRST:
        return Evidence(place=2.5)
    return Evidence(organisation=2.2) if low in cues.FOREIGN_ARTICLES else None


def _several(words: tuple[str, ...]) -> Evidence:
    opened = _opened(words[0], words[1], len(words))
    if opened:
        return opened
    plain = sum(lexicon.is_word(w) and not lexicon.is_surname(w) for w in words)
    if plain == len(words):
        return Evidence(organisation=1.0)
    # "Antares Copper": an unknown word and a plain noun are a firm rather than somebody.
    last = words[-1]
    named = lexicon.is_given_name(words[0]) or lexicon.is_surname(last) or lexicon.is_given_name(last)
    if lexicon.is_word(last) and not named:
        return Evidence(organisation=1.5, person=0.9)
    if len(words) <= 4 and not plain:  # noqa: PLR2004 -- four words are a long name
        return Evidence(person=1.6)
    return Evidence(person=0.6, organisation=0.6)

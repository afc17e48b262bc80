"""Years in words, as they are spoken: "nineteen fifty-six", "eighteen hundred and four"."""

import re

_ONE = "one|two|three|four|five|six|seven|eight|nine"
_TEEN = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TEN = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_VALUES = (
    {word: n for n, word in enumerate(_ONE.split("|"), start=1)}
    | {word: n for n, word in enumerate(_TEEN.split("|"), start=10)}
    | {word: 10 * n for n, word in enumerate(_TEN.split("|"), start=2)}
)
_HUNDRED, _THOUSAND = 100, 2000
_BETWEEN = frozenset({"and", "oh", "o", "nought"})
_GAP = r"[ \u00a0-]"
_TWO_DIGITS = rf"(?:(?:{_TEN})(?:{_GAP}(?:{_ONE}))?|{_TEEN})"
_BELOW = rf"(?:{_TWO_DIGITS}|{_ONE})"
YEAR_WORDS = (
    rf"(?i:(?:sixteen|seventeen|eighteen|nineteen){_GAP}"
    rf"(?:{_TWO_DIGITS}|(?:oh|o|nought){_GAP}(?:{_ONE})|hundred(?:[ ](?:and[ ])?{_BELOW})?)"
    rf"|twenty{_GAP}(?:{_TEEN}|(?:twenty|thirty)(?:{_GAP}(?:{_ONE}))?|(?:oh|o|nought){_GAP}(?:{_ONE}))"
    rf"|two[ ]thousand[ ](?:and[ ])?{_BELOW})"
)
# What none of them can do without, after its first word.
SIGNS = f"{_TEEN}|{_TEN}|oh|nought|hundred|thousand".replace("|", " ")
_COUNTS_NOTHING = re.compile(
    r"\s?(?:$|[.,;:!?)\]”’\"–—]|\b(?:the|an?|he|she|they|we|I|it|was|were|is|had|has|and|or|when|where|his|her|their|its|"
    r"our|my|there|that|which|who|by|to|till|until|at|in|on|for|from|with|as|after|before|but|came|saw)\b)"
)
_CAPITAL = re.compile(r"\s[A-Z]")
_ARTICLE, _ONE_THING = re.compile(r"\b(?:an?|the)[ \u00a0]$", re.IGNORECASE), re.compile(r"\s[a-z-]+[^s\W]\b")
_LOOK_BACK = 12
_WHEN = re.compile(
    r"\b(?:in|since|of|by|until|till|before|after|from|during|early|late|mid|to|and|year)[ \u00a0-]$",
    re.IGNORECASE,
)
# "eighteen hundred and fifty" counts as often as it tells when: "a force of eighteen hundred".
_WHEN_HUNDRED = re.compile(
    r"\b(?:in|since|until|till|before|after|during|early|late|mid|year)[ \u00a0-]$", re.IGNORECASE
)
# "at nineteen thirty", "page nineteen forty", "paid nineteen fifty"
_NO_YEAR = re.compile(
    r"\b(?:at|pages?|some|lost|won|paid|cost|than|least|most|only|number|room|bus|flight|line)[ \u00a0]$",
    re.IGNORECASE,
)


def year_in_words(words: str) -> int:
    """Give the year that such words say."""
    first, *rest = [word for word in re.findall(r"[a-z]+", words.lower()) if word not in _BETWEEN]
    below = sum(_VALUES.get(word, 0) for word in rest)
    return _THOUSAND + below if "thousand" in rest else _HUNDRED * _VALUES[first] + below


def is_year(text: str, start: int, end: int) -> bool:
    """Tell "in two thousand and eight" from "two thousand and eight men"."""
    before, words = text[max(0, start - _LOOK_BACK) : start], text[start:end]
    if _NO_YEAR.search(before):
        return False
    if "hundred" in words.lower():
        return bool(_WHEN_HUNDRED.search(before)) and _is_no_count(text, words, end)
    plainly = text[start : start + len("twenty")].lower() not in ("twenty", "two th")
    # "a nineteen ninety-seven attack"
    if plainly and _ARTICLE.search(before) and _ONE_THING.match(text, end):
        return True
    is_when = bool(_WHEN.search(before))
    if is_when:
        return _is_no_count(text, words, end)
    return plainly and bool(_COUNTS_NOTHING.match(text, end))


def _is_no_count(text: str, words: str, end: int) -> bool:
    """Tell whether what follows is nothing counted, nor the rest of "in Nineteen Seventeen Street"."""
    is_named = words.istitle() and "-" not in words
    capital = _CAPITAL.match(text, end) and not is_named
    return bool(capital or _COUNTS_NOTHING.match(text, end))

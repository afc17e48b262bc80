"""Numbers as English writes them: digits with separators, words, dozens and scores, millions by name.

A number is read only where the whole of it can be: "two hundred and fifty", "1.5 million", "three dozen",
"half a dozen", "2m". What has no value as it stands ("hundreds") is none of these.
"""

import re

_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SIMPLE = {word: number for number, word in enumerate(_ONES)}
_SIMPLE |= {word: 10 * number for number, word in enumerate(_TENS, start=2)}
_SCALES = {"dozen": 12, "score": 20, "hundred": 100, "thousand": 10**3}
_SCALES |= {"million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9}

_SMALL = "|".join(sorted(_SIMPLE, key=len, reverse=True))
_TEN, _UNIT = "|".join(_TENS), "|".join(_ONES[1:10])
_SCALE = "|".join(_SCALES)
# "twenty-five" is one number, "fourteen fifteen" are two.
_WORD = rf"(?:(?:{_TEN})[\s-]+(?:{_UNIT})|{_SMALL})"
_GAP = r"[\s-]+"
# 1,500 or 1 500 (any narrow or no-break blank) or 1500, perhaps with a fraction.
_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f\u2009]\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?!\d)|\d+(?:\.\d+)?"

# Every number that can be read; used within other patterns.
NUMBER = (
    rf"(?:half\s+a\s+dozen|"
    rf"(?:{_DIGITS})(?:\s?(?:k|m|mn|bn)\b|(?:{_GAP}(?:{_SCALE})\b){{0,4}})|"
    rf"(?:a|an|{_WORD})(?:{_GAP}(?:{_SCALE})\b){{1,4}}(?:(?:,?\s+and\s+|{_GAP})(?:{_WORD})(?:{_GAP}(?:{_SCALE})\b){{0,4}}){{0,8}}|"
    rf"(?:{_WORD})\b)"
)

_TOKEN = re.compile(rf"{_DIGITS}|[a-z]+", re.IGNORECASE)


def value_of(words: str) -> float | None:
    """Give the number that words say, exactly as they say it; None where they say none."""
    text = words.casefold()
    if re.fullmatch(r"half\s+a\s+dozen", text):
        return 6.0
    tokens = [one for one in _TOKEN.findall(text) if one not in ("and",)]
    total, group = 0.0, None
    for token in tokens:
        if token in ("a", "an"):
            group = 1.0
        elif (number := _plain(token)) is not None:
            group = (group or 0.0) + number
        elif token in _SCALES or token in _SHORT:
            scale = float(_SCALES.get(token) or _SHORT[token])
            group = (1.0 if group is None else group) * scale
            if scale >= 10**3:
                total, group = total + group, None
        else:
            return None
    return round(total + (group or 0.0), 6) if tokens else None


def _plain(token: str) -> float | None:
    if token in _SIMPLE:
        return float(_SIMPLE[token])
    digits = re.sub(r"[,\s\u00a0\u202f\u2009]", "", token)
    return float(digits) if re.fullmatch(r"\d+(?:\.\d+)?", digits) else None

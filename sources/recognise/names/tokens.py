"""Runs of capitalised words: the raw matter of names.

Only capitals are looked at, so that lower-case prose costs no more than a scan. A run holds
capitalised words with what may join them inside a name: "of", "for", "and", "&", the particles of
family names ("de", "van der", "bin"). It never crosses a comma, a full stop (but after initials and
abbreviations), or more than two blanks. Upper case is what Unicode calls Lu or Lt.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from sources.recognise.names.cues import PARTICLES
from sources.values.span import Span

_ABBREVIATIONS = (
    "Dr|Mr|Mrs|Ms|Messrs|Prof|Gen|Col|Lt|Maj|Capt|Sgt|Gov|Sen|Rep|Rev|St|Ste|Hon|Supt|Insp|Det|Adm|Brig|Cmdr|Cdr|"
    "Pvt|Cpl|Pte|Fr|Pres|Jr|Sr|Ltd|Inc|Corp|Co|Bros|Mt|Ft|Dept|Univ|Sec|Atty|Md|Mohd|Lieut|Ll|Th|Jno|Sra|Srta|Dra|Drs|Ing|Lic|Gral|Cnel|Hj|Msgr|Mgr|Abp|Bp|Brgy|Engr|Eng|Ir|Sgto|Tte|Pbro|Barr|Adv|Arc|Alh|Evang|Pst|Ven|Smt|Tmt|Tgk|Wm|Chas|Geo|Jas|Thos|Robt|Jos"
)
_JOINERS = ("of", "for", "and", "&", "on", "the", "upon", "am")
_LONGEST_RUN = 14
# No script beyond Adlam has capitals (Unicode 16): the other million code points need not be asked.
_LAST_CASED = 0x1E943


def _upper_class() -> str:
    """Give a character class of every upper- and title-case letter, as ranges."""
    ranges: list[list[int]] = []
    for code in range(_LAST_CASED + 1):
        if unicodedata.category(chr(code)) not in ("Lu", "Lt"):
            continue
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(chr(a) if a == b else f"{chr(a)}-{chr(b)}" for a, b in ranges)


UPPER = _upper_class()
_U = f"[{UPPER}]"
# "Alexan¬ dria" was broken at the end of a line (``sources.recognise.find``).
_NEXT_LINE = r"(?:\u00ac {1,2}[a-z]\w{0,40})?"
# "al-Mansur", "el-Obeid"; "d’Estaing", "l’Humanité"
_ARABIC, _ELIDED = r"(?:a(?:[dhlnrstz]|dh|sh|th)|e(?:[dlnrst]|ch|sh)|u[dlnrst])-", r"[dlnmt][’']"
_TOKEN = (
    rf"(?:@\w{{2,30}}"
    rf"|\d{{1,3}}(?:st|nd|rd|th)(?=[ ]{_U})"
    r"|U\.[SK](?![\w.])"
    rf"|{_U}\.(?:[ ]?-?{_U}\.){{0,4}}(?!\w)"
    rf"|(?:{_ABBREVIATIONS})\.(?=[ \u00a0])"
    r"|(?:Jr|Sr|Ltd|Inc|Corp|Co|Bros)\.(?=[,;:)’'\]]|$)"
    rf"|(?:{_ARABIC}|{_ELIDED})?{_U}\w{{0,40}}{_NEXT_LINE}(?:[’'\u2010-](?=\w)\w{{1,40}}|&{_U}\w{{0,9}}){{0,4}}"
    rf"(?:(?<=s)[’'](?= {_U}))?"
    r"(?:\.(?:com|org|net|info|ru|kz|uk|ua|de|fr|tv|co|am|ge|io|eu|news)\b)?)"
)
_JOINER = "|".join([*map(re.escape, _JOINERS), *sorted(PARTICLES)])
_GAP = r"[ \u00a0]{1,2}"
# "anti-Semitism", "pre-Columbian": what such a prefix leads is no name by itself.
_PREFIXES = "".join(
    rf"(?<!\b{p}[\u2010-])"
    for p in ("anti", "pre", "post", "non", "neo", "sub", "trans", "inter", "multi", "un")
)
_RUN = re.compile(
    rf"(?<![\w@])(?=[{UPPER}@\d]|{_ARABIC}|{_ELIDED}){_PREFIXES}{_TOKEN}(?:{_GAP}(?:(?:{_JOINER}){_GAP}){{0,3}}{_TOKEN}){{0,{_LONGEST_RUN}}}"
)
_PIECE = re.compile(rf"(?P<cap>{_TOKEN})|(?P<joiner>[^\W\d_]+|&)")
_POSSESSIVE = re.compile(r"[’'](?:s|S)?$")
# "York-based", "Fox-led": the name ends before the hyphen.
_PARTICIPLE = re.compile(
    r"[\u2010-](?:[a-z]{2,12}ed|born|run|held|style|wide|type|era|bound|made|built|like|led|area|speaking)$"
)
_BROKEN = re.compile("\u00ac +")
# What may stand between the end of one sentence and the capital of the next.
_QUOTES = " \u00a0\t“”\"‘’'«»([\ufeff"
_OPENING = '“"‘«(['
_STOPS = ".!?…:;•|*–—"
_LOOK_BACK = 8
_ABBREVIATED = re.compile(rf"\b(?:{_ABBREVIATIONS}|No|vs|approx|[a-z]\.[a-z])\.\s?$")


@lru_cache(maxsize=65_536)
def _lowered(word: str) -> str:
    return word.lower().rstrip(".")


class Token(NamedTuple):
    """One word of a run: ``word`` without a possessive; ``is_joiner`` for "of", "van" and the like.

    ``is_participle`` marks what ends a name for certain: "York" of "York-based".
    """

    word: str
    start: int
    end: int
    is_joiner: bool = False
    is_possessive: bool = False
    is_participle: bool = False

    @property
    def low(self) -> str:
        """Give the word in lower case without its full stop."""
        return _lowered(self.word)


@dataclass(frozen=True, slots=True)
class Run:
    """A run of capitalised words: where it is, its words, and whether a sentence begins with it."""

    start: int
    words: str
    opens: bool


def runs(text: str, span: Span) -> Iterator[Run]:
    """Give the runs of a region in order; ``text`` has blanks for line breaks."""
    for match in _RUN.finditer(text, span.start, span.end):
        start = match.start()
        before = text[max(span.start, start - _LOOK_BACK) : start]
        opens = _ends_sentence(before) and not _ABBREVIATED.search(before)
        yield Run(start, match.group(), opens)


def _ends_sentence(before: str) -> bool:
    """Tell whether a sentence may begin after these characters, the last before a capital."""
    plain = before.rstrip(_QUOTES)
    return (
        not plain
        or plain[-1] in _STOPS
        or (before[-1] in _OPENING and plain[-1] in _STOPS + ",")
        or before.endswith("  ")
    )


def tokenise(words: str) -> tuple[Token, ...]:
    """Cut a run into tokens; their places are counted from the run's start."""
    tokens = []
    for piece in _PIECE.finditer(words):
        word = piece.group()
        participle = _PARTICIPLE.search(word) if piece["cap"] else None
        ending = participle or (_POSSESSIVE.search(word) if piece["cap"] else None)
        if ending:
            word = word[: ending.start()]
        start, length = piece.start(), len(word)
        word = _BROKEN.sub("", word)
        ends_name = bool(participle)
        tokens.append(Token(word, start, start + length, not piece["cap"], bool(ending), ends_name))
    return tuple(tokens)

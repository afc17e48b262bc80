"""What can be seen of a line without knowing what it says.

Length, case, how it starts and ends, how many of its sentences ask: the shape that tells a headline
from a paragraph in any English newspaper, old or new. Only the head and the end of a very long line
are looked at, so that a line of megabytes costs no more than a long paragraph.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from sources.ingest.tokens import words_in

LOOK = 1500
CASE = 300  # enough to see whether a line is in capitals

MARKER = re.compile(r"^(?:\ufeff|(?P<level>#{1,6})(?=\s)|(?P<quote>>)|(?P<bullet>[•·‣▪●◦*+\-–—](?=\s))|\s)+")
NUMBERED = re.compile(r"^\(?\d{1,2}[.)]\s+(?=\S)")
LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:<[^<>()]*>|[^()\s]*)\)")
WRAP = re.compile(r"^([*_]{1,3})(?=\S)(.*\S)\1$")
LABEL_WRAP = re.compile(r"^([*_]{2,3})([^*_]{1,60})\1")
SENTENCE_END = re.compile(r"(?:[.!?…。؟]|\.—)[\"'”’»)\]*_]*$")
SENTENCE = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[^\W\d_a-z]|[\"'“‘«(\[]?\d)")
INSERTION = re.compile(r"\[[^\[\]]*\]")
ROMAN = re.compile(r"^[(\[]?(?=[IVXL])X{0,3}(?:IX|IV|V?I{0,3}|XL)[.)\]]?$")
# The stop of an abbreviation, and the space after it: found by its stop, which is sooner than by its letters.
ABBREVIATION = re.compile(
    r"\.(?:(?<=\b[A-Z]\.)|(?<=\b(?:ST|MR|DR|Mr|Ms|Dr|St|Lt|No|vs)\.)"
    r"|(?<=\b(?:MRS|Mrs|Gen|Col|Sgt|Maj|Rev|Hon|Gov|Sen|Rep|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\.)"
    r"|(?<=\b(?:Prof|Capt|Sept)\.))\s+"
)

# Words that no English sentence and no headline ends with: a line that does was broken there.
_OPEN_WORDS = """
a an the of to in on at by for from with into onto upon about against between among through during
under over and or but nor that which who whom whose when where while because although though if
unless until than as is are was were be been being has have had will would can could should may
might must his her its their our my your this these those not no very also per via versus along
across near behind beside beneath inside outside toward towards above below beyond within without
despite including
"""
OPEN_WORDS = frozenset(_OPEN_WORDS.split())
# A sentence can end with these after all ("the world he lives in"), so the next line must agree.
_WEAK_OPEN_WORDS = """
in on about through over under that this is are was were be been not no his her inside outside near
below above behind beyond within along across
"""
WEAK_OPEN_WORDS = frozenset(_WEAK_OPEN_WORDS.split())
_SMALL = frozenset({"a", "an", "the", "of", "in", "at", "on", "to", "for", "and", "by", "as", "with", "from"})
STRONG_OPEN_WORDS = OPEN_WORDS - WEAK_OPEN_WORDS

_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
_NO_CAPITALS = bytes(code for code in range(128) if not chr(code).isupper())


@dataclass(frozen=True, slots=True)
class Shape:
    """The outer form of a line or paragraph."""

    plain: str  # the head of the text without Markdown's marks
    words: int
    ends_sentence: bool
    ends_colon: bool
    last_word: str
    starts_lower: bool  # or with a mark that cannot begin a sentence
    capitals: float  # share of the letters that are upper case
    titled: float  # share of the longer words that begin with a capital
    sentences: int
    questions: int
    asks_last: bool
    level: int  # Markdown heading level, 0 for none
    bullet: bool
    quoted: bool
    emphasised: bool  # wholly bold or italic in Markdown
    rule: bool  # no letter and no digit


@lru_cache(maxsize=4096)
def shape(text: str) -> Shape:
    """Measure a stripped line or paragraph."""
    head = text[:LOOK]
    marker = MARKER.match(head)
    plain, emphasised = _unwrapped(head[marker.end() :] if marker else head)
    words = words_in(plain)
    initials = [word[0] for word in words if len(word) > 3]
    spoken = INSERTION.sub("", plain).strip() if "[" in plain else plain
    sentences = _sentences(spoken or plain)
    asks = [sentence.rstrip("\"'”’»)] ").endswith("?") for sentence in sentences]
    tail = (text if len(text) <= LOOK else text[-200:]).rstrip("*_ ")
    return Shape(
        plain=plain,
        words=len(words) if len(text) <= LOOK else len(words) * len(text) // LOOK,
        ends_sentence=bool(SENTENCE_END.search(tail[-12:])),
        ends_colon=tail.endswith(":"),
        last_word=_last_word(tail),
        starts_lower=plain[:1].islower() or plain[:1] in {",", ";", ")", "]"},
        capitals=_capitals(plain[:CASE]),
        titled=sum(map(str.isupper, initials)) / len(initials) if initials else 0.0,
        sentences=len(sentences),
        questions=sum(asks),
        asks_last=asks[-1] if asks else False,
        level=len(marker["level"] or "") if marker else 0,
        bullet=bool(marker and marker["bullet"]) or bool(NUMBERED.match(plain)),
        quoted=bool(marker and marker["quote"]),
        emphasised=emphasised,
        rule=not words,
    )


def is_crosshead(form: Shape) -> bool:
    """Tell whether a short line with a full stop has its words capitalised, as old crossheads have."""
    words = words_in(form.plain)
    if not 2 <= len(words) <= 6 or not form.plain.endswith(".") or form.sentences > 1:
        return False
    return all(word[0].isupper() for word in words if word not in _SMALL) and len(max(words, key=len)) > 3


def _capitals(text: str) -> float:
    """Give the share of the letters that are upper case."""
    if text.isascii():  # most lines: counted by their bytes, in a tenth of the time
        raw = text.encode()
        letters, upper = len(raw.translate(None, _NO_LETTERS)), len(raw.translate(None, _NO_CAPITALS))
        return upper / letters if letters else 0.0
    found = list(filter(str.isalpha, text))
    return sum(map(str.isupper, found)) / len(found) if found else 0.0


def is_section_number(plain: str) -> bool:
    """Tell whether a line is a Roman number and nothing else, as the parts of a long text have ("II.")."""
    return bool(ROMAN.match(plain))


def _unwrapped(text: str) -> tuple[str, bool]:
    """Take Markdown's links and emphasis off; tell whether all of it was emphasised."""
    plain = LINK.sub(r"\1", text).strip() if "](" in text else text.strip()
    wrapped = WRAP.match(plain)
    if wrapped and wrapped[1] not in wrapped[2]:
        return wrapped[2].strip(), True
    return LABEL_WRAP.sub(r"\2", plain), False


def _sentences(plain: str) -> list[str]:
    whole = ABBREVIATION.sub(lambda found: found[0].replace(" ", "_"), plain)
    sentences, start = [], 0
    for found in SENTENCE.finditer(whole):
        sentences.append(whole[start : found.end()])
        start = found.end()
    return [*sentences, whole[start:]]


def _last_word(tail: str) -> str:
    """Give the last word in lower case, or "," "-" "[" where the line ends with that."""
    if tail[-1:] in {",", "-", "‐", "\xad", "[", "("}:
        if tail.endswith("--"):
            return ""
        return "-" if tail[-1] in "‐\xad" else tail[-1]
    word = tail.rsplit(None, 1)[-1] if tail.split() else ""
    return word.lower() if word.isalpha() else ""

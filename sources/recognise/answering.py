"""Which question a span may answer: by the words that stand round it, and by where and when it speaks of.

"sixteen were killed" answers how many people died, where the passage speaks of that day and place. Words are
compared by what they tell (killed, dead, died; wounded, injured, hurt), which every report of violence, trial
or disaster has its own for. Each proposal says why; an editor decides. Pure: words in, reasons out.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from sources.recognise.figures import FigureFound, find_figures, read_figure
from sources.values.span import Span
from sources.vocabulary import Asks, Measure

# Words that tell the same thing, by their stems; the first names the group.
_SAME = tuple(
    tuple(line.split(","))
    for line in (
        "killed,kill,dead,die,dying,death,deadly,fatal,perish,body,bodies,corpse,slain,victim,casualt,lives",
        "injured,injur,wound,hurt,hospitali",
        "detained,detain,detention,arrest,custody,held,seiz,rounded up",
        "tried,trial,defendant,charg,accus,prosecut,dock,court",
        "sentenced,sentenc,convict,imprison,jail,prison,guilty,term",
        "paid,pay,compensat,payout,money,sum,fund,damages",
        "missing,miss,disappear,vanish",
        "protested,protest,demonstrat,march,ralli,crowd,strik,took part",
        "dismissed,dismiss,sack,redundan,laid off",
        "ordered,order,command,authoris,authoriz,permission",
        "fired,fire,firing,shoot,shot,bullet,weapon,volley",
        "burned,burn,arson,torch,ablaze",
        "tortured,tortur,beat,ill-treat,mistreat,abus,suffocat",
        "caused,caus,provok,instigat,blame,respons",
    )
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+){0,9}")
_NAME = re.compile(r"(?<=[^\s.?!] )[A-Z][\w’'-]*")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)]*\s+(?=[\"'“‘«(]*[A-ZÀ-ÖØ-Þ0-9])")
_EMPTY = frozenset(
    (
        *(
            "how",
            "many",
            "much",
            "what",
            "who",
            "whom",
            "whose",
            "which",
            "when",
            "where",
            "why",
            "did",
            "does",
        ),
        *(
            "was",
            "were",
            "the",
            "and",
            "for",
            "from",
            "with",
            "without",
            "their",
            "they",
            "them",
            "its",
            "his",
        ),
        *("her", "after", "before", "over", "that", "this", "these", "those", "been", "being", "have", "has"),
        *(
            "had",
            "people",
            "person",
            "number",
            "any",
            "all",
            "each",
            "other",
            "others",
            "out",
            "into",
            "than",
        ),
        *("also", "only", "there", "here", "several", "some", "left", "given", "told", "said", "not", "nor"),
    )
)
PEOPLE = "people"
NO_FIGURE = 0.8  # a number is asked for, and the words have none: "a woman died" is one
LEAST = 0.3  # below this nothing is proposed


class Nearness(IntEnum):
    """How near to a span something is spoken of."""

    NOWHERE = 0
    ARTICLE = 1
    PASSAGE = 2
    SENTENCE = 3


# What a question's own place or time adds, by how near to the words it is spoken of.
_NEAR = {
    Nearness.NOWHERE: -0.1,
    Nearness.ARTICLE: 0.0,
    Nearness.PASSAGE: 0.15,
    Nearness.SENTENCE: 0.25,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question; ``place`` and ``time`` tell how near to the words its own are spoken of."""

    key: int
    asks: str
    wording: str
    counted: str = ""
    unit: str = ""
    labels: tuple[str, ...] = ()
    place: Nearness | None = None  # None: it is asked of none in particular
    time: Nearness | None = None


@dataclass(frozen=True, slots=True)
class Likely:
    """A question that a span may answer: how likely, and why in words."""

    key: int
    score: float
    reason: str


def propose_claim(text: str, span: Span) -> FigureFound | None:
    """Read the figure of selected words; its span is in ``text``. None where they hold none, or several."""
    found = read_figure(span.of(text))
    if found is None:
        return None
    # "at least" may stand before what was selected.
    around = [one for one in find_figures(text) if one.span.covers(found.span.shifted(span.start))]
    wider = next((one for one in around if one.figure.measure != Measure.IN_WORDS), None)
    return wider or FigureFound(found.span.shifted(span.start), found.figure, found.text)


def sentence_at(text: str, span: Span) -> Span:
    """Give the place of the sentences that a span stands in."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    start = max((end for end in ends if end <= span.start), default=0)
    return Span(start, min((end for end in ends if end >= span.end), default=len(text)))


def likely(text: str, span: Span, questions: Sequence[Asked]) -> tuple[Likely, ...]:
    """Give the questions that the words at ``span`` may answer, likeliest first.

    A word says the more, the fewer of the questions have it, and the nearer it stands.
    """
    words = _Words.at(text, span)
    wanted = {one.key: _wanted(one) for one in questions}
    having = Counter(told for own in wanted.values() for told in own)
    rare = {told: math.log(1 + len(questions) / number) for told, number in having.items()}
    found = [one for asked in questions if (one := _weigh(words, asked, wanted[asked.key], rare))]
    return tuple(sorted(found, key=lambda one: (-one.score, one.key)))


@dataclass(frozen=True, slots=True)
class _Words:
    """What is told by the words themselves, by their sentence, by the passage."""

    text: str
    sentence: str
    has_figure: bool
    told: tuple[tuple[frozenset[str], float], ...]  # nearest first, each with its weight

    @classmethod
    def at(cls, text: str, span: Span) -> "_Words":
        own, sentence = span.of(text), sentence_at(text, span).of(text)
        told = ((_told(own), 1.0), (_told(sentence), 0.7), (_told(text), 0.3))
        return cls(text, sentence, bool(find_figures(own)), told)

    def nearness(self, told: str) -> float:
        """Give how much a word weighs by where it stands; 0 where it stands nowhere."""
        return next((weight for words, weight in self.told if told in words), 0.0)


def _wanted(asked: Asked) -> dict[str, float]:
    """Give what would tell of a question: its own words, and half as much what is said of it."""
    said = _told(f"{asked.counted} {' '.join(asked.labels)}", has_names=False)
    return dict.fromkeys(said, 0.5) | dict.fromkeys(_told(asked.wording, has_names=False), 1.0)


def _weigh(
    words: _Words, asked: Asked, wanted: Mapping[str, float], rare: Mapping[str, float]
) -> Likely | None:
    if words.has_figure and asked.asks != Asks.NUMBER:
        return None
    weights = {told: own * rare[told] * words.nearness(told) for told, own in wanted.items()}
    best = sorted(
        (told for told, weight in weights.items() if weight), key=lambda told: (-weights[told], told)
    )
    if not best:
        return None
    raw = sum(weights[told] for told in best)
    score = raw / (raw + 1) * (1.0 if words.has_figure or asked.asks != Asks.NUMBER else NO_FIGURE)
    reasons = [f"“{_as_written(told, words.text)}” stands near" for told in best[:2]]
    for near_to, what in ((asked.place, "same place"), (asked.time, "same day")):
        score += _NEAR[near_to] if near_to is not None else 0.0
        reasons += [what] if near_to in (Nearness.SENTENCE, Nearness.PASSAGE) else []
    score += _unit(asked.unit, words.sentence)
    if score < LEAST:
        return None
    return Likely(asked.key, round(min(score, 1.0), 2), "; ".join(reasons))


def _unit(unit: str, sentence: str) -> float:
    """Weigh what is counted: money is named where it is meant, people are counted without saying so."""
    if not unit or unit == PEOPLE:
        return 0.0
    return 0.3 if re.search(rf"(?<!\w){re.escape(unit)}", sentence, re.IGNORECASE) else -0.2


def _told(words: str, *, has_names: bool = True) -> frozenset[str]:
    """Give what words tell: the groups they belong to, else their own stems.

    Without ``has_names`` what is written with a capital is left out, but for a first word: a question's
    place and time are looked for by their marks.
    """
    if not has_names:
        words = _NAME.sub(" ", words)
    lowered = words.casefold()
    groups = {group[0] for group in _SAME if any(_begins(stem, lowered) for stem in group)}
    stems = {_stem(one) for one in _WORD.findall(lowered) if one not in _EMPTY and not _is_grouped(one)}
    return frozenset({*groups, *(one for one in stems if len(one) > 3)})  # noqa: PLR2004 -- shorter stems tell nothing


def _begins(stem: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(stem)}", words) is not None


def _is_grouped(word: str) -> bool:
    return any(word.startswith(stem) for group in _SAME for stem in group)


def _stem(word: str) -> str:
    return re.sub(r"(?:ings?|ed|es|ers?|s|ly|ions?)$", "", word)


def _as_written(told: str, words: str) -> str:
    """Give the word of a text that tells it."""
    stems = next((group for group in _SAME if group[0] == told), (told,))
    lowered = words.casefold()
    for stem in stems:
        if match := re.search(rf"(?<!\w){re.escape(stem)}\w*", lowered):
            return words[match.start() : match.end()]
    return told

"""Who speaks in an interview that puts no name over its turns: questions and answers alternate.

A passage that asks, or is set as the questions are set, is the interviewer's; what follows is the
answer. A short statement is the interviewer's too where the next passage takes up its words.
"""

import re

from sources.ingest.asking import asks, is_reported
from sources.ingest.join import Unit
from sources.ingest.speakers import Parties
from sources.ingest.turn import Turn
from sources.vocabulary import Kind

INTERVIEW = re.compile(
    r"\binterview|\bq ?& ?a\b|\bquestions? and answers?\b|\b(?:spoke|speaks|talked"
    r"|talks|sat down|conversation|in conversation) (?:to|with)\b"
    r"|\basked\b.{0,80}\b(?:for|about|how|what|why|whether)\b|\b(?:answers?"
    r"|answered)\b.{0,20}\bquestions\b",
    re.IGNORECASE,
)
THANKS = re.compile(
    r"^(?:thank you|thanks|many thanks)\b(?: (?:very|so) much| indeed)?.{0,40}$", re.IGNORECASE
)
ADDRESSED = re.compile(r"(?:(?:and|but|so|yet),? )?you(?:['’]ve|['’]re|r)?\b", re.IGNORECASE)
_STOP = """
the and was were for with that this there they had has have are but not you his her its our from who
what
"""
LONGEST_QUESTION = 45  # words
STOP = frozenset(_STOP.split())


def unlabelled_turns(units: list[Unit], spoken: list[int], parties: Parties) -> dict[int, Turn]:
    """Give the turns of an interview that names nobody over them; none where the text is no interview."""
    asking = [index for index in spoken if asks(units[index].shape) and not is_reported(units[index].shape)]
    asking = _with_emphasis(units, spoken, asking)
    answered = [index for index in asking if _is_answered(units, index, spoken, asking)]
    prose = sum(units[index].shape.words >= 12 for index in spoken)
    you = sum(bool(re.search(r"\byou\b|\byour\b", units[index].shape.plain.lower())) for index in answered)
    known = bool(INTERVIEW.search(parties.introduction)) or you >= 3
    if len(answered) < 3 or not known or len(answered) < 0.12 * prose:
        return {}
    turns: dict[int, Turn] = {}
    for place, index in enumerate(spoken):
        if index < answered[0]:
            continue
        if index in answered or index in asking or _is_remark(units, spoken, place, asking):
            turns[index] = Turn(
                Kind.QUESTION, parties.interviewer, "asks, between longer passages that answer"
            )
        else:
            turns[index] = Turn(Kind.ANSWER, parties.interviewee, "answers the question before it")
    _thank(units, turns, parties)
    return turns


def _thank(units: list[Unit], turns: dict[int, Turn], parties: Parties) -> None:
    """Give the thanks that close an interview to the interviewer, where an answer stands before them."""
    for index in sorted(turns)[-2:]:
        before = turns.get(index - 1)
        if THANKS.match(units[index].shape.plain) and before and before.kind == Kind.ANSWER:
            turns[index] = Turn(Kind.QUESTION, parties.interviewer, "thanks, at the end of the questions")


def _with_emphasis(units: list[Unit], spoken: list[int], asking: list[int]) -> list[int]:
    """Where questions are bold, numbered or close over answers, each such line is the interviewer's."""
    among = set(spoken)
    for styled in (
        [index for index in spoken if units[index].shape.emphasised],
        [index for index in spoken if units[index].shape.bullet],
        [index for index in spoken if index + 1 in among and _stands_over_answer(units, index)],
    ):
        is_style = len(asking) > 1 and sum(index in styled for index in asking) > 0.7 * len(asking)
        if is_style and len(styled) < 0.7 * len(spoken):
            return sorted({*asking, *styled})
    return asking


def _stands_over_answer(units: list[Unit], index: int) -> bool:
    """Tell whether a blank line parts a short passage from the one before, and none from the one below."""
    is_over = units[index].gap > 0 and not units[index + 1].gap
    return is_over and units[index].shape.words <= LONGEST_QUESTION


def _is_answered(units: list[Unit], index: int, spoken: list[int], asking: list[int]) -> bool:
    following = next((other for other in spoken if other > index), None)
    return following is not None and following not in asking


def _is_remark(units: list[Unit], spoken: list[int], place: int, asking: list[int]) -> bool:
    """Tell whether a short statement is the interviewer's: the next passage takes up its words."""
    if place == 0 or place + 1 >= len(spoken):
        return False
    index, following = spoken[place], spoken[place + 1]
    form, reply = units[index].shape, units[following].shape
    if (
        form.words > 22
        or form.sentences > 2
        or following in asking
        or spoken[place - 1] in asking
        or reply.words <= form.words
    ):
        return False
    if ADDRESSED.match(form.plain) and not re.search(r"\b(?:I|me|my)\b", form.plain):
        return True  # a statement to the person who answers
    if form.words > 5 and _opening(form.plain) == _opening(reply.plain):
        return True
    first = _content(re.split(r"(?<=[.!?])\s", reply.plain, maxsplit=1)[0])
    return len(first) >= 2 and len(first & _content(form.plain)) >= 0.6 * len(first)


def _opening(plain: str) -> frozenset[str]:
    return _content(" ".join(plain.split()[:4]))


def _content(plain: str) -> frozenset[str]:
    words = re.findall(r"[^\W\d_]{3,}", plain.lower())
    return frozenset(word for word in words if word not in STOP)

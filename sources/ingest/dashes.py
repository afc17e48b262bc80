"""Interviews whose turns open with a dash, as much of Europe prints them.

Every dash is another speaker's, the first one asks, and they take turns; a line without a dash goes on with
the turn before it. A long paragraph with a dash where a question is due, and no question in it, is taken as
more of the answer.
"""

import re

from sources.ingest.join import Unit
from sources.ingest.speakers import Parties
from sources.ingest.turn import Turn
from sources.vocabulary import Kind

DASH = re.compile(r"^[—–-]\s?(?=[\"“'‘¿¡]?[^\W\d_])")
FEWEST, FEWEST_QUESTIONS = 4, 2
LONGEST_REMARK = 45  # words
MOSTLY = 0.75


def dashed_turns(units: list[Unit], spoken: list[int], parties: Parties) -> dict[int, Turn]:
    """Give the turns of an interview in dashes, by index; none where the text is no such thing."""
    opening = [index for index in spoken if DASH.match(units[index].text)]
    asking = [index for index in opening if units[index].shape.asks_last]
    if len(opening) < FEWEST or len(asking) < FEWEST_QUESTIONS:
        return {}
    first = asking[0]
    own = [index for index in spoken if index >= first]
    if 2 * sum(index in opening for index in own) < len(own) or len(asking) > MOSTLY * len(opening):
        return {}  # a list, or the dash stands before the questions only
    turns: dict[int, Turn] = {}
    kind = Kind.ANSWER
    for index in own:
        if index not in opening:
            turns[index] = _turn(kind, parties, "goes on with the turn before")
            continue
        form = units[index].shape
        is_due = kind == Kind.ANSWER and (form.questions > 0 or form.words <= LONGEST_REMARK)
        kind = Kind.QUESTION if is_due else Kind.ANSWER
        turns[index] = _turn(kind, parties, "opens with a dash, in turn with the other speaker")
    return turns


def _turn(kind: Kind, parties: Parties, reason: str) -> Turn:
    return Turn(kind, parties.interviewer if kind == Kind.QUESTION else parties.interviewee, reason)

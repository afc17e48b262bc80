"""Who speaks in an interview.

Three shapes occur: turns with the speaker's name before a colon, turns marked Q and A, and turns with no
mark at all, where questions and answers alternate. A label need not stand on every turn: what follows a
question without one is the answer, and an answer goes on until the next question. Speakers are named as
the text names them, in the fullest form it has ("Grishin" is one with "Andrei Grishin").
"""

import re
from collections import Counter
from dataclasses import replace

from sources.ingest.asking import REQUEST, asks, is_reported
from sources.ingest.ballot import Ballot
from sources.ingest.bylines import after_label, is_name, label_of
from sources.ingest.dashes import dashed_turns
from sources.ingest.join import Unit
from sources.ingest.shape import Shape
from sources.ingest.speakers import Parties, full_name, initials_of
from sources.ingest.turn import Turn
from sources.ingest.unlabelled_turns import unlabelled_turns
from sources.vocabulary import Kind

QUESTION_LABELS = frozenset(
    {
        "Q",
        "QUESTION",
        "Question",
        "Interviewer",
        "INTERVIEWER",
        "Reporter",
        "REPORTER",
        "Moderator",
        "MODERATOR",
        "Host",
        "HOST",
    }
)
PRESENTED = QUESTION_LABELS - {"Q", "QUESTION", "Question"}
ANSWER_LABELS = frozenset({"A", "ANSWER", "Answer"})
ANONYMOUS = frozenset({"Q", "A", "QUESTION", "ANSWER", "Question", "Answer"})
OWN = re.compile(r"\b(?:I|I['’]\w+|me|my|mine|we|We|us|our|Our|you|You|your|Your)\b|[\"“]")
# What a paper adds in its own words under an interview.
OUTLOOK = re.compile(
    r"\b(?:will (?!be fine\b)\w+|is (?:expected|due|scheduled|to be|now|still)|are (?:expected|due)|was later"
    r"|has since|have since|died|lives? (?:in|with|near)|was (?:released|sentenced|acquitted|buried))\b"
)
LONGEST_CLOSE, FEWEST_BEFORE_CLOSE = 20, 6  # words, turns
HOST = re.compile(r"\b(?:HOST|ANCHOR|MODERATOR|INTERVIEWER|PRESENTER)\b")
TWO, SHORTER = 2, 0.7


def find_turns(
    units: list[Unit], ballots: list[Ballot], start: int, end: int, parties: Parties, named: dict[int, str]
) -> dict[int, Turn]:
    """Give the turns among the running text, by index; none where the text is no interview.

    ``named`` are the lines that are a speaker's name and nothing else.
    """
    spoken = [index for index in range(start, end) if _may_be_spoken(units[index], ballots[index])]
    labels = named or {index: label for index in spoken if (label := _label(units[index].shape.plain))}
    if named or _is_labelled(units, labels):
        return _without_close(units, _labelled(units, spoken, labels, parties), parties)
    parties = _named_at_first(units, labels, parties)
    turns = dashed_turns(units, spoken, parties) or unlabelled_turns(units, spoken, parties)
    return _without_close(units, turns, parties)


def _named_at_first(units: list[Unit], labels: dict[int, str], parties: Parties) -> Parties:
    """Take the two names that stand before the first question and the first answer, and on no turn after."""
    if len(labels) != TWO:
        return parties
    asking, answering = sorted(labels)
    is_pair = labels[asking] != labels[answering] and asks(units[asking].shape)
    if not is_pair or not {*labels.values()}.isdisjoint(ANONYMOUS):
        return parties
    asker, answerer = (full_name(_cased(labels[index]), parties.names) for index in (asking, answering))
    return replace(parties, interviewer=asker, interviewee=answerer)


def _label(plain: str) -> str:
    """Give the name that opens a turn; "" for a line that only says who asks ("Interviewer: Ada Quill")."""
    label = label_of(plain)
    return "" if label in PRESENTED and is_name(after_label(plain)) else label


def _without_close(units: list[Unit], turns: dict[int, Turn], parties: Parties) -> dict[int, Turn]:
    """Leave out a last paragraph in which the paper tells what came of it, in nobody's turn."""
    last = max(turns, default=0)
    if len(turns) < FEWEST_BEFORE_CLOSE or turns[last].kind != Kind.ANSWER or not units[last].gap:
        return turns
    form = units[last].shape
    if (
        form.questions
        or form.sentences > 1
        or label_of(form.plain)
        or OWN.search(form.plain)
        or form.words > LONGEST_CLOSE
    ):
        return turns
    name = (parties.interviewee or "").split()
    is_told = OUTLOOK.search(form.plain) or any(part in form.plain for part in name if len(part) > TWO)
    return {index: turn for index, turn in turns.items() if index != last} if is_told else turns


def _may_be_spoken(unit: Unit, ballot: Ballot) -> bool:
    if unit.shape.rule:
        return False
    leader = ballot.leader()
    return leader == Kind.BODY or (
        leader == Kind.HEADING and (unit.shape.asks_last or bool(label_of(unit.shape.plain)))
    )


def _is_labelled(units: list[Unit], labels: dict[int, str]) -> bool:
    counts = Counter(labels.values())
    if len(labels) < 3 or counts.most_common(1)[0][1] < 2:
        return False
    asking = any(label in QUESTION_LABELS for label in counts) or any(
        units[index].shape.questions or REQUEST.match(after_label(units[index].shape.plain))
        for index in labels
    )
    return asking and (len(counts) > 1 or len(labels) > 3)


def _labelled(
    units: list[Unit], spoken: list[int], labels: dict[int, str], parties: Parties
) -> dict[int, Turn]:
    everyone = (*map(_cased, parties.names), *(_cased(label) for label in labels.values()))
    full = {label: full_name(_of_surname(label, labels), everyone) for label in labels.values()}
    askers = _askers(units, labels, full)
    answerers = [label for label in labels.values() if label not in askers]
    main = Counter(answerers).most_common(1)[0][0] if answerers else ""
    names = {label: _speaker(label, full[label], label in askers, parties) for label in labels.values()}
    fallback = names.get(main) if main else parties.interviewee
    asker = names[sorted(askers)[0]] if len(askers) == 1 else parties.interviewer
    turns: dict[int, Turn] = {}
    current: Turn | None = None
    for index in spoken:
        label = labels.get(index)
        if label:
            current = Turn(
                Kind.QUESTION
                if label in askers
                or _puts_question(units[index].shape, current)
                or (
                    answerers.count(label) == 1 < answerers.count(main)
                    and _ends_asking(units[index].shape, current)
                )
                else Kind.ANSWER,
                names[label],
                f"begins with the speaker's name, {label}",
            )
        elif current is None:
            continue
        elif current.kind == Kind.ANSWER and _interjects(units[index].shape):
            current = Turn(Kind.QUESTION, asker, "asks, between passages that answer")
        elif current.kind == Kind.QUESTION and not _goes_on_asking(units, index, labels):
            current = Turn(Kind.ANSWER, fallback, "follows a question, with no name before it")
        else:
            current = Turn(current.kind, current.speaker, "goes on with the turn before")
        turns[index] = current
    return turns


def _of_surname(label: str, labels: dict[int, str]) -> str:
    """Give the whole name that a surname in capitals is the end of in another label ("FELD": "NORA FELD")."""
    ends = f" {label}"
    return _cased(
        next((other for other in labels.values() if label.isupper() and other.endswith(ends)), label)
    )


def _goes_on_asking(units: list[Unit], index: int, labels: dict[int, str]) -> bool:
    """Tell whether a passage is the rest of a question: the one before was only a name, or had not asked."""
    before = units[index - 1].shape
    if index - 1 in labels and not _said(before.plain):
        return True
    return not before.questions and units[index].shape.asks_last


def _said(plain: str) -> str:
    """Give what a labelled passage says after its label; "" for a name alone."""
    return after_label(plain) if label_of(plain) else ""


def _puts_question(form: Shape, before: Turn | None) -> bool:
    """Tell whether a turn is questions and nothing else, and not a question for an answer."""
    asked = before is not None and before.kind == Kind.QUESTION
    return not asked and form.words <= 30 and form.questions == form.sentences


def _ends_asking(form: Shape, before: Turn | None) -> bool:
    """Tell whether the one turn of a caller or a voice from the hall ends with a question."""
    return form.asks_last and (before is None or before.kind == Kind.ANSWER)


def _interjects(form: Shape) -> bool:
    """Tell whether a passage without a name is a short question put in between."""
    return form.words <= 30 and form.questions * 2 >= form.sentences and not is_reported(form)


def _askers(units: list[Unit], labels: dict[int, str], names: dict[str, str]) -> frozenset[str]:
    """Give the labels of those whose turns mostly ask; of two speakers, the one who asks more."""
    asked: Counter[str] = Counter()
    counts = Counter(names[label] for label in labels.values())
    for index, label in labels.items():
        alone = not _said(units[index].shape.plain)
        is_request = bool(REQUEST.match(_said(units[index].shape.plain)))
        asked[names[label]] += is_request or asks(units[min(index + alone, len(units) - 1)].shape)
    known = {
        label
        for label in set(labels.values())
        if label in QUESTION_LABELS or HOST.search(units[_first_of(labels, label)].shape.plain[:60])
    }
    ranked = sorted((name for name in counts), key=lambda name: -asked[name] / counts[name])
    found = {names[label] for label in known} or {
        name for name in ranked if asked[name] * 2 > counts[name] and not ANSWER_LABELS & {name}
    }
    if (
        not found
        and len(ranked) > 1
        and asked[ranked[0]] * 3 > counts[ranked[0]]
        and not asked[ranked[1]] * 6 > counts[ranked[1]]
    ):
        found = {ranked[0]}
    if not found and len(ranked) == TWO and asked[ranked[0]] > asked[ranked[1]]:
        length = _lengths(units, labels, names)
        if length[ranked[0]] * counts[ranked[1]] < SHORTER * length[ranked[1]] * counts[ranked[0]]:
            found = {ranked[0]}  # some ask by saying what they know; still they say less
    return frozenset(label for label in labels.values() if names[label] in found)


def _lengths(units: list[Unit], labels: dict[int, str], names: dict[str, str]) -> Counter[str]:
    """Count the words in each speaker's labelled passages."""
    total: Counter[str] = Counter()
    for index, label in labels.items():
        total[names[label]] += units[index].shape.words
    return total


def _first_of(labels: dict[int, str], label: str) -> int:
    return next(index for index, other in labels.items() if other == label)


def _speaker(label: str, name: str, is_asker: bool, parties: Parties) -> str | None:
    if label in ANONYMOUS:
        return parties.interviewer if is_asker else parties.interviewee
    # Initials say little: the name they stand for, where the text has it. Any other label is kept as printed.
    are_initials = bool(initials_of(label)) and not name.casefold().endswith(label.casefold())
    return name if are_initials else label


def _cased(label: str) -> str:
    """Write a name in capitals as names are written; leave initials such as "IWPR" alone."""
    return label.title() if label.isupper() and (len(label) > 5 or " " in label) else label

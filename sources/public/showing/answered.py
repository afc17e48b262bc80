"""Answers and questions beside other things: a passage, an entity, a date, a corpus.

An edition has them ready in a column of the row that the page shows anyhow (``edition/accounts.py``), so that
they cost no query.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sources.edition import stances
from sources.public import addresses, wording

MOST_DISPUTED = 3  # questions of a corpus on the archive's home page
ASSERTERS = 3  # where a question's row has how many answer it
LONG = 16  # letters: figures stand with commas between them, options have some of their own


@dataclass(frozen=True, slots=True)
class Beside:
    """A question, and what is answered to it here: each answer with who gave it or when.

    The address leads to the first of the answers among all that the question has.
    """

    question: str
    address: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """What one group of asserters answers to a question: "Officials: 14, 15, 16"."""

    group: str
    answers: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, with how often it is answered, and what by which group."""

    wording: str
    address: str
    counted: str
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Accounts:
    """What the page of an entity or a date shows of accounts compared."""

    answers: tuple[Beside, ...]
    questions: tuple[Asked, ...]
    more: int

    def __bool__(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.answers or self.questions)


def beside(rows: Iterable[Sequence[str]]) -> tuple[Beside, ...]:
    """Read answers as a column has them, and put those to one question together, in order of its first."""
    by_question: dict[str, list[Sequence[str]]] = {}
    for row in rows:
        by_question.setdefault(row[0], []).append(row)
    return tuple(
        Beside(question, addresses.account(slug, claim), tuple(dict.fromkeys(map(_said, own))))
        for own in by_question.values()
        for slug, question, claim, *_rest in own[:1]
    )


def asked(rows: Iterable[Sequence[Any]]) -> tuple[Asked, ...]:
    """Read questions as a column has them."""
    return tuple(
        Asked(question, addresses.account(slug), _counted(answers, asserters), voices(gist))
        for slug, question, answers, asserters, gist in rows
    )


def voices(gist: Iterable[Sequence[Any]]) -> tuple[Voice, ...]:
    """Read a question's line (``edition/gist.py``): each group with its answers; of many, the outermost.

    An edition published before answers in words were counted has no number of them.
    """
    return tuple(Voice(group, _said_by(answers, more, *in_words)) for group, answers, more, *in_words in gist)


def _said_by(answers: Sequence[str], more: int, in_words: int = 0) -> str:
    # Translators: how many answers of a group are left for the reader to look up: "14, 16; in words (4)".
    words = ngettext("in words (%(number)s)", "in words (%(number)s)", in_words) % {"number": in_words}
    return "; ".join(filter(None, (_answered(answers, more), words if in_words else "")))


def _answered(answers: Sequence[str], more: int) -> str:
    is_plain = not any(len(one) >= LONG or "“" in one or "," in one for one in answers)
    # Translators: the end of a list of answers that is cut: "14, 16, and 3 more".
    rest = [_("and %(number)s more") % {"number": more}] if more else []
    return (", " if is_plain else "; ").join([*answers, *rest])


def disputed(rows: Iterable[Sequence[Any]]) -> tuple[Asked, ...]:
    """Choose from a column the questions that several answer, those that most do first."""
    several = [row for row in rows if row[ASSERTERS] > 1]
    return asked(sorted(several, key=lambda row: -row[ASSERTERS])[:MOST_DISPUTED])


def accounts(column: Mapping[str, Any]) -> Accounts:
    """Read the column of an entity or a date; a question that is shown whole leads to its answers."""
    questions = asked(column.get("asked", ()))
    whole = {one.wording for one in questions}
    answers = beside(column.get("asserts") or column.get("stand") or ())
    apart = tuple(one for one in answers if one.question not in whole)
    return Accounts(apart, questions, 0 if whole else column.get("more", 0))


def _said(row: Sequence[str]) -> str:
    answer, stance, who_or_when = row[-3:]
    said = wording.sentence(stances.said_with(stance, answer))
    return ", ".join(filter(None, (said, wording.brief(who_or_when))))


def _counted(answers: int, asserters: int) -> str:
    return _("%(answers)s by %(asserters)s") % {
        "answers": wording.count(answers, "answer"),
        "asserters": wording.count(asserters, "asserter"),
    }

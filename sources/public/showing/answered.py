"""Answers and questions beside other things: a passage, an entity, a date, a corpus.

An edition has them ready in a column of the row that the page shows anyhow (``edition/accounts.py``), so that
they cost no query.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sources.edition.models.account import STANCES
from sources.public import addresses, wording
from sources.vocabulary import Stance


@dataclass(frozen=True, slots=True)
class Beside:
    """One answer: to what, what, and who gave it or when."""

    question: str
    address: str
    said: str
    who_or_when: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, with how often it is answered."""

    wording: str
    address: str
    counted: str


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
    """Read answers as a column has them."""
    return tuple(
        Beside(question, addresses.account(slug, claim), _said(answer, stance), wording.brief(who_or_when))
        for slug, question, claim, answer, stance, who_or_when in rows
    )


def asked(rows: Iterable[Sequence[Any]]) -> tuple[Asked, ...]:
    """Read questions as a column has them."""
    return tuple(
        Asked(question, addresses.account(slug), _counted(answers, asserters))
        for slug, question, answers, asserters in rows
    )


def accounts(column: Mapping[str, Any]) -> Accounts:
    """Read the column of an entity or a date; a question that is shown whole leads to its answers."""
    questions = asked(column.get("asked", ()))
    whole = {one.wording for one in questions}
    answers = beside(column.get("asserts") or column.get("stand") or ())
    apart = tuple(one for one in answers if one.question not in whole)
    return Accounts(apart, questions, 0 if whole else column.get("more", 0))


def _said(answer: str, stance: str) -> str:
    return " ".join(filter(None, (STANCES[Stance(stance)], answer)))


def _counted(answers: int, asserters: int) -> str:
    return f"{wording.count(answers, 'answer')} by {wording.count(asserters, 'asserter')}"

"""The answers to a choice, or to a yes-or-no question: each option with who asserts it and who denies it.

Assertions are counted, not voters: how many say a thing does not make it so, and the page says that it
calls none of them true. An option that nobody takes up is left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sources.edition import stances
from sources.edition.models import Question
from sources.public.showing.answers import Answer
from sources.vocabulary import Stance


@dataclass(frozen=True, slots=True)
class Voice:
    """One who takes up an option, with the row of the table that tells it."""

    name: str
    anchor: str
    times: int


@dataclass(frozen=True, slots=True)
class Option:
    """One option: those who assert it, and those who deny or dispute it."""

    label: str
    asserted: tuple[Voice, ...]
    contested: tuple[tuple[str, tuple[Voice, ...]], ...]  # "denies", by whom
    count: int


def tallied(question: Question, found: Sequence[Answer]) -> tuple[Option, ...]:
    """Give the options of a question in its own order; none for a number or a few words."""
    return tuple(
        _option(label, own)
        for slug, label in question.options
        if (own := [one for one in found if one.claim.option == slug])
    )


def _option(label: str, own: Sequence[Answer]) -> Option:
    contested = (Stance.DENIES, Stance.DISPUTES, Stance.UNKNOWN)
    return Option(
        label=label,
        asserted=_voices(own, Stance.ASSERTS),
        contested=tuple((stances.name(one), voices) for one in contested if (voices := _voices(own, one))),
        count=sum(one.claim.stance == Stance.ASSERTS for one in own),
    )


def _voices(own: Sequence[Answer], stance: Stance) -> tuple[Voice, ...]:
    by_name: dict[str, list[Answer]] = {}
    for one in own:
        if one.claim.stance == stance:
            by_name.setdefault(one.asserter.name, []).append(one)
    return tuple(Voice(name, told[0].anchor, len(told)) for name, told in by_name.items())

"""The questions that two articles both answer, each with what the one says and what the other."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sources.edition.models import Article, Claim
from sources.public import addresses, wording
from sources.public.showing.answers import said

MOST_QUESTIONS = 40
MOST_ANSWERS = 12  # of one article to one question


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as one of the two has it, with those who give it there; it leads to the first of them."""

    said: str
    asserters: tuple[str, ...]
    address: str


@dataclass(frozen=True, slots=True)
class BothAnswer:
    """A question, and what each of the two answers to it."""

    question: str
    address: str
    sides: tuple[tuple[Given, ...], tuple[Given, ...]]

    @property
    def is_alike(self) -> bool:
        """Whether both give the same answers, whoever they have them from."""
        one, other = ({given.said for given in side} for side in self.sides)
        return one == other


def both_answer(
    pair: tuple[Article, Article], passages: Collection[int] | None = None
) -> tuple[BothAnswer, ...]:
    """Give the questions that both answer, in these passages or anywhere; those that differ first."""
    rows = Claim.objects.filter(article__in=pair).select_related("question").order_by("pk")
    if passages is not None:
        rows = rows.filter(passage__in=passages)
    answered: dict[int, tuple[list[Claim], list[Claim]]] = {}
    for row in rows:
        sides = answered.setdefault(row.question_id, ([], []))
        sides[row.article_id != pair[0].pk].append(row)
    both = [_both(first, second) for first, second in answered.values() if first and second]
    return tuple(sorted(both, key=lambda one: one.is_alike)[:MOST_QUESTIONS])


def _both(first: Sequence[Claim], second: Sequence[Claim]) -> BothAnswer:
    question = first[0].question
    return BothAnswer(question.wording, addresses.account(question.slug), (_given(first), _given(second)))


def _given(rows: Sequence[Claim]) -> tuple[Given, ...]:
    """Give one article's answers, in reading order; what several say there, or one says again, once."""
    found: dict[str, list[Claim]] = {}
    for row in rows:
        found.setdefault(wording.sentence(said(row)), []).append(row)
    given = (
        Given(
            words, tuple(dict.fromkeys(row.asserter_name for row in own)), addresses.claim(own[0].public_id)
        )
        for words, own in found.items()
    )
    return tuple(given)[:MOST_ANSWERS]

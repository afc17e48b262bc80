"""Which of two finds stands where they share characters."""

from collections.abc import Sequence

from sources.recognise.candidate import Candidate
from sources.vocabulary import MentionKind


def settle(first: Sequence[Candidate], second: Sequence[Candidate]) -> list[Candidate]:
    """Give both lists as one, in text order: of two that overlap, the longer, then the one of ``first``.

    A date inside a longer name goes ("16 December Street"), a name inside a longer date too; but a date
    inside a date is one of its own ("two days before 16 December").
    """
    ranked = sorted(
        [(c, 0) for c in first] + [(c, 1) for c in second],
        key=lambda pair: (pair[0].span.start, -len(pair[0].span), pair[1]),
    )
    kept: list[tuple[Candidate, int]] = []
    for candidate, rank in ranked:
        if not kept or kept[-1][0].span.end <= candidate.span.start or _is_within(candidate, kept[-1][0]):
            kept.append((candidate, rank))
        elif _prevails((candidate, rank), kept[-1]):
            kept[-1] = (candidate, rank)
    return [candidate for candidate, _rank in kept]


def _is_within(inner: Candidate, outer: Candidate) -> bool:
    return inner.kind is outer.kind is MentionKind.DATE and inner.span != outer.span


def _prevails(new: tuple[Candidate, int], old: tuple[Candidate, int]) -> bool:
    """A date is read by a grammar, a name by its capitals: the date prevails unless well inside."""
    (a, rank_a), (b, rank_b) = new, old
    if (a.kind is MentionKind.DATE) != (b.kind is MentionKind.DATE) and not b.span.covers(a.span):
        return a.kind is MentionKind.DATE
    return (len(a.span), -rank_a) > (len(b.span), -rank_b)

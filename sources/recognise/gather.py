"""Which forms name one entity, within an article and across a collection."""

from collections.abc import Sequence

from sources.recognise.candidate import Candidate


def gather(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Give the candidates."""
    return list(candidates)

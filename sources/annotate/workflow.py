"""How an article comes to the public: draft, in review, published, and back.

Published means "goes into the next edition"; readers see it once that edition is made.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sources.annotate.acts import Actor, Refused, act
from sources.models import Article
from sources.vocabulary import ActKind, Status

# What each step starts from.
STEPS: dict[Status, frozenset[Status]] = {
    Status.IN_REVIEW: frozenset({Status.DRAFT}),
    Status.PUBLISHED: frozenset({Status.DRAFT, Status.IN_REVIEW}),
    Status.DRAFT: frozenset({Status.IN_REVIEW, Status.PUBLISHED}),
}


@dataclass(frozen=True, slots=True)
class Moved:
    """How many articles took the step, and those that could not."""

    count: int
    stayed: tuple[Article, ...]


def move(articles: Iterable[Article], status: Status, *, actor: Actor, reason: str = "") -> Moved:
    """Take the articles to a status, as one act; those that cannot go there stay and are named.

    Raises Refused where none can.
    """
    going: list[Article] = []
    stayed: list[Article] = []
    for article in articles:
        (going if article.status in STEPS[status] else stayed).append(article)
    if not going:
        names = ", ".join(f"“{article}” is {article.status.replace('_', ' ')}" for article in stayed[:5])
        raise Refused(f"None of them can become {status.replace('_', ' ')}: {names or 'none was chosen'}.")
    subject = f"“{going[0]}”" if len(going) == 1 else f"{len(going)} articles"
    summary = f"{subject} to {status.replace('_', ' ')}"
    with act(ActKind.EDIT, summary, actor=actor, reason=reason) as doing:
        for article in going:
            doing.change(article, status=status)
    return Moved(len(going), tuple(stayed))

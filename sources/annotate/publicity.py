"""How much readers may see, before and after an act of structure.

Whether an article is public, and how much of it, is decided by somebody who may publish. A passage
that comes into another article takes that one's answer, so joining and giving away can show what
nobody cleared: each plan counts what becomes public and what leaves it, to be said before it is
done, and what becomes public needs the power to publish.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from sources.annotate.withheld import withheld_places
from sources.models import Article, Document
from sources.vocabulary import Access, Status


class Sight(IntEnum):
    """How much of a passage is public, the less the lower."""

    NOTHING = 0
    FACTS = 1
    SNIPPETS = 2
    ALL = 3


_SIGHT = {Access.CATALOGUE: Sight.FACTS, Access.SNIPPETS: Sight.SNIPPETS, Access.FULL: Sight.ALL}
_STAGES = (Status.DRAFT, Status.IN_REVIEW, Status.PUBLISHED)


@dataclass(frozen=True, slots=True)
class Publicity:
    """What an act changes for readers: how many passages they see more of, and less of."""

    gained: int = 0
    lost: int = 0


def publicity(changes: Iterable[tuple[Sight, Sight]]) -> Publicity:
    """Count passages, each given as how much of it is public before and after."""
    pairs = list(changes)
    return Publicity(sum(old < new for old, new in pairs), sum(old > new for old, new in pairs))


def sight(status: str, access: str) -> Sight:
    """Tell how much readers see of an article with this status and access."""
    return _SIGHT[Access(access)] if status == Status.PUBLISHED else Sight.NOTHING


def sight_of(article: Article | None, document: Document) -> Sight:
    """Tell how much readers see of a passage of this article; of none, only what no other forbids."""
    if article is not None:
        return sight(article.status, article.access)
    hidden = document.articles.exclude(status=Status.PUBLISHED, access=Access.FULL).exists()
    if hidden or document.access != Access.FULL or withheld_places([document.pk]).places:
        return Sight.NOTHING
    return Sight.ALL


def stricter(one: str, other: str) -> str:
    """Give the access of two that shows less."""
    return min(one, other, key=lambda access: _SIGHT[Access(access)])


def handed_on_status(old: str, new: str, *, may_publish: bool) -> str:
    """Give the status of what takes another's place: the further of the two, published only by right."""
    most = Status.PUBLISHED if may_publish else Status.IN_REVIEW
    return max(min(old, most, key=_stage), new, key=_stage)


def _stage(status: str) -> int:
    return _STAGES.index(Status(status))

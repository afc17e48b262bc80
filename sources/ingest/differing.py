"""How a copy differs from what it copies, passage by passage.

Wordings as they now stand, corrections included: what differs only by a correction is shown too, so that an
editor sees where one paper was mended and the other was not.
"""

from dataclasses import dataclass

from sources.models import Article, Passage
from sources.models.passage import PassageQuerySet
from sources.values.differences import Difference, differences


@dataclass(frozen=True, slots=True)
class Compared:
    """A passage with what it repeats: the words of both; without an original, only here."""

    passage: Passage
    original: Passage | None
    stretches: tuple[Difference, ...]

    @property
    def is_same(self) -> bool:
        """Whether the words are the same, line ends aside."""
        return self.original is not None and all(one.is_kept for one in self.stretches)


@dataclass(frozen=True, slots=True)
class Comparison:
    """An article against what it repeats, in its own order; and what the original has alone."""

    passages: tuple[Compared, ...]
    left_out: tuple[Passage, ...]

    @property
    def same(self) -> int:
        """How many passages say the same, word for word."""
        return sum(one.is_same for one in self.passages)

    @property
    def differing(self) -> tuple[Compared, ...]:
        """The passages that repeat another in other words."""
        return tuple(one for one in self.passages if one.original is not None and not one.is_same)

    @property
    def alone(self) -> tuple[Compared, ...]:
        """The passages that repeat nothing."""
        return tuple(one for one in self.passages if one.original is None)


def compare(article: Article) -> Comparison:
    """Compare an article with what its passages repeat, and with the article that it copies."""
    own = list(_read(article).select_related("duplicate_of__article").order_by("start", "pk"))
    originals = Passage.objects.filter(pk__in=[one.duplicate_of_id for one in own]).with_wording()
    found = {one.pk: one for one in originals.select_related("article")}
    compared = tuple(_compared(one, found.get(one.duplicate_of_id or 0)) for one in own)
    theirs = _read(article.copy_of).order_by("start", "pk") if article.copy_of is not None else []
    return Comparison(compared, tuple(one for one in theirs if one.pk not in found))


def _read(article: Article) -> PassageQuerySet:
    return Passage.objects.filter(article=article).standing().read_as_article().with_wording()


def _compared(passage: Passage, original: Passage | None) -> Compared:
    before = (original.head.text or "") if original is not None else ""
    return Compared(passage, original, differences(before, passage.head.text or ""))

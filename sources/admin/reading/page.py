"""An article as the desk shows it: its passages as text, cut at every edge of a mention.

Every kind of passage is there; what a reader is not shown is folded. Mentions that stand on a
former wording, and rejected ones, have no place in the text and are listed beneath it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from sources.models import Article, Mention, Passage, PassageRevision
from sources.values.markup import Mark, Piece, pieces
from sources.vocabulary import READING_KINDS, MentionStatus

READ = frozenset(str(kind) for kind in READING_KINDS)


@dataclass(frozen=True, slots=True)
class Shown:
    """A stretch of text with the mention that it leads to, and those that hold it."""

    text: str
    mention: Mention | None
    holders: tuple[Mention, ...]
    is_last: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One passage on the page."""

    passage: Passage
    revision: PassageRevision
    shown: tuple[Shown, ...]
    aside: tuple[Mention, ...]
    topics: tuple[str, ...]
    waiting: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring passages that are all read, or all folded away."""

    is_read: bool
    lines: tuple[Line, ...]


@dataclass(slots=True)
class ReadingPage:
    """The whole article, with what waits in it."""

    article: Article
    stretches: tuple[Stretch, ...]
    lines: dict[int, Line] = field(default_factory=dict)
    mentions: dict[int, Mention] = field(default_factory=dict)

    @property
    def waiting(self) -> list[Mention]:
        """The mentions that somebody has still to decide, in reading order."""
        undecided = {MentionStatus.SUGGESTED, MentionStatus.NEEDS_REVIEW}
        return [mention for mention in self.mentions.values() if mention.status in undecided]


def build(article: Article) -> ReadingPage:
    """Make the page of an article, in six queries whatever it holds."""
    passages = list(article.passages.standing().with_wording().order_by("start"))
    mentions: dict[int, list[Mention]] = {}
    everything = list(Mention.objects.of_article(article.pk).for_reading())
    for mention in everything:
        mentions.setdefault(mention.revision.passage_id, []).append(mention)
    lines = [_line(passage, mentions.get(passage.pk, [])) for passage in passages]
    stretches = tuple(
        Stretch(is_read, tuple(group))
        for is_read, group in groupby(lines, lambda one: one.passage.kind in READ)
    )
    return ReadingPage(
        article,
        stretches,
        {line.passage.pk: line for line in lines},
        {mention.pk: mention for mention in everything},
    )


def _line(passage: Passage, mentions: Sequence[Mention]) -> Line:
    head = passage.head
    placed = [one for one in mentions if one.revision_id == head.pk and one.status != MentionStatus.REJECTED]
    aside = tuple(one for one in mentions if one not in placed)
    if head.text is None:
        aside, placed = tuple(mentions), []
    by_id = {str(one.pk): one for one in placed}
    marks = [Mark(one.span, str(one.pk), one.kind) for one in placed]
    return Line(
        passage,
        head,
        tuple(_shown(pieces(head.text or "", marks), by_id)),
        aside,
        tuple(tagged.tag.name for tagged in passage.tagged_topics.all()),
        sum(one.status in {MentionStatus.SUGGESTED, MentionStatus.NEEDS_REVIEW} for one in mentions),
    )


def _shown(cut: Sequence[Piece], mentions: dict[str, Mention]) -> list[Shown]:
    shown = []
    for piece in cut:
        mention = mentions[piece.link.id] if piece.link else None
        holders = tuple(mentions[mark.id] for mark in piece.outer)
        is_last = mention is not None and mention.end == piece.start + len(piece.text)
        shown.append(Shown(piece.text, mention, holders, is_last))
    return shown

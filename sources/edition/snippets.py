"""How much of an article that is shown in snippets an edition holds: never more than a third of its text.

Each mark may have words round it, and each claim has its own. Together, from every page, file and query, they
are what readers can put side by side again; so it is here that they are kept to a part of the whole, before
anything is written, and no way of asking can get more. All marks of an article get the same room: the widest
of a few with which all of them together stay below the bound, or none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sources.edition.select import ArticleContent
from sources.values.span import Span
from sources.vocabulary import Access

LARGEST_PART: Final = 1 / 3
WIDTHS: Final = (60, 40, 25, 15, 8)  # code points on each side of a mark
FULL_WIDTH: Final = WIDTHS[0]


@dataclass(frozen=True, slots=True)
class Room:
    """What the marks of an article may have: words round each (``width``; 0 is none), words of claims."""

    width: int = FULL_WIDTH
    has_claims: bool = True


def room(content: ArticleContent) -> Room:
    """Find what the marks of an article may have; all that there is where its text is shown whole."""
    if content.article.access != Access.SNIPPETS:
        return Room()
    texts = [content.revisions[passage.pk][-1] for passage in content.passages]
    marks = [
        (len(head.text or ""), [Span(one.start, one.end) for one in content.mentions.get(head.pk, ())])
        for head in texts
    ]
    claims = [[Span(one.start, one.end) for one in content.claims.get(head.pk, ())] for head in texts]
    most = int(sum(length for length, _ in marks) * LARGEST_PART)
    for has_claims in (True, False):
        for width in (*WIDTHS, 0):
            shown = sum(
                _covered(length, of_passage, width, said if has_claims else ())
                for (length, of_passage), said in zip(marks, claims, strict=True)
            )
            if shown <= most:
                return Room(width, has_claims)
    return Room(0, has_claims=False)


def _covered(length: int, marks: Iterable[Span], width: int, claims: Sequence[Span]) -> int:
    """Count the characters of one passage that are shown, each once."""
    wide = [(max(0, one.start - width), min(length, one.end + width)) for one in marks]
    wide += [(one.start, one.end) for one in claims]
    covered = reached = 0
    for start, end in sorted(wide):
        covered += max(0, end - max(start, reached))
        reached = max(reached, end)
    return covered

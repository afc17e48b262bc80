"""How a text was changed, as operations, so that every span moves by arithmetic.

A correction is a list of splices: at each place some code points are taken out and others put in.
Each splice speaks of the text that the one before it left. A span that no splice touches moves by
the difference in length; a span that one touches is nobody's to place, and ``map_span`` says so
with None. Nothing is ever found again by its words: that puts marks on the wrong occurrence.
Where only the old and the new text are known, ``diff`` proposes splices, and takes in whatever
could have been changed in two ways, so that a doubtful span counts as touched.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sources.values.alignment import agreed_pairs
from sources.values.span import Span

# A word, a run of white space, or one sign: what an editor changes, and what a name is made of.
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Splice:
    """Take out ``start`` to ``end`` and put ``replacement`` there; an insertion has start == end."""

    start: int
    end: int
    replacement: str

    def __post_init__(self) -> None:
        """Refuse what is not a place."""
        if not 0 <= self.start <= self.end:
            msg = f"A splice needs 0 <= start <= end, found start {self.start} and end {self.end}."
            raise ValueError(msg)

    @property
    def growth(self) -> int:
        """By how many code points the text becomes longer (shorter, where negative)."""
        return len(self.replacement) - (self.end - self.start)

    @property
    def is_empty(self) -> bool:
        """Whether it takes nothing out and puts nothing in."""
        return self.start == self.end and not self.replacement


def apply(text: str, splices: Iterable[Splice]) -> str:
    """Give the text after all splices; raise ValueError where one ends outside the text."""
    for splice in splices:
        if splice.end > len(text):
            msg = (
                f"A splice from {splice.start} to {splice.end} ends outside a text of "
                f"{len(text)} characters. It belongs to another text."
            )
            raise ValueError(msg)
        text = text[: splice.start] + splice.replacement + text[splice.end :]
    return text


def map_span(span: Span, splices: Iterable[Splice]) -> Span | None:
    """Give the span's place after all splices, or None where one of them touches it.

    An insertion exactly at the start pushes the span on; one exactly at the end leaves it. A
    splice that changes nothing (see ``effective``) is passed over where it is empty.
    """
    for splice in splices:
        if splice.is_empty or splice.start >= span.end:
            continue
        if splice.end > span.start:
            return None
        span = span.shifted(splice.growth)
    return span


def hull(span: Span, splices: Iterable[Splice]) -> Span | None:
    """Give what stands, after all splices, in the place of a span: of its words and of what touched them.

    An offer to somebody who reads it, never a place for a mark by itself. None where nothing is left.
    """
    start, end = span.start, span.end
    for splice in splices:
        if splice.is_empty or splice.start >= end:
            continue
        if splice.end <= start:
            start, end = start + splice.growth, end + splice.growth
        else:
            start, end = min(start, splice.start), max(end, splice.end) + splice.growth
        if start >= end:
            return None
    return Span(start, end)


def effective(text: str, splices: Iterable[Splice]) -> tuple[Splice, ...]:
    """Leave out the splices that put back exactly what they take out: store only the others.

    Without this a span round such a splice would count as touched though nothing happened to it.
    """
    kept = []
    for splice in splices:
        if text[splice.start : splice.end] != splice.replacement:
            kept.append(splice)
            text = apply(text, [splice])
    return tuple(kept)


def invert(text: str, splices: Iterable[Splice]) -> tuple[Splice, ...]:
    """Give the splices that lead from the changed text back to ``text``, the text before.

    Mapped through them, a span of the changed text finds its place in the text before; a span in
    words that were put in has none.
    """
    undoing = []
    for splice in splices:
        undoing.append(
            Splice(splice.start, splice.start + len(splice.replacement), text[splice.start : splice.end])
        )
        text = apply(text, [splice])
    return tuple(reversed(undoing))


def to_json(splices: Iterable[Splice]) -> str:
    """Write ``[[start,end,"replacement"],…]`` on one line."""
    rows = [[splice.start, splice.end, splice.replacement] for splice in splices]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> tuple[Splice, ...]:
    """Read what ``to_json`` writes; raise ValueError with a sentence for anything else."""
    try:
        rows = json.loads(text)
    except json.JSONDecodeError as error:
        msg = f'Splices are written [[start,end,"replacement"],…]; {text[:60]!r} is not JSON: {error}.'
        raise ValueError(msg) from error
    if not isinstance(rows, list):
        msg = f'Splices are written [[start,end,"replacement"],…], found {text[:60]!r}.'
        raise ValueError(msg)  # noqa: TRY004 -- the value is wrong, not the caller's type
    return tuple(_from_row(row) for row in rows)


def _from_row(row: object) -> Splice:
    match row:
        # bool is an int in Python, but true is not a place in a text.
        case [int(start), int(end), str(replacement)] if bool not in (type(start), type(end)):
            return Splice(start, end, replacement)
    msg = f'A splice is written [start,end,"replacement"], found {json.dumps(row, ensure_ascii=False)[:60]}.'
    raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class _Change:
    """Tokens ``old_start`` to ``old_end`` became tokens ``new_start`` to ``new_end``."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def diff(old: str, new: str) -> tuple[Splice, ...]:
    """Propose the splices that lead from ``old`` to ``new``, in the order of the text.

    Words are compared whole. A stretch counts as kept only where reading forwards and reading
    backwards agree on which old words it is; and where a deletion or insertion could as well
    have been made one or more words further on, the splice covers both places. So a span that
    ``map_span`` carries over is the same words, not words that look the same. (Cut inside two
    words so that a whole one is left over, and it is that word.)
    """
    old_tokens, new_tokens = _TOKEN.findall(old), _TOKEN.findall(new)
    kept = agreed_pairs(old_tokens, new_tokens)
    changes = list(_changes_between(kept, len(old_tokens), len(new_tokens)))
    changes = _joined(_widened(changes, old_tokens, new_tokens))
    return effective(old, _as_splices(changes, old_tokens, new_tokens))


def _changes_between(kept: Iterable[tuple[int, int]], old_size: int, new_size: int) -> Iterator[_Change]:
    i = j = 0
    for old_number, new_number in [*kept, (old_size, new_size)]:
        if (old_number, new_number) != (i, j):
            yield _Change(i, old_number, j, new_number)
        i, j = old_number + 1, new_number + 1


def _widened(changes: Sequence[_Change], old: Sequence[str], new: Sequence[str]) -> Iterator[_Change]:
    """Widen each change over the words where it might as well have been made, up to its neighbours."""
    edges = [0, *(change.old_end for change in changes)]
    starts = [*(change.old_start for change in changes[1:]), len(old)]
    for change, edge, start in zip(changes, edges, starts, strict=False):
        left, right = _slide(change, old, new)
        left, right = min(left, change.old_start - edge), min(right, start - change.old_end)
        yield _Change(
            change.old_start - left, change.old_end + right, change.new_start - left, change.new_end + right
        )


def _slide(change: _Change, old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """Tell by how many tokens a deletion or insertion could slide left and right with the same result."""
    if change.new_start == change.new_end:
        tokens, start, end = old, change.old_start, change.old_end
    elif change.old_start == change.old_end:
        tokens, start, end = new, change.new_start, change.new_end
    else:
        return 0, 0
    left = right = 0
    while left < start and tokens[start - 1 - left] == tokens[end - 1 - left]:
        left += 1
    while end + right < len(tokens) and tokens[start + right] == tokens[end + right]:
        right += 1
    # A slide over spaces and signs alone moves no name: leave the change as small as it is.
    slid = "".join([*tokens[start - left : start], *tokens[end : end + right]])
    if not any(character.isalnum() for character in slid):
        return 0, 0
    return left, right


def _joined(changes: Iterable[_Change]) -> list[_Change]:
    """Make one change of those that meet after widening."""
    joined: list[_Change] = []
    for change in changes:
        last = joined[-1] if joined else None
        if last and (change.old_start <= last.old_end or change.new_start <= last.new_end):
            joined[-1] = _Change(
                min(last.old_start, change.old_start),
                max(last.old_end, change.old_end),
                min(last.new_start, change.new_start),
                max(last.new_end, change.new_end),
            )
        else:
            joined.append(change)
    return joined


def _as_splices(changes: Iterable[_Change], old: Sequence[str], new: Sequence[str]) -> Iterator[Splice]:
    """Turn token numbers into code points of the text that the splices before have left."""
    offset = token = 0  # offset: where token number ``token`` of the old text now begins
    for change in changes:
        offset += sum(map(len, old[token : change.old_start]))
        taken = sum(map(len, old[change.old_start : change.old_end]))
        replacement = "".join(new[change.new_start : change.new_end])
        yield Splice(offset, offset + taken, replacement)
        offset += len(replacement)
        token = change.old_end

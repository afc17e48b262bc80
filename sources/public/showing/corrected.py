"""How a passage was put right, told word by word: what was taken out and what was put in.

The two wordings are compared as the desk compares them (``values.splice.diff``), word by word, so
that no word is shown in halves. What stayed the same is shown only round the changes.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise

from sources.edition.models import Revision
from sources.public import addresses, wording
from sources.values import splice

AROUND = 48  # characters of what stayed the same, shown on each side of a change


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of a comparison: what stands before the change, what went, what came."""

    before: str
    out: str
    put_in: str


@dataclass(frozen=True, slots=True)
class Correction:
    """One recorded correction, as it is told beside the passage."""

    number: int
    made_on: str
    reason: str  # a sentence, or empty
    changes: tuple[Change, ...]
    after: str
    former: str  # address of the wording before it; empty where that is withheld


def corrections_by_passage(
    revisions: Iterable[Revision], article: tuple[str, str], numbers: Mapping[int, str]
) -> dict[int, list[Correction]]:
    """Give each passage's corrections, oldest first, from its revisions in order."""
    found: dict[int, list[Correction]] = {}
    for passage, rows in groupby(revisions, key=lambda row: row.passage_id):
        for before, after in pairwise(list(rows)):
            found.setdefault(passage, []).append(_correction(before, after, article, numbers[passage]))
    return found


def _correction(before: Revision, after: Revision, article: tuple[str, str], number: str) -> Correction:
    made_on = wording.day(after.made_on) if after.made_on else ""
    reason = wording.reason_given(after.reason)
    if before.text is None or after.text is None:
        return Correction(after.number, made_on, reason, (), "", "")
    changes, rest = compared(before.text, after.text)
    former = addresses.revision(*article, number, before.number)
    return Correction(after.number, made_on, reason, changes, rest, former)


def compared(old: str, new: str) -> tuple[tuple[Change, ...], str]:
    """Give the changes in the order of the text, whole words each, and the words after the last one."""
    places = tuple(_joined(old, splice.diff(old, new)))
    changes: list[Change] = []
    place = 0
    for start, end, put_in in places:
        same = old[place:start]
        before = _between(same) if changes else _last_words(same)
        changes.append(Change(before, old[start:end], put_in))
        place = end
    return tuple(changes), _first_words(old[place:])


def _joined(old: str, splices: Iterable[splice.Splice]) -> Iterator[tuple[int, int, str]]:
    """Give (start, end, replacement) in the old text; changes with only a space between are one."""
    grown = 0
    last: tuple[int, int, str] | None = None
    for one in splices:
        start, end, put_in = one.start - grown, one.end - grown, one.replacement
        grown += one.growth
        if last and not (between := old[last[1] : start]).strip():
            last = (last[0], end, last[2] + between + put_in)
            continue
        if last:
            yield last
        last = (start, end, put_in)
    if last:
        yield last


def _between(text: str) -> str:
    if len(text) <= 2 * AROUND:
        return text
    return f"{_first_words(text)} {text[-AROUND:].partition(' ')[2]}"


def _last_words(text: str) -> str:
    return text if len(text) <= AROUND else "… " + text[-AROUND:].partition(" ")[2]


def _first_words(text: str) -> str:
    return text if len(text) <= AROUND else text[:AROUND].rpartition(" ")[0] + " …"

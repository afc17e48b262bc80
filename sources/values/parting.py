"""A wording cut in two, or several made one, so that each character stays who it is.

A wording stands for a place of the captured text and came out of it by splices: out of the slice of
that place, line breaks written as spaces. ``origins`` follows those splices and tells of each
character where it stood in the slice, or that a correction put it in. Cutting and joining work on
these identities and on nothing else, so the splices of the parts are exact even where the same words
stand twice, and every span moves by arithmetic.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sources.values.span import Span
from sources.values.splice import Splice

Origins = Sequence[int | None]


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a passage, the place they stand for, and the splices from its slice to them."""

    text: str
    place: Span
    splices: tuple[Splice, ...] = ()

    @property
    def origins(self) -> list[int | None]:
        """Say of each character where it stood in the captured text; None: a correction put it in."""
        return [
            None if at is None else self.place.start + at for at in origins(len(self.place), self.splices)
        ]


@dataclass(frozen=True, slots=True)
class Cut:
    """Two wordings made of one, and the stretches of the old words that each now holds."""

    first: Wording
    second: Wording
    kept: Span
    parted: Span

    def find(self, span: Span) -> tuple[int, Span] | None:
        """Give part 0 or 1 and the span's place there; None where the cut goes through it."""
        if self.kept.covers(span):
            return 0, span
        if self.parted.covers(span):
            return 1, span.shifted(-self.parted.start)
        return None


@dataclass(frozen=True, slots=True)
class Joined:
    """One wording made of several, and where the words of each begin in it."""

    wording: Wording
    offsets: tuple[int, ...]


def origins(length: int, splices: Iterable[Splice]) -> list[int | None]:
    """Follow splices from a text of ``length`` characters: the former place of each that is there now."""
    found: list[int | None] = list(range(length))
    for splice in splices:
        found[splice.start : splice.end] = [None] * len(splice.replacement)
    return found


def splices_of(found: Origins, length: int, text: str) -> tuple[Splice, ...]:
    """Give the splices that make ``text`` of a slice of ``length``, in the order of the text.

    ``found`` says where each character of ``text`` stood in the slice, rising, or None.
    """
    splices, at, begun = [], 0, 0
    for place, origin in enumerate([*found, length]):
        if origin is None:
            continue
        if begun < place or at < origin:
            splices.append(Splice(begun, begun + origin - at, text[begun:place]))
        at, begun = origin + 1, place + 1
    return tuple(splices)


def cut(wording: Wording, at: int, captured: str) -> Cut:
    """Cut before character ``at``; the white space there belongs to neither part.

    ``captured`` is the slice of the wording's place. Raises ValueError, with a sentence, where a part
    would have no words, or none that stand in the captured text.
    """
    text = wording.text
    if not 0 < at < len(text) or not text[:at].strip() or not text[at:].strip():
        msg = "Words must stand on both sides of the place where a passage is split."
        raise ValueError(msg)
    end = len(text[:at].rstrip())
    start = len(text) - len(text[at:].lstrip())
    found = origins(len(wording.place), wording.splices)
    border = next((one for one in found[start:] if one is not None and not captured[one].isspace()), None)
    before = len(captured[:border].rstrip()) if border is not None else 0
    if border is None or all(one is None or one >= before for one in found[:end]):
        msg = (
            "All words on one side of this place were put in by corrections: they have no place of their own."
        )
        raise ValueError(msg)
    place = wording.place
    first = Span(place.start, place.start + before)
    second = Span(place.start + border, place.end)
    kept = [None if origin is None or origin >= before else origin for origin in found[:end]]
    parted = [None if origin is None or origin < border else origin - border for origin in found[start:]]
    return Cut(
        Wording(text[:end], first, splices_of(kept, len(first), text[:end])),
        Wording(text[start:], second, splices_of(parted, len(second), text[start:])),
        Span(0, end),
        Span(start, len(text)),
    )


def joined(wordings: Sequence[Wording]) -> Joined:
    """Make one wording of several that follow each other, a space between each two."""
    place = Span(wordings[0].place.start, wordings[-1].place.end)
    text, found, offsets = "", list[int | None](), []
    for wording in wordings:
        if text:
            text, found = f"{text} ", [*found, None]
        offsets.append(len(text))
        text += wording.text
        found += [None if origin is None else origin - place.start for origin in wording.origins]
    return Joined(Wording(text, place, splices_of(found, len(place), text)), tuple(offsets))

"""What every format gives: the text of a file, where each piece of it stood, and what the file declares.

The captured text is plain: blocks of words with a newline between them, no normalisation of Unicode, the
white space inside a block as it would be shown. The *places* lead back to the original (an XPath, a page
of a PDF with the height on it, a part of a packed file): for evidence, "where does it say so" must have
an answer in the file as received. *Hints* are what the markup says of a block, for the labeller; *marks*
are names and dates that the file itself has marked (TEI P5 §13), as suggestions. All of it crosses from
the limited worker process as JSON, so ``from_json`` believes nothing.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sources.ingest.refusal import Refusal
from sources.values.span import Span

LONGEST_TEXT = 5_000_000
# Splitting and labelling costs what a text has lines, not letters: about eight seconds for these.
MOST_LINES = 50_000
LONGEST_FACT = 2_000
MOST_FACTS = 500


@dataclass(frozen=True, slots=True)
class Place:
    """Where a span of the captured text stood in the original; the locator's form is the format's own."""

    span: Span
    locator: str


@dataclass(frozen=True, slots=True)
class Hint:
    """What the markup says of one block: its tags, its share of link text, whether it is main text.

    ``is_main`` is None where nobody judged (formats other than web pages).
    """

    span: Span
    tags: frozenset[str]
    linked: float = 0.0
    is_main: bool | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A name or date that the file itself marks: a suggestion for the editor, with the file's own key."""

    span: Span
    kind: str  # person, place, organisation, date: the words of vocabulary.MentionKind
    value: str = ""  # EDTF for a date, the file's key or reference for a name


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a file declares of itself, and where it says so (``og:title``, ``JSON-LD headline``)."""

    name: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """All that a file declares of itself, in order of trust."""

    facts: tuple[Fact, ...] = ()

    def first(self, name: str) -> str:
        """Give the most trusted value of a fact, or ""."""
        return next(self.values(name), "")

    def values(self, name: str) -> Iterator[str]:
        """Give every value of a fact, most trusted first."""
        return (fact.value for fact in self.facts if fact.name == name)

    @property
    def authors(self) -> tuple[str, ...]:
        """The authors that the most trusted source names, in order; lesser sources repeat them."""
        by_source: dict[str, list[str]] = {}
        for fact in self.facts:
            if fact.name == "author":
                by_source.setdefault(fact.source, []).append(fact.value)
        return tuple(dict.fromkeys(next(iter(by_source.values()), [])))


@dataclass(frozen=True, slots=True)
class Captured:
    """The captured text of one file, with its way back to the original."""

    text: str
    encoding: str
    how: str  # how the encoding was known
    is_guess: bool = False
    media_type: str = "text/plain"
    places: tuple[Place, ...] = ()
    hints: tuple[Hint, ...] = ()
    marks: tuple[Mark, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)

    def locate(self, span: Span) -> tuple[str, ...]:
        """Give the locators of the places that a span touches, in order."""
        return tuple(place.locator for place in self.places if place.span.overlaps(span))


def refuse_too_many_lines(text: str) -> None:
    """Raise Refusal for a text of more lines with words than are split and labelled in a bearable time."""
    if text.count("\n") + text.count("\r") < MOST_LINES:
        return
    lines = sum(not line.isspace() and line != "" for line in text.splitlines())
    if lines > MOST_LINES:
        raise Refusal(f"The file has {lines:,} lines, more than the {MOST_LINES:,} allowed; split it.")


def to_json(captured: Captured) -> str:
    """Write a captured file as JSON: deterministic, so that its digest means something."""
    return json.dumps(
        {
            "text": captured.text,
            "encoding": captured.encoding,
            "how": captured.how,
            "is_guess": captured.is_guess,
            "media_type": captured.media_type,
            "places": [[p.span.start, p.span.end, p.locator] for p in captured.places],
            "hints": [
                [h.span.start, h.span.end, sorted(h.tags), round(h.linked, 3), h.is_main]
                for h in captured.hints
            ],
            "marks": [[m.span.start, m.span.end, m.kind, m.value] for m in captured.marks],
            "metadata": [[f.name, f.value, f.source] for f in captured.metadata.facts],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def from_json(words: str | bytes) -> Captured:
    """Read a captured file back, trusting nothing; raise Refusal where it does not hold together."""
    try:
        captured = _read(json.loads(words))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Refusal("The reader's answer does not hold together, so the file was not taken in.") from error
    if len(captured.text) > LONGEST_TEXT:
        msg = (
            f"The file's text has {len(captured.text):,} characters, more than the {LONGEST_TEXT:,} that one "
            "document may have; split it."
        )
        raise Refusal(msg)
    return captured


def _read(raw: dict[str, object]) -> Captured:
    text = _word(raw["text"])
    text.encode("utf-8")  # a lone surrogate raises ValueError
    if "\0" in text:
        raise ValueError("NUL in the text")
    return Captured(
        text=text,
        encoding=_word(raw["encoding"]),
        how=_word(raw["how"]),
        is_guess=raw["is_guess"] is True,
        media_type=_word(raw["media_type"]),
        places=tuple(Place(_span(a, b, text), _word(c)) for a, b, c in _rows(raw["places"])),
        hints=tuple(
            Hint(
                _span(a, b, text), frozenset(map(_word, _rows(c))), float(d), None if e is None else e is True
            )
            for a, b, c, d, e in _rows(raw["hints"])
        ),
        marks=tuple(Mark(_span(a, b, text), _word(c), _word(d)) for a, b, c, d in _rows(raw["marks"])),
        metadata=Metadata(tuple(Fact(*map(_word, row)) for row in _rows(raw["metadata"]))),
    )


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a string")
    return value


def _rows(value: object) -> list[Any]:  # rows of JSON, unpacked and checked by those who ask
    if not isinstance(value, list):
        raise TypeError("not a list")
    return value


def _span(start: object, end: object, text: str) -> Span:
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start <= end <= len(text)):
        raise ValueError("a span outside the text")
    return Span(start, end)

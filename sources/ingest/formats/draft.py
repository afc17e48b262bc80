"""A captured text while it is written, block after block.

White space is what tells HTML, Word and PDF apart from one another and says nothing: inside a block every
run of it becomes one space, as a browser shows it, save where the block keeps its lines (``pre``). No-break
spaces are characters of the text and stay. What no text can hold (NUL, half of a surrogate pair) becomes
U+FFFD, so that it can be seen that something stood there.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from sources.ingest.formats.captured import (
    LONGEST_FACT,
    LONGEST_TEXT,
    MOST_FACTS,
    Captured,
    Fact,
    Hint,
    Mark,
    Metadata,
    Place,
    refuse_too_many_lines,
)
from sources.ingest.refusal import Refusal
from sources.values.span import Span

_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_UNHOLDABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(slots=True)
class Draft:
    """Blocks of text so far, with their places and hints."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    places: list[Place] = field(default_factory=list)
    hints: list[Hint] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)

    def add(
        self,
        words: str,
        locator: str,
        tags: Iterable[str] = (),
        *,
        linked: float = 0.0,
        is_paragraph: bool = False,
    ) -> Span | None:
        """Add a block that is already as it shall stand; give its place, or None for a blank one.

        With ``is_paragraph`` an empty line is put before it.
        """
        words = holdable(words)
        if not words.strip():
            return None
        gap = "" if not self.pieces else "\n\n" if is_paragraph else "\n"
        start = self.length + len(gap)
        span = Span(start, start + len(words))
        if span.end > LONGEST_TEXT:
            raise Refusal(
                f"The file holds more than {LONGEST_TEXT:,} characters of text, the most that "
                "one document may "
                "have; split it."
            )
        self.pieces += [gap, words] if gap else [words]
        self.length = span.end
        self.places.append(Place(span, locator))
        self.hints.append(Hint(span, frozenset(tags), linked))
        return span

    def declare(self, name: str, value: object, source: str) -> None:
        """Add a fact that the file declares, when it is one line of words."""
        words = collapsed(holdable(value)).strip()[:LONGEST_FACT] if isinstance(value, str) else ""
        fact = Fact(name, words, source)
        if words and fact not in self.facts and len(self.facts) < MOST_FACTS:
            self.facts.append(fact)

    def finish(self, media_type: str, encoding: str, how: str, *, is_guess: bool = False) -> Captured:
        """Give the captured text; raise Refusal where nothing was found in the file."""
        if not self.pieces:
            raise Refusal("The file holds no words that could be read, and a source needs at least one.")
        text = "".join(self.pieces)
        refuse_too_many_lines(text)
        return Captured(
            text=text,
            encoding=encoding,
            how=how,
            is_guess=is_guess,
            media_type=media_type,
            places=tuple(self.places),
            hints=tuple(self.hints),
            marks=tuple(self.marks),
            metadata=Metadata(tuple(self.facts)),
        )


def collapsed(words: str) -> str:
    """Make every run of white space one space; no-break spaces are not white space here."""
    return _SPACE.sub(" ", words)


def holdable(words: str) -> str:
    """Put U+FFFD for what no text can hold."""
    return _UNHOLDABLE.sub("\ufffd", words)

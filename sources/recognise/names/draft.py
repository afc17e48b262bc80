"""A name in the making: its span, and what speaks for each kind."""

from dataclasses import dataclass, field
from typing import NamedTuple

from sources.recognise.names.tokens import Token
from sources.values.span import Span
from sources.vocabulary import MentionKind

PERSON, PLACE, ORGANISATION = MentionKind.PERSON, MentionKind.PLACE, MentionKind.ORGANISATION


class Evidence(NamedTuple):
    """Points for each kind. Points of all places where the same words stand are added up."""

    person: float = 0.0
    place: float = 0.0
    organisation: float = 0.0
    # For a ship, a book, a storm: a name of none of the three.
    nothing: float = 0.0

    # Points add up; they are not put one behind the other as a tuple's values are.
    def __add__(self, other: "Evidence") -> "Evidence":  # type: ignore[override]  # adds, does not append
        person, place, organisation, nothing = self
        return Evidence(person + other[0], place + other[1], organisation + other[2], nothing + other[3])

    def times(self, factor: float) -> "Evidence":
        """Give the same evidence with another weight."""
        return Evidence(*(n * factor for n in (self.person, self.place, self.organisation, self.nothing)))

    @property
    def kind(self) -> MentionKind:
        """Give the kind with most points; a person where nothing decides."""
        person, place, organisation, _ = self
        if person >= place and person >= organisation:
            return PERSON
        return PLACE if place >= organisation else ORGANISATION

    @property
    def margin(self) -> float:
        """Give by how many points the best kind leads."""
        _third, second, first = sorted(self[:3])
        return first - second


@dataclass(frozen=True, slots=True)
class Template:
    """A stretch of tokens that may be a name, apart from any place in a text.

    ``weak`` marks words that are English words too, or that only open a sentence: they stay only
    where the article gives the same name in a plainer place.
    """

    tokens: tuple[Token, ...]
    evidence: Evidence
    rule: str
    weak: bool = False
    words: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Keep the words in lower case, joiners included: by them the article's places are compared."""
        object.__setattr__(self, "words", tuple(t.low for t in self.tokens))

    def ending(self, head: Token, evidence: Evidence, rule: str) -> "Template":
        """Give the name with a noun after it: "Alan square"."""
        return Template((*self.tokens, head), evidence, rule)


@dataclass(slots=True)
class Draft:
    """A template at its place, with what its surroundings add; ``start`` is that of its run."""

    template: Template
    start: int
    evidence: Evidence
    around: Evidence
    headline: bool = False
    # No sentence begins with it: its capital is its own.
    inside: bool = False
    # From the first token to the last.
    span: Span = field(init=False)
    # In lower case, joiners included.
    words: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Work out place and words once: they are asked for often."""
        tokens = self.template.tokens
        self.span = Span(self.start + tokens[0].start, self.start + tokens[-1].end)
        self.words = self.template.words

    @property
    def is_single(self) -> bool:
        """Tell whether the name is one word."""
        return len(self.template.tokens) == 1

"""A name in the making: its span, and what speaks for each kind."""

from dataclasses import dataclass

from sources.recognise.names.tokens import Token
from sources.values.span import Span
from sources.vocabulary import MentionKind

PERSON, PLACE, ORGANISATION = MentionKind.PERSON, MentionKind.PLACE, MentionKind.ORGANISATION


@dataclass(frozen=True, slots=True)
class Evidence:
    """Points for each kind. Points of all places where the same words stand are added up."""

    person: float = 0.0
    place: float = 0.0
    organisation: float = 0.0
    is_currency: bool = False

    def __add__(self, other: "Evidence") -> "Evidence":
        return Evidence(
            self.person + other.person,
            self.place + other.place,
            self.organisation + other.organisation,
            self.is_currency or other.is_currency,
        )

    def times(self, factor: float) -> "Evidence":
        """Give the same evidence with another weight."""
        return Evidence(self.person * factor, self.place * factor, self.organisation * factor)

    @property
    def kind(self) -> MentionKind:
        """Give the kind with most points; a person where nothing decides."""
        ranked = ((self.person, PERSON), (self.place, PLACE), (self.organisation, ORGANISATION))
        return max(ranked, key=lambda pair: pair[0])[1]

    @property
    def margin(self) -> float:
        """Give by how many points the best kind leads."""
        first, second, _third = sorted((self.person, self.place, self.organisation), reverse=True)
        return first - second


@dataclass(frozen=True, slots=True)
class Draft:
    """A stretch of tokens that may be a name.

    ``weak`` marks words that are English words too, or that only open a sentence: they stay only
    where the article gives the same name in a plainer place.
    """

    tokens: tuple[Token, ...]
    evidence: Evidence
    rule: str
    weak: bool = False
    headline: bool = False

    @property
    def span(self) -> Span:
        """Give the place from the first token to the last."""
        return Span(self.tokens[0].start, self.tokens[-1].end)

    def surface(self, text: str) -> str:
        """Give the words as the text has them."""
        return self.span.of(text)

    @property
    def words(self) -> tuple[str, ...]:
        """Give the words in lower case, joiners included."""
        return tuple(t.low for t in self.tokens)

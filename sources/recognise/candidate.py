"""What the recogniser is given and what it answers with.

A candidate is a guess, never a fact: a span, what it seems to name, and why. Spans are code
points of the text handed in (``sources.values.span``), so ``candidate.span.of(text)`` is always
``candidate.surface``. Dates carry EDTF (ISO 8601-2); an empty string says that the words are a
date but that nothing in sight anchors them.
"""

from dataclasses import dataclass, replace

from sources.values.span import Span
from sources.vocabulary import AnchorKind, Kind, MentionKind

# Kept with every suggestion, so that a later recogniser can tell what an earlier one said.
RECOGNISER_VERSION = "sourcebook-rules-12"


@dataclass(frozen=True, slots=True)
class SearchRegion:
    """One region of the text: where it is, what it is, and which article it belongs to."""

    span: Span
    kind: Kind = Kind.BODY
    article: int | None = 0


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name form of the archive's own authority list, to be looked for as it is written."""

    form: str
    kind: MentionKind
    entity: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span that seems to name somebody, some place, some body or some day.

    ``entity`` is the fullest form gathered for a name ("" for a date); ``edtf`` is "" for a name
    and for a date without an anchor; ``score`` runs from 0 to 1; ``anchor_words`` are the words
    (or the EDTF of the publication date) from which a date was counted; ``others`` are the names in full
    of whom else a surname may call here.
    """

    span: Span
    surface: str
    kind: MentionKind
    rule: str
    score: float
    edtf: str = ""
    entity: str = ""
    anchor: AnchorKind = AnchorKind.NONE
    anchor_words: str = ""
    others: tuple[str, ...] = ()

    def at(self, text: str) -> "Candidate":
        """Give the same candidate with the words as this text has them (a line break for a blank)."""
        surface = self.span.of(text)
        return self if surface == self.surface else replace(self, surface=surface)

    def named(self, entity: str) -> "Candidate":
        """Give the same candidate with another preferred form."""
        return self if entity == self.entity else replace(self, entity=entity)

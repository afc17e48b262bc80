"""One passage's part in an interview."""

from dataclasses import dataclass

from sources.vocabulary import Kind


@dataclass(frozen=True, slots=True)
class Turn:
    """What a passage is in an interview: who speaks (None where the text does not say), and its kind."""

    kind: Kind
    speaker: str | None
    reason: str

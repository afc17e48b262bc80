"""What the finder of quotations answers with: a guess at what was said, and by whom."""

from dataclasses import dataclass

from sources.values.span import Span
from sources.vocabulary import QuotationKind


@dataclass(frozen=True, slots=True)
class QuotationFound:
    """Words that somebody said: ``speaker`` is the fullest name gathered, or words of the text, or "".

    ``speaker_span`` is where the text names that speaker, None where nothing names one.
    """

    span: Span
    kind: QuotationKind
    speaker: str
    rule: str
    score: float
    speaker_span: Span | None = None

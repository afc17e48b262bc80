"""What the form of a new claim begins with: likely questions, the figure, who asserts it, what it repeats."""

from dataclasses import dataclass

from sources.annotate.proposing_claims import LikelyQuestion, likely_questions
from sources.models import Claim, Entity, PassageRevision, Quotation
from sources.recognise.answering import propose_claim
from sources.recognise.figures import FigureFound
from sources.values import figures
from sources.values.span import Span
from sources.vocabulary import Asks, Measure

MOST_LIKELY = 6


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a new claim is likely to be; an editor reads it."""

    likely: tuple[LikelyQuestion, ...]
    figure: str = ""
    asserter: Entity | None = None
    asserter_name: str = ""
    quotation: Quotation | None = None
    repeats: Claim | None = None


def propose(revision: PassageRevision, span: Span | None) -> Proposal:
    """Look at the chosen words, or at the whole passage where none are chosen."""
    text = revision.text or ""
    chosen = span or Span(0, len(text))
    likely = likely_questions(revision, chosen)[:MOST_LIKELY]
    quotation = _quotation(revision, span)
    speaking = quotation or revision.passage
    asks = likely[0].question.asks if likely else Asks.NUMBER
    return Proposal(
        likely,
        _written(propose_claim(text, chosen)) if asks == Asks.NUMBER else "",
        speaking.speaker,
        "" if speaking.speaker else speaking.speaker_name,
        quotation,
        _told_there(revision, likely),
    )


def _written(found: FigureFound | None) -> str:
    if found is None:
        return ""
    if found.figure.measure == Measure.IN_WORDS:
        return found.text
    return figures.in_words(found.figure).replace("\u202f", ",")


def _quotation(revision: PassageRevision, span: Span | None) -> Quotation | None:
    """Find the accepted quotation that the words stand in; the narrowest."""
    if span is None:
        return None
    around = Quotation.objects.accepted().filter(revision=revision, start__lte=span.start, end__gte=span.end)
    return min(around.select_related("speaker"), key=lambda one: one.end - one.start, default=None)


def _told_there(revision: PassageRevision, likely: tuple[LikelyQuestion, ...]) -> Claim | None:
    """Give the one claim of the passage that this one repeats, where it answers the likeliest question."""
    same = revision.passage.duplicate_of_id
    if same is None or not likely:
        return None
    found = Claim.objects.accepted().filter(revision__passage=same, question=likely[0].question)
    rows = list(found[:2])
    return rows[0] if len(rows) == 1 else None

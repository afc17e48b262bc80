"""What the recogniser finds in an article, as proposals: places in revisions, columns, reasons."""

from collections.abc import Iterable, Iterator, Sequence

from sources.annotate.examined import Examined
from sources.annotate.knowing import Knowledge
from sources.annotate.learning import Verdict, family
from sources.annotate.reconcile import DATE, NAME, QUOTATION, Place, Proposal
from sources.recognise.authority import Linked, link
from sources.recognise.candidate import RECOGNISER_VERSION, Candidate
from sources.recognise.quotations.finding import find_quotations
from sources.recognise.quotations.found import QuotationFound
from sources.recognise.wording import in_words
from sources.vocabulary import AnchorKind, MentionKind

_NO_VERDICT = Verdict()
LONGEST_NAME, LONGEST_REASON, LONGEST_RULE, LONGEST_EDTF = 300, 300, 60, 100


def proposals(text: Examined, cold: Sequence[Candidate], known: Knowledge) -> list[Proposal]:
    """Give everything that is suggested in an article, in text order; ``cold`` is what the rules find."""
    corpus = text.article.document.corpus_id if known.authority.tells_corpora else None
    linked = link(text.text, text.regions, cold, known.authority, corpus)
    said = find_quotations(text.text, text.regions, [one.candidate for one in linked])
    return [*_mentions(text, linked, known), *_quotations(text, said, linked, known)]


def _mentions(text: Examined, found: Iterable[Linked], known: Knowledge) -> Iterator[Proposal]:
    dates: dict[str, Place] = {}
    for linked in found:
        candidate = linked.candidate
        at = text.place(candidate.span)
        if at is None:
            continue
        wording, span = at
        exact = span.of(wording.text)
        sort = DATE if candidate.kind is MentionKind.DATE else NAME
        anchor = dates.get(candidate.anchor_words) if candidate.anchor is AnchorKind.MENTION else None
        values = _meaning(linked, known) | _standing(linked, exact, known)
        if anchor is None:
            # A date in the text that is not marked itself cannot be pointed at.
            is_of_text = candidate.anchor is AnchorKind.MENTION
            values["anchor_kind"] = "" if is_of_text else str(candidate.anchor)
        yield Proposal(wording.pk, span, exact, sort, values, anchor)
        if sort == DATE:
            dates[candidate.surface] = (wording.pk, span, DATE)


def _quotations(
    text: Examined, said: Iterable[QuotationFound], linked: Iterable[Linked], known: Knowledge
) -> Iterator[Proposal]:
    speakers = {one.candidate.span: known.keys.get(one.entity) for one in linked}
    for quotation in said:
        at = text.place(quotation.span)
        if at is None:
            continue
        wording, span = at
        speaker = speakers.get(quotation.speaker_span) if quotation.speaker_span else None
        named = f"said by {quotation.speaker}" if quotation.speaker else "no speaker found"
        values: dict[str, object] = {
            "kind": str(quotation.kind),
            "speaker_name": quotation.speaker[:LONGEST_NAME],
            "proposed_speaker_id": speaker,
            "rule": quotation.rule,
            "score": quotation.score,
            "recogniser": RECOGNISER_VERSION,
            "reason": f"{in_words(quotation.rule)}: {named}"[:LONGEST_REASON],
        }
        yield Proposal(wording.pk, span, span.of(wording.text), QUOTATION, values)


def _meaning(linked: Linked, known: Knowledge) -> dict[str, object]:
    candidate = linked.candidate
    is_date = candidate.kind is MentionKind.DATE
    return {
        "proposed_kind": str(candidate.kind),
        "proposed_name": "" if is_date else candidate.entity[:LONGEST_NAME],
        "proposed_edtf": candidate.edtf if len(candidate.edtf) <= LONGEST_EDTF else "",
        "proposed_entity_id": known.keys.get(linked.entity),
        "alternatives": list(linked.alternatives),
    }


def _standing(linked: Linked, exact: str, known: Knowledge) -> dict[str, object]:
    candidate = linked.candidate
    rule = candidate.rule[:LONGEST_RULE]
    verdict = known.verdicts.get((exact, str(candidate.kind), family(rule)), _NO_VERDICT)
    return {
        "rule": rule,
        "score": verdict.score(candidate.score) if verdict.rejected else candidate.score,
        "recogniser": RECOGNISER_VERSION,
        "reason": "; ".join(filter(None, (linked.reason, verdict.in_words)))[:LONGEST_REASON],
    }

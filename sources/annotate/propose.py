"""What the recogniser finds in an article, as proposals: places in revisions, columns, reasons."""

from collections.abc import Iterable, Iterator, Mapping

from sources.annotate.examined import Examined
from sources.annotate.learning import Lesson, Verdict
from sources.annotate.reconcile import DATE, NAME, Place, Proposal
from sources.models import Article
from sources.recognise.candidate import RECOGNISER_VERSION, Candidate
from sources.recognise.find import find
from sources.vocabulary import AnchorKind, MentionKind

LONGEST_NAME, LONGEST_REASON, LONGEST_RULE, LONGEST_EDTF = 300, 300, 60, 100


def proposals(text: Examined, verdicts: Mapping[Lesson, Verdict]) -> list[Proposal]:
    """Give everything that is found in an article, in text order."""
    article = text.article
    found = find(
        text.text, text.regions, article.published.edtf if article.published else "", event_years(article)
    )
    return list(_mentions(text, found, verdicts))


def event_years(article: Article) -> tuple[str, ...]:
    """Give the years that an article speaks of: its own, or else its corpus's."""
    return tuple(article.event_years or article.document.corpus.event_years)


def _mentions(
    text: Examined, found: Iterable[Candidate], verdicts: Mapping[Lesson, Verdict]
) -> Iterator[Proposal]:
    dates: dict[str, Place] = {}
    for candidate in found:
        at = text.place(candidate.span)
        if at is None:
            continue
        revision, span = at
        exact = span.of(revision.text or "")
        sort = DATE if candidate.kind is MentionKind.DATE else NAME
        anchor = dates.get(candidate.anchor_words) if candidate.anchor is AnchorKind.MENTION else None
        yield Proposal(revision.pk, span, exact, sort, _columns(candidate, exact, anchor, verdicts), anchor)
        if sort == DATE:
            dates[candidate.surface] = (revision.pk, span, DATE)


def _columns(
    candidate: Candidate, exact: str, anchor: Place | None, verdicts: Mapping[Lesson, Verdict]
) -> dict[str, object]:
    rule = candidate.rule[:LONGEST_RULE]
    verdict = verdicts.get((exact, candidate.kind, rule), Verdict())
    reasons = [candidate.rule, verdict.in_words]
    # A date in the text that is not marked itself cannot be pointed at.
    by_text = candidate.anchor is AnchorKind.MENTION
    anchored = {} if anchor else {"anchor_kind": "" if by_text else str(candidate.anchor)}
    is_date = candidate.kind is MentionKind.DATE
    return {
        "proposed_kind": str(candidate.kind),
        "proposed_name": "" if is_date else candidate.entity[:LONGEST_NAME],
        "proposed_edtf": candidate.edtf if len(candidate.edtf) <= LONGEST_EDTF else "",
        "proposed_entity_id": None,
        "alternatives": [],
        "rule": rule,
        "score": verdict.score(candidate.score) if verdict.rejected else candidate.score,
        "recogniser": RECOGNISER_VERSION,
        "reason": "; ".join(filter(None, reasons))[:LONGEST_REASON],
        **anchored,
    }

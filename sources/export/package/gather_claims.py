"""Groups, questions and claims of the database, to the rows of a package."""

from collections.abc import Iterable

from sources import models
from sources.export.package import rows
from sources.models.claim import ClaimQuerySet
from sources.models.span_bearing import BY_HAND
from sources.values import figures
from sources.vocabulary import Asks, Certainty, Measure, MentionStatus, Stance


def party_rows(found: Iterable[models.Party]) -> tuple[rows.PartyRow, ...]:
    """Give groups of asserters as rows."""
    return tuple(
        rows.PartyRow(id=row.public_id, slug=row.slug, label=row.label, position=row.position)
        for row in found
    )


def question_rows(found: Iterable[models.Question]) -> tuple[rows.QuestionRow, ...]:
    """Give questions as rows."""
    return tuple(
        rows.QuestionRow(
            id=row.public_id,
            slug=row.slug,
            wording=row.wording,
            asks=Asks(row.asks),
            unit=row.unit,
            counted=row.counted,
            place=row.place.public_id if row.place else "",
            time=row.time.edtf if row.time else "",
            method=row.method,
            options=row.options,
            position=row.position,
        )
        for row in found
    )


def claim_rows(found: ClaimQuerySet) -> tuple[rows.ClaimRow, ...]:
    """Give claims as rows: the words themselves stay in the text."""
    related = found.select_related(
        *("question", "revision__passage", "asserter", "party", "as_of", "quotation", "repeats")
    )
    return tuple(claim_row(row) for row in related.prefetch_related("relays__entity"))


def claim_row(row: models.Claim) -> rows.ClaimRow:
    """Give a claim as a row, with its chain in one cell."""
    steps = (one.entity.public_id if one.entity else one.words for one in row.relays.all())
    return rows.ClaimRow(
        id=row.public_id,
        question=row.question.public_id,
        passage=row.revision.passage.public_id,
        revision=row.revision.number,
        start=row.start,
        end=row.end,
        digest=row.digest,
        status=MentionStatus(row.status),
        certainty=Certainty(row.certainty),
        stance=Stance(row.stance),
        measure=Measure(row.measure),
        low=figures.written(row.low),
        high=figures.written(row.high),
        option=row.option,
        text=row.text,
        asserter=row.asserter.public_id if row.asserter else "",
        asserter_name=row.asserter_name,
        party=row.party.slug if row.party else "",
        via=rows.STEPS.join(steps),
        as_of=row.as_of.edtf if row.as_of else "",
        quotation=row.quotation.public_id if row.quotation else "",
        repeats=row.repeats.public_id if row.repeats else "",
        note=row.note,
        rule=row.rule if row.rule != BY_HAND else "",
        score=row.score,
        recogniser=row.recogniser,
    )

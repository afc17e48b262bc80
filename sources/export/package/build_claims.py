"""Groups, questions and claims of a package, to rows of the database (not saved yet)."""

from sources import models
from sources.export.package import rows
from sources.export.package.known import Known, digested
from sources.values import figures


def party(row: rows.PartyRow, _: Known) -> models.Party:
    """Make a group of asserters."""
    return models.Party(public_id=row.id, slug=row.slug, label=row.label, position=row.position)


def question(row: rows.QuestionRow, known: Known) -> models.Question:
    """Make a question of the corpus."""
    return models.Question(
        public_id=row.id,
        corpus=known.corpus,
        slug=row.slug,
        wording=row.wording,
        asks=row.asks,
        unit=row.unit,
        counted=row.counted,
        place=known.one("entities", row.place),
        time=known.date(row.time),
        method=row.method,
        options=row.options,
        position=row.position,
    )


def claim(row: rows.ClaimRow, known: Known) -> models.Claim:
    """Make a claim; its chain is made once it is stored."""
    revision = known.one("revisions", f"{row.passage} {row.revision}")
    return models.Claim(
        public_id=row.id,
        question=known.one("questions", row.question),
        revision=revision,
        start=row.start,
        end=row.end,
        exact=digested(row, revision),
        digest=row.digest,
        status=row.status,
        certainty=row.certainty,
        stance=row.stance,
        measure=row.measure,
        low=figures.read(row.low),
        high=figures.read(row.high),
        option=row.option,
        text=row.text,
        asserter=known.one("entities", row.asserter),
        asserter_name=row.asserter_name,
        party=known.one("parties", row.party),
        as_of=known.date(row.as_of),
        quotation=known.one("quotations", row.quotation),
        repeats=known.one("claims", row.repeats),
        rule=row.rule,
        score=row.score,
        recogniser=row.recogniser,
        note=row.note,
    )


def relays(row: rows.ClaimRow, known: Known) -> list[models.Relay]:
    """Make the chain by which a claim came: a step is an entity that the package has, or words."""
    stored, entities = known.one("claims", row.id), known.tables["entities"]
    return [
        models.Relay(
            claim=stored, position=place, entity=entities.get(step), words="" if step in entities else step
        )
        for place, step in enumerate(row.steps)
    ]

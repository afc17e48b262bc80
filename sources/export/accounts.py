"""The answers to a question as a table (CSV, RFC 4180) and as JSON: everything the page shows, row by row.

Each claim is a row, also one that tells another's assertion again: ``tells_again`` names that one and
``independent`` says what counts. Bounds are numbers, open ones empty (null in JSON), so that a range, "at
least" and "about" come out as they were given; ``answer`` is the same in words.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sources.edition.models import Claim, Question
from sources.export import csvtext
from sources.values import figures

COLUMNS = (
    *(
        "claim",
        "question",
        "stance",
        "answer",
        "measure",
        "low",
        "high",
        "unit",
        "option",
        "text",
        "certainty",
    ),
    *("asserter", "asserter_id", "group", "chain", "as_of", "said", "independent", "tells_again", "in_copy"),
    *("article", "title", "publication", "published", "passage", "exact", "address"),
)


def as_csv(question: Question, claims: Iterable[Claim], base: str, addresses: Mapping[str, str]) -> str:
    """Write a question's claims as CSV; ``addresses`` are paths by claim, below ``base``."""
    rows = [facts(question, claim, base, addresses) for claim in claims]
    return csvtext.write(COLUMNS, [[_cell(row[name]) for name in COLUMNS] for row in rows])


def as_json(question: Question, claims: Iterable[Claim], base: str, addresses: Mapping[str, str]) -> str:
    """Write a question with its claims as JSON."""
    said = {
        "question": question.wording,
        "id": question.public_id,
        "asks": question.asks,
        "unit": question.unit or None,
        "counted": question.counted or None,
        "place": question.place.name if question.place else None,
        "time": question.time or None,
        "method": question.method or None,
        "options": dict(question.options) or None,
        "independent": question.independent_count,
        "claims": [facts(question, claim, base, addresses) for claim in claims],
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def facts(
    question: Question, claim: Claim, base: str, addresses: Mapping[str, str]
) -> dict[str, Any]:  # Any: what JSON has
    """Give what is exported of one claim, by column."""
    article, asserter = claim.article, claim.asserter
    return {
        "claim": claim.public_id,
        "question": question.slug,
        "stance": claim.stance,
        "answer": claim.answer,
        "measure": claim.measure or None,
        "low": _number(claim.low),
        "high": _number(claim.high),
        "unit": question.unit or None,
        "option": claim.option or None,
        "text": claim.text or None,
        "certainty": claim.certainty,
        "asserter": claim.asserter_name,
        "asserter_id": asserter.public_id if asserter else None,
        "group": claim.party.label if claim.party else None,
        "chain": [step[3] for step in claim.chain],
        "as_of": claim.as_of or None,
        "said": claim.said or None,
        "independent": claim.is_independent,
        "tells_again": claim.original.public_id if claim.original else None,
        "in_copy": claim.in_copy,
        "article": article.public_id,
        "title": article.title,
        "publication": article.publication or None,
        "published": article.published or None,
        "passage": claim.passage.number,
        "exact": claim.exact or None,
        "address": base + addresses[claim.public_id],
    }


def _number(value: float | None) -> int | float | None:
    """Give a whole number as one: 16, not 16.0."""
    return int(value) if value is not None and value.is_integer() else value


def _cell(value: object) -> str:
    if value is None or value is False:
        return ""
    if isinstance(value, bool):
        return "true"
    if isinstance(value, int | float):
        return figures.written(float(value))
    return " | ".join(value) if isinstance(value, list) else str(value)

"""Whether questions can be asked and claims answer them: told from the package alone."""

import re
from collections.abc import Iterator

from sources.export.package.check_places import lengths, place_faults
from sources.export.package.rows import ClaimRow, Package, QuestionRow
from sources.values import figures, options
from sources.values.figures import Figure
from sources.values.public_id import is_public_id
from sources.vocabulary import Asks, Measure, MentionStatus, Stance

_SHA256 = re.compile(r"[0-9a-f]{64}")


def question_faults(package: Package) -> Iterator[str]:
    """A question ends as one, only a choice has options, only a number a unit."""
    for row in package.questions:
        if not row.wording.endswith("?"):
            yield f"{row.at}: the wording is “{row.wording[:60]}”; a question ends with a question mark."
        if (row.asks == Asks.CHOICE) != bool(row.options):
            yield f"{row.at}: options are “{row.options}”; a choice has some, and no other question has."
        if row.unit and row.asks != Asks.NUMBER:
            yield f"{row.at}: the unit is “{row.unit}”; only a question for a number has one."
        try:
            options.read(row.options)
        except ValueError as error:
            yield f"{row.at}: options: {error}"


def claim_faults(package: Package) -> Iterator[str]:
    """Spans lie inside their wording; what is said answers the question; what is accepted is complete."""
    known = lengths(package)
    questions = {row.id: row for row in package.questions}
    claims = {row.id: row for row in package.claims}
    entities = {row.id for row in package.entities}
    first: dict[tuple[object, ...], str] = {}
    for row in package.claims:
        yield from place_faults(row, known)
        if not _SHA256.fullmatch(row.digest):
            yield f"{row.at}: digest is “{row.digest}”; expected 64 hexadecimal digits."
        yield from _figure_faults(row)
        yield from _answer_faults(row, questions[row.question])
        yield from _accepted_faults(row)
        yield from _step_faults(row, entities)
        if row.repeats and claims[row.repeats].question != row.question:
            yield f"{row.at}: repeats is {row.repeats}, which answers another question."
        if _said(row) in first:
            yield f"{row.at}: these words are this claim at {first[_said(row)]} already; keep one of the two."
        first.setdefault(_said(row), row.at)


def _figure_faults(row: ClaimRow) -> Iterator[str]:
    try:
        low, high = figures.read(row.low), figures.read(row.high)
    except ValueError as error:
        yield f"{row.at}: {error}"
        return
    if fault := Figure(row.measure, low, high).fault:
        yield f"{row.at}: {fault}"
    if row.measure == Measure.IN_WORDS and not row.text:
        yield f"{row.at}: the measure is in_words and text is empty; write the words."


def _answer_faults(row: ClaimRow, question: QuestionRow) -> Iterator[str]:
    if row.measure and question.asks != Asks.NUMBER:
        yield f"{row.at}: measure is {row.measure}, but question {question.id} asks for {question.asks}."
    known = ["no", "yes"] if question.asks == Asks.YES_NO else sorted(_options(question))
    if row.option and row.option not in known:
        yield f"{row.at}: option is “{row.option}”; expected one of: {', '.join(known) or 'none'}."


def _options(question: QuestionRow) -> dict[str, str]:
    try:
        return options.read(question.options)
    except ValueError:  # told already
        return {}


def _accepted_faults(row: ClaimRow) -> Iterator[str]:
    if row.status != MentionStatus.ACCEPTED:
        return
    if not (row.asserter or row.asserter_name):
        yield f"{row.at}: the claim is accepted and nobody asserts it; give asserter or asserter_name."
    if row.stance == Stance.ASSERTS and not (row.measure or row.option or row.text):
        yield f"{row.at}: the claim is accepted and says nothing; give a measure, an option or a text."


def _step_faults(row: ClaimRow, entities: set[str]) -> Iterator[str]:
    for step in row.steps:
        if not step.strip() or "|" in step:
            yield f"{row.at}: via is “{row.via}”; expected ids or words, parted by “ | ”."
        # Eight letters may be a word; with a digit among them they are meant as an id.
        elif is_public_id(step) and any(map(str.isdigit, step)) and step not in entities:
            yield f"{row.at}: via names {step}, which is not among the entities of this package."


def _said(row: ClaimRow) -> tuple[object, ...]:
    place = (row.question, row.passage, row.revision, row.start, row.end)
    who = (row.asserter, row.asserter_name)
    return (*place, *who, row.stance, row.measure, row.low, row.high, row.option, row.text)

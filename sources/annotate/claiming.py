"""Saying what a source answers to a question, and who says it: one claim, one act.

As with every mark, a claim stands on the wording that the editor looked at, and is refused with a sentence
where a correction came in between. Inside a quotation its speaker asserts it, unless told otherwise. Who
repeats whom is kept to the first telling, so that one assertion counts once however often it is told.
"""

from collections.abc import Iterable, Sequence

from sources.annotate import authority, holding
from sources.annotate.acts import Actor, Doing, Refused, act
from sources.annotate.marking import lock_wording, refuse_former_wording, words_at
from sources.models import Claim, Entity, PassageRevision, Question, Quotation, Relay
from sources.models.span_bearing import BY_HAND
from sources.values.counted import count
from sources.values.span import Span
from sources.vocabulary import ActKind, Asks, Measure, MentionStatus, Stance

# Who can assert something, or pass it on: an entity, or words of ours ("residents").
Asserter = Entity | str


def make(
    question: Question,
    revision: PassageRevision,
    span: Span,
    *,
    actor: Actor,
    asserter: Asserter | None = None,
    relays: Sequence[Asserter] = (),
    **values: object,
) -> Claim:
    """Mark the words at ``span`` as an answer; ``values`` are further columns (measure, low, option …).

    Without an asserter the speaker of the quotation, if one is given, asserts it. Raises Refused where
    the words are not there or were corrected meanwhile, or where it is no answer to the question.
    """
    with act(ActKind.ANNOTATE, f"Added an answer to “{question}”", actor=actor) as doing:
        lock_wording(revision)
        claim = Claim(question=question, revision=revision, rule=BY_HAND)
        claim.put(span, words_at(revision, span))
        _set(claim, {"status": MentionStatus.ACCEPTED, **values})
        _set(claim, _asserted_by(asserter, claim.quotation))
        _refuse_unfit(claim)
        doing.create(claim)
        doing.create_all(_steps(claim, relays))
        return claim


def change(
    claim: Claim,
    *,
    actor: Actor,
    asserter: Asserter | None = None,
    relays: Sequence[Asserter] | None = None,
    **values: object,
) -> Claim:
    """Change what it says, who asserts it, how it came; ``span`` may be among the values.

    An asserter "" leaves it to the speaker of its quotation; None changes nothing of who asserts it. One
    that answers another question now repeats nothing. Raises Conflict where somebody else saved it since,
    Refused where it would be accepted on a former wording, or be no answer.
    """
    with act(ActKind.ANNOTATE, f"Changed the claim “{_short(claim)}”", actor=actor) as doing:
        holding.passages_of([claim.revision_id])
        if MentionStatus.ACCEPTED in (values.get("status"), claim.status):
            refuse_former_wording(claim.revision)
        span = values.pop("span", None)
        if isinstance(span, Span):
            claim.put(span, words_at(claim.revision, span))
        asked = claim.question_id
        _set(claim, values)
        if claim.question_id != asked:
            _leave_others(claim)
        if asserter is not None:
            _set(claim, {"asserter": None, "asserter_name": ""})
            _set(claim, _asserted_by(asserter or None, claim.quotation))
        _refuse_unfit(claim)
        doing.save(claim)
        if relays is not None:
            _rechain(claim, relays, doing)
        return claim


def respan(claim: Claim, revision: PassageRevision, span: Span, *, actor: Actor) -> Claim:
    """Let a claim stand on other words of its passage: so one left on a former wording comes back.

    What it says stays. Raises Refused where the words are not there or are of another passage.
    """
    if revision.passage_id != claim.revision.passage_id:
        raise Refused(f"“{_short(claim)}” stands in another passage; make the claim there anew.")
    exact = words_at(revision, span)
    with act(ActKind.ANNOTATE, f"The claim “{_short(claim)}” now stands elsewhere", actor=actor) as doing:
        lock_wording(revision)
        claim.revision = revision
        claim.put(span, exact)
        return doing.save(claim)


def accept(claim: Claim, asserter: Asserter | None = None, *, actor: Actor, **values: object) -> Claim:
    """Accept one that waits, asserted by whom is said or by whom it is proposed, with further columns."""
    with act(ActKind.REVIEW, f"Accepted the claim “{_short(claim)}”", actor=actor) as doing:
        if not claim.is_waiting:
            raise Refused(f"“{_short(claim)}” is {claim.status}: it no longer waits for a decision.")
        values["status"] = MentionStatus.ACCEPTED
        return change(claim, actor=doing, asserter=asserter, relays=None, **values)


def reject(claim: Claim, *, actor: Actor) -> Claim:
    """Reject one: it stays, so that it does not come back."""
    with act(ActKind.REVIEW, f"Rejected the claim “{_short(claim)}”", actor=actor) as doing:
        return doing.change(claim, status=MentionStatus.REJECTED)


def withdraw(claim: Claim, *, actor: Actor, reason: str = "") -> Claim:
    """Take an accepted claim back from the public: it waits for review, and the next edition has it not."""
    if claim.status != MentionStatus.ACCEPTED:
        raise Refused(f"“{_short(claim)}” is {claim.status}; only an accepted claim can be withdrawn.")
    summary = f"Withdrew the claim “{_short(claim)}”"
    with act(ActKind.REVIEW, summary, actor=actor, reason=reason) as doing:
        return doing.change(claim, status=MentionStatus.NEEDS_REVIEW)


def remove(claim: Claim, *, actor: Actor) -> None:
    """Remove a claim; what repeated it repeats what it repeated, or else the first of them."""
    with act(ActKind.DELETE, f"Removed the claim “{_short(claim)}”", actor=actor) as doing:
        origin: Claim | None = claim.repeats
        for repeat in claim.repeated_by.for_reading():
            doing.change(repeat, repeats=origin)
            origin = origin or repeat
        doing.delete(claim)


def say_repeats(claims: Iterable[Claim], original: Claim | None, *, actor: Actor) -> int:
    """Say that claims tell again what another told first (None: that each is its own); give how many."""
    first = _first_telling(original) if original is not None else None
    with act(ActKind.ANNOTATE, "", actor=actor) as doing:
        changed = 0
        for claim in claims:
            if first is not None and claim.question_id != first.question_id:
                raise Refused(f"“{_short(claim)}” answers another question; it cannot repeat that claim.")
            if first is None or claim.pk != first.pk:
                doing.change(claim, repeats=first)
                changed += 1
        verb = f"repeat “{_short(first)}”" if first is not None else "are told for themselves"
        doing.kind, doing.summary = ActKind.ANNOTATE, f"{count(changed, 'claim')} {verb}"[:300]
        return changed


def _first_telling(claim: Claim) -> Claim:
    told = claim.retold()
    return Claim.objects.get(pk=told[-1]) if told else claim


def _leave_others(claim: Claim) -> None:
    """Let a claim that answers another question repeat nothing; refuse it where others repeat it."""
    if claim.repeated_by.exists():
        raise Refused(
            f"“{_short(claim)}” is told again by claims that answer the question it answered; say first that "
            "they are told for themselves."
        )
    claim.repeats = None


def _asserted_by(asserter: Asserter | None, quotation: Quotation | None) -> dict[str, object]:
    if isinstance(asserter, Entity):
        authority.refuse_merged(asserter)
        return {"asserter": asserter, "asserter_name": ""}
    if isinstance(asserter, str):
        return {"asserter": None, "asserter_name": asserter}
    if quotation is not None:
        return {"asserter": quotation.speaker, "asserter_name": quotation.speaker_name}
    return {}


def _steps(claim: Claim, relays: Sequence[Asserter]) -> list[Relay]:
    for one in relays:
        if isinstance(one, Entity):
            authority.refuse_merged(one)
    return [
        Relay(claim=claim, position=position, entity=one)
        if isinstance(one, Entity)
        else Relay(claim=claim, position=position, words=one)
        for position, one in enumerate(relays)
    ]


def _rechain(claim: Claim, relays: Sequence[Asserter], doing: Doing) -> None:
    former = list(claim.relays.order_by("position"))
    wanted = _steps(claim, relays)
    if [(one.entity_id, one.words) for one in former] != [(one.entity_id, one.words) for one in wanted]:
        doing.delete_all(former)
        doing.create_all(wanted)


def _refuse_unfit(claim: Claim) -> None:
    """Raise Refused, before the database does, where a claim is no answer to its question."""
    question = claim.question
    if claim.measure and question.asks != Asks.NUMBER:
        raise Refused(f"“{question}” does not ask for a number; choose an answer or write a few words.")
    if claim.option and claim.option not in question.answers:
        known = ", ".join(sorted(question.answers)) or "none"
        raise Refused(f"“{claim.option}” is no answer to “{question}”; its answers are: {known}.")
    if fault := claim.figure.fault:
        raise Refused(fault)
    if claim.measure == Measure.IN_WORDS and not claim.text:
        raise Refused("A figure in words needs the words; write them in your own.")
    if claim.status != MentionStatus.ACCEPTED:
        return
    if not claim.meaning:
        raise Refused(f"“{_short(claim)}” has no asserter yet: say who asserts it.")
    if claim.stance == Stance.ASSERTS and not (claim.measure or claim.option or claim.text):
        raise Refused(f"“{_short(claim)}” has no answer yet: give a figure, an option or a few words.")


def _set(claim: Claim, values: dict[str, object]) -> None:
    for name, value in values.items():
        setattr(claim, name, value)


_SHORT = 60


def _short(claim: Claim) -> str:
    words = claim.exact or claim.public_id
    return words if len(words) <= _SHORT else f"{words[:_SHORT].rstrip()}…"

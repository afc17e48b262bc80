"""What the desk may propose of claims: the questions a span may answer, and what a copy carries again.

Nothing is decided here: a likely question comes with its reason, and a claim carried over from the original
of a copied passage is a suggestion, linked to the original's, so that it adds no assertion when accepted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sources.annotate import claiming
from sources.annotate.acts import Actor, Refused, act
from sources.models import Article, Claim, Date, Mention, Passage, PassageRevision, Question, Relay
from sources.recognise.answering import Asked, Nearness, likely, sentence_at
from sources.values.counted import count
from sources.values.recapture import recapture
from sources.values.span import Span
from sources.vocabulary import ActKind, MentionStatus


@dataclass(frozen=True, slots=True)
class LikelyQuestion:
    """A question of the corpus that a span may answer, with the reason in words."""

    question: Question
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Carried:
    """A claim of an original, and where its words stand in a copy."""

    original: Claim
    revision: PassageRevision
    span: Span


def likely_questions(revision: PassageRevision, span: Span) -> tuple[LikelyQuestion, ...]:
    """Give the questions of the corpus that the words may answer, likeliest first; two queries."""
    if revision.text is None:
        return ()
    questions = {one.pk: one for one in _questions(revision)}
    spoken = _spoken_of(revision, sentence_at(revision.text, span))
    asked = [_asked(one, spoken) for one in questions.values()]
    return tuple(
        LikelyQuestion(questions[one.key], one.score, one.reason)
        for one in likely(revision.text, span, asked)
    )


def _questions(revision: PassageRevision) -> Sequence[Question]:
    corpus = revision.passage.document.corpus_id
    return list(Question.objects.filter(corpus=corpus).select_related("place", "time"))


def _spoken_of(revision: PassageRevision, sentence: Span) -> list[tuple[Mention, Nearness]]:
    """Give the marks of the article, each with how near to the words it stands.

    A passage says "there" and "that day" of what the article named before.
    """
    article = revision.passage.article_id
    if article is None:
        return []
    marks = Mention.objects.of_article(article).accepted().select_related("date")
    return [(mark, _nearness(mark, revision, sentence)) for mark in marks]


def _nearness(mark: Mention, revision: PassageRevision, sentence: Span) -> Nearness:
    if mark.revision_id != revision.pk:
        return Nearness.ARTICLE
    return Nearness.SENTENCE if sentence.covers(mark.span) else Nearness.PASSAGE


def _asked(question: Question, spoken: Sequence[tuple[Mention, Nearness]]) -> Asked:
    places = [near for mark, near in spoken if mark.entity_id and mark.entity_id == question.place_id]
    times = [near for mark, near in spoken if mark.date and _overlap(question.time, mark.date)]
    return Asked(
        key=question.pk,
        asks=question.asks,
        wording=question.wording,
        counted=question.counted,
        unit=question.unit,
        labels=tuple(question.answers.values()),
        place=max(places, default=Nearness.NOWHERE) if question.place_id else None,
        time=max(times, default=Nearness.NOWHERE) if question.time_id else None,
    )


def _overlap(one: Date | None, other: Date) -> bool:
    if one is None or None in (one.earliest, one.latest, other.earliest, other.latest):
        return False
    return one.earliest <= other.latest and other.earliest <= one.latest  # type: ignore[operator]  # none is None


def carried(copy: Article) -> tuple[Carried, ...]:
    """Find where the claims of an original stand in its copy, those aside that the copy has already.

    The two texts are compared as wholes, as captures are; what the difference touches is not carried.
    Raises Refused where the article is no copy, or a text is not held.
    """
    original = copy.copy_of
    if original is None:
        raise Refused(f"“{copy}” is no copy of another article; there is nothing to carry over.")
    olds, news = _heads(original), _heads(copy)
    laid = recapture([one.text or "" for one in olds], [one.text or "" for one in news])
    places = {one.pk: place for place, one in enumerate(olds)}
    there = {
        (claim.question_id, claim.revision_id, claim.span)
        for claim in Claim.objects.of_article(copy.pk).select_related("question")
    }
    found = []
    for claim in Claim.objects.of_article(original.pk).accepted().for_reading():
        place = laid.find(places[claim.revision_id], claim.span) if claim.revision_id in places else None
        if place is not None and (claim.question_id, news[place[0]].pk, place[1]) not in there:
            found.append(Carried(claim, news[place[0]], place[1]))
    return tuple(found)


def _heads(article: Article) -> list[PassageRevision]:
    passages: Iterable[Passage] = article.passages.standing().with_wording().order_by("start", "pk")
    heads = [one.head for one in passages]
    if not heads or any(one.text is None for one in heads):
        raise Refused(f"The text of “{article}” is not held here; attach it first.")
    return heads


def carry_over(found: Sequence[Carried], *, actor: Actor) -> list[Claim]:
    """Suggest the claims of an original in its copy, each linked to the first telling, as one act."""
    with act(ActKind.ANNOTATE, f"Carried over {count(len(found), 'claim')} to a copy", actor=actor) as doing:
        made = []
        for one in found:
            claim = claiming.make(
                one.original.question,
                one.revision,
                one.span,
                actor=doing,
                status=MentionStatus.SUGGESTED,
                repeats=one.original.repeats or one.original,
                reason="The original of this copy has it here",
                **{name: getattr(one.original, name) for name in _HANDED_ON},
            )
            doing.create_all(
                [
                    Relay(claim=claim, position=step.position, entity=step.entity, words=step.words)
                    for step in one.original.relays.all()
                ]
            )
            made.append(claim)
        return made


_HANDED_ON = (
    *("stance", "measure", "low", "high", "option", "text", "asserter_id", "asserter_name"),
    *("party_id", "as_of_id", "certainty"),
)

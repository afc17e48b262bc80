"""Suggestions for an article: what the recogniser finds, stored apart from what editors decided.

A suggestion is not content: it follows from the text, the authority list and the recogniser's version,
and can be made again at any time. So what nobody has touched is written and taken away without an entry
in the record of acts; a suggestion that the record knows (accepted once and undone, moved by a
correction) is changed as an act. Suggesting twice changes nothing.
"""

from dataclasses import dataclass

from django.utils import timezone

from sources.annotate import anchors, examined, kept, knowing, marked, propose, storing
from sources.annotate import settled as states
from sources.annotate.acts import Actor, act
from sources.annotate.examined import Examined
from sources.annotate.kept import Cold
from sources.annotate.knowing import Knowledge
from sources.annotate.reconcile import Closed, Plan, carried, reconcile, sort_of
from sources.annotate.settled import Answers
from sources.models import Article, Examination, Mention, Passage, PassageRevision, Quotation
from sources.recognise.candidate import RECOGNISER_VERSION
from sources.vocabulary import ActKind, MentionStatus

# How often the article is read again where somebody corrected it meanwhile.
_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Report:
    """What looking through an article did: counts of suggestions, mentions and quotations together.

    ``settled`` were found again where an editor has decided already.
    """

    article: str
    added: int = 0
    changed: int = 0
    removed: int = 0
    kept: int = 0
    settled: int = 0

    @property
    def is_changed(self) -> bool:
        """Whether any suggestion was written or taken away."""
        return bool(self.added or self.changed or self.removed)


def suggest_article(
    article: Article, *, known: Knowledge | None = None, actor: Actor = None, answers: Answers | None = None
) -> Report:
    """Look through an article and bring its suggestions up to date.

    With ``answers`` it is noted by what they say of its words, so that it need not be looked through again
    before that changes. Raises Refused where the archive may not be written.
    """
    known = known or (answers.known if answers else knowing.know())
    for _ in range(_ATTEMPTS):
        text = examined.read(article)
        cold = kept.cold(text)
        proposals = propose.proposals(text, cold.found, known)
        with act(ActKind.ANNOTATE, f"Looked through “{article}” again", actor=actor) as doing:
            if not _still_stands(text):
                continue
            standing = marked.on([revision.pk for revision in text.revisions])
            plan = reconcile(anchors.counted(proposals, standing), standing, _closed(text))
            storing.store(plan, doing)
            _keep(text, cold, plan, answers)
            _note_examined(article)
        return _report(article, plan)
    return Report(article.public_id)


def _still_stands(text: Examined) -> bool:
    """Hold the passages, and tell whether the wordings read are still the present ones."""
    list(
        Passage.objects.select_for_update(no_key=True)
        .filter(article=text.article)
        .order_by("pk")
        .values_list("pk")
    )
    numbers = PassageRevision.objects.filter(passage__article=text.article, text__isnull=False)
    now: dict[int, int] = dict(numbers.order_by("number").values_list("passage_id", "number"))
    return all(now.get(revision.passage_id) == revision.number for revision in text.revisions)


def _closed(text: Examined) -> list[Closed]:
    """Give what was rejected on former wordings, where its words stand now."""
    if not text.former:
        return []
    heads = {revision.passage_id: revision for revision in text.revisions}
    former = {row.pk: row for rows in text.former.values() for row in rows}
    closed = []
    for model in (Mention, Quotation):
        for mark in model.objects.filter(revision__in=former, status=MentionStatus.REJECTED):
            wording = former[mark.revision_id]
            head = heads[wording.passage_id]
            span = carried(mark.span, examined.way_on(wording, [*text.former[head.pk], head]))
            if span is not None:
                closed.append(Closed(head.pk, span, span.of(head.text or ""), sort_of(mark)))
    return closed


def _keep(text: Examined, cold: Cold, plan: Plan, answers: Answers | None) -> None:
    """Keep what was found, and by what it can be told that nothing is left to do."""
    standing = len(plan.add) + len(plan.change) + len(plan.keep)
    told = {"settled": "", "list_then": "", "answered": ""}
    if answers:
        told["settled"] = states.digests([text.article.pk])[text.article.pk]
        told["list_then"] = answers.known.digest
        told["answered"] = answers.digest(text.text, text.regions, cold.words)
    kept.keep(text, cold, **told, kept=standing, decided=plan.settled)


def _note_examined(article: Article) -> None:
    values = now_examined()
    Examination.objects.bulk_create(
        [Examination(article=article, **values)],
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=[*values],
    )


def now_examined() -> dict[str, object]:
    """Give the columns that say of an article that it was looked through just now."""
    return {"asked_at": None, "reason": "", "looked_at": timezone.now(), "recogniser": RECOGNISER_VERSION}


def _report(article: Article, plan: Plan) -> Report:
    return Report(
        article=article.public_id,
        added=len(plan.add),
        changed=len(plan.change),
        removed=len(plan.remove),
        kept=len(plan.keep),
        settled=plan.settled,
    )

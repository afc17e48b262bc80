"""Suggestions for articles: what the recogniser finds, stored apart from what editors decided.

A suggestion is not content: it follows from the text, the authority list and the recogniser's version,
and can be made again at any time. So what nobody has touched is written and taken away without an entry
in the record of acts; a suggestion that the record knows (accepted once and undone, moved by a
correction) is changed as an act. Suggesting twice changes nothing.
"""

import logging
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import OperationalError
from django.utils import timezone

from sources.annotate import anchors, examined, holding, kept, knowing, marked, propose, storing
from sources.annotate import settled as states
from sources.annotate.acts import Actor, Refused, act
from sources.annotate.examined import Examined
from sources.annotate.kept import Cold, Reading
from sources.annotate.knowing import Knowledge
from sources.annotate.marked import Marked
from sources.annotate.reconcile import Closed, Plan, Proposal, carried, reconcile, sort_of
from sources.annotate.settled import Answers, Told
from sources.models import Article, Examination, Mention, Quotation
from sources.recognise.candidate import RECOGNISER_VERSION
from sources.recognise.readers import ReaderLost
from sources.values.counted import count
from sources.vocabulary import ActKind, MentionStatus

_log = logging.getLogger(__name__)

# How often an article is read again where somebody corrected it meanwhile.
_ATTEMPTS = 3
# So many are stored in one transaction: a tenth of a second, for which editors wait at most.
TOGETHER = 5


@dataclass(frozen=True, slots=True)
class Report:
    """What looking through an article did: counts of suggestions, mentions and quotations together.

    ``settled`` were found again where an editor has decided already. ``problem`` is why it could not be
    looked through, if it could not: nothing of it is stored, and it goes on waiting.
    """

    article: str
    added: int = 0
    changed: int = 0
    removed: int = 0
    kept: int = 0
    settled: int = 0
    problem: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether any suggestion was written or taken away."""
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class _Found:
    """An article, what the rules find in it, and what is proposed."""

    text: Examined
    cold: Cold
    proposals: Sequence[Proposal]

    @property
    def article(self) -> Article:
        return self.text.article


@dataclass(slots=True)
class _Knowing:
    """With what articles are looked through, and for whom."""

    known: Knowledge
    answers: Answers | None = None
    actor: Actor = None


def suggest_article(
    article: Article, *, known: Knowledge | None = None, actor: Actor = None, answers: Answers | None = None
) -> Report:
    """Look through an article and bring its suggestions up to date.

    With ``answers`` it is noted by what they say of its words, so that it need not be looked through again
    before that changes. Raises Refused where the archive may not be written.
    """
    known = known or (answers.known if answers else knowing.know())
    by = _Knowing(known, answers, actor)
    for left in reversed(range(_ATTEMPTS)):
        try:
            done = _store(list(_found(examined.read_all([article]), by)), by)
        except OperationalError as error:
            if not left or not holding.is_contended(error):
                raise
            done = {}
        if done:
            return done[article.pk]
        # Not only its text may have changed: what is known of the article itself is read again too.
        fresh = Article.objects.select_related("published", "document__corpus").filter(pk=article.pk).first()
        if fresh is None:
            break
        article = fresh
    return Report(article.public_id)


def suggest_articles(
    articles: Sequence[Article], answers: Answers, reading: Reading | None = None
) -> Iterator[Report]:
    """Look through articles, a few in a transaction; gives each report, in order.

    ``reading`` reads with the rules what was not read yet, in other processes if it likes. An article that
    cannot be looked through is reported with its ``problem``, and keeps none of the others from it.
    """
    by = _Knowing(answers.known, answers)
    left = list(articles)
    while left:
        try:
            for report in _together(list(left), by, reading):
                del left[0]
                yield report
        except (Refused, ReaderLost):
            raise
        except Exception:  # noqa: BLE001 -- whatever it is, it is told of the article that has it
            # One of the next few: each by itself, then on together.
            for article in left[:TOGETHER]:
                del left[0]
                yield _alone(article, by)


def _together(articles: Sequence[Article], by: _Knowing, reading: Reading | None) -> Iterator[Report]:
    group: list[_Found] = []
    for found in _found(examined.read_all(articles), by, reading):
        group.append(found)
        if len(group) == TOGETHER:
            yield from _stored(group, by)
            group = []
    yield from _stored(group, by)


def _alone(article: Article, by: _Knowing) -> Report:
    """Look through one article, or report why that cannot be done."""
    try:
        return suggest_article(article, answers=by.answers)
    except Refused:
        raise
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is told of this article
        if holding.is_contended(error):
            return Report(article.public_id, problem="Somebody was at work on it; it goes on waiting.")
        _log.exception("Article %s could not be looked through.", article.public_id)
        return Report(article.public_id, problem=f"{type(error).__name__}: {error}")


def _found(texts: Sequence[Examined], by: _Knowing, reading: Reading | None = None) -> Iterator[_Found]:
    for text, cold in zip(texts, kept.all_cold(texts, reading), strict=True):
        yield _Found(text, cold, propose.proposals(text, cold.found, by.known))


def _stored(group: Sequence[_Found], by: _Knowing) -> Iterator[Report]:
    done = _store(group, by) if group else {}
    for one in group:
        # Corrected meanwhile, or known to the record: each by itself.
        yield done.get(one.article.pk) or suggest_article(one.article, answers=by.answers)


def _store(group: Sequence[_Found], by: _Knowing) -> dict[int, Report]:
    """Store what is suggested in articles, in one act; gives the reports of those that were stored.

    One of which text, labels or days were changed since it was read is left; so is, of several, one with
    a mark that the record knows: what is done to that is an act of its own.
    """
    with act(ActKind.ANNOTATE, _summary(group), actor=by.actor) as doing:
        if by.actor is None:
            holding.yield_to_others()
        steady = _still_standing([one.text for one in group])
        here = [one for one in group if one.article.pk in steady]
        plans = {one.article.pk: plan for one, plan in zip(here, _plans(here), strict=True)}
        if len(group) > 1:
            here = [one for one in here if not plans[one.article.pk].is_told]
        storing.store(Plan.joined(plans[one.article.pk] for one in here), doing)
        _keep(here, plans, by.answers, steady)
        _note_examined([one.article for one in here])
    return {one.article.pk: _report(one.article, plans[one.article.pk]) for one in here}


def _summary(group: Sequence[_Found]) -> str:
    what = f"“{group[0].article}”" if len(group) == 1 else count(len(group), "article")
    return f"Looked through {what} again"


def _still_standing(texts: Sequence[Examined]) -> dict[int, Told]:
    """Hold the passages, and give what is told now of the articles that are as they were read."""
    keys = [text.article.pk for text in texts]
    holding.passages_of_articles(keys)
    present, told = examined.present(keys), states.told(keys)
    return {
        text.article.pk: told[text.article.pk]
        for text in texts
        if present[text.article.pk] == text.read and told.get(text.article.pk) == states.told_of(text.article)
    }


def _plans(group: Sequence[_Found]) -> Iterator[Plan]:
    standing: dict[int, list[Marked]] = defaultdict(list)
    of_article = {wording.pk: one.article.pk for one in group for wording in one.text.wordings}
    for mark in marked.of_articles([one.article.pk for one in group]):
        if mark.revision in of_article:
            standing[of_article[mark.revision]].append(mark)
    for one in group:
        marks = standing[one.article.pk]
        yield reconcile(anchors.counted(one.proposals, marks), marks, _closed(one.text))


def _closed(text: Examined) -> list[Closed]:
    """Give what was rejected on former wordings, where its words stand now."""
    if not text.histories:
        return []
    heads = {wording.passage: wording for wording in text.wordings}
    former = {row.pk: row for rows in text.histories.values() for row in rows[:-1]}
    closed = []
    for model in (Mention, Quotation):
        for mark in model.objects.filter(revision__in=former, status=MentionStatus.REJECTED):
            wording = former[mark.revision_id]
            head = heads[wording.passage_id]
            span = carried(mark.span, examined.way_on(wording, text.histories[head.pk]))
            if span is not None:
                closed.append(Closed(head.pk, span, span.of(head.text), sort_of(mark)))
    return closed


def _keep(
    group: Sequence[_Found], plans: dict[int, Plan], answers: Answers | None, steady: dict[int, Told]
) -> None:
    """Keep what was found, and by what it can be told that nothing is left to do.

    What is told of an article is what it was read with: what somebody says of it from now on differs.
    """
    now = states.digests({one.article.pk: steady[one.article.pk] for one in group}) if answers else {}
    told: dict[int, dict[str, str | int]] = {}
    for one in group:
        pk, text, plan = one.article.pk, one.text, plans[one.article.pk]
        told[pk] = {
            "settled": now.get(pk, ""),
            "list_then": answers.known.digest if answers else "",
            "answered": answers.digest(text.text, text.regions, one.cold.words) if answers else "",
            "kept": len(plan.add) + len(plan.change) + len(plan.keep),
            "decided": plan.settled,
        }
    kept.keep({one.article.pk: one.cold for one in group}, told)


def _note_examined(articles: Sequence[Article]) -> None:
    values = now_examined()
    Examination.objects.bulk_create(
        [Examination(article=article, **values) for article in articles],
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

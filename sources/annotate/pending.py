"""What waits to be looked through again, and why: the record of acts is the queue.

Nothing has to be remembered when an editor accepts, rejects, merges, corrects or undoes: the record says
it all. ``follow`` reads the acts since it last did, gathers the forms and articles that they touched,
finds in one scan of the texts where those forms stand, and asks for these articles to be looked through;
``work`` does so, a few articles a transaction. Stopped anywhere, both go on where they were: no service, no
thread, nothing lost.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

import ahocorasick_rs
from django.db import transaction
from django.utils import timezone

from sources.annotate import knowing, settled
from sources.annotate.acts import refuse_unless_writable
from sources.annotate.settled import Answers
from sources.annotate.suggest import Report, now_examined, suggest_articles
from sources.annotate.told import Snapshot
from sources.models import Article, Change, Examination, LogPosition, Mention, Name, PassageRevision
from sources.recognise.readers import Readers
from sources.values.counted import count
from sources.values.spelling import key
from sources.vocabulary import MentionStatus

Item = TypeVar("Item")

FOLLOWER = "suggestions"
_CHUNK = 500
# So many are asked about in one go, whether anything differs since they were looked through.
_AT_ONCE = 50
_FOLLOWED = ("name", "entity", "mention", "article", "passage", "passagerevision", "claim", "corpus")


@dataclass(slots=True)
class Touched:
    """What acts have touched: forms to look for, articles and passages that changed, entities renamed."""

    forms: set[str] = field(default_factory=set)
    articles: set[int] = field(default_factory=set)
    passages: set[int] = field(default_factory=set)
    revisions: set[int] = field(default_factory=set)
    entities: set[int] = field(default_factory=set)
    corpora: set[int] = field(default_factory=set)


def ask(articles: Iterable[int], reason: str) -> int:
    """Ask for articles to be looked through; gives how many did not wait already."""
    now, asked = timezone.now(), 0
    for keys in _chunks(articles):
        there = Examination.objects.filter(article__in=keys)
        known = set(there.values_list("article_id", flat=True))
        asked += there.filter(asked_at=None).update(asked_at=now, reason=reason[:200])
        new = [
            Examination(article_id=pk, asked_at=now, reason=reason[:200]) for pk in keys if pk not in known
        ]
        Examination.objects.bulk_create(new, ignore_conflicts=True)
        asked += len(new)
    return asked


def follow() -> int:
    """Ask for every article that the acts since the last time concern; gives how many."""
    with transaction.atomic():
        position, _ = LogPosition.objects.select_for_update().get_or_create(name=FOLLOWER)
        touched, last = _since(position.changeset)
        articles = _concerned(touched)
        asked = ask(sorted(articles), f"{count(len(touched.forms), 'form')} decided on, or its text changed")
        if last > position.changeset:
            LogPosition.objects.filter(name=FOLLOWER).update(changeset=last)
    return asked


def work(articles: Iterable[int] | None = None, *, processes: int = 1) -> Iterator[Report]:
    """Look through the articles that wait, or those named, oldest request first; gives each report.

    What is read with the rules is read in so many ``processes``, which write nothing and change no result.
    """
    answers = Answers(knowing.know())
    with Readers(processes) as readers:
        for keys in _waiting() if articles is None else _chunks(articles, _AT_ONCE):
            yield from _look_through(keys, answers, readers)


def _look_through(keys: Sequence[int], answers: Answers, readers: Readers) -> Iterator[Report]:
    passed = _passed_over(keys, answers)
    left = [pk for pk in keys if pk not in passed]
    found = Article.objects.select_related("published", "document__corpus").in_bulk(left) if left else {}
    articles = [found[pk] for pk in left if pk in found]
    done = suggest_articles(articles, answers, readers.read) if articles else iter(())
    for pk in keys:
        if pk in passed:
            yield passed[pk]
        elif pk in found:
            yield next(done)


def _passed_over(keys: Sequence[int], answers: Answers) -> dict[int, Report]:
    """Note as looked through what has all that can be suggested; gives the reports by key."""
    refuse_unless_writable()
    with transaction.atomic():
        found = settled.unchanged(keys, answers)
        examined = Examination.objects.filter(article__in=list(found))
        examined.update(**now_examined())
    return {pk: Report(one.article, kept=one.kept, settled=one.decided) for pk, one in found.items()}


def _waiting() -> Iterator[list[int]]:
    """Give what waits, a few at a time: what is asked for meanwhile is not missed, nor is any done twice."""
    tried: set[tuple[int, datetime | None]] = set()
    while True:
        found = Examination.objects.pending().values_list("article_id", "asked_at")
        asked = [one for one in found[: _AT_ONCE + len(tried)] if one not in tried]
        if not asked:
            return
        yield [pk for pk, _ in asked]
        # Changed under our hands three times over, or with a problem: it waits on, for the next run.
        left = Examination.objects.pending().filter(article__in=[pk for pk, _ in asked])
        tried |= set(left.values_list("article_id", "asked_at")) & set(asked)


def _since(position: int) -> tuple[Touched, int]:
    touched, last = Touched(), position
    changes = Change.objects.filter(changeset__gt=position, model__in=_FOLLOWED).order_by("pk")
    columns = ("changeset_id", "model", "row", "before", "after")
    for changeset, model, row, before, after in changes.values_list(*columns).iterator(chunk_size=2000):
        last = max(last, changeset)
        _note(touched, (model, row), before or {}, after or {})
    return touched, last


def _note(touched: Touched, of: tuple[str, str], before: Snapshot, after: Snapshot) -> None:
    model, row = of
    either = (before, after)
    if model == "name":
        touched.forms.update(values["form"] for values in either if values)
    elif model == "entity" and _differs(before, after, "preferred_name", "merged_into_id", "kind"):
        touched.forms.update(values["preferred_name"] for values in either if values)
        touched.entities.add(int(row))
    elif model == "mention" and MentionStatus.REJECTED in {values.get("status") for values in either}:
        touched.forms.update(values["exact"] for values in either if values)
    elif model == "article" and before and _differs(before, after, "published_id", "event_years"):
        touched.articles.add(int(row))
    elif model == "corpus" and before and _differs(before, after, "event_years", "feasts"):
        touched.corpora.add(int(row))
    else:
        _note_text(touched, of, before, after)


def _note_text(touched: Touched, of: tuple[str, str], before: Snapshot, after: Snapshot) -> None:
    """Note what changed in an article's own text."""
    model, _row = of
    if model == "passagerevision" and after.get("number", 1) > 1:
        touched.passages.add(after["passage_id"])
    elif model == "passage" and before and _differs(before, after, "kind", "article_id", "joined_into_id"):
        both = (before.get("article_id"), after.get("article_id"))
        touched.articles.update(article for article in both if article is not None)
    elif model == "claim" and before.get("quotation_id") and _differs(before, after, "quotation_id"):
        # No claim may hold the quotation any more: then it may go.
        touched.revisions.add(before["revision_id"])


def _differs(before: Snapshot, after: Snapshot, *columns: str) -> bool:
    return any(before.get(name) != after.get(name) for name in columns)


def _concerned(touched: Touched) -> set[int]:
    """Give the articles that have something of it."""
    found = set(touched.articles)
    own = Article.objects.filter(document__corpus__in=touched.corpora)
    found.update(own.values_list("pk", flat=True) if touched.corpora else ())
    forms = set(touched.forms)
    for keys in _chunks(sorted(touched.entities)):
        forms.update(Name.objects.filter(entity__in=keys).values_list("form", flat=True))
    for keys in _chunks(sorted(touched.passages)):
        revisions = PassageRevision.objects.filter(passage__in=keys, passage__article__isnull=False)
        found.update(revisions.values_list("passage__article", flat=True))
    for keys in _chunks(sorted(touched.revisions)):
        held = PassageRevision.objects.filter(pk__in=keys, passage__article__isnull=False)
        found.update(held.values_list("passage__article", flat=True))
    if forms:
        found |= _where_they_stand(forms) | _spelled_alike(forms)
    return found & set(Article.objects.values_list("pk", flat=True))


def _where_they_stand(forms: set[str]) -> set[int]:
    """Find the articles in whose texts a form stands: one scan, however many forms."""
    automaton = ahocorasick_rs.AhoCorasick(sorted(form for form in forms if form.strip()))
    texts = PassageRevision.objects.filter(text__isnull=False, passage__article__isnull=False)
    rows = texts.order_by().values_list("passage__article", "text")
    found: set[int] = set()
    for article, text in rows.iterator(chunk_size=2000):
        if article not in found and automaton.find_matches_as_indexes(text or ""):
            found.add(article)
    return found


def _spelled_alike(forms: set[str]) -> set[int]:
    """Find the articles with a suggestion that is spelled otherwise and sounds the same."""
    keys = {key(form) for form in forms} - {""}
    waiting = Mention.objects.machines().order_by()
    alike = [
        exact for exact in waiting.values_list("exact", flat=True).distinct().iterator() if key(exact) in keys
    ]
    found: set[int] = set()
    for part in _chunks(alike):
        marks = waiting.filter(exact__in=part, revision__passage__article__isnull=False)
        found.update(marks.values_list("revision__passage__article", flat=True))
    return found


def _chunks(values: Iterable[Item], size: int = _CHUNK) -> Iterator[list[Item]]:
    part: list[Item] = []
    for value in values:
        part.append(value)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part

"""What to do next: counts that lead to filtered work."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse

from sources.edition.manifest import read_manifest
from sources.edition.publish import current_file
from sources.models import Article, ChangeSet, Document, Mention, Passage
from sources.vocabulary import ActKind, MentionStatus, Status

# Below this an ingest's label is a guess that somebody should look at.
DOUBTFUL = 0.6


@dataclass(frozen=True, slots=True)
class Task:
    """Something that waits: how many, what, and where to do it."""

    count: int
    what: str
    address: str

    @property
    def words(self) -> str:
        """Say what, in the number of what is counted; ``what`` begins with a plural in -s."""
        if self.count != 1:
            return self.what
        noun, space, rest = self.what.partition(" ")
        return f"{noun.removesuffix('s')}{space}{rest.replace('their', 'its')}"


def context() -> dict[str, Any]:
    """Give the dashboard's part of the first page; the same number of queries whatever there is."""
    file = current_file()
    edition = read_manifest(file) if file else None
    acts = ChangeSet.objects.exclude(kind=ActKind.PUBLISH)
    return {
        "tasks": [task for task in _tasks() if task.count],
        "last_acts": ChangeSet.objects.select_related("actor")[:10],
        "edition": edition,
        "acts_since": acts.filter(made_at__gt=edition.made_at).count() if edition else acts.count(),
    }


def _tasks() -> list[Task]:
    waiting = Mention.objects.awaiting_review()
    suggested = waiting.filter(status=MentionStatus.SUGGESTED)
    articles = Article.objects.standing().distinct_texts()
    return [
        Task(suggested.count(), "suggestions to accept or reject", reverse("admin:review")),
        Task(
            waiting.filter(status=MentionStatus.NEEDS_REVIEW).count(),
            "mentions that a correction touched or that lost their anchor",
            _list("mention", "status__exact=needs_review"),
        ),
        Task(
            Passage.objects.in_use().filter(confidence__lt=DOUBTFUL).count(),
            "passages whose label is doubtful",
            reverse("admin:sources_passage_regions"),
        ),
        Task(
            articles.filter(published=None).count(), "articles without a date", _list("article", "lacks=date")
        ),
        Task(
            articles.filter(publication=None).count(),
            "articles without a publication",
            _list("article", "lacks=publication"),
        ),
        Task(
            articles.filter(status=Status.DRAFT).count(),
            "drafts",
            _list("article", f"status__exact={Status.DRAFT}"),
        ),
        Task(
            articles.filter(status=Status.IN_REVIEW).count(),
            "articles in review",
            _list("article", f"status__exact={Status.IN_REVIEW}"),
        ),
        Task(
            Document.objects.standing().awaiting_text().filter(~Q(articles=None)).distinct().count(),
            "documents known only by their hash",
            _list("document", "is_held__exact=0"),
        ),
    ]


def _list(model: str, query: str) -> str:
    return f"{reverse(f'admin:sources_{model}_changelist')}?{query}"

"""What to do next: counts that lead to filtered work."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format

from sources.admin.counting import Marks, marks_by_article
from sources.admin.roles import Power, may
from sources.admin.shielding import visible
from sources.annotate.look_alikes import last_count
from sources.edition.manifest import read_manifest
from sources.edition.preview import acts_since_publication
from sources.edition.swap import current_file
from sources.intake.doubts import DOUBTFUL
from sources.models import (
    Article,
    ChangeSet,
    Claim,
    Document,
    Mention,
    Passage,
    Quotation,
    Remark,
    Withholding,
)
from sources.models.article import ArticleQuerySet
from sources.models.span_bearing import WAITING
from sources.vocabulary import MentionStatus, Status

# How many articles the first page names: those with the most to decide.
IN_WORK = 8
Counted = Mapping[int, Marks]  # of each article
Homes = Mapping[int, Sequence[Any]]  # of each article that stands its corpus and headline


@dataclass(frozen=True, slots=True)
class Task:
    """Something that waits: how many, what, where to do it; a note where the figure needs one."""

    count: int
    what: str
    address: str
    note: str = ""

    @property
    def words(self) -> str:
        """Say what, in the number of what is counted; ``what`` begins with a plural in -s."""
        if self.count != 1:
            return self.what
        noun, space, rest = self.what.partition(" ")
        return f"{noun.removesuffix('s')}{space}{rest.replace('their', 'its')}"


def context(request: HttpRequest) -> dict[str, Any]:
    """Give the dashboard's part of the first page; the same number of queries whatever there is."""
    file = current_file()
    edition = read_manifest(file) if file else None
    counted = marks_by_article()
    standing = visible(request, Article.objects.standing()).order_by()
    homes = {pk: rest for pk, *rest in standing.values_list("pk", "document__corpus", "title")}
    tasks = [*_withheld(), *_tasks(), *_of_names(request), *_of_editors(request)]
    return {
        "tasks": [task for task in tasks if task.count or task.note],
        "last_acts": visible(request, ChangeSet.objects.select_related("actor"))[:10],
        "edition": edition,
        "acts_since": acts_since_publication(edition),
        "since": f"made_at__gte={quote(edition.made_at.isoformat())}" if edition else "",
        "progress": _of_corpora(counted, homes),
        "in_work": _of_articles(counted, homes),
    }


def _withheld() -> list[Task]:
    """Count what somebody is to decide anew: nothing is shown by itself when its day has come."""
    address = f"{reverse('admin:withheld')}?show=soon"
    return [Task(Withholding.objects.due().count(), "withholdings whose day has come: decide anew", address)]


def _of_corpora(counted: Counted, homes: Homes) -> list[dict[str, Any]]:
    """Say of each corpus how far its articles and their marks are; one query."""
    texts = Count("articles", filter=Q(articles__in=_distinct(Article.objects.standing())))
    published = Count("articles", filter=Q(articles__in=_distinct(Article.objects.published())))
    documents = Document.objects.values("corpus", "corpus__title").annotate(texts=texts, published=published)
    waiting: Counter[int] = Counter()
    accepted: Counter[int] = Counter()
    for pk, (corpus, _) in homes.items():
        marks = counted.get(pk, Marks())
        waiting[corpus] += marks.waiting
        accepted[corpus] += marks.accepted
    rows: dict[int, dict[str, Any]] = {}
    for one in documents.order_by("corpus__title"):
        row = rows.setdefault(one["corpus"], {"title": one["corpus__title"], "texts": 0, "published": 0})
        row["texts"] += one["texts"]
        row["published"] += one["published"]
    return [
        row | {"corpus": pk, "waiting": waiting[pk], "accepted": accepted[pk]} for pk, row in rows.items()
    ]


def _distinct(articles: ArticleQuerySet) -> ArticleQuerySet:
    return articles.distinct_texts(among=articles)


def _of_articles(counted: Counted, homes: Homes) -> list[dict[str, Any]]:
    """Give the articles in which most waits, with how much is decided."""
    found = [(pk, marks) for pk, marks in counted.items() if pk in homes and marks.waiting]
    most = sorted(found, key=lambda one: (-one[1].waiting, one[0]))[:IN_WORK]
    return [
        {"pk": pk, "title": homes[pk][1], "waiting": marks.waiting, "decided": marks.decided}
        for pk, marks in most
    ]


def _of_names(request: HttpRequest) -> list[Task]:
    """Count what is not settled about who and when."""
    suggested = Mention.objects.filter(status=MentionStatus.SUGGESTED)
    tasks = [
        Task(
            Mention.objects.without_year().count(), "dates without a year", _list("mention", "without=year")
        ),
        Task(
            suggested.naming_only().count(),
            "names that no record has yet",
            _list("mention", "without=entity"),
        ),
    ]
    if may(request.user, Power.DECIDE):
        tasks.append(_of_pairs())
    return tasks


def _of_pairs() -> Task:
    """Give the last figure with its time: looking anew takes seconds, and waits for who asks for the list."""
    known, address = last_count(), reverse("admin:sources_entity_look_alikes")
    if known is None:
        return Task(0, "pairs of records that look alike", address, "not counted yet: look for them")
    when = f"counted {date_format(known.counted_at, 'j M, H:i')} UTC"
    if known.is_old:
        return Task(
            known.pairs, "pairs of records that look alike", address, f"{when}; names have changed since"
        )
    return Task(known.pairs, "pairs of records that look alike", address, when if known.pairs else "")


def _of_editors(request: HttpRequest) -> list[Task]:
    """Count what editors ask each other; one query."""
    asking = Count("pk", filter=Q(asks_second_opinion=True))
    counted = visible(request, Remark.objects.open()).aggregate(asking=asking, all=Count("pk"))
    return [
        Task(
            counted["asking"],
            "remarks asking for a second opinion",
            _list("remark", "is_settled__exact=0&asks_second_opinion__exact=1"),
        ),
        Task(
            counted["all"] - counted["asking"],
            "remarks of editors that are open",
            _list("remark", "is_settled__exact=0&asks_second_opinion__exact=0"),
        ),
    ]


def _facts() -> list[Task]:
    """Count what is not known of articles, and how far they are; one query."""
    lacks = {
        "date": Q(published=None),
        "publication": Q(publication=None),
        "draft": Q(status=Status.DRAFT),
        "review": Q(status=Status.IN_REVIEW),
    }
    texts = _distinct(Article.objects.standing())
    counted = texts.aggregate(**{name: Count("pk", filter=lack) for name, lack in lacks.items()})
    return [
        Task(counted["date"], "articles without a date", _list("article", "lacks=date")),
        Task(counted["publication"], "articles without a publication", _list("article", "lacks=publication")),
        Task(counted["draft"], "drafts", _list("article", f"status__exact={Status.DRAFT}")),
        Task(counted["review"], "articles in review", _list("article", f"status__exact={Status.IN_REVIEW}")),
    ]


def _tasks() -> list[Task]:
    of = {status: Count("pk", filter=Q(status=status)) for status in WAITING}
    waiting = Mention.objects.awaiting_review().aggregate(**{str(status): one for status, one in of.items()})
    return [
        Task(waiting[MentionStatus.SUGGESTED], "suggestions to accept or reject", reverse("admin:review")),
        Task(
            Quotation.objects.awaiting_review().filter(status=MentionStatus.SUGGESTED).count(),
            "quotations to accept or reject",
            _list("quotation", "status__exact=suggested"),
        ),
        Task(
            Claim.objects.awaiting_review().count(),
            "claims to accept, reject or look at again",
            _list("claim", "status__in=suggested,needs_review"),
        ),
        Task(
            waiting[MentionStatus.NEEDS_REVIEW],
            "mentions that a correction touched or that lost their anchor",
            _list("mention", "status__exact=needs_review"),
        ),
        Task(
            Passage.objects.in_use().filter(confidence__lt=DOUBTFUL).count(),
            "passages whose label is doubtful",
            reverse("admin:sources_passage_regions"),
        ),
        *_facts(),
        Task(
            Document.objects.standing().awaiting_text().filter(~Q(articles=None)).distinct().count(),
            "documents known only by their hash",
            _list("document", "is_held__exact=0"),
        ),
    ]


def _list(model: str, query: str) -> str:
    return f"{reverse(f'admin:sources_{model}_changelist')}?{query}"

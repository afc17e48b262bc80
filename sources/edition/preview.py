"""What publishing now would change: read from the record of acts and from the current edition's file.

Nothing is copied for it: at 10,000 articles that took as long as publishing. Which articles come, go
and stay is exact; of those that stay, every one that an act touched since is named, with its marks before
and after, also where the act was taken back again.
"""

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, TypeVar

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from sources.edition.comparing import Undone, undone_by_comparing
from sources.edition.manifest import FORMAT, Manifest, format_of, read_manifest
from sources.edition.swap import current_file
from sources.edition.touched import touched_since
from sources.models import Article, ChangeSet, Claim, Mention, PassageRevision
from sources.vocabulary import ActKind

# With more articles than that, the marks of all are counted, for a statement takes only so many keys.
MOST_KEYS = 5_000


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """One article in a preview, with its marks in the current edition and in the next."""

    public_id: str
    title: str
    marks_before: int = 0
    marks: int = 0
    row: int | None = None  # the editorial primary key; None where the article itself is gone
    withheld: int = 0  # marks that wait for review, so that readers would not have them
    access: str = ""  # how much of it readers would have; "" where the article itself is gone


@dataclass(slots=True)
class PublicationPlan:
    """What the next edition would bring, against the current one."""

    current: Manifest | None
    added: list[ArticleLine] = field(default_factory=list)
    touched: list[ArticleLine] = field(default_factory=list)
    removed: list[ArticleLine] = field(default_factory=list)
    unchanged: int = 0
    is_outdated: bool = False  # the current edition is of tables that readers' pages no longer read
    copies: int = 0  # of all that it would hold, those that readers are told of beside their original
    mentions: int = 0
    claims_before: int = 0
    claims: int = 0
    withheld: int = 0
    acts_since: int = 0
    acts_by_people: int = 0  # of these, the ones done by an account: not by a command of the machine's
    last_act: int = 0  # the newest of the record, whatever its kind
    refusals: list[str] = field(default_factory=list)
    undone: list[Undone] = field(default_factory=list)  # what of it could be undone by comparing

    @property
    def is_empty(self) -> bool:
        """Whether no act since the current edition was of an article that readers have or would have.

        Descriptions of entities may still have changed: ``acts_since`` counts every act.
        """
        return not (self.added or self.touched or self.removed)

    @property
    def articles(self) -> int:
        """How many it would hold, as readers are told: copies are counted apart."""
        return len(self.added) + len(self.touched) + self.unchanged - self.copies

    @property
    def says_the_same(self) -> bool:
        """Whether nothing at all was done since the current edition, and readers can read that."""
        return not (self.current is None or self.is_outdated or self.acts_since) and self.is_empty


def plan_publication() -> PublicationPlan:
    """Compare what is published on the editorial side with the current edition."""
    file = current_file()
    plan = PublicationPlan(read_manifest(file) if file else None)
    act = _last_act_in(plan.current)
    former = _former(file) if file else {}
    published = _published()
    _sort(plan, published, former, touched_since(act) if former else set())
    plan.removed = [
        ArticleLine(public_id, one.title, one.marks)
        for public_id, one in former.items()
        if public_id not in published
    ]
    plan.claims_before, plan.claims = _claims(file) if file else 0, _shown(Claim.objects.accepted()).count()
    since = ChangeSet.objects.filter(pk__gt=act).aggregate(
        acts=Count("pk", filter=~Q(kind=ActKind.PUBLISH)),
        by_people=Count("pk", filter=~Q(kind=ActKind.PUBLISH) & Q(actor__isnull=False)),
        newest=Max("pk"),
    )
    plan.acts_by_people = since["by_people"]
    plan.acts_since, plan.last_act = since["acts"], since["newest"] or act
    plan.copies = _copies(published.values())
    plan.is_outdated = file is not None and format_of(file) != str(FORMAT)
    if not published:
        plan.refusals.append("No article has the status “published”; there is nothing to publish.")
    plan.undone = undone_by_comparing()
    return plan


class _Published(NamedTuple):
    """A published article: its row, and what a line shows of it."""

    pk: int
    title: str
    access: str
    copy_of_id: int | None


class _Former(NamedTuple):
    """An article as the current edition has it."""

    title: str
    marks: int


def _published() -> dict[str, _Published]:
    """Give the published articles by public id, in the order of editions."""
    rows = Article.objects.published().for_listing()
    return {
        public_id: _Published(*rest)
        for public_id, *rest in rows.values_list("public_id", *_Published._fields)
    }


def _copies(published: Iterable[_Published]) -> int:
    """Count the articles beside which another stands for the text: as ``distinct_texts`` leaves them out."""
    rows = sorted(published)
    stands = {one.pk for one in rows}
    count = 0
    for one in rows:
        count += one.copy_of_id in stands
        if one.copy_of_id is not None:
            stands.add(one.copy_of_id)
    return count


def _sort(
    plan: PublicationPlan,
    published: dict[str, _Published],
    former: dict[str, _Former],
    touched: Collection[int],
) -> None:
    """Put each published article where it belongs, with its marks; count those of all."""
    told = {one.pk for public_id, one in published.items() if public_id not in former or one.pk in touched}
    marks = _marks(told)
    withheld = Counter(Mention.objects.withheld().values_list("revision__passage__article_id", flat=True))
    plan.withheld = withheld.total()
    for public_id, one in published.items():
        before = former.get(public_id)
        if before is not None and one.pk not in told:
            plan.unchanged += 1
            plan.mentions += before.marks
            continue
        line = ArticleLine(
            public_id,
            one.title,
            before.marks if before else 0,
            marks[one.pk],
            one.pk,
            withheld[one.pk],
            one.access,
        )
        (plan.touched if before else plan.added).append(line)
        plan.mentions += line.marks


def _marks(articles: Collection[int]) -> Counter[int]:
    """Count the marks that readers would have in these articles; one query."""
    if not articles:
        return Counter()
    rows = _shown(Mention.objects.accepted())
    if len(articles) <= MOST_KEYS:
        rows = rows.filter(revision__passage__article__in=articles)
    counted = rows.values_list("revision__passage__article").annotate(marks=Count("pk")).order_by()
    return Counter({article: marks for article, marks in counted if article is not None})


Mark = TypeVar("Mark", Mention, Claim)


def _shown(marks: QuerySet[Mark]) -> QuerySet[Mark]:
    """Keep those on the present wordings of published articles."""
    later = PassageRevision.objects.filter(
        passage=OuterRef("revision__passage"), number__gt=OuterRef("revision__number")
    )
    return marks.filter(
        ~Exists(later),
        revision__passage__joined_into=None,
        revision__passage__article__in=Article.objects.published().order_by().values("pk"),
    )


def _former(file: Path) -> dict[str, _Former]:
    connection = sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)
    try:
        rows = connection.execute(
            "SELECT public_id, title, (SELECT COUNT(*) FROM edition_appearance AS mark"
            " WHERE mark.article_id = article.id) FROM edition_article AS article ORDER BY position"
        )
        return {public_id: _Former(*facts) for public_id, *facts in rows}
    finally:
        connection.close()


def _claims(file: Path) -> int:
    """Count the claims of an edition; none in one that was made before there were any."""
    connection = sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)
    try:
        known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'edition_claim'").fetchone()
        return connection.execute("SELECT COUNT(*) FROM edition_claim").fetchone()[0] if known else 0
    finally:
        connection.close()


def acts_since_publication(current: Manifest | None) -> int:
    """Count the acts after the one that published the current edition: it held every one before."""
    return _acts_after(_last_act_in(current)).count()


def _last_act_in(edition: Manifest | None) -> int:
    """Give the number of the last act that an edition holds; 0 where this record does not know it."""
    if edition is None or not edition.log.digest:
        return 0
    last = ChangeSet.objects.filter(digest=edition.log.digest).values_list("pk", flat=True).first()
    return last or 0


def _acts_after(act: int) -> QuerySet[ChangeSet]:
    return ChangeSet.objects.filter(pk__gt=act).exclude(kind=ActKind.PUBLISH)

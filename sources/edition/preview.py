"""What publishing now would change: made in full before anything is written.

The same selection and the same copying as ``publish`` itself, compared article by article with the
current edition, so that the preview and the act cannot disagree.
"""

import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from sources.edition import select
from sources.edition.copy import Copier
from sources.edition.manifest import Manifest, read_manifest
from sources.edition.swap import current_file
from sources.models import Change, ChangeSet, Edition, Mention
from sources.vocabulary import ActKind


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
    changed: list[ArticleLine] = field(default_factory=list)
    removed: list[ArticleLine] = field(default_factory=list)
    unchanged: int = 0
    mentions: int = 0
    claims_before: int = 0
    claims: int = 0
    withheld: int = 0
    acts_since: int = 0
    refusals: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether the texts and marks of the next edition would be those of the current one.

        Descriptions of entities may still have changed: ``acts_since`` counts every act.
        """
        return not (self.added or self.changed or self.removed)


def plan_publication() -> PublicationPlan:
    """Compare what is published on the editorial side with the current edition."""
    file = current_file()
    plan = PublicationPlan(read_manifest(file) if file else None)
    former = _former(file) if file else {}
    withheld = Counter(Mention.objects.withheld().values_list("revision__passage__article_id", flat=True))
    copier = Copier()
    for content in select.articles(copier.people):
        copied, pk = copier.article(content), content.article.pk
        before = former.pop(copied.article.public_id, None)
        line = ArticleLine(
            copied.article.public_id,
            copied.article.title,
            before.marks if before else 0,
            len(copied.appearances),
            pk,
            withheld[pk],
            content.article.access,
        )
        if before is None:
            plan.added.append(line)
        elif before.fingerprint != copied.article.fingerprint:
            plan.changed.append(line)
        else:
            plan.unchanged += 1
    plan.removed = [ArticleLine(public_id, one.title, one.marks) for public_id, one in former.items()]
    plan.mentions, plan.withheld = copier.appearance_count, withheld.total()
    plan.claims_before, plan.claims = _claims(file) if file else 0, len(copier.accounts.claims)
    plan.acts_since = acts_since_publication(plan.current)
    plan.refusals = _refusals(copier)
    return plan


@dataclass(frozen=True, slots=True)
class _Former:
    """An article as the current edition has it."""

    title: str
    fingerprint: str
    marks: int


def _former(file: Path) -> dict[str, _Former]:
    connection = sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)
    try:
        rows = connection.execute(
            "SELECT public_id, title, fingerprint, (SELECT COUNT(*) FROM edition_appearance AS mark"
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
    acts = ChangeSet.objects.exclude(kind=ActKind.PUBLISH)
    edition = Edition.objects.filter(number=current.number).first() if current else None
    if edition is None:
        return acts.count()
    published = Change.objects.filter(model="edition", row=str(edition.pk)).order_by("pk").first()
    return acts.filter(pk__gt=published.changeset_id).count() if published else acts.count()


def _refusals(copier: Copier) -> list[str]:
    refusals = []
    if not copier.articles:
        refusals.append("No article has the status “published”; there is nothing to publish.")
    return refusals

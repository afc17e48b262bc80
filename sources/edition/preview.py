"""What publishing now would change: made in full before anything is written.

The same selection and the same copying as ``publish`` itself, compared article by article with the
current edition, so that the preview and the act cannot disagree.
"""

import sqlite3
from dataclasses import dataclass, field
from pathlib import Path

from sources.annotate.acts import Refused
from sources.edition import select
from sources.edition.copy import Copier
from sources.edition.manifest import Manifest, read_manifest
from sources.edition.publish import current_file
from sources.models import ChangeSet
from sources.vocabulary import ActKind


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """One article in a preview."""

    public_id: str
    title: str


@dataclass(slots=True)
class PublicationPlan:
    """What the next edition would bring, against the current one."""

    current: Manifest | None
    added: list[ArticleLine] = field(default_factory=list)
    changed: list[ArticleLine] = field(default_factory=list)
    removed: list[ArticleLine] = field(default_factory=list)
    unchanged: int = 0
    mentions: int = 0
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
    former = _fingerprints(file) if file else {}
    copier = Copier()
    for content in select.articles():
        row = copier.article(content).article
        line = ArticleLine(row.public_id, row.title)
        _, fingerprint = former.pop(row.public_id, ("", None))
        if fingerprint is None:
            plan.added.append(line)
        elif fingerprint != row.fingerprint:
            plan.changed.append(line)
        else:
            plan.unchanged += 1
    plan.removed = [ArticleLine(public_id, title) for public_id, (title, _) in former.items()]
    plan.mentions = copier.appearance_count
    plan.acts_since = _acts_since(plan.current)
    plan.refusals = _refusals(copier)
    return plan


def _fingerprints(file: Path) -> dict[str, tuple[str, str]]:
    connection = sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)
    try:
        rows = connection.execute(
            "SELECT public_id, title, fingerprint FROM edition_article ORDER BY position"
        )
        return {public_id: (title, fingerprint) for public_id, title, fingerprint in rows}
    finally:
        connection.close()


def _acts_since(current: Manifest | None) -> int:
    acts = ChangeSet.objects.exclude(kind=ActKind.PUBLISH)
    return acts.filter(made_at__gt=current.made_at).count() if current else acts.count()


def _refusals(copier: Copier) -> list[str]:
    refusals = []
    try:
        select.refuse_protected()
    except Refused as error:
        refusals.append(str(error))
    if not copier.articles:
        refusals.append("No article has the status “published”; there is nothing to publish.")
    return refusals

"""All that is withheld now, whoever withheld it and in whatever way: read from what makes it so.

A wording that withholds the one before, a protected person, a withdrawn document and a withheld article are
told by their own columns; the row that says why stands beside most of them, and of the others (a tick
in a correction, a box on a person's page, a package) the record of acts tells who did it and when.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from sources.annotate.withheld import withholding_wordings
from sources.edition.closure import EVERYTHING, closed
from sources.edition.manifest import read_manifest
from sources.edition.swap import current_file
from sources.models import Change, ChangeSet, Document, Entity, PassageRevision, Withholding

SOON = timedelta(days=30)
KINDS = {"words": "words", "article": "articles", "person": "people", "document": "documents"}
IN_EDITION = "readers’ edition is without it"
CLOSED = "closed to readers until the next edition"
NEXT = "with the next edition"
NO_EDITION = "nothing is published"


@dataclass(frozen=True, slots=True)
class Standing:
    """One thing that readers do not get, with all that is known of why."""

    kind: str  # of KINDS
    what: str
    where: str
    address: str  # of the desk's page where it is
    since: date | datetime | None
    by: str
    reason: str
    note: str
    until: date | None
    state: str
    row: Withholding | None = None
    ended_on: date | None = None

    @property
    def is_due(self) -> bool:
        """Whether the day on which somebody was to decide anew has come."""
        return self.until is not None and self.until <= timezone.now().date()

    @property
    def is_soon(self) -> bool:
        """Whether that day is here, or comes within a month."""
        return self.until is not None and self.until <= timezone.now().date() + SOON

    @property
    def is_honoured(self) -> bool:
        """Whether the edition that readers are given is without it."""
        return self.state in {IN_EDITION, NO_EDITION}


@dataclass(frozen=True, slots=True)
class _Origin:
    """By which act something is withheld."""

    act: int = 0
    when: datetime | None = None
    who: str = ""


@dataclass(frozen=True, slots=True)
class _Edition:
    """How far the current edition goes, and what of it is closed."""

    last: int | None  # the newest act that it holds; None where there is no edition
    ids: frozenset[str]

    def state(self, act: int, *ids: str) -> str:
        """Say whether readers are without something that an act withheld."""
        if self.last is None:
            return NO_EDITION
        if act <= self.last:
            return IN_EDITION
        return CLOSED if self.ids == EVERYTHING or self.ids.intersection(ids) else NEXT


def standing() -> list[Standing]:
    """Give everything that is withheld now, the latest first; ten queries, whatever there is."""
    rows = list(
        Withholding.objects.standing().select_related(
            "article__publication",
            "revision__passage__article",
            "revision__passage__document",
            "entity",
            "made_by",
        )
    )
    wordings = withholding_wordings().select_related("passage__article", "passage__document")
    people = Entity.objects.filter(is_protected=True)
    documents = Document.objects.exclude(withdrawn_on=None)
    edition = _edition()
    found = [
        *_articles(rows, edition),
        *_words(list(wordings), {one.revision_id: one for one in rows if one.revision_id}, edition),
        *_people(list(people), {one.entity_id: one for one in rows if one.entity_id}, edition),
        *_documents(list(documents), edition),
    ]
    return sorted(found, key=lambda one: _day(one.since), reverse=True)


def ended() -> list[Standing]:
    """Give what was withheld and no longer is, the latest first."""
    rows = Withholding.objects.exclude(ended_on=None).select_related(
        "article", "revision__passage__article", "revision__passage__document", "entity", "made_by"
    )
    return [_of_row(row, "shown again") for row in rows.order_by("-ended_on", "-pk")]


def _day(since: date | datetime | None) -> str:
    return since.isoformat() if since else ""


def _edition() -> _Edition:
    file = current_file()
    if file is None:
        return _Edition(None, frozenset())
    head = read_manifest(file).log.digest
    last = ChangeSet.objects.filter(digest=head).values_list("pk", flat=True).first() if head else 0
    return _Edition(last or 0, closed())


def _articles(rows: Iterable[Withholding], edition: _Edition) -> list[Standing]:
    own = [row for row in rows if row.article is not None]
    origins = _origins("withholding", [row.pk for row in own])
    return [
        _of_row(row, edition.state(origins.get(row.pk, _Origin()).act, row.article.public_id))
        for row in own
        if row.article is not None
    ]


def _words(
    wordings: list[PassageRevision], rows: Mapping[int, Withholding], edition: _Edition
) -> list[Standing]:
    origins = _origins("passagerevision", [one.pk for one in wordings])
    found = []
    for one in wordings:
        origin = origins.get(one.pk, _Origin(when=None))
        article = one.passage.article
        state = edition.state(origin.act, one.passage.public_id, article.public_id if article else "")
        row = rows.get(one.pk)
        if row is not None:
            found.append(_of_row(row, state))
            continue
        found.append(
            Standing(
                "words", f"a former wording of passage {one.passage.number}", _where(one), _at(one),
                origin.when or one.made_on, origin.who, "", one.reason, None, state,
            )
        )  # fmt: skip
    return found


def _people(people: list[Entity], rows: Mapping[int, Withholding], edition: _Edition) -> list[Standing]:
    origins = _protecting([one.pk for one in people])
    found = []
    for one in people:
        origin = origins.get(one.pk, _Origin())
        state = edition.state(origin.act, one.public_id)
        row = rows.get(one.pk)
        if row is not None:
            found.append(_of_row(row, state))
            continue
        found.append(
            Standing(
                "person", f"{one.preferred_name}, shown as {one.pseudonym}", "", _person(one), origin.when,
                origin.who, "", "", None, state,
            )
        )  # fmt: skip
    return found


def _documents(documents: list[Document], edition: _Edition) -> list[Standing]:
    origins = _origins("document", [one.pk for one in documents], made=False)
    return [
        Standing(
            "document", one.file_name, "all that is in it",
            reverse("admin:sources_document_change", args=[one.pk]), one.withdrawn_on,
            origins.get(one.pk, _Origin()).who, "withdrawn", one.withdrawn_reason, None,
            edition.state(origins.get(one.pk, _Origin()).act, one.public_id),
        )
        for one in documents
    ]  # fmt: skip


def _of_row(row: Withholding, state: str) -> Standing:
    if row.article is not None:
        kind, what, where = "article", row.article.title, str(row.article.publication or "")
        address = reverse("admin:sources_article_change", args=[row.article.pk])
    elif row.revision is not None:
        text = row.revision.text or ""
        what = f"{'all' if text == '[withheld]' else 'words'} of passage {row.revision.passage.number}"
        kind, where, address = "words", _where(row.revision), _at(row.revision)
    else:
        entity = row.entity
        assert entity is not None  # noqa: S101 -- one of the three is filled: a constraint
        kind, where, address = "person", "", _person(entity)
        what = f"{entity.preferred_name}, shown as {entity.pseudonym}" if entity.is_protected else str(entity)
    by = row.made_by.shown_as if row.made_by else ""
    reason = str(row.get_reason_display())
    facts = (kind, what, where, address, row.made_at, by, reason, row.note, row.until, state)
    return Standing(*facts, row, row.ended_on)


def _where(revision: PassageRevision) -> str:
    passage = revision.passage
    return passage.article.title if passage.article else passage.document.file_name


def _at(revision: PassageRevision) -> str:
    passage = revision.passage
    if passage.article_id is None:
        return reverse("admin:sources_document_change", args=[passage.document_id])
    return f"{reverse('admin:sources_article_read', args=[passage.article_id])}?passage={passage.pk}#here"


def _person(entity: Entity) -> str:
    return reverse(f"admin:sources_{entity.kind}_change", args=[entity.pk])


def _origins(model: str, keys: Iterable[int], *, made: bool = True) -> dict[int, _Origin]:
    """Give the act that made each of these rows, or the last that changed it; one query."""
    changes = Change.objects.filter(model=model, row__in=[str(key) for key in keys])
    return _read(changes.filter(before__isnull=True) if made else changes)


def _protecting(people: Iterable[int]) -> dict[int, _Origin]:
    """Give the last act that protected each of these; one query."""
    changes = Change.objects.filter(model="entity", row__in=[str(key) for key in people])
    return _read(changes.filter(after__is_protected=True).exclude(before__is_protected=True))


def _read(changes: QuerySet[Change]) -> dict[int, _Origin]:
    related = changes.select_related("changeset__actor").order_by("changeset")
    return {
        int(one.row): _Origin(one.changeset_id, one.changeset.made_at, one.changeset.who) for one in related
    }

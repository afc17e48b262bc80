"""Editions that hold what is withheld by now: recalled, and what the next edition says of those before it.

An edition's file is whole, and whoever can read it reads all of it. So none stays readable in the
archive's folder that shows what the public may not see any more: the text of an article withdrawn, made
a draft or closed, a wording withheld since, somebody protected since. Its file is removed; its row stays
with number, day, counts and digests (the editors' alone), and in every later edition a line that says
that it was recalled, and when. What readers took away nobody can take back.
"""

import hashlib
import hmac
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from sources import models as editorial
from sources.annotate.acts import Doing, Refused, act
from sources.annotate.withheld import withheld_places
from sources.edition import models
from sources.edition.building import insert, opened
from sources.edition.protection import Protected, kept_key, protected, refuse_names_in
from sources.edition.swap import current_file
from sources.vocabulary import Access, ActKind, Status

SEARCHED = ".searched.json"  # which file was searched for whom, so that none is searched twice
STRICTNESS = [Access.FULL, Access.SNIPPETS, Access.CATALOGUE]


@dataclass(frozen=True, slots=True)
class Recalled:
    """An edition to be recalled, and what of it is withheld now, without saying whose."""

    edition: editorial.Edition
    why: str


def to_recall(editions: list[editorial.Edition]) -> Iterator[Recalled]:
    """Find those of these editions of which the file shows what the public may not see now."""
    here = [edition for edition in editions if (settings.EDITIONS / edition.file_name).is_file()]
    if not here:
        return
    public = Public.now()
    for edition in here:
        why = public.not_shown_in(settings.EDITIONS / edition.file_name)
        if why:
            yield Recalled(edition, why)


def shows_withheld() -> str:
    """Say what readers see now though it was withheld; "" where there is nothing.

    Looks only where somebody did anything since it last looked and found nothing, so asking costs little.
    """
    file = current_file()
    if file is None:
        return ""
    head = f"{file.name} {editorial.ChangeSet.objects.order_by('-pk').values_list('pk', flat=True).first()}"
    if _cleared.get("head") == head:
        return ""
    rows = editorial.Edition.objects.filter(file_name=file.name, is_withdrawn=False)
    found = next(to_recall(list(rows)), None)
    if found is None:
        _cleared["head"] = head
    return found.why if found else ""


_cleared: dict[str, str] = {}  # by this process


def standing_editions() -> list[editorial.Edition]:
    """Give the editions that were not recalled, the oldest first."""
    return list(editorial.Edition.objects.filter(is_withdrawn=False).order_by("number"))


def mark_recalled(doing: Doing, recalled: Recalled) -> None:
    """Note in an act that an edition was recalled; its file is removed when that is committed."""
    doing.change(recalled.edition, is_withdrawn=True, withdrawn_on=timezone.now().date())


def recall_others(current: editorial.Edition) -> list[Recalled]:
    """Recall every other edition that shows what is withheld now, as one act."""
    found = list(to_recall([one for one in standing_editions() if one.number != current.number]))
    if found:
        numbers = ", ".join(str(one.edition.number) for one in found)
        with act(ActKind.PUBLISH, f"Recalled edition {numbers}", reason=found[0].why) as doing:
            for one in found:
                mark_recalled(doing, one)
    remove_recalled()
    return found


def remove_recalled() -> None:
    """Remove the files of recalled editions; also of those that an interruption left."""
    for name in editorial.Edition.objects.filter(is_withdrawn=True).values_list("file_name", flat=True):
        file = settings.EDITIONS / name
        if file.resolve() != settings.CURRENT_EDITION.resolve():
            file.unlink(missing_ok=True)


def tell_predecessors(file: Path, number: int, recalled: Recalled | None) -> None:
    """Write into a finished file which editions it replaces, one that is recalled with it included."""
    today = timezone.now().date()
    known = {row.number: row for row in editorial.Edition.objects.filter(number__lt=number)}
    rows = []
    for one in range(1, number):
        row = known.get(one)
        day = row.withdrawn_on or (today if row.is_withdrawn else None) if row else None
        if recalled is not None and recalled.edition.number == one:
            day = today
        # Of one that was lost in a restore nothing is known but that there was one.
        sha256 = row.sha256 if row is not None and day is None else ""
        rows.append(models.Predecessor(number=one, sha256=sha256, recalled_on=day))
    with opened(file) as connection, connection.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("DELETE FROM edition_predecessor")
        if rows:
            insert(connection, rows)
        cursor.execute("COMMIT")


@dataclass(frozen=True, slots=True)
class Public:
    """What the public may see now, as far as it was ever withheld; and what of it a file shows."""

    access: Mapping[str, Access]  # of each published article, by public id
    closed_documents: frozenset[str]  # public ids
    closed_passages: frozenset[str]
    hidden: Mapping[str, frozenset[int]]  # numbers of withheld wordings, by the passage's public id
    people: Protected
    retitled: Mapping[str, int]  # articles (public ids) whose headline lost words, and the act that took them

    @classmethod
    def now(cls) -> "Public":
        """Read it."""
        access, closed = _articles()
        passages = editorial.Passage.objects.filter(
            Q(article__in=closed) | Q(joined_into__article__in=closed)
        )
        documents = editorial.Document.objects.exclude(access=Access.FULL)
        return cls(
            access,
            frozenset(documents.values_list("public_id", flat=True)),
            frozenset(passages.values_list("public_id", flat=True)),
            dict(_hidden_wordings()),
            protected(),
            dict(_retitled()),
        )

    def not_shown_in(self, file: Path) -> str:
        """Say what of an edition's file the public may not see now; "" where there is nothing."""
        try:
            with closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as connection:
                for sentence, look in self._looks():
                    if next(look(connection), None) is not None:
                        return sentence
            return self.named_in(file)
        except sqlite3.DatabaseError:
            # Of a former version of the program: what cannot be looked through cannot be cleared.
            return "It cannot be looked through for what is withheld now."

    def _looks(self) -> Iterator[tuple[str, Callable[[sqlite3.Connection], Iterator[str]]]]:
        yield "It shows an article that is withheld now, or more of one.", self.closed_articles
        yield "It shows regions of a document that is closed now.", self.closed_regions
        yield "It shows a wording that is withheld now.", self.closed_wordings
        yield "It shows a headline of which words are withheld now.", self.closed_headlines

    def closed_articles(self, connection: sqlite3.Connection) -> Iterator[str]:
        """Give the articles (their public ids) of which a file shows more than may be seen now."""
        for public_id, access in connection.execute("SELECT public_id, access FROM edition_article"):
            now = self.access.get(public_id)
            if now == access:
                continue
            if now is None or STRICTNESS.index(now) > STRICTNESS.index(Access(access)):
                yield public_id

    def closed_regions(self, connection: sqlite3.Connection) -> Iterator[str]:
        """Give the documents of which a file shows regions of no article, and that are closed now."""
        shown = connection.execute(
            "SELECT DISTINCT d.public_id FROM edition_passage p"
            " JOIN edition_document d ON d.id = p.document_id"
            " WHERE p.article_id IS NULL AND p.text IS NOT NULL"
        )
        return (public_id for (public_id,) in shown if public_id in self.closed_documents)

    def closed_wordings(self, connection: sqlite3.Connection) -> Iterator[str]:
        """Give the passages of which a file shows a wording that is withheld now."""
        if not self.hidden and not self.closed_passages:
            return
        shown = connection.execute(
            "SELECT public_id, revision FROM edition_passage WHERE text IS NOT NULL UNION ALL "
            "SELECT p.public_id, r.number FROM edition_revision r"
            " JOIN edition_passage p ON p.id = r.passage_id WHERE r.text IS NOT NULL"
        )
        for one, number in shown:
            if one in self.closed_passages or number in self.hidden.get(one, ()):
                yield one

    def closed_headlines(self, connection: sqlite3.Connection) -> Iterator[str]:
        """Give the articles whose headline lost words by an act that a file does not hold yet."""
        if not self.retitled:
            return
        said = connection.execute("SELECT value FROM edition_manifest WHERE key = 'log_head'").fetchone()
        held = editorial.ChangeSet.objects.filter(digest=said[0] if said else "").values_list("pk", flat=True)
        last = held.first() or 0
        for (public_id,) in connection.execute("SELECT public_id FROM edition_article"):
            if self.retitled.get(public_id, 0) > last:
                yield public_id

    def was_searched(self, file: Path) -> bool:
        """Tell whether a file is known to be without these very names: asking it again costs nothing."""
        return was_searched_for(file, self.people)

    def named_in(self, file: Path) -> str:
        """Search the file for the names of those at risk, unless it was searched for these very names."""
        if self.was_searched(file):
            return ""
        try:
            refuse_names_in(file, self.people)
        except Refused:
            return "It names somebody who is protected now."
        note_searched(file, self.people)
        return ""


def _articles() -> tuple[dict[str, Access], list[int]]:
    """Give how much of each published article is shown, by public id, and those not shown whole (by key).

    One that another stands for was not withheld: it is shown as that one is.
    """
    columns = ("pk", "public_id", "status", "access", "leads_to", "document__withdrawn_on")
    rows = {row[0]: row[1:] for row in editorial.Article.objects.values_list(*columns)}
    access, closed = {}, []
    # Of an enumeration, members are found by their words in no time; there are ten thousand articles.
    known, published = {str(one): one for one in Access}, str(Status.PUBLISHED)
    for pk, (public_id, *_) in rows.items():
        end, seen = pk, {pk}
        while (leads_to := rows[end][3]) is not None and leads_to not in seen:
            end = leads_to
            seen.add(end)
        _, status, shown, _, withdrawn_on = rows[end]
        if status == published and withdrawn_on is None:
            access[public_id] = known[shown]
        if access.get(public_id) is not Access.FULL:
            closed.append(pk)
    return access, closed


def _hidden_wordings() -> Iterator[tuple[str, frozenset[int]]]:
    """Give the withheld wordings of every passage that has one, by its public id."""
    withheld = withheld_places()
    passages = editorial.Passage.objects.filter(document__in=withheld.places).prefetch_related("revisions")
    for passage in passages:
        hidden = withheld.hidden(passage, list(passage.revisions.all()))
        if hidden:
            yield passage.public_id, frozenset(hidden)


def _retitled() -> Iterator[tuple[str, int]]:
    """Give each article whose headline was withheld from, with the act: the words themselves are nowhere."""
    rows = editorial.Withholding.objects.standing().filter(covers_title=True).values_list("pk", flat=True)
    keys = [str(pk) for pk in rows]
    if not keys:
        return
    made = editorial.Change.objects.filter(model="withholding", row__in=keys, before__isnull=True)
    changed = editorial.Change.objects.filter(changeset__in=made.values("changeset"), model="article")
    acts = {int(row): act for row, act in changed.order_by("changeset").values_list("row", "changeset")}
    for pk, public_id in editorial.Article.objects.filter(pk__in=acts).values_list("pk", "public_id"):
        yield public_id, acts[pk]


def was_searched_for(file: Path, people: Protected) -> bool:
    """Tell whether a file is known to be without the names of these people."""
    return not people or _searched().get(file.name) == _mark(people)


def note_searched(file: Path, people: Protected) -> None:
    """Note that a file was searched for these people's names and has none of them."""
    if not people:
        return
    kept = {name: mark for name, mark in _searched().items() if (settings.EDITIONS / name).exists()}
    fresh = settings.EDITIONS / f"{SEARCHED}.partial"
    fresh.write_text(json.dumps(kept | {file.name: _mark(people)}, sort_keys=True))
    fresh.replace(settings.EDITIONS / SEARCHED)


def _searched() -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads((settings.EDITIONS / SEARCHED).read_text())
    except (OSError, ValueError):
        return {}
    return found


def _mark(people: Protected) -> str:
    """Stand for whom a search was made, without telling: keyed, since names can be guessed at."""
    forms = sorted({form for own in people.forms.values() for form in own})
    return hmac.digest(kept_key(), json.dumps(forms).encode(), hashlib.sha256).hex()

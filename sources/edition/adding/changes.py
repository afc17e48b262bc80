"""What was done since the current edition was published, where that only adds to it.

A small publication copies the current file and adds to the copy. That is right only where nothing of
what readers have goes, is shortened or hidden: words that were deleted would stay in the copy's free
pages and in its index. So the record of acts is read, each row against a short list of what only adds
(a new article whole, with its document; a mark or quotation accepted; a new form of a name); whatever
else it tells of, also what nobody has thought of yet, makes the edition anew. That is never wrong.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from sources.edition import formerly
from sources.edition.adding.standing import Standing
from sources.models import (
    Article,
    Change,
    ChangeSet,
    Claim,
    Document,
    Edition,
    Entity,
    FormerNumber,
    Name,
    Passage,
    PassageRevision,
)
from sources.vocabulary import Access, ActKind, MentionStatus

MOST_CHANGES = 20_000  # rows; reading more takes as long as a good part of making everything anew
MOST_ARTICLES = 50  # from here on, likewise

State = Mapping[str, Any]
Changed = tuple[int, State | None, State | None]  # the row, as it was, as it is


class Whole(Exception):
    """The edition must be made anew; the sentence says why."""


@dataclass(slots=True)
class Additions:
    """The articles to add and those with new marks, and entities with new forms, by primary key."""

    added: set[int] = field(default_factory=set)
    marked: set[int] = field(default_factory=set)
    named: set[int] = field(default_factory=set)

    def __str__(self) -> str:
        parts = (
            (self.added, "article added", "articles added"),
            (self.marked, "article with new marks", "articles with new marks"),
            (self.named, "name with a new form", "names with new forms"),
        )
        told = [f"{len(rows)} {one if len(rows) == 1 else many}" for rows, one, many in parts if rows]
        return ", ".join(told)


def since(edition: Edition, standing: Standing) -> Additions:
    """Read the record of acts since an edition; raise Whole where that does more than add."""
    if Entity.objects.filter(is_protected=True).exists():
        raise Whole("people are protected, and the whole file is searched for their names")
    changed = _changes(edition)
    for model in changed.keys() - _UNSEEN - _ADDING:
        raise Whole(f"a row of the kind “{model}” was changed")
    found = Additions()
    found.added = _added(changed["article"], standing)
    _refuse_parts(changed, standing)
    marks = [*changed["mention"], *changed["quotation"]]
    found.marked = _marked(marks, standing, found.added)
    if Article.objects.filter(pk__in=found.marked).exclude(access=Access.FULL).exists():
        raise Whole("an article that is not shown whole was marked: all its snippets are weighed together")
    found.named = _named(changed, standing)
    if not (found.added or found.marked or found.named):
        raise Whole("the record tells of nothing to add")
    if len(found.added | found.marked) > MOST_ARTICLES:
        raise Whole(f"more than {MOST_ARTICLES} articles were added or marked")
    if Article.objects.published().count() != len(standing.articles) + len(found.added):
        raise Whole("the record does not tell of every article")
    return found


# What readers never see, and what may be made without their seeing anything of it.
_UNSEEN = frozenset({"user", "remark", "edition"})
_ADDING = frozenset(
    {
        *("article", "contributor", "corpus", "document", "entity", "formernumber", "mention", "name"),
        *("passage", "passagerevision", "publication", "quotation", "taggedpassage", "topic"),
    }
)


def _changes(edition: Edition) -> dict[str, list[Changed]]:
    """Gather the rows changed since an edition by what they are."""
    published = Change.objects.filter(model="edition", row=str(edition.pk)).order_by("pk").first()
    if published is None:
        raise Whole("the record does not tell when the current edition was made")
    acts = ChangeSet.objects.filter(pk__gt=published.changeset_id).exclude(kind=ActKind.PUBLISH)
    rows = Change.objects.filter(changeset__in=acts).order_by("pk")
    found: dict[str, list[Changed]] = defaultdict(list)
    columns = ("model", "row", "before", "after")
    for number, (model, row, before, after) in enumerate(rows.values_list(*columns)[: MOST_CHANGES + 1]):
        if number == MOST_CHANGES:
            raise Whole(f"more than {MOST_CHANGES} rows were changed")
        found[model].append((int(row) if row.isdigit() else 0, before, after))
    return found


def _added(changed: Sequence[Changed], standing: Standing) -> set[int]:
    """Give the articles that came to be published."""
    rows = {row for row, _, _ in changed}
    if _standing_articles(rows, standing):
        raise Whole("the facts or the state of a published article were changed")
    for _, before, after in changed:
        links = [
            (state or {}).get(name) for state in (before, after) for name in ("copy_of_id", "leads_to_id")
        ]
        if any(links):
            raise Whole("an article was linked to another")
    documents = {state["document_id"] for _, *states in changed for state in states if state}
    _refuse_documents(documents, standing, "a document that readers have got another article")
    added = set(Article.objects.published().filter(pk__in=rows).values_list("pk", flat=True))
    if formerly.taken_back(added):
        raise Whole("an article is published again, and the edition may say that it was taken back")
    _refuse_linked(added)
    return added


def _refuse_linked(added: Collection[int]) -> None:
    """Raise Whole where something else of the archive leads to or from an article to be added."""
    linked = Article.objects.filter(Q(copy_of__in=added) | Q(leads_to__in=added)).exists()
    own = Passage.objects.filter(article__in=added)
    joined = own.exclude(joined_into=None).exists() or FormerNumber.objects.filter(article__in=added).exists()
    repeated = Passage.objects.filter(duplicate_of__article__in=added).exclude(article__in=added).exists()
    claimed = Claim.objects.filter(revision__passage__article__in=added).exists()
    if linked or joined or repeated or claimed:
        raise Whole("an article to be added is linked to others, makes claims, or has former addresses")
    documents = Article.objects.filter(pk__in=added).values("document")
    if PassageRevision.objects.filter(withholds_former=True, passage__document__in=documents).exists():
        raise Whole("words are withheld in a document to be added, and its places are counted anew")


def _standing_articles(rows: Iterable[int | None], standing: Standing) -> set[int]:
    """Give those of these articles that readers have."""
    wanted = {row for row in rows if row}
    named = Article.objects.filter(pk__in=wanted).values_list("pk", "public_id")
    gone = wanted - {pk for pk, _ in named}
    return {pk for pk, public_id in named if public_id in standing.articles} | gone


def _refuse_documents(rows: Iterable[int], standing: Standing, why: str) -> None:
    public_ids = Document.objects.filter(pk__in=set(rows)).values_list("public_id", flat=True)
    if not standing.documents.isdisjoint(public_ids):
        raise Whole(why)


def _refuse_parts(changed: Mapping[str, list[Changed]], standing: Standing) -> None:
    """Raise Whole where a part of what readers have was changed otherwise than by a mark."""
    changing = [row for row, before, _ in changed["document"] if before is not None]
    _refuse_documents(changing, standing, "a document that readers have was changed")
    for model, what in (("publication", "a publication"), ("corpus", "a corpus"), ("topic", "a topic")):
        if any(before is not None for _, before, _ in changed[model]):
            raise Whole(f"{what} was changed")
    _refuse_entities(changed["entity"], standing)
    states = {
        model: [state for _, *both in rows for state in both if state] for model, rows in changed.items()
    }
    passages = {state["passage_id"] for state in states.get("passagerevision", ())}
    passages |= {state["content_object_id"] for state in states.get("taggedpassage", ())}
    passages |= {state["passage_id"] for state in states.get("formernumber", ())}
    places = [*states.get("passage", ())]
    places += Passage.objects.filter(pk__in=passages).values("article_id", "document_id")
    articles = {state["article_id"] for state in (*places, *states.get("contributor", ()))}
    if _standing_articles(articles, standing):
        raise Whole("passages or contributors of a published article were changed")
    loose = [state["document_id"] for state in places if not state["article_id"]]
    _refuse_documents(loose, standing, "regions of a document that readers have were changed")


def _refuse_entities(changed: Sequence[Changed], standing: Standing) -> None:
    touched = {row for row, before, _ in changed if before is not None}
    known = Entity.objects.filter(pk__in=touched).values_list("public_id", "merged_into")
    is_gone = len(known) < len(touched)
    if is_gone or any(public_id in standing.entities or merged for public_id, merged in known):
        raise Whole("a person, place or organisation that readers have was changed")


def _is_accepted(state: State | None) -> bool:
    return state is not None and state["status"] == MentionStatus.ACCEPTED


def _marked(marks: Sequence[Changed], standing: Standing, added: Collection[int]) -> set[int]:
    """Give the articles that readers have and that got new marks."""
    seen = [one for one in marks if _is_accepted(one[1]) or _is_accepted(one[2])]
    revisions = {state["revision_id"] for _, *states in seen for state in states if state}
    home = dict(PassageRevision.objects.filter(pk__in=revisions).values_list("pk", "passage__article_id"))
    having = _standing_articles(home.values(), standing)
    marked, drafted = set(), set()
    for _, before, after in seen:
        for state, is_new in ((before, False), (after, True)):
            article = home.get(state["revision_id"]) if state else None
            if state is None or not _is_accepted(state):
                continue
            if article in having and article is not None:
                if not is_new or _is_accepted(before):
                    raise Whole("a mark that readers have was changed or taken away")
                marked.add(article)
            elif article not in added and state.get("entity_id"):
                drafted.add((state["entity_id"], state["exact"]))
    _refuse_drafted(drafted)
    return marked


def _refuse_drafted(forms: Collection[tuple[int, str]]) -> None:
    """Raise Whole where a draft has begun, or ceased, to be the one text that writes a recorded form."""
    recorded = Name.objects.filter(entity__in={entity for entity, _ in forms}).values_list("entity", "form")
    if not set(forms).isdisjoint(recorded):
        raise Whole("a text that is not published names somebody by a form that is recorded")


def _named(changed: Mapping[str, list[Changed]], standing: Standing) -> set[int]:
    """Give the entities that readers have and that got a new form of their name."""
    entities = {state["entity_id"] for _, *states in changed["name"] for state in states if state}
    known = dict(Entity.objects.filter(pk__in=entities).values_list("pk", "public_id"))
    having = {pk for pk, public_id in known.items() if public_id in standing.entities}
    for _, before, after in changed["name"]:
        if before is not None and (before["entity_id"] in having or before["entity_id"] not in known):
            raise Whole("a form of a name was changed or taken away")
        if after is None and before is None:
            raise Whole("the record of a name is not whole")
    return having

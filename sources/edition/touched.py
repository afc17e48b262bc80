"""Which articles readers may see otherwise than the current edition shows them: what acts since touched.

The record of acts tells it, so nothing of an article has to be read. It is asked generously: an article
that was changed and changed back is named too, one that readers would see otherwise never left out. A
property test does random things and compares both editions.
"""

from collections import defaultdict
from collections.abc import Mapping

from django.db.models import Q, QuerySet

from sources.models import (
    Article,
    Change,
    Concern,
    Contributor,
    Document,
    Entity,
    Mention,
    Passage,
    PassageRevision,
    Quotation,
)

# With more rows than that to ask about, every article is taken to be touched: a statement has its limits.
MOST_KEYS = 5_000

Rows = Mapping[str, set[int]]

# Rows that show in articles without being of any: what stands at their names changes with them.
_ELSEWHERE = ("corpus", "document", "entity", "publication", "topic")


def touched_since(act: int) -> set[int]:
    """Give the articles (by primary key) that acts after the one numbered ``act`` may have changed."""
    since = Concern.objects.filter(changeset__gt=act)
    touched = set(since.filter(model="article").values_list("row", flat=True).distinct())
    changed, is_risky = _changed(act)
    at_risk = set(_at_risk())
    if at_risk:
        concerned = since.filter(model="entity", row__in=at_risk)
        changed["entity"] |= set(concerned.values_list("row", flat=True).distinct())
    if max(len(touched), *map(len, changed.values()), 0) > MOST_KEYS:
        return set(Article.objects.order_by().values_list("pk", flat=True))
    touched |= _naming(changed["entity"])
    if rest := {model: keys for model, keys in changed.items() if keys and model != "entity"}:
        touched |= _showing(rest)
    # A name at risk is covered in the whole document; a wording that is withheld, wherever its place went.
    touched |= _beside(touched, everywhere=bool(at_risk) or is_risky)
    return touched | _copies(touched)


def _changed(act: int) -> tuple[dict[str, set[int]], bool]:
    """Give what was there and was changed, by table; and whether somebody was at risk before."""
    rows = Change.objects.filter(changeset__gt=act, model__in=_ELSEWHERE, before__isnull=False)
    found: dict[str, set[int]] = defaultdict(set)
    was_at_risk = False
    for model, row, before in rows.order_by().values_list("model", "row", "before"):
        found[model].add(int(row))
        was_at_risk = was_at_risk or bool((before or {}).get("is_protected"))
    return found, was_at_risk


def _at_risk() -> QuerySet[Entity, int]:
    at_risk = Q(is_protected=True) | Q(merged_into__is_protected=True)
    return Entity.objects.filter(at_risk).order_by().values_list("pk", flat=True)


def _naming(entities: set[int]) -> set[int]:
    """Give the articles in which one of these is named, speaks or has a part; one query."""
    if not entities:
        return set()
    marked = Mention.objects.accepted().filter(entity__in=entities)
    said = Quotation.objects.accepted().filter(speaker__in=entities)
    speaking = Passage.objects.filter(speaker__in=entities).order_by()
    part = Contributor.objects.filter(entity__in=entities).order_by()
    of_mark = "revision__passage__article"
    found = (
        marked.order_by()
        .values_list(of_mark)
        .union(
            said.order_by().values_list(of_mark),
            speaking.values_list("article"),
            part.values_list("article"),
        )
    )
    return {article for (article,) in found if article is not None}


def _showing(changed: Rows) -> set[int]:
    """Give the articles of these publications, documents and corpora, and those with these topics."""
    columns = {
        "publication": "publication__in",
        "document": "document__in",
        "corpus": "document__corpus__in",
        "topic": "passages__topics__in",
    }
    shown = Q()
    for model, keys in changed.items():
        shown |= Q(**{columns[model]: keys})
    return set(Article.objects.filter(shown).order_by().values_list("pk", flat=True))


def _beside(touched: set[int], *, everywhere: bool) -> set[int]:
    """Give the other articles of the documents in which an act may show beyond its own article."""
    if not touched:
        return set()
    documents = Document.objects.filter(articles__in=touched)
    if not everywhere:
        withheld = PassageRevision.objects.filter(withholds_former=True, passage__article__in=touched)
        documents = documents.filter(passages__in=withheld.order_by().values("passage"))
    beside = Article.objects.filter(document__in=documents.order_by().values("pk"))
    return set(beside.order_by().values_list("pk", flat=True))


def _copies(touched: set[int]) -> set[int]:
    """Give the copies of these, and theirs: which of them stands for the text follows from all."""
    originals = dict(Article.objects.exclude(copy_of=None).order_by().values_list("pk", "copy_of"))
    found: set[int] = set()
    while more := {pk for pk, original in originals.items() if original in touched | found} - found:
        found |= more
    return found

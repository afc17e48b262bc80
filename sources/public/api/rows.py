"""The rows that each list reads, with all that its records need of others: one query a list, and one for each
kind of part, however many rows there are.
"""

from collections.abc import Callable

from django.db.models import Prefetch
from django.db.models.query import QuerySet

from sources.edition.models import (
    Appearance,
    Article,
    Claim,
    Entity,
    EntityName,
    Origin,
    Passage,
    Question,
    Saying,
)
from sources.public.api.asking import Rows


def passages() -> QuerySet[Passage]:
    """Read the passages of articles with their mentions; where one repeats another, of that only its id."""
    marks = Appearance.objects.select_related("entity", "date").defer(
        "before", "after", "date__accounts", "entity__accounts"
    )
    rows = Passage.objects.filter(article__isnull=False).select_related("article", "speaker", "duplicate_of")
    left_out = ("marks", "beside", "speaker__accounts")
    of_others = (
        f"duplicate_of__{name}" for name in ("text", "marks", "beside", "topics", "sayings", "claims")
    )
    return rows.defer(*left_out, *of_others).prefetch_related(
        Prefetch("appearances", marks.order_by("position"))
    )


def articles() -> QuerySet[Article]:
    """Read articles."""
    return Article.objects.select_related("corpus", "document", "copy_of", "since").defer(
        "corpus__network", "corpus__accounts"
    )


def whole_articles() -> QuerySet[Article]:
    """Read articles with their passages."""
    return articles().prefetch_related(Prefetch("passages", passages().order_by("pk")))


def entities() -> QuerySet[Entity]:
    """Read entities with their names."""
    return Entity.objects.defer("accounts").prefetch_related(
        Prefetch("names", EntityName.objects.defer("writers").order_by("position"))
    )


def sayings() -> QuerySet[Saying]:
    """Read what was said, with the words of the passages that it stands in."""
    rows = Saying.objects.select_related("speaker", "article", "passage")
    return rows.only(
        "start",
        "end",
        "kind",
        "in_copy",
        "speaker__public_id",
        "speaker__kind",
        "speaker__name",
        "article__public_id",
        "passage__public_id",
        "passage__number",
        "passage__text",
    )


def saying(rows: Rows, key: str) -> Rows:
    """Find a quotation by what ``quotation_id`` names it by."""
    passage, *place = key.split("-")
    of_passage = rows.filter(passage__public_id=passage)
    if not place:
        return of_passage.filter(kind="turn")
    if len(place) != len(("start", "end")) or not all(one.isdecimal() and len(one) < 10 for one in place):  # noqa: PLR2004 -- digits of what SQLite takes
        return rows.none()
    return of_passage.exclude(kind="turn").filter(start=int(place[0]), end=int(place[1]))


def questions() -> QuerySet[Question]:
    """Read questions."""
    return Question.objects.select_related("corpus", "place").defer(
        "corpus__network", "corpus__accounts", "place__accounts"
    )


def claims() -> QuerySet[Claim]:
    """Read claims."""
    rows = Claim.objects.select_related("question", "article", "passage", "asserter", "party", "original")
    left_out = (f"passage__{name}" for name in ("text", "marks", "beside", "topics", "sayings", "claims"))
    return rows.defer("before", "after", "chain", *left_out, "asserter__accounts")


def origins(kind: str) -> Callable[[], QuerySet[Origin]]:
    """Give what reads publications, or contributors."""
    return lambda: (
        Origin.objects.filter(kind=kind).select_related("entity").defer("days", "named", "entity__accounts")
    )

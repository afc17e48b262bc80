"""Where addresses lead that name something no longer at its former place.

A merged entity, a replaced or joined article, a joined passage, a passage that went to another
article: each former address leads, in one step, to where the words or the name are in this edition.
What was withdrawn or taken back has a tombstone instead, where some edition has shown it (``formerly``): the
address of what was never public stays unknown.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from django.db.models import Q, QuerySet

from sources import models as editorial
from sources.edition import formerly, models
from sources.edition.copy import Copier
from sources.vocabulary import Status


def redirects(copier: Copier) -> Iterator[models.Redirect]:
    """Lead the ids of merged entities and superseded articles to what stands."""
    merged = editorial.Entity.objects.exclude(merged_into=None)
    superseded = editorial.Article.objects.exclude(leads_to=None)
    names = {pk: tally.entity.public_id for pk, tally in copier.tally.entities.items()}
    texts = {pk: row.public_id for pk, row in copier.articles.items()}
    for pk in copier.people.stand_ins:
        names.pop(pk, None)  # the former address would tell who is meant
    yield from _leading(merged, dict(merged.values_list("pk", "merged_into")), names)
    led = dict(superseded.values_list("pk", "leads_to"))
    yield from _leading(superseded.filter(status=Status.PUBLISHED), led, texts)


def _leading(
    rows: QuerySet[editorial.Entity] | QuerySet[editorial.Article],
    led: Mapping[int, int | None],
    standing: Mapping[int, str],
) -> Iterator[models.Redirect]:
    for pk, public_id in rows.order_by("pk").values_list("pk", "public_id"):
        target = _end(pk, led)
        if target in standing:
            yield models.Redirect(old=public_id, new=standing[target])


def former_addresses(copier: Copier) -> Iterator[models.FormerAddress]:
    """Lead every number that a passage had in a published article to where its words are now."""
    joined = editorial.Passage.objects.exclude(joined_into=None)
    into = dict(joined.values_list("pk", "joined_into"))
    named: dict[tuple[str, str], int] = {}
    published = {"article__status": Status.PUBLISHED}
    columns = ("article__public_id", "number")
    moved = editorial.FormerNumber.objects.filter(**published).values_list(*columns, "passage")
    for article, number, pk in [*joined.filter(**published).values_list(*columns, "pk"), *moved]:
        named[str(article), number] = _end(pk, into)
    places = _places(copier, set(named.values()))
    number_of_row = 0
    for article, number in sorted(named):
        place = places.get(named[article, number])
        if place is not None:
            number_of_row += 1
            yield models.FormerAddress(
                id=number_of_row,
                old_article=article,
                old_number=number,
                article=place[0],
                number=place[1],
                document=place[2],
            )


def _places(copier: Copier, wanted: set[int]) -> dict[int, tuple[str, str, str]]:
    """Give article (or none), number and document of those passages that are in the edition."""
    here = [pk for pk in wanted if pk in copier.passage_ids]
    rows = editorial.Passage.objects.filter(pk__in=here).values_list(
        "pk", "article__public_id", "number", "document__public_id"
    )
    return {pk: (article or "", number, document) for pk, article, number, document in rows}


def tombstones(copier: Copier) -> Iterator[models.Tombstone]:
    """Say of every article and document that was public and is no longer when that was, and why.

    A document was withdrawn for a reason that is told; an article that was taken back may come again.
    """
    documents = {row.pk: row for row in editorial.Document.objects.exclude(withdrawn_on=None)}
    back = formerly.taken_back()
    led = dict(editorial.Article.objects.exclude(leads_to=None).values_list("pk", "leads_to"))
    gone = editorial.Article.objects.filter(Q(document__in=documents) | Q(pk__in=back.keys() - led.keys()))
    home = {row.pk: row.document for row in gone.select_related("document")}
    leading = {pk: _end(pk, led) for pk in (*home, *led)}
    leaving = {pk: end for pk, end in leading.items() if end in home and end not in copier.articles}
    public = formerly.was_public(leaving)
    found: dict[str, models.Tombstone] = {}
    for pk, public_id in editorial.Article.objects.filter(pk__in=leaving).values_list("pk", "public_id"):
        if not public[pk]:
            continue
        document = home[leaving[pk]]
        day = document.withdrawn_on or back[leaving[pk]]
        found[public_id] = _stone(public_id, day, document.withdrawn_reason)
        if pk in home and home[pk].pk not in copier.documents:
            found[home[pk].public_id] = _stone(home[pk].public_id, day, document.withdrawn_reason)
    yield from (stone for _, stone in sorted(found.items()))


def _stone(public_id: str, day: date, reason: str) -> models.Tombstone:
    return models.Tombstone(public_id=public_id, withdrawn_on=day, reason=reason)


def _end(pk: int, led: Mapping[int, int | None]) -> int:
    """Follow a row to the one that stands, however often it was led on; a ring ends where it began."""
    seen = {pk}
    while (target := led.get(pk)) is not None and target not in seen:
        pk = target
        seen.add(pk)
    return pk

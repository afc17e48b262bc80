"""The filters that several lists have: those of the site's own pages and facets."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_noop as _

from sources.edition.models import Appearance, Origin, PassageTopic
from sources.public import addresses
from sources.public.api.asking import Filter, Rows, text_up_to
from sources.public.api.shapes import ID, one_of
from sources.values import spelling


def of_corpus(path: str = "corpus__slug") -> Filter:
    """Make the filter of rows that are of one corpus, which ``path`` leads to."""
    said = _("only of this corpus, by its id")
    return Filter("corpus", text_up_to(60), said, lambda rows, value: rows.filter(**{path: value}))


def in_corpus(rows: Rows, value: str) -> Rows:
    """Keep what has a place in a corpus, and perhaps in others."""
    return rows.filter(pk__in=rows.model.objects.filter(corpora__corpus__slug=value).values("pk"))


def of_word(name: str, said: str, words: type[Any], path: str = "") -> Filter:
    """Make a filter by a controlled vocabulary (a StrEnum)."""
    return Filter(name, one_of(words), said, lambda rows, value: rows.filter(**{path or name: value}))


def _naming(column: str) -> Callable[[Rows, str], Rows]:
    """Keep articles or passages (``column`` of an appearance) that name an entity; copies are left out."""
    return lambda rows, value: rows.filter(
        pk__in=Appearance.objects.filter(entity__public_id=value, in_copy=False).values(column)
    )


def _on(column: str) -> Callable[[Rows, str], Rows]:
    return lambda rows, value: rows.filter(
        pk__in=Appearance.objects.filter(date__edtf=addresses.asked_date(value), in_copy=False).values(column)
    )


def naming(column: str) -> tuple[Filter, ...]:
    """Make the filters by whom or when articles or passages (``column`` of an appearance) name."""
    return (
        Filter(
            "entity",
            ID,
            _("only what names this person, place or organisation, by its id; copies left out"),
            _naming(column),
        ),
        Filter(
            "date", text_up_to(100), _("only what names this date, in EDTF; copies left out"), _on(column)
        ),
    )


def under_topic(rows: Rows, value: str) -> Rows:
    """Keep the passages under a topic."""
    return rows.filter(pk__in=PassageTopic.objects.filter(topic__slug=value).values("passage"))


def spelt(rows: Rows, value: str) -> Rows:
    """Keep the entities with a name that sounds so, as the search does."""
    return rows.filter(pk__in=rows.model.objects.filter(keys__key=spelling.key(value)).values("pk"))


def of_origin(kind: str) -> Filter:
    """Make the filter of articles by their publication or a contributor."""
    return Filter(
        kind,
        ID,
        f"only of this {kind}, by its id",
        lambda rows, value: rows.filter(
            pk__in=Origin.objects.filter(kind=kind, public_id=value).values("articles__article")
        ),
    )

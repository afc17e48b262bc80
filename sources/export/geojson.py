"""Places as GeoJSON (RFC 7946): a point each; one whose place is not known has no geometry (§3.2)."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sources.edition.models import Entity
from sources.export.site import Site

MEDIA_TYPE = "application/geo+json"


def collection(places: Iterable[Entity], site: Site) -> Iterator[str]:
    """Write a FeatureCollection line by line."""
    yield '{"type": "FeatureCollection", "features": ['
    before = "\n"
    for place in places:
        yield before + json.dumps(_feature(place, site), ensure_ascii=False)
        before = ",\n"
    yield "]}\n"


def _feature(place: Entity, site: Site) -> dict[str, Any]:  # Any: what JSON has
    is_known = place.latitude is not None and place.longitude is not None
    return {
        "type": "Feature",
        "id": site.of_entity(place.kind, place.public_id, place.slug),
        "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]} if is_known else None,
        "properties": {
            "id": place.public_id,
            "name": place.name,
            "description": place.description or None,
            "geonames": place.geonames or None,
            "wikidata": place.wikidata or None,
            "is_fiction": place.is_fiction,
            "passage_count": place.passage_count,
            "article_count": place.article_count,
        },
    }

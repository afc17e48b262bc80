"""What else is known of an entity: where a place lies, and who else keeps a record of it."""

from django.utils.translation import gettext as _

from sources.edition.models import Entity
from sources.public import addresses
from sources.public.maps.drawing import Placed

RECORDS = {
    "wikidata": ("Wikidata", "https://www.wikidata.org/wiki/{}"),
    "geonames": ("GeoNames", "https://www.geonames.org/{}"),
    "viaf": ("VIAF", "https://viaf.org/viaf/{}"),
}


def coordinates(latitude: float | None, longitude: float | None) -> str:
    """Write a place's coordinates: "43.34° N, 52.86° E"; nothing where they are not known."""
    if latitude is None or longitude is None:
        return ""
    # Translators: degrees of latitude and longitude, each with its point of the compass.
    north = _("%(degrees)s°\u00a0N") if latitude >= 0 else _("%(degrees)s°\u00a0S")
    east = _("%(degrees)s°\u00a0E") if longitude >= 0 else _("%(degrees)s°\u00a0W")
    return f"{north % {'degrees': f'{abs(latitude):.2f}'}}, {east % {'degrees': f'{abs(longitude):.2f}'}}"


def placed(entity: Entity, count: int) -> Placed:
    """Give a place with coordinates as a map shows it; ``count`` passages are behind it there."""
    if entity.latitude is None or entity.longitude is None:
        raise ValueError(f"{entity.name} has no coordinates: it cannot be drawn on a map. Leave it out.")
    address = addresses.entity(entity.kind, entity.public_id, entity.slug)
    where = coordinates(entity.latitude, entity.longitude)
    return Placed(entity.name, address, entity.latitude, entity.longitude, count, where)


def identifiers(entity: Entity) -> list[tuple[str, str, str]]:
    """Give the entity's identifiers elsewhere: who keeps the record, its number, its address."""
    return [
        (name, getattr(entity, field), address.format(getattr(entity, field)))
        for field, (name, address) in RECORDS.items()
        if getattr(entity, field)
    ]

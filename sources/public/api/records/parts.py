"""What the records of several kinds have in common: ids, addresses, places in a text, whom they name."""

from typing import Any

from django.utils.translation import gettext_noop as _

from sources.export.site import Site
from sources.public import addresses
from sources.public.api.shapes import (
    ADDRESS,
    ID,
    TEXT,
    TRUTH,
    WHOLE,
    Field,
    Get,
    Row,
    Shape,
    one_of,
    or_none,
)
from sources.vocabulary import (
    EntityKind,
)


def itself(resource: str, key: str = "public_id") -> Field:
    """Make the field that says where the API has the record."""

    def read(row: Row, site: Site) -> str:
        return site.base + addresses.api(resource, getattr(row, key))

    return Field("self", ADDRESS, _("this record in the API"), read)


def page_of(path: Get, said: str = _("its page, for reading; this address stays")) -> Field:
    """Make the field that says where readers have it."""
    return Field("address", ADDRESS, said, lambda row, site: site.base + path(row, site))


def id_of(path: str) -> Get:
    """Read the public id of what a row refers to, null where it refers to nothing."""

    def read(row: Row, _site: Site) -> Any:  # noqa: ANN401 -- text or None
        found = getattr(row, path)
        return found.public_id if found is not None else None

    return read


def filled(name: str) -> Get:
    """Read a text, null where it is empty."""
    return lambda row, _site: getattr(row, name) or None


def short(kind: str, public_id: str) -> str:
    """Give the short address, which stays whatever the name becomes."""
    return f"/{kind}/{public_id}/"


def day_of(name: str) -> Get:
    """Read a day, null where none is known."""
    return lambda row, _site: day.isoformat() if (day := getattr(row, name)) else None


ITSELF: Get = lambda row, _site: row  # noqa: E731 -- a reader like those around it
ID_FIELD = Field("id", ID, _("public id, the same in every edition"), lambda row, _site: row.public_id)
START = Field(
    "start",
    or_none(WHOLE),
    _("first character in the passage's text, from 0, in Unicode code points; null where that is not held"),
)
END = Field("end", or_none(WHOLE), _("the character after the last"))
IN_COPY = Field("in_copy", TRUTH, _("whether it repeats an original and is not counted"))
ARTICLE_ID = Field("article", ID, _("the article, by its id"), id_of("article"))
PASSAGE_ID = Field("passage", ID, _("the passage, by its id"), id_of("passage"))

ENTITY_NAMED = Shape(
    "EntityNamed",
    _("A person, place or organisation, as something else names it."),
    ID_FIELD,
    Field("kind", one_of(EntityKind), _("what it is")),
    Field("name", TEXT, _("preferred form of its name")),
    page_of(lambda row, _site: short(row.kind, row.public_id)),
    itself("entities"),
)

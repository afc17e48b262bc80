"""What a page asks for in JSON, read field by field; what is malformed is refused in a sentence."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from sources.annotate.acts import Refused
from sources.annotate.look_the_same import doubts_about
from sources.annotate.marking import NewEntity, Target
from sources.annotate.quoting import Speaker
from sources.models import Entity
from sources.values import edtf
from sources.values.span import Span
from sources.vocabulary import EntityKind

# More than any deed needs: the longest carries the wording of one passage.
LARGEST = 1_000_000
GONE = "That entity is no longer there, or was merged into another; choose again."


@dataclass(frozen=True, slots=True)
class Asked:
    """A JSON object with its fields checked as they are read."""

    fields: Mapping[str, Any]  # what JSON holds

    def text(self, name: str, *, longest: int = 500) -> str:
        """Give a text, "" where there is none."""
        value = self.fields.get(name, "")
        if not isinstance(value, str) or len(value) > longest:
            raise Refused(f"{name!r} must be a text of at most {longest} characters; nothing was changed.")
        return value

    def number(self, name: str) -> int:
        """Give a whole number from 0."""
        value = self.fields.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**53:
            raise Refused(f"{name!r} is {value!r}; expected a whole number from 0. Nothing was changed.")
        return value

    def flag(self, name: str) -> bool:
        """Give whether something is so; not said is no."""
        return self.fields.get(name) is True

    def texts(self, name: str) -> list[str]:
        """Give a list of short texts."""
        value = self.fields.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
            raise Refused(f"{name!r} must be a list of texts; nothing was changed.")
        return value

    def parts(self, name: str) -> list["Asked"]:
        """Give a list of objects."""
        value = self.fields.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise Refused(f"{name!r} must be a list of objects; nothing was changed.")
        return [Asked(one) for one in value]

    def part(self, name: str) -> "Asked | None":
        """Give an object, None where there is none."""
        value = self.fields.get(name)
        if value is not None and not isinstance(value, dict):
            raise Refused(f"{name!r} must be an object; nothing was changed.")
        return Asked(value) if value else None

    @property
    def span(self) -> Span:
        """The place from ``start`` to ``end``, in code points."""
        try:
            return Span(self.number("start"), self.number("end"))
        except ValueError as error:
            raise Refused(f"{error} Nothing was changed.") from error

    @property
    def target(self) -> Target | None:
        """What words are to mean: ``{entity}``, ``{edtf}`` or ``{kind, name, …}``; None where not said."""
        part = self.part("target")
        if part is None:
            return None
        if "entity" in part.fields:
            return _standing(part.number("entity"))
        if "edtf" in part.fields:
            return _date(part.text("edtf", longest=100))
        return _new_entity(part)

    @property
    def speaker(self) -> Speaker | None:
        """Who is to have said it: ``{said}`` (the text's own words), ``{entity}`` or ``{kind, name}``."""
        part = self.part("target")
        if part is None:
            return None
        if "said" in part.fields:
            return part.text("said", longest=300).strip() or None
        if "edtf" in part.fields:
            raise Refused("A speaker is a person, a place or an organisation, not a date.")
        return self.target

    def look_twice(self, known: "QuerySet[Entity]") -> None:
        """Raise Refused where it names an entity not among the known, or a new name that is not sure.

        ``isAnother`` says that whoever typed the name has seen what it looks like.
        """
        entity, name = self.fields.get("entity"), self.fields.get("name")
        if isinstance(entity, int) and not known.filter(pk=entity).exists():
            raise Refused(GONE)
        if isinstance(name, str) and "kind" in self.fields and not self.flag("isAnother"):
            doubts = doubts_about(" ".join(name.split()), among=known)
            if doubts:
                raise Refused(" ".join((*doubts, "If that is the name all the same, type it and choose it.")))
        for value in self.fields.values():
            for part in value if isinstance(value, list) else [value]:
                if isinstance(part, dict):
                    Asked(part).look_twice(known)


def read(request: HttpRequest) -> Asked:
    """Read the body of a request; Refused where it is no JSON object."""
    try:
        if int(request.headers.get("Content-Length") or 0) > LARGEST:
            raise Refused(f"The request is longer than {LARGEST} bytes; nothing was changed.")
        fields = json.loads(request.body)
    except ValueError as error:
        raise Refused("The request is not JSON; nothing was changed.") from error
    if not isinstance(fields, dict):
        raise Refused("The request is not a JSON object; nothing was changed.")
    return Asked(fields)


def _date(text: str) -> str:
    try:
        return edtf.parse(text).value
    except ValueError as error:
        raise Refused(f"{error} Nothing was changed.") from error


def _standing(pk: int) -> Entity:
    found = Entity.objects.standing().filter(pk=pk).first()
    if found is None:
        raise Refused(GONE)
    return found


def _new_entity(part: Asked) -> NewEntity:
    kind = part.text("kind")
    if kind not in set(EntityKind):
        raise Refused(f"{kind!r} is no kind of entity; expected one of: {', '.join(sorted(EntityKind))}.")
    name = " ".join(part.text("name", longest=300).split())
    if not name:
        raise Refused("What is new needs a name; nothing was made.")
    latitude, longitude = part.fields.get("latitude"), part.fields.get("longitude")
    is_placed = kind == EntityKind.PLACE and all(
        isinstance(one, int | float) for one in (latitude, longitude)
    )
    return NewEntity(
        EntityKind(kind),
        name,
        latitude=latitude if is_placed else None,
        longitude=longitude if is_placed else None,
        geonames=part.text("geonames", longest=20) if is_placed else "",
    )

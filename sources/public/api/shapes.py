"""What an answer is made of, said once: by this it is written, and by this OpenAPI describes it.

A shape is the fields of one kind of JSON object. A field has its JSON Schema (draft 2020-12, the dialect of
OpenAPI 3.1), a sentence, and how it is read of a row: so no answer has a field that the description has not.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from sources.export.site import Site

Json = dict[str, Any]  # Any: what JSON has
Row = Any  # Any: a row of the edition, or a part of one that is stored as JSON
Get = Callable[[Row, Site], Any]

TEXT: Json = {"type": "string"}
WHOLE: Json = {"type": "integer"}
FIGURE: Json = {"type": "number"}
TRUTH: Json = {"type": "boolean"}
DAY: Json = {"type": "string", "format": "date"}
ADDRESS: Json = {"type": "string", "format": "uri"}
ID: Json = {"type": "string", "pattern": "^[0-9a-hjkmnp-tv-z]{8}$"}


def one_of(words: type[Any]) -> Json:
    """Give the schema of a controlled vocabulary (a StrEnum)."""
    return {"type": "string", "enum": [str(word) for word in words]}


def or_none(schema: Json) -> Json:
    """Give the schema of what may be missing."""
    found = {**schema, "type": [schema["type"], "null"]}
    return found | ({"enum": [*schema["enum"], None]} if "enum" in schema else {})


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name, the schema of its value, what it says, and how it is read (else by its name)."""

    name: str
    type: "Json | Shape"
    said: str
    get: Get | None = None
    is_list: bool = False
    is_missing: bool = False  # whether a nested object may be null

    def schema(self) -> Json:
        """Describe the value."""
        found = self.type.reference if isinstance(self.type, Shape) else self.type
        if self.is_list:
            return {"type": "array", "items": found, "description": self.said}
        if self.is_missing:
            return {"anyOf": [found, {"type": "null"}], "description": self.said}
        return {**found, "description": self.said}

    def reader(self) -> Get:
        """Give what reads the value of a row."""
        found = self.get or _named(self.name)
        shape = self.type
        if not isinstance(shape, Shape):
            return found
        if self.is_list:
            return lambda row, site: [shape.of(one, site) for one in found(row, site)]
        return lambda row, site: shape.of(part, site) if (part := found(row, site)) is not None else None


def _named(name: str) -> Get:
    get = attrgetter(name)

    def read(row: Row, _site: Site) -> Any:  # noqa: ANN401 -- whatever the column has
        value = get(row)
        return value.isoformat() if isinstance(value, date) else value

    return read


class Shape:
    """The fields of one kind of object, under the name that OpenAPI knows it by."""

    def __init__(self, name: str, said: str, *fields: Field) -> None:
        self.name, self.said, self.fields = name, said, fields
        self._readers = [(field.name, field.reader()) for field in fields]

    def of(self, row: Row, site: Site) -> Json:
        """Write a row."""
        return {name: read(row, site) for name, read in self._readers}

    @property
    def reference(self) -> Json:
        """Point to the schema among the description's components."""
        return {"$ref": f"#/components/schemas/{self.name}"}

    def schema(self) -> Json:
        """Describe it: every field is always there, and no other is."""
        return {
            "type": "object",
            "description": self.said,
            "properties": {field.name: field.schema() for field in self.fields},
            "required": [field.name for field in self.fields],
            "additionalProperties": False,
        }

    def nested(self) -> Iterator["Shape"]:
        """Give this shape and those within it."""
        yield self
        for field in self.fields:
            if isinstance(field.type, Shape):
                yield from field.type.nested()


def item(name: str) -> Get:
    """Read one entry of a mapping, for parts of rows that are stored as JSON objects."""
    return lambda row, _site: row[name]


def place(number: int) -> Get:
    """Read one entry of a sequence, for parts of rows that are stored as JSON arrays."""
    return lambda row, _site: row[number]


def schemas(shapes: Iterator[Shape]) -> Mapping[str, Json]:
    """Describe shapes and those within them, by name; two of one name are a mistake in our own list."""
    found: dict[str, Shape] = {}
    for shape in (inner for outer in shapes for inner in outer.nested()):
        if found.setdefault(shape.name, shape) is not shape:
            raise ValueError(f"Two shapes are called {shape.name}; name them apart.")
    return {name: found[name].schema() for name in sorted(found)}

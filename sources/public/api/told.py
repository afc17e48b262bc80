"""The description of the API for people: the same declarations, in words, for a page that needs no script."""

from collections.abc import Iterator
from dataclasses import dataclass

from sources.public import addresses
from sources.public.api import answers, problems
from sources.public.api.asking import Parameter
from sources.public.api.description import Operation, operations
from sources.public.api.resources import RESOURCES
from sources.public.api.shapes import Field, Json, Shape

_WORDS = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "array": "list",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A parameter or a field in words; ``shape`` is the kind of object that it holds."""

    name: str
    type: str
    said: str
    shape: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A shape in words."""

    name: str
    said: str
    fields: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Address:
    """An address in words."""

    operation: Operation
    example: str
    parameters: tuple[Told, ...]
    gives: tuple[str, ...]  # names of records


def told() -> tuple[tuple[Address, ...], tuple[Record, ...]]:
    """Give every address, with an example that this edition has, and every kind of record."""
    known = operations()
    shapes = dict.fromkeys(inner for one in known for shape in one.shapes for inner in shape.nested())
    everything = dict.fromkeys([answers.ABOUT, *shapes, problems.PROBLEM])
    found = (
        Address(
            one,
            _example(one),
            tuple(map(_parameter, one.parameters)),
            tuple(shape.name for shape in one.shapes),
        )
        for one in known
    )
    return tuple(found), tuple(_record(shape) for shape in everything)


def _example(one: Operation) -> str:
    key = RESOURCES[one.resource].first_key() if one.resource else ""
    return addresses.api(one.resource, key) if key else one.example


def _parameter(one: Parameter) -> Told:
    return Told(one.name, _type(one.schema), one.said)


def _record(shape: Shape) -> Record:
    return Record(shape.name, shape.said, tuple(map(_field, shape.fields)))


def _field(field: Field) -> Told:
    if not isinstance(field.type, Shape):
        return Told(field.name, _type(field.type), field.said)
    kind = "list of" if field.is_list else "or null" if field.is_missing else ""
    return Told(field.name, kind, field.said, field.type.name)


def _type(schema: Json) -> str:
    return ", ".join(_parts(schema))


def _parts(schema: Json) -> Iterator[str]:
    """Say what a schema asks for: its type, or its words, and its bounds."""
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if "enum" in schema:
        yield " or ".join(word or "empty" for word in schema["enum"] if word is not None)
    elif schema.get("format") == "date":
        yield "day"
    elif schema.get("format") == "uri":
        yield "address"
    else:
        yield " ".join(
            filter(None, (_WORDS[types[0]], f"of {_type(schema['items'])}" if "items" in schema else ""))
        )
    if "null" in types:
        yield "or null"
    if "maximum" in schema:
        yield f"{schema['minimum']} to {schema['maximum']}"
    if "default" in schema:
        yield f"else {schema['default']}"

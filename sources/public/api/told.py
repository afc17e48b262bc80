"""The description of the API for people: the same declarations, in words, for a page that needs no script."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from sources.public import addresses
from sources.public.api import answers, problems
from sources.public.api.asking import Parameter
from sources.public.api.description import Operation, operations
from sources.public.api.resources import RESOURCES
from sources.public.api.shapes import Field, Json, Shape

# Sentences that are made of a name or a number elsewhere, whole, for the catalogues to have them.
MADE = (
    gettext_noop(
        "a facet and one of its values, e.g. kind:question, of corpus, kind, publication, person, place, "
        "organisation, date, topic; again for more"
    ),
    gettext_noop("whether there may be more: the first 5000 that match are looked at"),
    gettext_noop("only of this publication, by its id"),
    gettext_noop("only of this contributor, by its id"),
    gettext_noop("one article by its id"),
    gettext_noop("the id of the article after which to go on; “next” has it"),
    gettext_noop("one claim by its id"),
    gettext_noop("the id of the claim after which to go on; “next” has it"),
    gettext_noop("one contributor by its id"),
    gettext_noop("the id of the contributor after which to go on; “next” has it"),
    gettext_noop("one corpus by its id"),
    gettext_noop("the id of the corpus after which to go on; “next” has it"),
    gettext_noop("one date by its id"),
    gettext_noop("the id of the date after which to go on; “next” has it"),
    gettext_noop("one entity by its id"),
    gettext_noop("the id of the entity after which to go on; “next” has it"),
    gettext_noop("one passage by its id"),
    gettext_noop("the id of the passage after which to go on; “next” has it"),
    gettext_noop("one publication by its id"),
    gettext_noop("the id of the publication after which to go on; “next” has it"),
    gettext_noop("one question by its id"),
    gettext_noop("the id of the question after which to go on; “next” has it"),
    gettext_noop("one quotation by its id"),
    gettext_noop("the id of the quotation after which to go on; “next” has it"),
    gettext_noop("one topic by its id"),
    gettext_noop("the id of the topic after which to go on; “next” has it"),
)


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
    said: str
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
            _(one.said),
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
    return Told(one.name, _type(one.schema), _(one.said))


def _record(shape: Shape) -> Record:
    return Record(shape.name, _(shape.said), tuple(map(_field, shape.fields)))


def _field(field: Field) -> Told:
    if not isinstance(field.type, Shape):
        return Told(field.name, _type(field.type), _(field.said))
    kind = "list of" if field.is_list else "or null" if field.is_missing else ""
    return Told(field.name, kind, _(field.said), field.type.name)


def _type(schema: Json) -> SafeString:
    return format_html_join(
        pgettext("between two of a list", ", "), "{}", ((part,) for part in _parts(schema))
    )


def _parts(schema: Json) -> Iterator[str]:
    """Say what a schema asks for: its type, or its words, and its bounds."""
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if "enum" in schema:
        words = ((_word(word),) for word in schema["enum"] if word is not None)
        yield format_html_join(pgettext("between two words of which one is to be given", " or "), "{}", words)
    elif schema.get("format") == "date":
        yield pgettext("kind of value", "day")
    elif schema.get("format") == "uri":
        yield pgettext("kind of value", "address")
    elif "items" in schema:
        yield _listed(_type(schema["items"]))
    else:
        yield _kind(types[0])
    if "null" in types:
        yield pgettext("kind of value", "or null")
    if "maximum" in schema:
        bounds = {"least": schema["minimum"], "most": schema["maximum"]}
        yield pgettext("kind of value", "%(least)s to %(most)s") % bounds
    if "default" in schema:
        yield pgettext("kind of value", "else %(value)s") % {"value": schema["default"]}


def _listed(what: SafeString) -> SafeString:
    before, _what, after = pgettext("kind of value", "list of %(what)s").partition("%(what)s")
    return format_html("{}{}{}", before, what, after)


def _word(word: str) -> str:
    """Set a word of a vocabulary as what it is: the same in every language."""
    return format_html('<span translate="no">{}</span>', word) if word else pgettext("kind of value", "empty")


def _kind(name: str) -> str:
    kinds = {
        "string": pgettext("kind of value", "text"),
        "integer": pgettext("kind of value", "whole number"),
        "number": pgettext("kind of value", "number"),
        "boolean": pgettext("kind of value", "true or false"),
        "array": pgettext("kind of value", "list"),
    }
    return kinds[name]

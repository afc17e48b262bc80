"""The API described for programs: OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0); and for its page.

Nothing is told here a second time: addresses, parameters and fields are those of ``resources``, ``finding``
and ``answers``, by which the answers themselves are made.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from django.utils.translation import gettext_noop as _

from sources.public import addresses
from sources.public.api import answers, finding, problems
from sources.public.api.asking import Parameter
from sources.public.api.resources import RESOURCES, Resource
from sources.public.api.shapes import ADDRESS, TEXT, Field, Json, Shape, item, or_none, schemas

VERSION = "1"
SEARCH = "search"
NEXT = Field(
    "next", or_none(ADDRESS), "the address of what comes next; null where this is the end", item("next")
)
LISTED = Shape(
    "Listed",
    _("One list of the API."),
    Field("name", TEXT, _("its name"), item("name")),
    Field("description", TEXT, _("what is in it"), item("description")),
    Field("address", ADDRESS, _("where it begins"), item("address")),
)


@dataclass(frozen=True, slots=True)
class Operation:
    """One address of the API: what it answers with, and what it may be asked."""

    name: str
    path: str  # as OpenAPI writes it: /articles/{id}
    said: str
    parameters: tuple[Parameter, ...]
    answer: Json  # the schema of what stands beside "about"
    shapes: tuple[Shape, ...]
    statuses: tuple[int, ...]
    example: str = ""
    resource: str = ""  # of which one record is asked

    @property
    def address(self) -> str:
        """Give the address with its path, for a page."""
        return addresses.API.rstrip("/") + self.path


def _listing(shape: Shape, *wholes: Shape) -> Json:
    properties: Json = {
        name: field for whole in wholes for name, field in whole.schema()["properties"].items()
    }
    properties |= {
        "items": {"type": "array", "items": shape.reference, "description": "the records"},
        "next": NEXT.schema(),
    }
    return properties


def _of(resource: Resource) -> Iterator[Operation]:
    yield Operation(
        f"list-{resource.name}",
        f"/{resource.name}",
        resource.said,
        resource.parameters,
        _listing(resource.shape),
        (resource.shape,),
        (400, 404),
        addresses.api(resource.name),
    )
    yield Operation(
        f"get-{resource.singular}",
        f"/{resource.name}/{{id}}",
        f"one {resource.singular} by its id",
        (),
        {"item": {**resource.alone.reference, "description": f"the {resource.singular}"}},
        (resource.alone,),
        (301, 400, 404, 410),
        resource=resource.name,
    )


def operations() -> tuple[Operation, ...]:
    """Give every address of the API."""
    lists: Json = {"items": {"type": "array", "items": LISTED.reference, "description": "the lists"}}
    begin = Operation(
        "begin", "/", _("the lists that there are"), (), lists, (LISTED,), (400,), addresses.API
    )
    search = Operation(
        SEARCH,
        f"/{SEARCH}",
        _("passages by their words and by what they have in common, as on the site’s own page"),
        finding.PARAMETERS,
        _listing(finding.FOUND, finding.RESULT),
        (finding.RESULT, finding.FOUND),
        (400, 404),
        f"{addresses.api(SEARCH)}?in=kind:title",
    )
    return (begin, *chain.from_iterable(map(_of, RESOURCES.values())), search)


def openapi(base: str, site: str, number: str, licences: Iterable[str]) -> Json:
    """Describe the whole API as it stands on a site."""
    known = operations()
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{site}: the archive for programs",
            "version": VERSION,
            "summary": f"What edition {number} holds, to be read as JSON.",
            "description": f"Explained at {base}{problems.PAGE}. The annotation is under "
            f"{', '.join(licences)}; the rights in a text stand with its article.",
        },
        "externalDocs": {"url": f"{base}{problems.PAGE}"},
        "servers": [{"url": base + addresses.API.rstrip("/")}],
        "paths": {one.path: {"get": _operation(one)} for one in known} | {"/openapi.json": {"get": _ITSELF}},
        "components": {
            "schemas": dict(
                schemas(chain([answers.ABOUT, problems.PROBLEM], *(one.shapes for one in known)))
            ),
            "headers": _HEADERS,
            "responses": {str(kind.status): _problem(kind) for kind in problems.KINDS.values()},
        },
    }


_HEADERS: Json = {
    "ETag": {
        "schema": TEXT,
        "description": "names this answer: sent back as If-None-Match, 304 says that it holds",
    },
    "Link": {
        "schema": TEXT,
        "description": "this description, the page about it, and what comes next (RFC 8288)",
    },
    "Retry-After": {"schema": TEXT, "description": "seconds"},
    "Allow": {"schema": TEXT, "description": "the methods that are answered"},
    "Location": {"schema": TEXT, "description": "where the record is now"},
}


def _headers(*names: str) -> Json:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _problem(kind: problems.Kind) -> Json:
    headers = {405: _headers("Allow"), 429: _headers("Retry-After")}.get(kind.status)
    return {
        "description": f"{kind.title}: {kind.said}.",
        **({"headers": headers} if headers else {}),
        "content": {problems.MEDIA_TYPE: {"schema": problems.PROBLEM.reference}},
    }


def _operation(one: Operation) -> Json:
    properties = {
        "about": {**answers.ABOUT.reference, "description": "of which edition this is"},
        **one.answer,
    }
    schema = {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
    statuses = sorted({*one.statuses, 304, 405, 429, 503})
    return {
        "operationId": one.name,
        "summary": one.said,
        "parameters": [*_in_path(one), *map(_in_query, one.parameters)],
        "responses": {
            "200": {
                "description": "What was asked for.",
                "headers": _headers("ETag", "Link"),
                "content": {answers.MEDIA_TYPE: {"schema": schema}},
            },
            **{
                str(status): _OTHER.get(status, {"$ref": f"#/components/responses/{status}"})
                for status in statuses
            },
        },
    }


_OTHER: dict[int, Json] = {
    301: {"description": "The record is one with another now.", "headers": _headers("Location")},
    304: {"description": "What the reader has holds still.", "headers": _headers("ETag")},
    503: {
        "description": "Nothing is published yet, or the archive is being restored.",
        "content": {"text/html": {}},
    },
}
_ITSELF: Json = {
    "operationId": "describe",
    "summary": "this description",
    "responses": {
        "200": {
            "description": "OpenAPI 3.1.",
            "headers": _headers("ETag"),
            "content": {answers.MEDIA_TYPE: {"schema": {"type": "object"}}},
        },
        **{
            str(status): _OTHER.get(status, {"$ref": f"#/components/responses/{status}"})
            for status in (304, 400, 405, 429, 503)
        },
    },
}


def _in_path(one: Operation) -> list[Json]:
    if "{id}" not in one.path:
        return []
    return [
        {
            "name": "id",
            "in": "path",
            "required": True,
            "schema": {**TEXT, "minLength": 1},
            "description": "the id",
        }
    ]


def _in_query(parameter: Parameter) -> Json:
    is_many = parameter.schema["type"] == "array"
    return {
        "name": parameter.name,
        "in": "query",
        "description": parameter.said,
        "schema": parameter.schema,
        **({"style": "form", "explode": True} if is_many else {}),
    }

"""What may be asked of the API: parameters with their schema, which is also what refuses the rest.

A parameter that is not known, stands twice or has a value that its schema excludes is answered with 400
and a sentence: silently leaving one out would give a program more than it asked for.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_noop as _

from sources.public.api.shapes import DAY, ID, TEXT, Json

MOST = 100  # records in one answer
USUAL = 50  # where no other number is asked for
Rows = Any  # Any: a queryset of any of the edition's models


class BadRequest(Exception):
    """Something was asked that cannot be; the sentence says what."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a query: its name, the schema of its value, what it means."""

    name: str
    schema: Json
    said: str

    def read(self, values: Sequence[str]) -> Any:  # noqa: ANN401 -- as the schema says: text, number, day or list
        """Read what was asked; raise BadRequest where the schema excludes it."""
        if self.schema["type"] == "array":
            if len(values) > self.schema["maxItems"]:
                raise BadRequest(
                    f"“{self.name}” stands {len(values)} times; at most {self.schema['maxItems']}."
                )
            return [_fitting(self.name, self.schema["items"], value) for value in values]
        if len(values) > 1:
            raise BadRequest(f"“{self.name}” stands {len(values)} times; it may stand once.")
        return _fitting(self.name, self.schema, values[0])


@dataclass(frozen=True, slots=True)
class Filter(Parameter):
    """A parameter that keeps those rows that it asks for."""

    keep: Callable[[Rows, Any], Rows]


LIMIT = Parameter(
    "limit",
    {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL},
    _("how many records one answer may have"),
)


def text_up_to(length: int) -> Json:
    """Give the schema of a text of at most so many characters."""
    return {**TEXT, "maxLength": length}


def read(asked: QueryDict, parameters: Sequence[Parameter]) -> Json:
    """Read the query of an address; give the values by name, of those that were asked."""
    known = {parameter.name: parameter for parameter in parameters}
    for name in asked:
        if name not in known:
            takes = f"it takes {', '.join(sorted(known))}" if known else "it takes none"
            raise BadRequest(f"This address has no parameter “{name[:60]}”; {takes}.")
    return {name: known[name].read(values) for name, values in asked.lists()}


def _fitting(name: str, schema: Json, value: str) -> Any:  # noqa: ANN401 -- as the schema says
    if schema["type"] == "integer":
        number = int(value) if re.fullmatch(r"\d{1,9}", value, re.ASCII) else -1
        if not schema["minimum"] <= number <= schema["maximum"]:
            span = f"{schema['minimum']} to {schema['maximum']}"
            raise BadRequest(f"“{name}” is {_shown(value)}; it is a whole number from {span}.")
        return number
    if "enum" in schema and value not in schema["enum"]:
        raise BadRequest(f"“{name}” is {_shown(value)}; it is one of {', '.join(sorted(schema['enum']))}.")
    if len(value) > schema.get("maxLength", len(value)):
        raise BadRequest(f"“{name}” has {len(value)} characters; at most {schema['maxLength']} are read.")
    if "pattern" in schema and not re.search(schema["pattern"], value):
        raise BadRequest(f"“{name}” is {_shown(value)}; it has the form {schema['pattern']}.")
    return _day(name, value) if schema.get("format") == DAY["format"] else value


def _day(name: str, value: str) -> date:
    try:
        if len(value) == len("2011-12-16"):  # Python reads 20111216 too
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise BadRequest(f"“{name}” is {_shown(value)}; it is a day, e.g. 2011-12-16.")


def _shown(value: str) -> str:
    return f"“{value[:60]}”" if value else "empty"


def id_of(name: str, said: str, path: str) -> Filter:
    """Make a filter of rows by the public id of what they refer to."""
    return Filter(name, ID, said, lambda rows, value: rows.filter(**{path: value}))

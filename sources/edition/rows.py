"""The rows of which an edition has most, as plain data: a tenth of the price of a model's instance.

Each has the columns of its table, under the names of the read model's attributes; ``building.insert``
takes them as it takes models, and a test holds the two together.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from django.db.models import Model

from sources.edition import models

NOTHING_BESIDE = '{"shown":[],"more":0}'  # as JSON: what most passages begin with


@dataclass(slots=True)
class Passage:
    """A row of ``edition_passage``."""

    model: ClassVar[type[Model]] = models.Passage

    id: int
    public_id: str
    document_id: int
    article_id: int | None
    number: str
    start: int
    end: int
    kind: str
    is_reading: bool
    continues: bool
    speaker_id: int | None
    speaker_name: str
    text: str | None
    revision: int
    duplicate_of_id: int | None = None
    marks: list[list[Any]] = field(default_factory=list)
    topics: list[list[str]] = field(default_factory=list)
    beside: str = NOTHING_BESIDE
    sayings: list[list[Any]] = field(default_factory=list)
    claims: list[list[str]] = field(default_factory=list)


@dataclass(slots=True)
class Revision:
    """A row of ``edition_revision``."""

    model: ClassVar[type[Model]] = models.Revision

    id: int
    passage_id: int
    number: int
    text: str | None
    commitment: str
    splices: list[list[Any]]
    reason: str
    made_on: date | None


@dataclass(slots=True)
class Appearance:
    """A row of ``edition_appearance``."""

    model: ClassVar[type[Model]] = models.Appearance

    id: int
    position: int
    corpus_id: int
    article_id: int
    passage_id: int
    entity_id: int | None
    date_id: int | None
    start: int
    end: int
    exact: str
    before: str
    after: str
    certainty: str
    rule: str
    anchor: str
    in_copy: bool


@dataclass(slots=True)
class EntityName:
    """A row of ``edition_entityname``."""

    model: ClassVar[type[Model]] = models.EntityName

    entity_id: int
    form: str
    relation: str
    language: str
    script: str
    times: int
    writer_count: int
    writers: list[list[str]]
    id: int = 0
    position: int = 0


@dataclass(slots=True)
class NameKey:
    """A row of ``edition_namekey``."""

    model: ClassVar[type[Model]] = models.NameKey

    id: int
    key: str
    form: str
    entity_id: int


@dataclass(slots=True)
class Together:
    """A row of ``edition_together``."""

    model: ClassVar[type[Model]] = models.Together

    id: int
    entity_id: int
    passage_count: int
    other_id: int | None = None
    date_id: int | None = None


@dataclass(slots=True)
class Saying:
    """A row of ``edition_saying``."""

    model: ClassVar[type[Model]] = models.Saying

    id: int
    position: int
    speaker_id: int
    article_id: int
    passage_id: int
    start: int
    end: int
    kind: str
    in_copy: bool


Row = Passage | Revision | Appearance | Saying | EntityName | NameKey | Together

"""Which articles and entities an act concerns: read from its rows when it is recorded.

The log keeps rows as JSON, which no index helps to search: of 100,000 acts those on one article took
seconds to find. A row of the log is of an article by its own columns, or by the passage or the wording
that it hangs on; where that passage stands is what the act itself did, or else what is stored.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from sources.annotate import rows as table
from sources.models import ChangeSet, Concern, Passage, PassageRevision
from sources.models.changeset import OF_ARTICLE, OF_ENTITY, OF_PASSAGE, OF_REVISION

State = Mapping[str, Any]


class Row(Protocol):
    """A row that an act touched, as it was and as it is."""

    @property
    def model(self) -> str:
        """Its table."""

    @property
    def row(self) -> str:
        """Its primary key."""

    @property
    def before(self) -> State | None:
        """As it was; None where it was not there."""

    @property
    def after(self) -> State | None:
        """As it is; None where it is gone."""


@dataclass(slots=True)
class _Found:
    """What the rows of an act name, and where its own passages and wordings stand or stood."""

    entities: set[int] = field(default_factory=set)
    articles: set[int] = field(default_factory=set)
    passages: set[int] = field(default_factory=set)
    revisions: set[int] = field(default_factory=set)
    article_of: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))  # by passage
    passage_of: dict[int, int] = field(default_factory=dict)  # by wording


def note(entry: ChangeSet, changes: Iterable[Row]) -> None:
    """Write what an act concerns beside it."""
    articles, entities = concerned(changes)
    told = [(entry.pk, "article", key) for key in sorted(articles)]
    told += [(entry.pk, "entity", key) for key in sorted(entities)]
    table.insert_told(Concern, ("changeset", "model", "row"), told)


def concerned(changes: Iterable[Row]) -> tuple[set[int], set[int]]:
    """Give the articles and the entities that rows of the log are about, by primary key."""
    found = _Found()
    for change in changes:
        _read(found, change)
    for revision in found.revisions & found.passage_of.keys():
        found.passages.add(found.passage_of[revision])
    for passage in found.passages & found.article_of.keys():
        found.articles |= found.article_of[passage]
    revisions = found.revisions - found.passage_of.keys()
    found.articles |= _stored(PassageRevision, revisions, "passage__article")
    found.articles |= _stored(Passage, found.passages - found.article_of.keys(), "article")
    return found.articles, found.entities


_OWN = {"article": "articles", "entity": "entities"}
_BY_COLUMN = (
    ("entities", OF_ENTITY),
    ("articles", OF_ARTICLE),
    ("passages", OF_PASSAGE),
    ("revisions", OF_REVISION),
)


def _read(found: _Found, change: Row) -> None:
    """Take from one row what it names."""
    states = [state for state in (change.before, change.after) if state]
    if change.model in _OWN:
        getattr(found, _OWN[change.model]).add(int(change.row))
    for of, columns in _BY_COLUMN:
        if change.model in columns:
            getattr(found, of).update(_values(states, columns[change.model]))
    if change.model == "passage":
        found.article_of[int(change.row)].update(_values(states, OF_ARTICLE["passage"]))
    elif change.model == "passagerevision":
        found.passage_of[int(change.row)] = next(_values(states, ("passage_id",)))


def _values(states: Iterable[State], columns: Iterable[str]) -> Iterator[int]:
    for state in states:
        for column in columns:
            if state.get(column) is not None:
                yield state[column]


def _stored(model: type[Passage] | type[PassageRevision], keys: Collection[int], column: str) -> set[int]:
    """Give the articles in which these rows stand, as the database has it."""
    wanted, found = sorted(keys), set[int]()
    for start in range(0, len(wanted), table.MOST_VALUES):
        rows = model._default_manager.filter(pk__in=wanted[start : start + table.MOST_VALUES])
        found.update(key for key in rows.values_list(column, flat=True).order_by().distinct() if key)
    return found

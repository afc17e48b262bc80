"""Who and when each passage names, as ``beside`` asks it; and its findings put into the passages' rows.

Twice: gathered while a whole edition is made, and read from an edition's file where only a few
passages have to be looked at again. Both give the same, so both make the same edition.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby
from operator import itemgetter

from django.utils.translation import gettext as _

from sources.edition.beside import Finder, Item, Neighbours, weight
from sources.edition.building import as_json
from sources.edition.copy import Copier
from sources.edition.facts import AllFacts, Facts
from sources.edition.numbers import WITHIN
from sources.edition.rows import NOTHING_BESIDE
from sources.edition.tally import Named
from sources.vocabulary import TELLING_KINDS


@dataclass(frozen=True, slots=True)
class Gathered:
    """The index of an edition in the making: everything in memory."""

    passages: Mapping[int, Named]
    articles: Mapping[int, Set[int]]
    items: Mapping[tuple[int, bool, int], Item]

    @classmethod
    def of(cls, copier: Copier) -> "Gathered":
        """Make it of what was counted while the texts were copied."""
        passages = copier.tally.named
        articles: dict[int, set[int]] = defaultdict(set)
        places: dict[tuple[int, bool, int], list[int]] = defaultdict(list)
        for passage, named in passages.items():
            articles[named.article].add(passage)
            for one in named.entities:
                places[named.corpus, False, one].append(passage)
            for one in named.days:
                places[named.corpus, True, one].append(passage)
        sizes: Counter[int] = Counter()
        for row in copier.articles.values():
            if row.copy_of_id is None:
                sizes[row.corpus_id] += row.passage_count
        items = {key: _item(key, where, copier, sizes[key[0]]) for key, where in places.items()}
        return cls(passages, articles, items)

    def named(self, passage: int) -> Named:
        """Give what a passage names."""
        return self.passages[passage]

    def entities(self, named: Named) -> Sequence[Item]:
        """Give the entities of a passage as items."""
        return [self.items[named.corpus, False, one] for one in named.entities]

    def days(self, named: Named) -> Sequence[Item]:
        """Give the days of a passage as items."""
        return [self.items[named.corpus, True, one] for one in named.days]

    def own(self, named: Named) -> Set[int]:
        """Give the passages of the same article."""
        return self.articles[named.article]


def _item(key: tuple[int, bool, int], where: list[int], copier: Copier, size: int) -> Item:
    corpus, is_day, one = key
    if is_day:
        day = copier.tally.date_by_id[one]
        count, name = day.passages[corpus], day.date.edtf
    else:
        entity = copier.tally.by_id[one]
        count, name = entity.passages[corpus], entity.entity.public_id
    return Item(one, (count, name), weight(count, size), Where(where))


@dataclass(frozen=True, slots=True)
class Where:
    """Gives the passages that name one, and can be handed to another process."""

    passages: list[int]

    def __call__(self) -> list[int]:
        """Give them."""
        return self.passages


@dataclass(frozen=True, slots=True)
class Linking:
    """What is needed to say what stands beside passages, as it can be handed to another process."""

    index: Gathered
    facts: AllFacts
    names: Mapping[int, str]
    passages: Sequence[int]

    @classmethod
    def of(cls, copier: Copier, connection: sqlite3.Connection) -> "Linking":
        """Gather it for every passage, the texts being in the file."""
        index = Gathered.of(copier)
        names = {one: tally.entity.preferred_name for one, tally in copier.tally.by_id.items()}
        return cls(index, AllFacts.of(connection), names, list(index.passages))

    def parted(self, share: float) -> tuple["Linking", "Linking"]:
        """Part it in two, of which the first has this share of the passages."""
        place = int(len(self.passages) * share)
        return replace(self, passages=self.passages[:place]), replace(self, passages=self.passages[place:])

    def carry_out(self, _: object = None) -> list[tuple[str, int]]:
        """Give what stands beside each passage, as the column holds it, with the passage."""
        finder = Finder(self.index)
        found = ((one, finder.beside(one)) for one in self.passages)
        return list(placed(found, self.facts, self.names))


# An appearance's number begins with its passage's (``numbers.within``): a range of rows, no index between.
_NAMED = """
SELECT p.id, p.article_id, x.corpus_id, x.entity_id, CASE WHEN d.precision = 'day' THEN x.date_id END
FROM {passages} p CROSS JOIN edition_appearance x
ON x.id BETWEEN p.id << {within} AND ((p.id + 1) << {within}) - 1
LEFT JOIN edition_date d ON d.id = x.date_id {which}
"""
_PASSAGE = _NAMED.format(passages="edition_passage", within=WITHIN, which="WHERE p.id = ?")
_PASSAGES = _NAMED.format(
    passages="temp.wanted CROSS JOIN edition_passage",
    within=WITHIN,
    which="WHERE p.id = wanted.id ORDER BY p.id",
)
_OWN = "SELECT id FROM edition_passage WHERE article_id = ?"
_COUNTS = {
    False: "SELECT c.passage_count, e.public_id FROM edition_entityincorpus c"
    " JOIN edition_entity e ON e.id = c.entity_id WHERE c.corpus_id = ? AND c.entity_id = ?",
    True: "SELECT c.passage_count, d.edtf FROM edition_dateincorpus c"
    " JOIN edition_date d ON d.id = c.date_id WHERE c.corpus_id = ? AND c.date_id = ?",
}
TELLING = ", ".join(f"'{kind}'" for kind in sorted(TELLING_KINDS))
WHERE = {
    is_day: "SELECT DISTINCT x.passage_id FROM edition_appearance x"  # noqa: S608 -- our own words
    f" JOIN edition_passage p ON p.id = x.passage_id WHERE x.{column} = ? AND x.corpus_id = ?"
    f" AND NOT x.in_copy AND p.kind IN ({TELLING})"
    for is_day, column in ((False, "entity_id"), (True, "date_id"))
}


@dataclass(slots=True)
class Filed:
    """The index as an edition's file has it: asked row by row, and what was answered is kept."""

    connection: sqlite3.Connection
    known: dict[int, Named] = field(default_factory=dict)
    items: dict[tuple[int, bool, int], Item] = field(default_factory=dict)
    places: dict[tuple[int, bool, int], list[int]] = field(default_factory=dict)
    sizes: dict[int, int] = field(default_factory=dict)
    of_article: dict[int, frozenset[int]] = field(default_factory=dict)

    def named(self, passage: int) -> Named:
        """Give what a passage names."""
        if passage not in self.known:
            self.known[passage] = _named(self.connection.execute(_PASSAGE, [passage]))
        return self.known[passage]

    def learn(self, passages: Iterable[int]) -> None:
        """Read what these passages name, all at once."""
        missing = set(passages) - self.known.keys()
        with self._wanted(missing):
            for passage, rows in groupby(self.connection.execute(_PASSAGES), key=itemgetter(0)):
                self.known[passage] = _named(rows)

    def stored(self, passages: Iterable[int]) -> dict[int, str]:
        """Give what stands beside these passages now."""
        with self._wanted(passages):
            rows = self.connection.execute(
                "SELECT id, beside FROM temp.wanted CROSS JOIN edition_passage USING (id)"
            )
            return dict(rows.fetchall())

    @contextmanager
    def _wanted(self, passages: Iterable[int]) -> Iterator[None]:
        self.connection.execute("CREATE TEMP TABLE wanted (id INTEGER PRIMARY KEY)")
        self.connection.executemany("INSERT INTO wanted VALUES (?)", [(one,) for one in passages])
        yield
        self.connection.execute("DROP TABLE wanted")

    def entities(self, named: Named) -> Sequence[Item]:
        """Give the entities of a passage as items."""
        return [self._item((named.corpus, False, one)) for one in named.entities]

    def days(self, named: Named) -> Sequence[Item]:
        """Give the days of a passage as items."""
        return [self._item((named.corpus, True, one)) for one in named.days]

    def own(self, named: Named) -> Set[int]:
        """Give the passages of the same article."""
        if named.article not in self.of_article:
            rows = self.connection.execute(_OWN, [named.article])
            self.of_article[named.article] = frozenset([row for (row,) in rows])
        return self.of_article[named.article]

    def where(self, key: tuple[int, bool, int]) -> list[int]:
        """Give the telling passages of a corpus that name an entity or a day."""
        if key not in self.places:
            corpus, is_day, one = key
            self.places[key] = [row for (row,) in self.connection.execute(WHERE[is_day], [one, corpus])]
        return self.places[key]

    def _item(self, key: tuple[int, bool, int]) -> Item:
        if key not in self.items:
            corpus, is_day, one = key
            count, name = self.connection.execute(_COUNTS[is_day], [corpus, one]).fetchone()
            self.items[key] = Item(
                one, (count, name), weight(count, self._size(corpus)), partial(self.where, key)
            )
        return self.items[key]

    def _size(self, corpus: int) -> int:
        if corpus not in self.sizes:
            [row] = self.connection.execute("SELECT passage_count FROM edition_corpus WHERE id = ?", [corpus])
            self.sizes[corpus] = row[0]
        return self.sizes[corpus]


def _named(rows: Iterable[tuple[int, int, int, int | None, int | None]]) -> Named:
    found = list(rows)
    article, corpus = found[0][1:3] if found else (0, 0)
    return Named(
        article,
        corpus,
        frozenset([entity for *_, entity, _ in found if entity is not None]),
        frozenset([day for *_, day in found if day is not None]),
    )


def placed(
    found: Iterable[tuple[int, Neighbours]], facts: Facts, names: Mapping[int, str]
) -> Iterator[tuple[str, int]]:
    """Give what stands beside each of these passages, as the column holds it, with the passage."""
    for passage, near in found:
        yield as_json(_shown(near, facts, names)) if near.shown else NOTHING_BESIDE, passage


def _shown(near: Neighbours, facts: Facts, names: Mapping[int, str]) -> dict[str, object]:
    shown = []
    for neighbour in near.shown:
        public_id, number, article, slug, source = facts(neighbour.passage)
        why = [_("same day")] if neighbour.day_is_shared else []
        why += [names[one] for one in neighbour.entities[:3]]
        shown.append([public_id, article, slug, number, source, ", ".join(why)])
    return {"shown": shown, "more": near.more}

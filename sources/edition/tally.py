"""What is counted while an edition is made: who appears where, how spelt, beside whom.

A copy is shown but not counted: its appearances add nothing to these figures, only to the spellings
(which source writes which form is true of the reprint too).
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import chain, permutations, product

from sources.edition.models import Article
from sources.edition.numbers import Numbers
from sources.edition.rows import Appearance, Passage
from sources.models import Date as EditorialDate
from sources.models import Entity as EditorialEntity
from sources.vocabulary import TELLING_KINDS

# Pages list who is named together with whom; past these nobody reads on.
MOST_TOGETHER = 24


@dataclass(slots=True)
class EntityTally:
    """One entity's figures, with its row on the editorial side and its id in the edition."""

    entity: EditorialEntity
    id: int
    passages: Counter[int] = field(default_factory=Counter)  # by corpus id
    articles: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))  # by corpus id
    corpora: set[int] = field(default_factory=set)  # that mention it
    seen_in: set[int] = field(default_factory=set)  # and in which it only speaks
    mentions: int = 0
    said: Counter[int] = field(default_factory=Counter)  # by article id: turns and quotations
    forms: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))  # form: article id


@dataclass(slots=True)
class DateTally:
    """One date's figures, likewise."""

    date: EditorialDate
    id: int
    passages: Counter[int] = field(default_factory=Counter)


@dataclass(slots=True)
class Named:
    """Who and when one passage names, by edition ids, for counts and cross-links."""

    article: int
    corpus: int
    entities: frozenset[int]
    days: frozenset[int]


@dataclass(slots=True)
class Tally:
    """All figures of an edition in the making."""

    numbers: Numbers = field(default_factory=Numbers)
    entities: dict[int, EntityTally] = field(default_factory=dict)  # by editorial pk
    dates: dict[int, DateTally] = field(default_factory=dict)
    by_id: dict[int, EntityTally] = field(default_factory=dict)
    date_by_id: dict[int, DateTally] = field(default_factory=dict)
    # What each passage names, entities and dates: who stands together follows, when all are there.
    together: list[tuple[frozenset[int], frozenset[int]]] = field(default_factory=list)
    days: set[int] = field(default_factory=set)  # ids of the dates that are one day
    named: dict[int, Named] = field(default_factory=dict)  # by passage id; originals only

    def entity(self, entity: EditorialEntity) -> EntityTally:
        """Find or begin the figures of an entity."""
        found = self.entities.get(entity.id)
        if found is None:
            found = self.entities[entity.id] = EntityTally(entity, self.numbers.entities.of(entity.public_id))
            self.by_id[found.id] = found
        return found

    def date(self, date: EditorialDate) -> DateTally:
        """Find or begin the figures of a date."""
        found = self.dates.get(date.id)
        if found is None:
            found = self.dates[date.id] = DateTally(date, self.numbers.dates.of(date.edtf))
            self.date_by_id[found.id] = found
            if date.precision == "day":
                self.days.add(found.id)
        return found

    def count(self, article: Article, passage: Passage, appearances: list[Appearance]) -> None:
        """Count one passage's appearances (each carries its edition ids); a copy's are not counted."""
        if not appearances or article.copy_of_id is not None:
            return
        own, corpus = article.id, article.corpus_id
        named = [found.entity_id for found in appearances if found.entity_id]
        entities = frozenset(named)
        dates = frozenset([found.date_id for found in appearances if found.date_id])
        by_id = self.by_id
        for one in named:
            by_id[one].mentions += 1
        for one in entities:
            entity = by_id[one]
            entity.passages[corpus] += 1
            entity.articles[corpus].add(own)
        for date in dates:
            self.date_by_id[date].passages[corpus] += 1
        self.together.append((entities, dates))
        if passage.kind in TELLING_KINDS:
            self.named[passage.id] = Named(own, corpus, entities, dates & self.days)

    def pairs(self) -> tuple[Counter[tuple[int, int]], Counter[tuple[int, int]]]:
        """Count in how many passages each two entities stand together, and each entity with each date."""
        return (
            Counter(chain.from_iterable(permutations(entities, 2) for entities, _ in self.together)),
            Counter(chain.from_iterable(product(*both) for both in self.together)),
        )

"""The ways into a corpus: its indexes, each with the names that lead to most."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sources.edition.models import Corpus, EntityInCorpus
from sources.public import addresses
from sources.public.showing.calendar import Counted, with_weekday
from sources.public.showing.page import section_name


@dataclass(frozen=True, slots=True)
class Way:
    """One index: its name, its address, how many it holds, some of them."""

    name: str
    address: str
    count: int
    some: tuple[tuple[str, str], ...]  # name, address


def entity_way(kind: str, corpus_slug: str, count: int, most: Iterable[EntityInCorpus]) -> Way:
    """Give the way in by people, places or organisations."""
    some = tuple(
        (row.entity.name, addresses.entity(kind, row.entity.public_id, row.entity.slug)) for row in most
    )
    return Way(section_name(addresses.INDEXES[kind]), addresses.entities(kind, corpus_slug), count, some)


def date_way(corpus_slug: str, count: int, dates: Sequence[Counted], most: int) -> Way:
    """Give the way in by dates: the days most spoken of."""
    busiest = sorted(dates, key=lambda row: (row.precision != "day", -row.count, row.edtf))[:most]
    some = tuple((row.words, addresses.date(row.edtf)) for row in busiest)
    return Way(section_name("dates"), addresses.dates(corpus_slug), count, some)


def other_ways(corpus: Corpus) -> list[Way]:
    """Give the other indexes of a corpus, those that have anything in them."""
    counted = (
        (_("topic"), addresses.topics(corpus.slug), corpus.topic_count),
        (_("publication"), addresses.origins("publication", corpus.slug), corpus.publication_count),
        (_("contributor"), addresses.origins("contributor", corpus.slug), corpus.contributor_count),
    )
    return [Way(name, address, count, ()) for name, address, count in counted if count]


@dataclass(frozen=True, slots=True)
class Beginning:
    """The day of a corpus that most passages speak of: where a newcomer begins."""

    words: str
    address: str
    count: int


def beginning(corpus: Corpus, dates: Sequence[Counted]) -> Beginning | None:
    """Give the day that most passages of a corpus speak of; None where no source names a day."""
    days = [row for row in dates if row.precision == "day" and row.count and row.earliest]
    most = max(days, key=lambda row: (row.count, row.edtf), default=None)
    if most is None or most.earliest is None:
        return None
    words = with_weekday(most.earliest, most.words)
    return Beginning(words, addresses.event_day(corpus.slug, most.earliest.isoformat()), most.count)

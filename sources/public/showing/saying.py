"""What somebody said, by the article that says so; and who is quoted in a passage."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import F, Func, IntegerField, QuerySet, TextField, Value
from django.db.models.functions import Least
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from sources.edition.models import Entity, Passage, Saying
from sources.public import addresses, wording
from sources.public.showing.naming import Named, named

LENGTH = 300  # characters of a saying that a list shows
MOST_SHOWN = 5  # of one article; the article has them all
HOW = {"direct": gettext_noop("quoted"), "indirect": gettext_noop("retold"), "turn": gettext_noop("own turn")}


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that somebody said, as far as a list shows it."""

    number: str
    address: str
    words: str  # empty where they are not held, or not to be shown
    how: str


@dataclass(frozen=True, slots=True)
class SaidIn:
    """What one article lets somebody say."""

    source: Named
    said: tuple[Said, ...]
    more: int
    language: str


def of_speaker(speaker: Entity, most: int) -> QuerySet[Saying]:
    """Find what somebody said in distinct texts, each cut to what a list shows; one more than asked for."""
    length = Least(F("end") - F("start"), Value(LENGTH + 1), output_field=IntegerField())
    words = Func(
        F("passage__text"), F("start") + Value(1), length, function="SUBSTR", output_field=TextField()
    )
    rows = Saying.objects.filter(speaker=speaker, in_copy=False).order_by("position")
    rows = rows.select_related("article", "passage").defer(
        "passage__text", "passage__marks", "passage__beside", "passage__topics", "passage__sayings"
    )
    return rows.annotate(words=words)[: most + 1]


def by_article(rows: Iterable[Saying]) -> tuple[SaidIn, ...]:
    """Group sayings, given in order, by their article."""
    return tuple(_in_article([*group]) for _article, group in groupby(rows, key=lambda row: row.article_id))


def _in_article(rows: Sequence[Saying]) -> SaidIn:
    article = rows[0].article
    said = tuple(
        Said(
            row.passage.number,
            addresses.passage(article.public_id, article.slug, row.passage.number),
            _cut(getattr(row, "words", None) or ""),
            _(HOW[row.kind]),
        )
        for row in rows[:MOST_SHOWN]
    )
    return SaidIn(named(article), said, max(len(rows) - MOST_SHOWN, 0), article.language)


def _cut(words: str) -> str:
    """Give the beginning, to its last whole word."""
    if len(words) <= LENGTH:
        return words
    return (words[:LENGTH].rpartition(" ")[0] or words[:LENGTH]) + " …"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody to whom a passage gives words, and how."""

    name: str
    address: str  # empty where no record is kept of them
    how: str


def speakers_of(passage: Passage) -> tuple[Speaker, ...]:
    """Name who is quoted in a passage, each once, in the order of their words."""
    hows: dict[tuple[str, str], dict[str, None]] = {}
    for how, kind, public_id, slug, name in (row[2:] for row in passage.sayings):
        address = addresses.entity(kind, public_id, slug) if public_id else ""
        hows.setdefault((name, address), {})[_(HOW[how])] = None
    return tuple(Speaker(name, address, wording.listing(how)) for (name, address), how in hows.items())

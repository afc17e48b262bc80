"""The answers to a question as rows of its table: one for each assertion, with all that tell it.

The figure is said as it was given, who asserts it comes before who reports it, and what several articles
repeat is one row that names each of them. Nothing is called true, and nothing is averaged.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from sources.edition import stances
from sources.edition.models import Claim, Entity
from sources.public import addresses, wording
from sources.public.showing.naming import Named, named
from sources.values.figures import Figure
from sources.vocabulary import Certainty


@dataclass(frozen=True, slots=True)
class Report:
    """One place where an assertion is told, with its words where they may be shown."""

    source: Named
    number: str
    address: str
    language: str
    before: str
    exact: str
    after: str


@dataclass(frozen=True, slots=True)
class Link:
    """Somebody by name, and where that leads; "" where it is somebody in words."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One assertion: its figure or option, whose it is, when, and who reports it."""

    claim: Claim
    said: str  # "64", "denies 64", "not known"
    asserter: Link
    party: str
    notes: tuple[str, ...]
    chain: tuple[Link, ...]
    reports: tuple[Report, ...]
    when: str
    is_published: bool  # no moment is known that it stands for: when it was published
    since: date | None  # to order by
    counts: str

    @property
    def anchor(self) -> str:
        """Give the id of its row."""
        return f"c-{self.claim.public_id}"

    @property
    def address(self) -> str:
        """Give its own page."""
        return addresses.claim(self.claim.public_id)

    @property
    def figure(self) -> Figure:
        """Give its figure, with bounds."""
        return Figure(self.claim.measure, self.claim.low, self.claim.high)

    @property
    def key(self) -> str:
        """Tell one asserter from another."""
        return self.asserter.address or self.asserter.name.casefold()


def answers(claims: Sequence[Claim]) -> tuple[Answer, ...]:
    """Gather a question's claims, given in reading order with article, passage and asserter."""
    told: dict[int, list[Claim]] = {}
    for claim in claims:
        told.setdefault(claim.original_id or claim.pk, []).append(claim)
    rows = {claim.pk: claim for claim in claims}
    return tuple(_answer(rows[key], found) for key, found in told.items() if key in rows)


def _answer(claim: Claim, told: Sequence[Claim]) -> Answer:
    first = claim.article
    published = wording.brief(first.published_words) or _("undated")
    return Answer(
        claim=claim,
        said=said(claim),
        asserter=asserter(claim),
        party=claim.party.label if claim.party else "",
        notes=tuple(_notes(claim)),
        chain=tuple(Link(step[3], _address_of(step)) for step in claim.chain),
        reports=tuple(report(one) for one in sorted(told, key=lambda one: one.pk)),
        when=wording.brief(claim.as_of_words) or published,
        is_published=not claim.as_of_words,
        since=claim.as_of_earliest or first.published_earliest,
        counts=_counts(claim),
    )


def said(claim: Claim) -> str:
    """Say an answer with its stance: "64", "denies 64", "not known"."""
    answer = claim.answer if claim.measure or claim.option or len(claim.answer) <= _SHORT else ""
    return stances.said_with(claim.stance, answer) or claim.answer


_SHORT = 60


def asserter(claim: Claim) -> Link:
    """Give who asserts it; an entity leads to its page."""
    return Link(claim.asserter_name, entity_address(claim.asserter) if claim.asserter else "")


def entity_address(entity: Entity) -> str:
    """Give the page of an entity."""
    return addresses.entity(entity.kind, entity.public_id, entity.slug)


def _address_of(step: Sequence[str]) -> str:
    kind, public_id, slug, _name = step
    return addresses.entity(kind, public_id, slug) if public_id else ""


def report(claim: Claim) -> Report:
    """Give the place where a claim stands; article and passage must have been selected with it."""
    article = claim.article
    return Report(
        source=named(article),
        number=claim.passage.number,
        address=addresses.passage(article.public_id, article.slug, claim.passage.number),
        language=article.language,
        before=claim.before,
        exact=claim.exact,
        after=claim.after,
    )


def _notes(claim: Claim) -> Iterable[str]:
    if claim.text and claim.text != claim.answer:
        yield claim.text
    if claim.certainty != Certainty.CERTAIN:
        readings = {
            Certainty.PROBABLE: _("reading probable"),
            Certainty.POSSIBLE: _("reading possible"),
        }
        yield readings[Certainty(claim.certainty)]


def _counts(claim: Claim) -> str:
    """Say how an assertion counts: once, however often it is told; what only a copy carries, never."""
    if not claim.is_independent:
        return _("0, in a copy only")
    if not claim.retellings:
        return "1"
    few = {1: _("1, repeated once"), 2: _("1, repeated twice")}
    number = claim.retellings
    many = ngettext("1, repeated %(number)s time", "1, repeated %(number)s times", number)
    return few.get(number, many % {"number": number})


SORTS = {
    "": gettext_noop("Who spoke first"),
    "figure": gettext_noop("Figure"),
    "asserter": gettext_noop("Asserter"),
    "published": gettext_noop("Published"),
}
_LATEST = date.max


def ordered(found: Sequence[Answer], sort: str) -> tuple[Answer, ...]:
    """Order answers: by asserter in order of their first, by figure, by name, by publication."""
    if sort == "figure":
        return tuple(sorted(found, key=_by_figure))
    if sort == "asserter":
        return tuple(sorted(found, key=lambda one: (one.asserter.name.casefold(), _since(one), one.claim.pk)))
    if sort == "published":
        return tuple(sorted(found, key=lambda one: one.claim.pk))
    first: dict[str, tuple[date, int]] = {}
    for one in found:
        first[one.key] = min(first.get(one.key, (_LATEST, one.claim.pk)), (_since(one), one.claim.pk))
    return tuple(sorted(found, key=lambda one: (first[one.key], one.key, _since(one), one.claim.pk)))


def _since(one: Answer) -> date:
    return one.since or _LATEST


def _by_figure(one: Answer) -> tuple[bool, float, float, int]:
    low, high = one.claim.low, one.claim.high
    # What is at most 20 comes before 20, at least 20 after it; words have no place among figures.
    start = low if low is not None else high
    end = -1.0 if low is None else float("inf") if high is None else high
    return start is None, start or 0.0, end, one.claim.pk


def together(found: Sequence[Answer]) -> list[list[Answer]]:
    """Part answers where the asserter changes, for a table that sets them apart."""
    groups: list[list[Answer]] = []
    for one in found:
        if groups and groups[-1][-1].key == one.key:
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups

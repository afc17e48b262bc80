"""How a reader wants the answers to a question: those of one group, stance or source, and in which order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from sources.public.showing.answers import SORTS, Answer

OTHERS = "others"  # in an address: the group of those who belong to none
STANCE_NAMES = {
    "asserts": gettext_noop("Asserted"),
    "denies": gettext_noop("Denied"),
    "disputes": gettext_noop("Disputed"),
    "unknown": gettext_noop("Not known"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """How a reader wants the answers: those of one group, stance or source, and in which order."""

    party: str = ""
    stance: str = ""
    source: str = ""
    sort: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Asked":
        """Read the address; what it asks in other words than ours is not asked."""
        sort, stance = query.get("sort", ""), query.get("stance", "")
        return cls(
            party=query.get("group", ""),
            stance=stance if stance in STANCE_NAMES else "",
            source=query.get("source", ""),
            sort=sort if sort in SORTS else "",
        )

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Write it as pairs of an address; none where nothing is asked."""
        asked = {"group": self.party, "stance": self.stance, "source": self.source, "sort": self.sort}
        return tuple((name, value) for name, value in asked.items() if value)

    @property
    def query(self) -> str:
        """Write it as an address does: ?group=officials&sort=figure; "" where nothing is asked."""
        return f"?{urlencode(self.pairs)}" if self.pairs else ""

    @property
    def is_narrowed(self) -> bool:
        """Whether some answers are left out."""
        return bool(self.party or self.stance or self.source)

    def holds(self, one: Answer) -> bool:
        """Tell whether an answer is asked for."""
        claim = one.claim
        if self.party and (claim.party.slug if claim.party else OTHERS) != self.party:
            return False
        if self.stance and claim.stance != self.stance:
            return False
        return not self.source or any(report.source.name == self.source for report in one.reports)


@dataclass(frozen=True, slots=True)
class Choice:
    """One list of the form that narrows the table: its name, its options (value, words, chosen)."""

    name: str
    label: str
    options: tuple[tuple[str, str, bool], ...]


def choices(found: Sequence[Answer], asked: Asked) -> list[Choice]:
    """Give the lists by which the answers found can be narrowed, and that of their order."""
    parties = {one.claim.party.slug: one.claim.party for one in found if one.claim.party}
    groups = [(one.slug, one.label) for one in sorted(parties.values(), key=lambda one: one.rank)]
    if OTHERS not in parties and any(one.claim.party is None for one in found):
        groups.append((OTHERS, _("Others")))
    stances = {one.claim.stance for one in found}
    sources = sorted({report.source.name for one in found for report in one.reports})
    lists = [
        ("group", _("Group"), groups, asked.party),
        (
            "stance",
            _("Stance"),
            [(str(one), _(name)) for one, name in STANCE_NAMES.items() if one in stances],
            asked.stance,
        ),
        ("source", _("Reported in"), [(one, one) for one in sources], asked.source),
    ]
    narrowing = [
        Choice(name, label, tuple(_options([("", _("All")), *own], chosen)))
        for name, label, own, chosen in lists
        if len(own) > 1
    ]
    if len(found) <= 1:
        return []
    sorts = [(value, _(words)) for value, words in SORTS.items()]
    return [*narrowing, Choice("sort", _("In order of"), tuple(_options(sorts, asked.sort)))]


def _options(rows: Iterable[tuple[str, str]], chosen: str) -> Iterable[tuple[str, str, bool]]:
    return ((value, words, value == chosen) for value, words in rows)

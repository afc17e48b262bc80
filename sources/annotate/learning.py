"""What decisions teach: an accepted form becomes a Name, a form often rejected sinks.

A form belongs to its entity as a source spells it, so it is looked for everywhere from then on. Words
that begin small ("the minister") describe and do not name: they are not learned. How sure a suggestion
is follows what editors said of the same form, kind and rule before: a Beta prior of the rule's own score,
worth four decisions, and every decision counted once.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, F, Q, Value, When

from sources.annotate import authority
from sources.annotate.acts import Doing
from sources.annotate.speaking import tie_speakers
from sources.models import Entity, Mention, Name
from sources.values import spelling
from sources.vocabulary import EntityKind, MentionStatus, NameKind

LONGEST_FORM = 300

# How many decisions the rule's own score is worth.
PRIOR = 4


@dataclass(frozen=True, slots=True)
class Verdict:
    """How often editors accepted and rejected a form that a rule took for a kind."""

    accepted: int = 0
    rejected: int = 0

    def score(self, prior: float) -> float:
        """Give the mean of the Beta distribution that the rule's score and the decisions make."""
        decided = self.accepted + self.rejected
        return round((PRIOR * prior + self.accepted) / (PRIOR + decided), 3)

    @property
    def in_words(self) -> str:
        """Say what brings the score down: "rejected 4 of 5 times"; "" where nothing was rejected."""
        decided = self.accepted + self.rejected
        return f"rejected {self.rejected} of {decided} times" if self.rejected else ""


# Form, proposed kind, family of rules.
Lesson = tuple[str, str, str]
# A form goes by its shape or by what stands round it, as the place has it: editors judge the form.
_BY_SHAPE = "name:shape"
_SHAPED = frozenset({_BY_SHAPE, "name:person", "name:place", "name:organisation"})
_ROUND = ":context"


def family(rule: str) -> str:
    """Give the rule as which verdicts on its finds are kept: one for all that guess by shape and context."""
    return _BY_SHAPE if rule in _SHAPED or rule.endswith(_ROUND) else rule


def _by_shape() -> Q:
    return Q(rule__in=_SHAPED) | Q(rule__endswith=_ROUND)


def learn(accepted: Iterable[Mention], doing: Doing) -> Sequence[Name]:
    """Add the form of each accepted mention to its entity, within the act; gives the new names.

    What those whom they name are quoted with by name alone becomes theirs.
    """
    accepted = list(accepted)
    forms: dict[int, dict[str, Entity]] = defaultdict(dict)
    for mention in accepted:
        form = " ".join(mention.exact.split())
        if mention.entity is not None and names(form):
            forms[mention.entity.pk][form] = mention.entity
    known = _known_forms(forms)
    new = [
        Name(entity=entity, form=form, kind=name_kind(form, entity))
        for pk, found in forms.items()
        for form, entity in found.items()
        if form not in known[pk]
    ]
    for name in new:
        authority.complete(name)
    made = doing.create_all(new)
    tie_speakers(accepted, doing)
    return made


def names(form: str) -> bool:
    """Tell whether words name rather than describe: they do not begin with a small letter."""
    return bool(form) and len(form) <= LONGEST_FORM and not form[0].islower()


def name_kind(form: str, entity: Entity) -> NameKind:
    """Tell how a form relates to the preferred name: the same in sound, a part of it, or another."""
    key, whole = spelling.key(form), spelling.key(entity.preferred_name)
    if key == whole:
        return NameKind.TRANSLITERATION
    is_part = set(key.split()) < set(whole.split())
    is_single = entity.kind == EntityKind.PERSON and len(key.split()) == 1 < len(whole.split())
    return NameKind.PARTIAL if is_part or is_single else NameKind.VARIANT


def _known_forms(forms: Mapping[int, Mapping[str, Entity]]) -> Mapping[int, set[str]]:
    known: dict[int, set[str]] = {
        pk: {entity.preferred_name for entity in found.values()} for pk, found in forms.items()
    }
    for pk, form in Name.objects.filter(entity__in=forms).values_list("entity_id", "form"):
        known[pk].add(form)
    return known


def verdicts(forms: Iterable[str] | None = None) -> dict[Lesson, Verdict]:
    """Give what editors decided on forms that were rejected at least once; of all forms, or of some."""
    decided = Mention.objects.in_use().filter(status__in=[MentionStatus.ACCEPTED, MentionStatus.REJECTED])
    decided = decided.exclude(recogniser="")
    if forms is not None:
        decided = decided.filter(exact__in=list(forms))
    counted = (
        decided.order_by()
        .annotate(family=Case(When(_by_shape(), then=Value(_BY_SHAPE)), default=F("rule")))
        .values_list("exact", "proposed_kind", "family")
        .annotate(
            yes=Count("pk", filter=Q(status=MentionStatus.ACCEPTED)),
            no=Count("pk", filter=Q(status=MentionStatus.REJECTED)),
        )
        .filter(no__gt=0)
    )
    return {(exact, kind, rule): Verdict(yes, no) for exact, kind, rule, yes, no in counted}

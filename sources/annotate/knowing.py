"""What the archive knows when it looks through a text: its names, and what editors said of guesses.

Gathered once for a run over many articles; four queries, whatever the size of the archive, and one more where
it has several corpora. The list is prepared when a text is looked at: if nothing changed, none is.
"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Count

from sources.annotate.learning import Lesson, Verdict, verdicts
from sources.models import Document, Entity, Mention, Name
from sources.recognise.authority import Authority, KnownForm, ranked
from sources.vocabulary import EntityKind, MentionKind


@dataclass(frozen=True)
class Knowledge:
    """The forms of the authority list (``keys``: public id to row), and the verdicts."""

    forms: tuple[KnownForm, ...] = ()
    keys: Mapping[str, int] = field(default_factory=dict)
    verdicts: Mapping[Lesson, Verdict] = field(default_factory=dict)

    @cached_property
    def authority(self) -> Authority:
        """Prepare the list for the recogniser."""
        return Authority.of(self.forms)

    @cached_property
    def digest(self) -> str:
        """Tell it from all of which something else may be suggested; of weights only the order counts."""
        rows = [
            (one.form, str(one.kind), one.entity, one.preferred, sorted(one.corpora))
            for one in ranked(self.forms)
        ]
        told = [rows, sorted(self.keys.items()), sorted(self.verdicts.items(), key=_lesson)]
        return hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()


def _lesson(one: tuple[Lesson, Verdict]) -> Lesson:
    return one[0]


def know() -> Knowledge:
    """Gather what the archive knows now: every form of every entity that was not merged into another."""
    columns = ("pk", "public_id", "kind", "preferred_name", "mention_count")
    entities = {row[0]: row for row in Entity.objects.standing().with_counts().values_list(*columns)}
    spoken_of = _corpora({pk: row[-1] for pk, row in entities.items() if row[2] == EntityKind.PERSON})
    forms = [
        KnownForm(name, MentionKind(kind), public_id, name, weight, spoken_of.get(pk, frozenset()))
        for pk, public_id, kind, name, weight in entities.values()
    ]
    for pk, form in Name.objects.filter(entity__merged_into=None).values_list("entity_id", "form"):
        _, public_id, kind, preferred, weight = entities[pk]
        corpora = spoken_of.get(pk, frozenset())
        forms.append(KnownForm(form, MentionKind(kind), public_id, preferred, weight, corpora))
    keys = {row[1]: pk for pk, row in entities.items()}
    return Knowledge(tuple(forms), keys, verdicts())


def _corpora(weights: Mapping[int, int]) -> Mapping[int, frozenset[int]]:
    """Give the corpora whose articles name each person; nothing where there is one corpus only.

    The marks of the largest corpus are not counted: they are what the others leave of the whole.
    """
    if not weights:
        return {}
    sizes = Document.objects.order_by().values_list("corpus").annotate(size=Count("pk")).order_by("-size")
    largest, *others = [corpus for corpus, _ in sizes] or [None]
    if not others:
        return {}
    corpus = "revision__passage__document__corpus"
    accepted = Mention.objects.accepted().filter(entity__kind=EntityKind.PERSON, **{f"{corpus}__in": others})
    counted: dict[int, dict[int, int]] = defaultdict(dict)
    for entity, where, times in accepted.order_by().values_list("entity", corpus).annotate(Count("pk")):
        counted[entity][where] = times
    return {
        pk: frozenset({*counted[pk], *({largest} if weight > sum(counted[pk].values()) else ())})
        for pk, weight in weights.items()
    }

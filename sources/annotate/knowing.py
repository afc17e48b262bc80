"""What the archive knows when it looks through a text: its names, and what editors said of guesses.

Gathered once for a run over many articles; three queries, whatever the size of the archive.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sources.annotate.learning import Lesson, Verdict, verdicts
from sources.models import Entity, Name
from sources.recognise.authority import Authority, KnownForm
from sources.vocabulary import MentionKind


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The authority list prepared for the recogniser (``keys``: public id to row), and the verdicts."""

    authority: Authority = field(default_factory=Authority)
    keys: Mapping[str, int] = field(default_factory=dict)
    verdicts: Mapping[Lesson, Verdict] = field(default_factory=dict)


def know() -> Knowledge:
    """Gather what the archive knows now: every form of every entity that was not merged into another."""
    columns = ("pk", "public_id", "kind", "preferred_name", "mention_count")
    entities = {row[0]: row for row in Entity.objects.standing().with_counts().values_list(*columns)}
    forms = [
        KnownForm(name, MentionKind(kind), public_id, name, weight)
        for _, public_id, kind, name, weight in entities.values()
    ]
    for pk, form in Name.objects.filter(entity__merged_into=None).values_list("entity_id", "form"):
        _, public_id, kind, preferred, weight = entities[pk]
        forms.append(KnownForm(form, MentionKind(kind), public_id, preferred, weight))
    keys = {row[1]: pk for pk, row in entities.items()}
    return Knowledge(Authority.of(forms), keys, verdicts())

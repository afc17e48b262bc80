"""Random editing, merging, telling apart, splitting and undoing: nothing is lost, and all of it goes back.

Each sequence draws its deeds by chance; a deed that the archive refuses counts as one. After each: no ring
of merged records, nothing names a record that is merged, and every mention that was made and not taken
back is there. In the end every act is taken back, the last first, and the content is what it was.
"""

import random

import pytest
from django.db import IntegrityError, transaction

from sources.annotate import authority, marking
from sources.annotate.acts import Refused, act
from sources.annotate.merge import merge
from sources.annotate.references import references
from sources.annotate.split_entity import parts, split
from sources.annotate.undo import is_undone, undo
from sources.annotate.unmerge import plan_unmerge, unmerge
from sources.models import Change, ChangeSet, Entity, Mention, Name
from sources.values.span import Span
from sources.vocabulary import ActKind, EntityKind
from tests.annotate.states import digest_of_database
from tests.factories import make_article, make_entity, make_mention, make_passage

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]

TEXT = "Ada Quill, Tom Wick, Ida Quyll and Tim Wyck put the lamps out."
SPANS = [Span(start, start + 3) for start in (0, 11, 21, 35)]
FEWEST, MOST = 5, 16  # deeds of a sequence


class Editor:
    """Somebody who does anything at all, in an order that a number decides."""

    def __init__(self, seed, revision):
        self.chance, self.revision, self.names = random.Random(seed), revision, 0
        self.deeds = (self.create, self.mark, self.mark, self.retarget, self.rename)
        self.deeds += (
            self.remove,
            self.merge,
            self.merge,
            self.merge,
            self.unmerge,
            self.unmerge,
            self.split,
            self.undo,
        )

    def act(self):
        try:
            with transaction.atomic():
                self.chance.choice(self.deeds)()
        except (Refused, IntegrityError):
            return

    def entity(self, **wanted):
        return self.chance.choice(list(Entity.objects.filter(**wanted).order_by("pk")) or [None])

    def mention(self):
        return self.chance.choice(list(Mention.objects.order_by("pk")) or [None])

    def create(self):
        self.names += 1
        values = {"wikidata": f"Q{self.names}"} if self.chance.random() < 0.3 else {}
        authority.create(EntityKind.PERSON, f"Person {self.names}", actor=None, **values)

    def mark(self):
        if entity := self.entity():
            status = self.chance.choice(["accepted", "suggested"])
            marking.mark(self.revision, self.chance.choice(SPANS), entity, actor=None, status=status)

    def retarget(self):
        mention, entity = self.mention(), self.entity(merged_into=None)
        if mention and entity:
            marking.change(mention, actor=None, target=entity, note=str(self.chance.random()))

    def rename(self):
        if entity := self.entity(merged_into=None):
            self.names += 1
            with_name = Name(entity=entity, form=self.chance.choice(["A. Q.", "T. W.", f"N. {self.names}"]))
            authority.complete(with_name)
            with act(ActKind.EDIT, "Added a name", actor=None) as doing:
                doing.create(with_name)

    def remove(self):
        if mention := self.mention():
            marking.remove(mention, actor=None)

    def merge(self):
        kept, merged = self.entity(merged_into=None), self.entity(merged_into=None)
        if kept and merged:
            merge(kept, merged, actor=None, take=self.chance.choice([(), ("preferred_name",)]))

    def unmerge(self):
        if merged := self.entity(merged_into__isnull=False):
            since = [one.key for one in plan_unmerge(merged).made_since]
            unmerge(merged, actor=None, theirs=[key for key in since if self.chance.random() < 0.5])

    def split(self):
        if entity := self.entity(merged_into=None):
            going = [part.key for part in parts(entity) if self.chance.random() < 0.5]
            self.names += 1
            split(entity, f"Person {self.names}", going=going, actor=None)

    def undo(self):
        if entry := self.chance.choice(list(ChangeSet.objects.order_by("pk")) or [None]):
            undo(entry, actor=None)


def rings():
    into = dict(Entity.objects.exclude(merged_into=None).values_list("pk", "merged_into"))
    return [pk for pk in into if into[pk] in into]


def named_though_merged():
    return [
        reference.noun
        for reference in references()
        if reference.model is not Name  # a form that both had stays with the record that goes
        and reference.model._base_manager.filter(
            **{f"{reference.field.name}__merged_into__isnull": False}
        ).exists()
    ]


def in_the_log():
    """The mentions that the log says are there: made, and not gone since."""
    last = {}
    for change in Change.objects.filter(model="mention").order_by("changeset_id", "position"):
        last[change.row] = change.after is not None
    return {row for row, is_there in last.items() if is_there}


def populate(revision):
    """Five people, most of them marked, two of them on the same words."""
    people = [make_entity(name) for name in ("Ada", "Tom", "Ida", "Tim", "Ann")]
    for person, span in zip(people, SPANS, strict=False):
        make_mention(revision, span.of(TEXT), person)
    make_mention(revision, "Ada", people[4])


def run(seed):
    with transaction.atomic():
        revision = make_passage(make_article(), TEXT)
        populate(revision)
        untouched = {str(pk) for pk in Mention.objects.values_list("pk", flat=True)}
        before, first = digest_of_database(), ChangeSet.objects.order_by("-pk").first()
        editor = Editor(seed, revision)
        for _ in range(editor.chance.randint(FEWEST, MOST)):
            editor.act()
            assert (rings(), named_though_merged()) == ([], []), seed
        rows = {str(pk) for pk in Mention.objects.values_list("pk", flat=True)}
        seen = set(Change.objects.filter(model="mention").values_list("row", flat=True))
        assert rows == in_the_log() | (untouched - seen), seed
        done = ChangeSet.objects.filter(pk__gt=first.pk if first else 0)
        for entry in list(done.order_by("-pk")):
            if not is_undone(entry):
                assert undo(entry, actor=None).refused == (), (seed, entry.summary)
        assert digest_of_database() == before, seed
        transaction.set_rollback(True)


# Half a second each; a thousand others before a release.
@pytest.mark.parametrize("seed", range(12))
def test_t09_i10_random_deeds_lose_nothing_and_go_back(seed):
    run(seed)


@pytest.mark.long
def test_t09_i10_a_thousand_sequences_lose_nothing_and_go_back():
    for seed in range(1000, 2000):
        run(seed)

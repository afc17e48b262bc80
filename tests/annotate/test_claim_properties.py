"""Random editing round claims: whatever is marked, merged, corrected or undone, claims stay right.

Each sequence draws its deeds by chance; a deed that the archive refuses counts as one. After each: no claim
and no step of a chain names a record that is merged, an accepted claim stands on the present wording on its
own words, nothing repeats itself, and what counts once counts once. Where no wording was corrected, undoing
every act gives back what was; after a correction, which may stay as a wording, the claims are compared.
"""

import random

import pytest
from django.db import IntegrityError, transaction

from sources.annotate import claiming, marking, quoting
from sources.annotate.acts import Refused
from sources.annotate.correct import apply_correction, plan_correction
from sources.annotate.merge import merge
from sources.annotate.undo import is_undone, undo
from sources.annotate.unmerge import plan_unmerge, unmerge
from sources.edition.retelling import Telling, assertions
from sources.models import ChangeSet, Claim, Entity, Mention, Quotation, Relay
from sources.values.span import Span
from sources.values.splice import Splice
from tests.annotate.states import digest_of_database
from tests.factories import (
    make_article,
    make_claim,
    make_entity,
    make_mention,
    make_passage,
    make_question,
)

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]

TEXT = "Ada Quill said that 16 lamps went out; Tom Wick spoke of 20, Ida Quyll of dozens."
WORDS = ("16", "20", "dozens", "16 lamps", "lamps")
FEWEST, MOST = 5, 14  # deeds of a sequence
SAYS = ("stance", "measure", "low", "high", "text", "asserter_id", "asserter_name", "status", "exact")


class Editor:
    """Somebody who does anything at all, in an order that a number decides."""

    def __init__(self, seed, passage, question, *, corrects):
        self.chance, self.passage, self.question = random.Random(seed), passage, question
        self.deeds = [self.claim, self.claim, self.change, self.repeat, self.withdraw, self.remove]
        self.deeds += [self.unmark, self.merge, self.merge, self.unmerge, self.quote, self.unquote, self.undo]
        self.deeds += [self.correct, self.correct] if corrects else []

    def act(self):
        try:
            with transaction.atomic():
                self.chance.choice(self.deeds)()
        except (Refused, IntegrityError):
            return

    def one(self, model, **wanted):
        return self.chance.choice(list(model.objects.filter(**wanted).order_by("pk")) or [None])

    def span(self):
        text, word = self.passage.head.text, self.chance.choice(WORDS)
        start = text.index(word) if word in text else 0
        return Span(start, start + len(word))

    def claim(self):
        number = float(self.chance.randint(14, 20))
        claiming.make(
            self.question, self.passage.head, self.span(), actor=None, asserter=self.one(Entity),
            relays=[self.one(Entity), "a clerk"], measure="exact", low=number, high=number,
            quotation=self.one(Quotation), repeats=self.one(Claim),
        )  # fmt: skip

    def change(self):
        if claim := self.one(Claim):
            claiming.change(claim, actor=None, asserter=self.one(Entity, merged_into=None), text="in all")

    def repeat(self):
        if claim := self.one(Claim):
            claiming.say_repeats([claim], self.one(Claim), actor=None)

    def withdraw(self):
        if claim := self.one(Claim):
            self.chance.choice([claiming.withdraw, claiming.accept, claiming.reject])(claim, actor=None)

    def remove(self):
        if claim := self.one(Claim):
            claiming.remove(claim, actor=None)

    def unmark(self):
        if mention := self.one(Mention):
            marking.remove(mention, actor=None)

    def merge(self):
        kept, merged = self.one(Entity, merged_into=None), self.one(Entity, merged_into=None)
        if kept and merged:
            merge(kept, merged, actor=None)

    def unmerge(self):
        if merged := self.one(Entity, merged_into__isnull=False):
            since = [one.key for one in plan_unmerge(merged).made_since]
            unmerge(merged, actor=None, theirs=[key for key in since if self.chance.random() < 0.5])

    def quote(self):
        speaker = self.one(Entity, merged_into=None)
        if (said := self.one(Quotation)) and self.chance.random() < 0.5:
            quoting.change(said, actor=None, speaker=speaker)
        else:
            quoting.mark(self.passage.head, self.span(), speaker, actor=None)

    def unquote(self):
        if said := self.one(Quotation):
            quoting.remove(said, actor=None)

    def correct(self):
        text = self.passage.head.text
        start = self.chance.randint(0, len(text) - 3)
        end = start + self.chance.randint(0, 3)
        splice = Splice(start, end, self.chance.choice(["", "№", "lamps "]))
        apply_correction(plan_correction(self.passage.head, [splice]), actor=None, reason="misread")

    def undo(self):
        if entry := self.one(ChangeSet):
            undo(entry, actor=None)


def wrong(passage):
    """Say what is not right of any claim."""
    merged = Entity.objects.exclude(merged_into=None)
    found = [f"{row} names a merged record" for row in Claim.objects.filter(asserter__in=merged)]
    found += [f"{row} names a merged record" for row in Relay.objects.filter(entity__in=merged)]
    head = passage.head
    for claim in Claim.objects.select_related("revision"):
        if claim.status == "accepted" and claim.revision != head:
            found.append(f"{claim.public_id} is accepted on a former wording")
        if claim.span.of(claim.revision.text) != claim.exact:
            found.append(f"{claim.public_id} stands on other words")
        if claim.pk in claim.retold():
            found.append(f"{claim.public_id} repeats itself")
    rows = list(Claim.objects.accepted().order_by("pk"))
    repeats = dict(Claim.objects.exclude(repeats=None).values_list("pk", "repeats"))
    counted = assertions([Telling(row.pk, 1, None, row.pk) for row in rows], repeats)
    if sorted(key for one in counted for key in (one.standing, *one.others)) != [row.pk for row in rows]:
        found.append("an assertion is lost, or counted twice")
    return found


def told():
    """Give what every claim says, by itself and by what it repeats."""
    return {
        row.public_id: (*(getattr(row, name) for name in SAYS), row.repeats and row.repeats.public_id)
        for row in Claim.objects.select_related("repeats")
    }


def run(seed, *, corrects):
    with transaction.atomic():
        revision = make_passage(make_article(), TEXT)
        question = make_question(revision.passage.document.corpus)
        people = [make_entity(name) for name in ("Ada Quill", "Tom Wick", "Ida Quyll")]
        for person in people:
            make_mention(revision, person.preferred_name, person)
            make_claim(revision, "16", question, measure="exact", low=16.0, high=16.0, asserter=person)
        before, said = digest_of_database(), told()
        editor = Editor(seed, revision.passage, question, corrects=corrects)
        for _ in range(editor.chance.randint(FEWEST, MOST)):
            editor.act()
            editor.passage = type(editor.passage).objects.get(pk=editor.passage.pk)
            assert wrong(editor.passage) == [], seed
        refused = []
        for entry in list(ChangeSet.objects.order_by("-pk")):
            if not is_undone(entry):
                try:
                    refused += undo(entry, actor=None).refused
                except Refused as error:
                    refused.append(str(error))
                assert wrong(type(editor.passage).objects.get(pk=editor.passage.pk)) == [], seed
        if not corrects:
            assert (refused, digest_of_database()) == ([], before), seed
        elif not refused:
            assert told() == said, seed
        transaction.set_rollback(True)


@pytest.mark.parametrize("seed", range(5))
def test_random_deeds_keep_claims_right_and_go_back(seed):
    run(seed, corrects=False)


@pytest.mark.parametrize("seed", range(3, 8))
def test_random_deeds_among_corrections_keep_claims_right(seed):
    run(seed, corrects=True)


@pytest.mark.long
def test_a_thousand_sequences_keep_claims_right():
    for seed in range(1000, 2000):
        run(seed, corrects=bool(seed % 2))

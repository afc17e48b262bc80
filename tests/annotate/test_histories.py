"""Histories of corrections, splits, joins and undos in the database: every mark on its own characters.

The oracle gives each character a name and follows the acts by itself; see ``tests/values/test_parting``
for the many histories of the pure core.
"""

import random
from collections.abc import Callable

import pytest

from sources.annotate.acts import Refused
from sources.annotate.correct import apply_correction, plan_correction
from sources.annotate.join import apply_join, plan_join
from sources.annotate.split import apply_split, plan_split
from sources.annotate.undo import undo
from sources.models import ChangeSet, Claim, Mention, Passage
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

TEXTS = ["Ada Quill lit the lamp. Ada Quill left.", "Tom Wick saw Ada Quill on the quay.", "Nobody else saw."]


class History:
    """An article, its marks, and the names of the characters of every standing passage."""

    texts = TEXTS

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.article = make_article()
        self.names: dict[int, list[object]] = {}
        self.own: dict[tuple[type, int], list[object]] = {}
        entity, question = make_entity(), make_question(self.article.document.corpus)
        for text in self.texts:
            revision = make_passage(self.article, text)
            self.names[revision.passage_id] = [object() for _ in text]
            for word in ("Ada Quill", "Tom Wick", "saw", "quay"):
                if word in text:
                    mark = make_mention(revision, word, entity)
                    claim = make_claim(revision, word, question, measure="in_words", text="one")
                    for one in (mark, claim):
                        characters = self.names[revision.passage_id][mark.start : mark.end]
                        self.own[type(one), one.pk] = characters

    def standing(self) -> list[Passage]:
        return list(self.article.passages.standing().order_by("start"))

    def deeds(self) -> list[Callable[[], None]]:
        return [self.correct, self.look_alike, self.split, self.split, self.join]

    def act(self) -> None:
        before, names = digest_of_database(), {pk: list(own) for pk, own in self.names.items()}
        last = ChangeSet.objects.order_by("-pk").first()
        self.dice.choice(self.deeds())()
        self.check()
        made = ChangeSet.objects.order_by("-pk").first()
        if made != last and made.kind != "correct" and self.dice.random() < 0.4:
            undo(made, actor=None)
            self.names = names
            self.check()
            assert digest_of_database() == before

    def check(self) -> None:
        mentions = Mention.objects.select_related("revision__passage")
        for mark in (*mentions, *Claim.objects.select_related("revision__passage")):
            head = mark.revision.passage.head
            if mark.status != "needs_review":
                assert mark.revision == head
                stands = self.names[head.passage_id][mark.start : mark.end]
                assert stands == self.own[type(mark), mark.pk]

    def splice(self, passage: Passage, one: Splice) -> None:
        text = passage.head.text
        if (text[: one.start] + text[one.end :]).strip() and (one.replacement or one.start != one.end):
            apply_correction(plan_correction(passage.head, [one]), actor=None, reason="misread")
            self.names[passage.pk][one.start : one.end] = [object() for _ in one.replacement]

    def correct(self) -> None:
        passage = self.dice.choice(self.standing())
        length = len(passage.head.text)
        start = self.dice.randint(0, length)
        end = self.dice.randint(start, min(length, start + 5))
        self.splice(passage, Splice(start, end, self.dice.choice(["", "№", "Ada Quill "])))

    def look_alike(self) -> None:
        passage = self.dice.choice(self.standing())
        text = passage.head.text
        at = self.dice.randint(0, len(text))
        self.splice(passage, Splice(at, at, text[:at] or "saw "))

    def split(self) -> None:
        passage = self.dice.choice(self.standing())
        places = [at for at, one in enumerate(passage.head.text) if one == " " and at]
        if not places:
            return
        try:
            plan = plan_split(passage.head, self.dice.choice(places))
        except Refused:  # no words on one side, or only words that a correction put in
            return
        parted, names = apply_split(plan, actor=None), self.names[passage.pk]
        self.names[parted.pk] = names[plan.cut.parted.start :]
        self.names[passage.pk] = names[: plan.cut.kept.end]

    def join(self) -> None:
        standing = self.standing()
        if len(standing) < 2:
            return
        at = self.dice.randrange(len(standing) - 1)
        apply_join(plan_join(standing[at : at + 2]), actor=None)
        first, second = (one.pk for one in standing[at : at + 2])
        self.names[first] = [*self.names[first], object(), *self.names[second]]


def run(seeds: range) -> None:
    for seed in seeds:
        history = History(seed)
        for _ in range(6):
            history.act()
        Mention.objects.all().delete()  # the next history has its own
        Claim.objects.all().delete()


@pytest.mark.slow
def test_t01_no_mark_drifts_in_10_histories():
    run(range(10))


@pytest.mark.long
def test_t01_no_mark_drifts_in_200_histories():
    run(range(10, 210))

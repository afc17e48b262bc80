"""Accounts compared: the questions that sources answer, and every public claim.

One assertion may be told by many articles. The claim that stands for it has ``original`` null and counts
the others in ``retellings``; what a copy of an article carries adds no assertion. Nothing here says which
answer is right.
"""

from django.db import models

from sources.edition import stances
from sources.edition.models.entity import Entity
from sources.edition.models.frame import Corpus
from sources.edition.models.text import Article, Passage
from sources.vocabulary import Stance


class Party(models.Model):
    """A group of asserters, as the editors name it."""

    slug = models.CharField(max_length=60, unique=True)
    label = models.TextField()
    rank = models.IntegerField()  # the lowest first

    class Meta:
        managed = False
        ordering = ["rank", "slug"]

    def __str__(self) -> str:
        return self.label


class QuestionQuerySet(models.QuerySet["Question"]):
    """Questions in the words of the trade."""

    def bounded(self) -> "QuestionQuerySet":
        """Tell of each whether its least or its greatest bound is open: ``opens_below``, ``opens_above``.

        "At least 64" is no figure of 64; a line that says between what the answers lie may not close it.
        """
        asserted = Claim.objects.filter(
            question=models.OuterRef("pk"), is_independent=True, stance=Stance.ASSERTS
        )
        below = asserted.filter(low=None, high__lte=models.OuterRef("low"))
        above = asserted.filter(high=None, low__gte=models.OuterRef("high"))
        return self.annotate(opens_below=models.Exists(below), opens_above=models.Exists(above))


class Question(models.Model):
    """A question with its figures: of claims, of assertions that count once, of those who assert.

    ``options`` is ``[[slug, label], …]``; ``low`` and ``high`` are the least and the greatest bound that
    anybody asserts, null where no figure is. ``gist`` is its line in lists (``edition/gist.py``).
    """

    public_id = models.CharField(max_length=8, unique=True)
    corpus = models.ForeignKey(Corpus, models.DO_NOTHING, related_name="questions")
    slug = models.CharField(max_length=80, unique=True)
    rank = models.IntegerField()  # the lowest first
    wording = models.TextField()
    asks = models.CharField(max_length=20)
    unit = models.TextField()
    counted = models.TextField()
    place = models.ForeignKey(Entity, models.DO_NOTHING, null=True, related_name="+")
    time = models.CharField(max_length=100)  # EDTF or empty
    time_words = models.TextField()
    method = models.TextField()
    options = models.JSONField()
    claim_count = models.IntegerField()
    independent_count = models.IntegerField()
    asserter_count = models.IntegerField()
    article_count = models.IntegerField()
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    gist = models.JSONField(default=list)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        managed = False
        ordering = ["rank", "slug"]
        indexes = [models.Index(fields=["corpus", "rank", "slug"], name="question_by_corpus")]

    def __str__(self) -> str:
        return self.wording


class Claim(models.Model):
    """One answer where one passage gives it; numbers are in reading order.

    ``chain`` is ``[[kind, public id, slug, name], …]``, the asserter's side first; the first three are
    empty for a step in words.
    """

    public_id = models.CharField(max_length=8, unique=True)
    question = models.ForeignKey(Question, models.DO_NOTHING, related_name="claims")
    article = models.ForeignKey(Article, models.DO_NOTHING, related_name="+")
    passage = models.ForeignKey(Passage, models.DO_NOTHING, related_name="+")
    start = models.IntegerField(null=True)  # in the passage's text; null where that is not shown
    end = models.IntegerField(null=True)
    exact = models.TextField()  # empty where the words may not be shown
    before = models.TextField()  # up to 60 characters, cut at a word
    after = models.TextField()
    stance = models.CharField(max_length=20)
    certainty = models.CharField(max_length=20)  # of the reading
    measure = models.CharField(max_length=20)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    option = models.CharField(max_length=60)
    answer = models.TextField()  # as a reader would say it: "at least 64"
    text = models.TextField()  # the editors' words
    asserter = models.ForeignKey(Entity, models.DO_NOTHING, null=True, related_name="+")
    asserter_name = models.TextField()
    party = models.ForeignKey(Party, models.DO_NOTHING, null=True, related_name="+")
    chain = models.JSONField()
    as_of = models.CharField(max_length=100)  # EDTF or empty
    as_of_words = models.TextField()
    as_of_earliest = models.DateField(null=True)
    said = models.CharField(max_length=20)  # direct or indirect, where it stands in a quotation
    original = models.ForeignKey("self", models.DO_NOTHING, null=True, related_name="told_again")
    is_independent = models.BooleanField()  # stands for an assertion, and counts
    in_copy = models.BooleanField()
    retellings = models.IntegerField()  # other claims that tell the same assertion

    class Meta:
        managed = False
        ordering = ["id"]
        indexes = [models.Index(fields=["question"], name="claim_by_question")]

    def __str__(self) -> str:
        return f"{self.stated} ({self.asserter_name})"

    @property
    def stated(self) -> str:
        """The answer with its stance, where nothing else tells it: "64", "denies 64", "not known"."""
        return stances.said_with(self.stance, self.answer)

"""Where entities and dates appear: every accepted mention in its context, and what stands together.

``position`` is one reading order for the whole edition (articles by day of publication, passages
and words as they stand), so that a page of anybody's passages is one range of one index.
"""

from django.db import models

from sources.edition.models.entity import Entity
from sources.edition.models.frame import Corpus
from sources.edition.models.text import Article, Passage


class Date(models.Model):
    """A day, month, season, year, interval or set that a source names."""

    edtf = models.CharField(max_length=100, unique=True)
    words = models.TextField()  # e.g. "16 December 2011"
    earliest = models.DateField(null=True, db_index=True)
    latest = models.DateField(null=True, db_index=True)
    precision = models.CharField(max_length=10)
    passage_count = models.IntegerField()
    accounts = models.JSONField(default=dict)  # see edition/accounts.py

    class Meta:
        managed = False
        ordering = ["earliest", "latest", "edtf"]

    def __str__(self) -> str:
        return self.edtf


class DateInCorpus(models.Model):
    """A date's place in one corpus, for that corpus's list of dates."""

    corpus = models.ForeignKey(Corpus, models.DO_NOTHING, related_name="dates")
    date = models.ForeignKey(Date, models.DO_NOTHING, related_name="corpora")
    passage_count = models.IntegerField()

    class Meta:
        managed = False
        indexes = [models.Index(fields=["corpus", "date"], name="date_by_corpus")]

    def __str__(self) -> str:
        return f"{self.date} in {self.corpus}"


class Appearance(models.Model):
    """One accepted mention in its context; exactly one of entity and date."""

    position = models.IntegerField()
    corpus = models.ForeignKey(Corpus, models.DO_NOTHING, related_name="+")
    article = models.ForeignKey(Article, models.DO_NOTHING, related_name="appearances")
    passage = models.ForeignKey(Passage, models.DO_NOTHING, related_name="appearances")
    entity = models.ForeignKey(Entity, models.DO_NOTHING, null=True, related_name="appearances")
    date = models.ForeignKey(Date, models.DO_NOTHING, null=True, related_name="appearances")
    start = models.IntegerField(null=True)  # in the passage's text; null where that is not held
    end = models.IntegerField(null=True)
    exact = models.TextField()
    before = models.TextField()  # up to 60 characters, cut at a word
    after = models.TextField()
    certainty = models.CharField(max_length=20)
    rule = models.CharField(max_length=60)
    anchor = models.TextField()  # in words, e.g. "published 19 December 2011", "16 December 2011 in ¶6"
    in_copy = models.BooleanField()  # repeats an original: not counted

    class Meta:
        managed = False
        ordering = ["position"]
        indexes = [
            # With what else is asked of the most named: their rows need not be looked up one by one.
            models.Index(fields=["entity", "position", "corpus", "in_copy"], name="appearance_by_entity"),
            models.Index(fields=["date", "position", "corpus", "in_copy"], name="appearance_by_date"),
            models.Index(fields=["article", "position"], name="appearance_by_article"),
        ]

    def __str__(self) -> str:
        return self.exact


class Together(models.Model):
    """How often an entity is named in one passage with another entity, or with a date."""

    entity = models.ForeignKey(Entity, models.DO_NOTHING, related_name="together")
    other = models.ForeignKey(Entity, models.DO_NOTHING, null=True, related_name="+")
    date = models.ForeignKey(Date, models.DO_NOTHING, null=True, related_name="together")
    passage_count = models.IntegerField()

    class Meta:
        managed = False
        ordering = ["-passage_count"]
        indexes = [
            models.Index(fields=["entity", "-passage_count"], name="together_by_entity"),
            models.Index(fields=["date", "-passage_count"], name="together_by_date"),
        ]

    def __str__(self) -> str:
        return f"{self.entity} with {self.other or self.date}"

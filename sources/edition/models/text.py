"""The texts as published: documents, articles, passages, former wordings.

Everything a page needs of a passage is prepared in its row: ``marks`` are its accepted mentions as
``[start, end, kind, id, slug, name]`` (``id`` is the entity's public id, or the EDTF of a date; slug
empty for dates), ``topics`` as ``[slug, name]``, ``beside`` as the passages of other sources on the
same people, place and day, ``sayings`` its accepted quotations as ``[start, end, kind, the speaker's
kind, id, slug, name]`` (the first three of the speaker empty where only a name is known), ``claims`` as the
answers that it gives:
``[question's slug, wording, claim's public id, answer, stance, asserter]``.
"""

from django.db import models

from sources.edition.models.entity import Entity
from sources.edition.models.frame import Corpus, Topic


class Document(models.Model):
    """One file as received."""

    public_id = models.CharField(max_length=8, unique=True)
    corpus = models.ForeignKey(Corpus, models.DO_NOTHING, related_name="documents")
    file_name = models.TextField()
    media_type = models.CharField(max_length=100)
    encoding = models.CharField(max_length=40)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)  # empty where it could give something withheld away
    commitment = models.CharField(max_length=64, default="")  # then this stands for it
    origin = models.TextField()
    got = models.CharField(max_length=40)
    is_held = models.BooleanField()
    checked_on = models.CharField(max_length=10)  # the day of the last check of its bytes; empty: none
    is_sound = models.BooleanField(null=True)  # what that found

    class Meta:
        managed = False

    def __str__(self) -> str:
        return self.file_name


class Article(models.Model):
    """One published text with its bibliographic facts."""

    public_id = models.CharField(max_length=8, unique=True)
    corpus = models.ForeignKey(Corpus, models.DO_NOTHING, related_name="articles")
    document = models.ForeignKey(Document, models.DO_NOTHING, related_name="articles")
    slug = models.TextField()
    position = models.IntegerField(db_index=True)  # by day of publication, then file, then index
    title = models.TextField()
    translated_title = models.TextField(default="")  # in English, where the title is not; else empty
    byline = models.TextField()  # authors as printed, joined for reading
    contributors = models.JSONField()  # [{role, name, given, family, entity (public id or "")}]
    credits = models.JSONField(default=list)  # [[origin's kind, public id, slug, name as printed, roles], …]
    publication = models.TextField()
    publication_kind = models.CharField(max_length=20)
    publication_place = models.TextField()
    published = models.CharField(max_length=100)  # EDTF or empty
    published_earliest = models.DateField(null=True)
    published_words = models.TextField()
    published_known = models.TextField()
    page = models.CharField(max_length=40)
    url = models.TextField()
    language = models.CharField(max_length=20)
    translated_from = models.CharField(max_length=20)
    genre = models.CharField(max_length=20)
    rights = models.TextField()
    rights_note = models.TextField()
    access = models.CharField(max_length=20)
    copy_of = models.ForeignKey("self", models.DO_NOTHING, null=True, related_name="copies")
    similarity = models.FloatField(null=True)
    passage_count = models.IntegerField()  # all kinds
    revision_count = models.IntegerField()  # corrections made
    fingerprint = models.CharField(max_length=64)  # of what is shown of it, to tell what changed

    class Meta:
        managed = False
        ordering = ["position"]
        indexes = [models.Index(fields=["corpus", "position"], name="article_by_corpus")]

    def __str__(self) -> str:
        return self.title


class Since(models.Model):
    """Since when an article is as readers see it; one without ``article`` is gone (``edition/since.py``)."""

    public_id = models.CharField(max_length=8, primary_key=True)
    article = models.OneToOneField(Article, models.DO_NOTHING, null=True, related_name="since")
    corpus = models.CharField(max_length=60)  # its slug; empty where that is not in this edition
    # When the edition was made that had it first, and the last that had it otherwise than the one before:
    # 2026-11-22T11:30:00Z, so that they sort as text.
    first_at = models.CharField(max_length=20)
    changed_at = models.CharField(max_length=20, db_index=True)

    class Meta:
        managed = False

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_gone(self) -> bool:
        """Whether this edition has it no more."""
        return self.article_id is None


class Passage(models.Model):
    """One passage, ready to be shown."""

    public_id = models.CharField(max_length=8, unique=True)
    document = models.ForeignKey(Document, models.DO_NOTHING, related_name="passages")
    article = models.ForeignKey(Article, models.DO_NOTHING, null=True, related_name="passages")
    number = models.CharField(max_length=8)
    start = models.IntegerField()
    end = models.IntegerField()
    kind = models.CharField(max_length=20)
    is_reading = models.BooleanField()  # shown as the article; the rest is on the captured page
    continues = models.BooleanField()
    speaker = models.ForeignKey(Entity, models.DO_NOTHING, null=True, related_name="turns")
    speaker_name = models.TextField()
    text = models.TextField(null=True)  # null: not held here, or not to be shown in full
    revision = models.IntegerField()
    duplicate_of = models.ForeignKey("self", models.DO_NOTHING, null=True, related_name="repeats")
    marks = models.JSONField()
    topics = models.JSONField()
    beside = models.JSONField()
    sayings = models.JSONField(default=list)
    claims = models.JSONField()

    class Meta:
        managed = False
        ordering = ["document", "start"]
        indexes = [
            models.Index(fields=["article", "start"], name="passage_by_article"),
            models.Index(fields=["document", "start"], name="passage_by_document"),
        ]

    def __str__(self) -> str:
        return f"¶{self.number}"


class Revision(models.Model):
    """A wording of a corrected passage: every one of them, the last being the passage's text."""

    passage = models.ForeignKey(Passage, models.DO_NOTHING, related_name="revisions")
    number = models.IntegerField()
    text = models.TextField(null=True)  # null: not to be shown
    commitment = models.CharField(max_length=64, default="")  # what then stands for it, where it is held
    splices = models.JSONField()  # what led here from the one before
    reason = models.TextField()
    made_on = models.DateField(null=True)

    class Meta:
        managed = False
        ordering = ["passage", "number"]

    def __str__(self) -> str:
        return f"{self.passage} rev. {self.number}"


class PassageTopic(models.Model):
    """A topic on a passage. Passages have their ids in reading order, so these can be read by them."""

    topic = models.ForeignKey(Topic, models.DO_NOTHING, related_name="passages")
    passage = models.ForeignKey(Passage, models.DO_NOTHING, related_name="+")

    class Meta:
        managed = False
        ordering = ["passage"]
        indexes = [models.Index(fields=["topic", "passage"], name="passagetopic_by_topic")]

    def __str__(self) -> str:
        return f"{self.topic} on {self.passage}"

"""People, places and organisations as published, with the spellings of the sources and the counts.

Counts are of accepted mentions in passages read as article, of distinct texts: what a copy repeats
is not counted again.
"""

from django.db import models

from sources.edition.models.frame import Corpus


class Entity(models.Model):
    """One authority record that the public may see."""

    public_id = models.CharField(max_length=8, unique=True)
    kind = models.CharField(max_length=20)
    slug = models.TextField()
    name = models.TextField()
    language = models.CharField(max_length=20)
    script = models.CharField(max_length=4)
    sort_name = models.TextField()
    letter = models.CharField(max_length=4)  # under which an index lists it
    description = models.TextField()
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    wikidata = models.CharField(max_length=20)
    geonames = models.CharField(max_length=20)
    viaf = models.CharField(max_length=30)
    is_fiction = models.BooleanField()  # named in invented texts only
    is_private = models.BooleanField()  # kept out of search engines, sitemap and home page
    passage_count = models.IntegerField()
    article_count = models.IntegerField()
    mention_count = models.IntegerField()
    saying_count = models.IntegerField(default=0)  # turns and quotations of this speaker
    saying_article_count = models.IntegerField(default=0)
    accounts = models.JSONField(default=dict)  # see edition/accounts.py

    class Meta:
        managed = False
        ordering = ["sort_name"]
        indexes = [models.Index(fields=["kind", "sort_name"], name="entity_by_kind")]

    def __str__(self) -> str:
        return self.name


class EntityName(models.Model):
    """One form of an entity's name, with how often and where the sources write it.

    ``writers`` is ``[[article public id, slug, short source label], …]``, the first few in order of
    publication; of the most named, ten thousand articles write a form.
    """

    entity = models.ForeignKey(Entity, models.DO_NOTHING, related_name="names")
    position = models.IntegerField()  # preferred first, then by times, then by form
    form = models.TextField()
    relation = models.CharField(max_length=20)  # preferred, variant, transliteration, partial, as_written
    language = models.CharField(max_length=20)
    script = models.CharField(max_length=4)
    times = models.IntegerField()
    writer_count = models.IntegerField()  # articles that write it
    writers = models.JSONField()

    class Meta:
        managed = False
        ordering = ["entity", "position"]
        indexes = [models.Index(fields=["entity", "position"], name="name_by_entity")]

    def __str__(self) -> str:
        return self.form


class NameKey(models.Model):
    """A spelling key (``values.spelling``) that leads to an entity, for search in any spelling."""

    key = models.TextField(db_index=True)
    form = models.TextField()
    entity = models.ForeignKey(Entity, models.DO_NOTHING, related_name="keys")

    class Meta:
        managed = False

    def __str__(self) -> str:
        return self.key


class EntityInCorpus(models.Model):
    """An entity's place in one corpus, for that corpus's indexes."""

    corpus = models.ForeignKey(Corpus, models.DO_NOTHING, related_name="entities")
    entity = models.ForeignKey(Entity, models.DO_NOTHING, related_name="corpora")
    kind = models.CharField(max_length=20)
    sort_name = models.TextField()
    passage_count = models.IntegerField()
    article_count = models.IntegerField()

    class Meta:
        managed = False
        ordering = ["sort_name"]
        indexes = [
            models.Index(fields=["corpus", "kind", "sort_name"], name="incorpus_by_name"),
            models.Index(fields=["corpus", "kind", "-passage_count"], name="incorpus_by_count"),
        ]

    def __str__(self) -> str:
        return f"{self.entity} in {self.corpus}"

"""Where articles come from, as ways in: what they appeared in, and who had a part in them.

Both are one shape, a name that leads to articles, told apart by ``kind``. A contributor with an
authority record bears that record's public id; one who is known only as printed bears an id made
from the printed name, the same in every edition.
"""

from django.db import models

from sources.edition.models.entity import Entity
from sources.edition.models.frame import Corpus
from sources.edition.models.text import Article


class Origin(models.Model):
    """A publication or a contributor, with what its articles name most.

    ``days`` is ``[[edtf, words, passages], …]``, ``named`` is ``[[kind, public id, slug, name,
    passages], …]``, both of distinct texts, the most first.
    """

    kind = models.CharField(max_length=12)  # publication, contributor
    public_id = models.CharField(max_length=8)
    slug = models.TextField()
    name = models.TextField()
    sort_name = models.TextField()
    language = models.CharField(max_length=20)
    remark = models.TextField()  # "newspaper, Halmya"; "author, translator"
    url = models.TextField()
    entity = models.ForeignKey(Entity, models.DO_NOTHING, null=True, related_name="+")
    article_count = models.IntegerField()  # distinct texts
    copy_count = models.IntegerField()
    first = models.DateField(null=True)  # earliest and latest known day of publication
    last = models.DateField(null=True)
    is_fiction = models.BooleanField()  # of invented texts only
    days = models.JSONField()
    named = models.JSONField()

    class Meta:
        managed = False
        ordering = ["sort_name", "public_id"]
        indexes = [
            models.Index(fields=["kind", "sort_name", "public_id"], name="origin_by_name"),
            models.Index(fields=["kind", "public_id"], name="origin_by_id"),
        ]

    def __str__(self) -> str:
        return self.name


class OriginInCorpus(models.Model):
    """A publication's or contributor's place in one corpus, for that corpus's indexes."""

    corpus = models.ForeignKey(Corpus, models.DO_NOTHING, related_name="origins")
    origin = models.ForeignKey(Origin, models.DO_NOTHING, related_name="corpora")
    kind = models.CharField(max_length=12)
    sort_name = models.TextField()
    article_count = models.IntegerField()  # distinct texts; 0 where the corpus has only a copy

    class Meta:
        managed = False
        ordering = ["sort_name", "origin"]
        indexes = [models.Index(fields=["corpus", "kind", "sort_name"], name="origin_incorpus_by_name")]

    def __str__(self) -> str:
        return f"{self.origin} in {self.corpus}"


class OriginArticle(models.Model):
    """An article of a publication, or one that somebody had a part in."""

    origin = models.ForeignKey(Origin, models.DO_NOTHING, related_name="articles")
    article = models.ForeignKey(Article, models.DO_NOTHING, related_name="origins")
    position = models.IntegerField()  # the article's
    roles = models.TextField()  # "author"; empty for a publication

    class Meta:
        managed = False
        ordering = ["position"]
        indexes = [
            models.Index(fields=["origin", "position"], name="originarticle_by_origin"),
            models.Index(fields=["article"], name="originarticle_by_article"),
        ]

    def __str__(self) -> str:
        return f"{self.origin} in {self.article}"

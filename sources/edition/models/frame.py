"""What frames an edition: its manifest, its corpora, its topics, where old addresses lead."""

from django.db import models


class Manifest(models.Model):
    """One fact about the edition: number, made_at, predecessor, digest, site name, counts …"""

    key = models.CharField(max_length=40, primary_key=True)
    value = models.TextField()

    class Meta:
        managed = False

    def __str__(self) -> str:
        return self.key


class Predecessor(models.Model):
    """An edition that this one replaces: which file it was, or that it was recalled, and on which day.

    Without its digest where it was recalled, for that would let guesses at what it held be tried, and
    where it was lost in a restore.
    """

    number = models.PositiveIntegerField(primary_key=True)
    sha256 = models.CharField(max_length=64)
    recalled_on = models.DateField(null=True)

    class Meta:
        managed = False
        ordering = ["number"]

    def __str__(self) -> str:
        return f"Edition {self.number}"


class Leaf(models.Model):
    """The digest of a part of the edition's content (``digest.py``): of a table, an article or an entity."""

    table = models.CharField(max_length=40)
    owner = models.BigIntegerField()  # the article's or entity's number in this file; 0: the table itself
    digest = models.CharField(max_length=64)

    class Meta:
        managed = False
        indexes = [models.Index(fields=["table", "owner"], name="leaf_by_owner")]

    def __str__(self) -> str:
        return f"{self.table} {self.owner}"


class Corpus(models.Model):
    """One published collection, with its counts."""

    public_id = models.CharField(max_length=8, unique=True)
    slug = models.CharField(max_length=60, unique=True)
    title = models.TextField()
    description = models.TextField()
    event_years = models.JSONField()
    licence = models.CharField(max_length=40)
    is_fiction = models.BooleanField()
    article_count = models.IntegerField()  # distinct texts: a copy counts with its original
    copy_count = models.IntegerField()
    passage_count = models.IntegerField()  # all kinds, of distinct texts
    person_count = models.IntegerField()
    place_count = models.IntegerField()
    organisation_count = models.IntegerField()
    date_count = models.IntegerField()
    topic_count = models.IntegerField()
    publication_count = models.IntegerField()
    contributor_count = models.IntegerField()
    network = models.JSONField(default=dict)  # who is named with whom, as ``edition.network`` lays it out
    question_count = models.IntegerField(default=0)
    accounts = models.JSONField(default=list)  # its first questions, see edition/accounts.py

    class Meta:
        managed = False
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class Topic(models.Model):
    """A topic tag with its meaning."""

    slug = models.CharField(max_length=100, unique=True)
    name = models.TextField()
    description = models.TextField()
    passage_count = models.IntegerField()  # of distinct texts
    is_fiction = models.BooleanField(default=False)  # on invented texts only

    class Meta:
        managed = False
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class TopicInCorpus(models.Model):
    """A topic's place in one corpus, for that corpus's list of topics."""

    corpus = models.ForeignKey(Corpus, models.DO_NOTHING, related_name="topics")
    topic = models.ForeignKey(Topic, models.DO_NOTHING, related_name="corpora")
    passage_count = models.IntegerField()

    class Meta:
        managed = False
        ordering = ["topic"]
        indexes = [models.Index(fields=["corpus", "topic"], name="topic_by_corpus")]

    def __str__(self) -> str:
        return f"{self.topic} in {self.corpus}"


class SitePage(models.Model):
    """A page that the owner of the site wrote, in Markdown."""

    position = models.IntegerField()
    slug = models.CharField(max_length=40, unique=True)
    title = models.TextField()
    body = models.TextField()

    class Meta:
        managed = False
        ordering = ["position"]

    def __str__(self) -> str:
        return self.title


class Redirect(models.Model):
    """A public id that now leads to another: that of a merged entity, or of a replaced article."""

    old = models.CharField(max_length=8, primary_key=True)
    new = models.CharField(max_length=8)

    class Meta:
        managed = False

    def __str__(self) -> str:
        return f"{self.old} to {self.new}"


class FormerAddress(models.Model):
    """The number that a passage had in an article, and where its words are now."""

    old_article = models.CharField(max_length=8)  # public id
    old_number = models.CharField(max_length=8)
    article = models.CharField(max_length=8)  # public id; empty: the words belong to no article now
    number = models.CharField(max_length=8)
    document = models.CharField(max_length=8)  # public id of the document they stand in

    class Meta:
        managed = False
        indexes = [models.Index(fields=["old_article", "old_number"], name="former_address")]

    def __str__(self) -> str:
        return f"{self.old_article}/{self.old_number} to {self.article}/{self.number}"


class Tombstone(models.Model):
    """The public id of something that was public and was withdrawn: when, and why."""

    public_id = models.CharField(max_length=8, primary_key=True)
    withdrawn_on = models.DateField()
    reason = models.TextField()

    class Meta:
        managed = False

    def __str__(self) -> str:
        return self.public_id

"""What somebody said, apart from where they are named: whole turns, and accepted quotations.

The words stand in the passage and nowhere else in the file; a row only says where. So nothing can be
quoted here that its article may not show.
"""

from django.db import models

from sources.edition.models.entity import Entity
from sources.edition.models.text import Article, Passage


class Saying(models.Model):
    """A stretch of a passage that a source gives to a speaker."""

    position = models.IntegerField()  # in the reading order of the whole edition
    speaker = models.ForeignKey(Entity, models.DO_NOTHING, related_name="sayings")
    article = models.ForeignKey(Article, models.DO_NOTHING, related_name="+")
    passage = models.ForeignKey(Passage, models.DO_NOTHING, related_name="+")
    start = models.IntegerField()  # in the passage's text
    end = models.IntegerField()
    kind = models.CharField(max_length=10)  # turn (the whole passage), direct, indirect
    in_copy = models.BooleanField()  # repeats an original: not counted

    class Meta:
        managed = False
        ordering = ["position"]
        indexes = [models.Index(fields=["speaker", "position"], name="saying_by_speaker")]

    def __str__(self) -> str:
        return f"{self.speaker} in {self.passage}"

"""Each time that everything kept was read again: when, how much, and what was damaged.

Stored beside the content and not in the log: a check changes nothing. Readers are shown the last one.
"""

from django.db import models


class FixityCheck(models.Model):
    """One run of ``manage.py verify``."""

    made_at = models.DateTimeField(help_text="When it was finished (UTC).")
    last_document = models.BigIntegerField(
        default=0, help_text="The highest primary key of a document then: later ones were not looked at."
    )
    checked = models.JSONField(default=dict, help_text="How many of each sort were looked at.")
    damage = models.JSONField(default=list, help_text="What was damaged, each with its sentence.")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Check of {self.made_at:%Y-%m-%d %H:%M}"

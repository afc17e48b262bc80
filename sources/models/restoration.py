"""Each time that the archive was brought back from a backup: from when, and what is known to be lost."""

from django.db import models


class Restoration(models.Model):
    """One restore, finished."""

    backed_up_at = models.DateTimeField(help_text="When the backup was made (UTC).")
    restored_at = models.DateTimeField(help_text="When the restore was finished (UTC).")
    head = models.CharField(
        max_length=64, blank=True, help_text="Digest of the last act in the backup; empty: it had none."
    )
    acts = models.PositiveIntegerField(help_text="How many acts the backup has.")
    lost = models.PositiveIntegerField(help_text="How many later acts there are known to have been.")
    replayed = models.PositiveIntegerField(help_text="How many of them withheld something, and do again.")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Restore of the backup of {self.backed_up_at:%Y-%m-%d %H:%M}"

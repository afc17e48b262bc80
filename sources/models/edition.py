"""The published states of the archive: each one immutable file, numbered, dated, hashed."""

from django.conf import settings
from django.db import models


class Edition(models.Model):
    """One published state. Its file and its manifest say the same as this row."""

    number = models.PositiveIntegerField(unique=True, help_text="Counts from 1.")
    made_at = models.DateTimeField(help_text="When it was published (UTC).")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="editions",
        help_text="Who published it.",
    )
    file_name = models.CharField(max_length=60, help_text="Its file in the editions folder.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of its content, row by row (the manifest's).")
    sha256 = models.CharField(
        max_length=64,
        blank=True,
        help_text="SHA-256 of the file; after a small publication noted when readers have it.",
    )
    size = models.PositiveBigIntegerField(help_text="Size of the file in bytes.")
    counts = models.JSONField(default=dict, help_text="How many articles, passages, people … it holds.")
    note = models.CharField(max_length=500, blank=True, help_text="What is new, in a sentence.")
    is_withdrawn = models.BooleanField(default=False, help_text="No longer handed out.")
    withdrawn_on = models.DateField(
        null=True,
        blank=True,
        help_text="The day on which its file was removed, because it held what is withheld now.",
    )

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(number__gte=1),
                name="edition_counts_from_1",
                violation_error_message="Editions count from 1.",
            ),
        ]

    def __str__(self) -> str:
        return f"Edition {self.number}"

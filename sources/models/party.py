"""The groups that editors name among those who assert something: officials, residents, inquiries."""

from django.db import models

from sources.models.identity import Identified
from sources.models.validators import validate_name


class Party(Identified):
    """One such group, shared by all corpora, with its place in their order."""

    slug = models.SlugField(max_length=60, unique=True, help_text="Its address, e.g. officials.")
    label = models.CharField(
        max_length=100, validators=[validate_name], help_text="e.g. “Residents and relatives”."
    )
    position = models.PositiveIntegerField(default=0, help_text="Its place in lists; the lowest first.")

    class Meta(Identified.Meta):
        ordering = ["position", "slug"]
        verbose_name_plural = "parties"
        constraints = [
            *Identified.Meta.constraints,
            models.CheckConstraint(
                condition=~models.Q(label=""),
                name="party_label_not_blank",
                violation_error_message="A party needs its label.",
            ),
        ]

    def __str__(self) -> str:
        return self.label

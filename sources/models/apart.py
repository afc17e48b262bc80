"""Pairs of entities that look alike and are two, as an editor has said: they are not proposed again."""

from django.db import models

from sources.models.entity import Entity


class Apart(models.Model):
    """Two entities that are not the same, though their names might make one think so."""

    # What is said of a pair is nothing without both.
    first = models.ForeignKey(
        Entity, on_delete=models.CASCADE, related_name="apart_first", help_text="The one recorded earlier."
    )
    second = models.ForeignKey(
        Entity, on_delete=models.CASCADE, related_name="apart_second", help_text="The one recorded later."
    )

    class Meta:
        ordering = ["first", "second"]
        verbose_name = "pair that is not the same"
        verbose_name_plural = "pairs that are not the same"
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"],
                name="apart_pair_once",
                violation_error_message="These two are known not to be the same already.",
            ),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")),
                name="apart_pair_in_order",
                violation_error_message="A pair is two entities, the one recorded earlier first.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} and {self.second}"

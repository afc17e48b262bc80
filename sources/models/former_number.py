"""Addresses that passages had and no longer have.

A passage is addressed by its article and its number. When it comes to stand in another article, or
another passage takes its place, that address leads to where the words are now, for ever; so the
number is never given to another passage of the article.
"""

from django.db import models

from sources.models.article import Article
from sources.models.passage import Passage


class FormerNumber(models.Model):
    """One address that now leads to a passage."""

    # An address that was cited must go on leading somewhere: neither end can be deleted.
    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, related_name="former_numbers", help_text="The article it named."
    )
    number = models.CharField(max_length=8, help_text="The number it named there, e.g. 12.")
    passage = models.ForeignKey(
        Passage,
        on_delete=models.PROTECT,
        related_name="former_numbers",
        help_text="The passage to which it leads now.",
    )

    class Meta:
        ordering = ["article", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "number"],
                name="formernumber_once_in_an_article",
                violation_error_message="This former address leads to a passage already.",
            ),
            models.CheckConstraint(
                condition=~models.Q(number=""),
                name="formernumber_number_not_blank",
                violation_error_message="A former address has a number.",
            ),
        ]

    def __str__(self) -> str:
        return f"¶{self.number} of {self.article}"

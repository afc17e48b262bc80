"""What the recogniser's rules found in an article, kept so that it need not be found again.

What they find depends on the text, its labels, what its dates are counted from, and the rules themselves;
not on the authority list. So a decision of an editor changes none of it. Derived, as an index is, and no
part of the content: not in the log, not in a package or an edition, made anew where it is missing or where
what it depends on is not as it was. The table may be emptied at any time.
"""

from django.db import models

from sources.models.article import Article


class Findings(models.Model):
    """The finds of one article, and the state in which nothing was left to suggest."""

    article = models.OneToOneField(
        Article,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="findings",
        help_text="The article that was read.",
    )
    depends_on = models.CharField(
        max_length=64, help_text="Digest of text, labels, anchors and rules: with others, it holds no more."
    )
    found = models.BinaryField(help_text="The candidates, without their words; see annotate/kept.py.")
    words = models.BinaryField(help_text="What is asked of the authority list, each once.")
    settled = models.CharField(
        max_length=64,
        blank=True,
        help_text="Digest of the article as suggesting left it with nothing more to do; empty: unknown.",
    )
    list_then = models.CharField(
        max_length=64, blank=True, help_text="Digest of the whole authority list and of all verdicts then."
    )
    answered = models.CharField(
        max_length=64, blank=True, help_text="Digest of what these said then of the article's own words."
    )
    kept = models.PositiveIntegerField(default=0, help_text="How many suggestions stood then.")
    decided = models.PositiveIntegerField(default=0, help_text="How many finds editors had decided on then.")

    class Meta:
        verbose_name_plural = "findings"

    def __str__(self) -> str:
        return str(self.article)

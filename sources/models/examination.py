"""When an article was last looked through for suggestions, and whether it waits to be again.

One row for each article that was ever looked through or asked for: the queue that ``manage.py suggest
--pending`` works off, so that nothing is lost when a machine stops and no service is needed. It is about
the machine's work, not about the source: it is no part of the log, of a package or of an edition.
"""

from django.db import models

from sources.models.article import Article


class ExaminationQuerySet(models.QuerySet["Examination"]):
    """Examinations in the words of the trade."""

    def pending(self) -> "ExaminationQuerySet":
        """Keep the articles that wait, the one asked for first at the head."""
        return self.filter(asked_at__isnull=False).order_by("asked_at", "pk")


class Examination(models.Model):
    """The state of an article's suggestions."""

    article = models.OneToOneField(
        Article,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="examination",
        help_text="The article that is looked through.",
    )
    asked_at = models.DateTimeField(
        null=True, blank=True, help_text="Since when it waits to be looked through; empty: it does not."
    )
    reason = models.CharField(
        max_length=200, blank=True, help_text="Why it waits, e.g. “asked for by an editor”."
    )
    looked_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was last looked through; empty: never."
    )
    recogniser = models.CharField(
        max_length=40, blank=True, help_text="Name and version of what looked through it last."
    )

    objects = ExaminationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(looked_at=None) | ~models.Q(recogniser=""),
                name="examination_names_its_recogniser",
                violation_error_message="What looked through an article is named with its version.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["asked_at"],
                condition=models.Q(asked_at__isnull=False),
                name="examination_pending",
            )
        ]

    def __str__(self) -> str:
        return str(self.article)


class LogPosition(models.Model):
    """How far something that follows the record of acts has read it."""

    name = models.CharField(max_length=40, primary_key=True, help_text="Who follows, e.g. suggestions.")
    changeset = models.BigIntegerField(default=0, help_text="The number of the last act that was read.")
    figure = models.PositiveIntegerField(
        null=True, help_text="What was counted then, e.g. 12 pairs; empty: nothing is counted."
    )
    counted_at = models.DateTimeField(null=True, help_text="When it was counted (UTC).")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(figure=None, counted_at=None)
                | models.Q(figure__isnull=False, counted_at__isnull=False),
                name="logposition_figure_has_its_time",
                violation_error_message="A figure needs the time when it was counted.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} at {self.changeset}"

"""Why something is kept from readers, since when, until when, and who decided it; never public.

What readers do not get follows from other columns, as ever: an article's status and access, a wording that
withholds the one before, a person's protection. A row here says why that is so and holds an article shut
(the database's triggers refuse to open it) until somebody ends the withholding. No day ends it by itself.
"""

from django.conf import settings
from django.db import models
from django.utils import timezone

from sources.models.article import Article
from sources.models.entity import Entity
from sources.models.identity import Identified, choices, one_of
from sources.models.passage import PassageRevision
from sources.models.validators import validate_prose
from sources.vocabulary import WithheldFor

# What can be withheld: its columns, exactly one of them filled.
WITHHELD = ("article", "revision", "entity")


def _of_one() -> models.Q:
    one = models.Q()
    for subject in WITHHELD:
        one |= models.Q(**{f"{other}__isnull": other != subject for other in WITHHELD})
    return one


class WithholdingQuerySet(models.QuerySet["Withholding"]):
    """Withholdings in the words of the trade."""

    def standing(self) -> "WithholdingQuerySet":
        """Keep those that nobody has ended."""
        return self.filter(ended_on=None)

    def due(self) -> "WithholdingQuerySet":
        """Keep those on which somebody is to decide anew by now."""
        return self.standing().filter(until__lte=timezone.now().date())


class Withholding(Identified):
    """One decision that readers do not get an article, words of a passage, or a name."""

    # The reason stands as long as what it is the reason of.
    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, null=True, related_name="withholdings", help_text="The article."
    )
    revision = models.ForeignKey(
        PassageRevision,
        on_delete=models.PROTECT,
        null=True,
        related_name="withholdings",
        help_text="The wording from which the words are gone; those before it are not for the public.",
    )
    entity = models.ForeignKey(
        Entity,
        on_delete=models.PROTECT,
        null=True,
        related_name="withholdings",
        help_text="Who is shown under a pseudonym.",
    )
    reason = models.CharField(max_length=40, choices=choices(WithheldFor), help_text="Why, in a word.")
    note = models.TextField(
        blank=True,
        validators=[validate_prose],
        help_text="For editors, never public, e.g. “telephoned on 3 May; call back first”.",
    )
    until = models.DateField(
        null=True,
        blank=True,
        help_text="The day on which somebody decides anew; empty: until further notice.",
    )
    covers_title = models.BooleanField(
        default=False, help_text="The words stood in a headline too, and are gone there."
    )
    # Accounts are closed, never deleted: what they decided stays.
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="withholdings",
        help_text="Who decided it.",
    )
    made_at = models.DateTimeField(default=timezone.now, editable=False, help_text="Since when (UTC).")
    ended_on = models.DateField(
        null=True,
        blank=True,
        editable=False,
        help_text="The day on which somebody ended it; empty: it stands.",
    )

    objects = WithholdingQuerySet.as_manager()

    class Meta(Identified.Meta):
        ordering = ["-pk"]
        constraints = [
            *Identified.Meta.constraints,
            models.CheckConstraint(
                condition=_of_one(),
                name="withholding_of_one_thing",
                violation_error_message="What is withheld is one article, words of one passage, or one name.",
            ),
            models.CheckConstraint(
                condition=one_of("reason", WithheldFor),
                name="withholding_reason_in_vocabulary",
                violation_error_message="Say why: choose one of the reasons.",
            ),
            models.CheckConstraint(
                condition=models.Q(covers_title=False) | models.Q(revision__isnull=False),
                name="withholding_title_with_words",
                violation_error_message="Only words are withheld from a headline.",
            ),
            models.UniqueConstraint(
                fields=["article"],
                condition=models.Q(ended_on=None, article__isnull=False),
                name="withholding_of_an_article_once",
                violation_error_message="This article is withheld already.",
            ),
            models.UniqueConstraint(
                fields=["revision"],
                condition=models.Q(revision__isnull=False),
                name="withholding_of_words_once",
                violation_error_message="These words are withheld already.",
            ),
        ]
        indexes = [models.Index(fields=["ended_on", "until"], name="withholding_standing")]

    def __str__(self) -> str:
        return f"withheld: {self.get_reason_display()}"

"""What editors say to each other about an article, a passage, a mention or an entity; never public."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from sources.models.article import Article
from sources.models.entity import Entity
from sources.models.identity import Identified
from sources.models.mention import Mention
from sources.models.passage import Passage
from sources.models.validators import validate_prose

# What a remark can be about: its columns, exactly one of them filled.
SUBJECTS = ("article", "passage", "mention", "entity")


def _about_one() -> models.Q:
    one = models.Q()
    for subject in SUBJECTS:
        one |= models.Q(**{f"{other}__isnull": other != subject for other in SUBJECTS})
    return one


class RemarkQuerySet(models.QuerySet["Remark"]):
    """Remarks in the words of the trade."""

    def open(self) -> "RemarkQuerySet":
        """Keep those that nobody has settled."""
        return self.filter(is_settled=False)

    def with_subject(self) -> "RemarkQuerySet":
        """Bring along what each is about."""
        return self.select_related(*SUBJECTS, "author", "passage__article")


class Remark(Identified):
    """One editor's word to the others; it may ask for a second opinion."""

    # A remark is nothing without what it is about.
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, null=True, related_name="remarks", help_text="The article."
    )
    passage = models.ForeignKey(
        Passage, on_delete=models.CASCADE, null=True, related_name="remarks", help_text="The passage."
    )
    mention = models.ForeignKey(
        Mention, on_delete=models.CASCADE, null=True, related_name="remarks", help_text="The mention."
    )
    entity = models.ForeignKey(
        Entity, on_delete=models.CASCADE, null=True, related_name="remarks", help_text="The entity."
    )
    text = models.TextField(
        validators=[validate_prose],
        help_text="For other editors, never public, e.g. “Is this the father or the son?”",
    )
    asks_second_opinion = models.BooleanField(
        "second opinion",
        default=False,
        help_text="Ask another editor to look at it; it is counted on the first page until it is settled.",
    )
    is_settled = models.BooleanField(
        "settled", default=False, help_text="Nothing is left to do about it; it stays to be read."
    )
    # Accounts are closed, never deleted: what they said stays.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        editable=False,
        related_name="remarks",
        help_text="Who said it.",
    )
    made_at = models.DateTimeField(default=timezone.now, editable=False, help_text="When (UTC).")

    objects = RemarkQuerySet.as_manager()

    class Meta(Identified.Meta):
        ordering = ["-pk"]
        constraints = [
            *Identified.Meta.constraints,
            models.CheckConstraint(
                condition=_about_one(),
                name="remark_about_one_thing",
                violation_error_message="A remark is about one article, passage, mention or entity.",
            ),
            models.CheckConstraint(
                condition=~models.Q(text=""),
                name="remark_not_blank",
                violation_error_message="A remark says something.",
            ),
        ]
        indexes = [models.Index(fields=["is_settled", "asks_second_opinion"], name="remark_open")]

    def __str__(self) -> str:
        return self.text[:60] + ("…" if len(self.text) > 60 else "")  # noqa: PLR2004 -- a line's length

    @property
    def subject(self) -> models.Model:
        """What it is about."""
        found: list[models.Model] = [row for name in SUBJECTS if (row := getattr(self, name)) is not None]
        return found[0]

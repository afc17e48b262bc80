"""The log: every editorial act is one ChangeSet with the rows it touched, before and after.

The log only grows (the database's triggers refuse anything else), and each ChangeSet carries the
digest of the one before: ``digest = SHA-256(previous ‖ id ‖ body_digest)`` with
``body_digest = SHA-256(nonce ‖ body)``. The body can thus be erased, where a law or a person at
risk demands it, without breaking the chain.
"""

from collections.abc import Iterable

from django.conf import settings
from django.db import models

from sources.models.identity import choices, one_of
from sources.values.public_id import new_id
from sources.vocabulary import ActKind

# The columns by which a row of the log, as it was or became, is about an entity, an article, and what
# an article is made of; which acts concern which follows from them (``Concern``).
OF_ENTITY = {
    "apart": ("first_id", "second_id"),
    "claim": ("asserter_id",),
    "contributor": ("entity_id",),
    "entity": ("merged_into_id",),
    "mention": ("entity_id", "proposed_entity_id"),
    "name": ("entity_id",),
    "passage": ("speaker_id",),
    "question": ("place_id",),
    "quotation": ("speaker_id", "proposed_speaker_id"),
    "relay": ("entity_id",),
    "remark": ("entity_id",),
    "withholding": ("entity_id",),
}
OF_ARTICLE = {
    "article": ("copy_of_id", "leads_to_id"),
    "contributor": ("article_id",),
    "formernumber": ("article_id",),
    "passage": ("article_id",),
    "remark": ("article_id",),
    "withholding": ("article_id",),
}
OF_PASSAGE = {
    "formernumber": ("passage_id",),
    "passagerevision": ("passage_id",),
    "remark": ("passage_id",),
    "taggedpassage": ("content_object_id",),
}
OF_REVISION = {
    "claim": ("revision_id",),
    "mention": ("revision_id",),
    "quotation": ("revision_id",),
    "withholding": ("revision_id",),
}


class ChangeSetQuerySet(models.QuerySet["ChangeSet"]):
    """Acts, by what they are about."""

    def concerning(self, model: str, keys: Iterable[int]) -> "ChangeSetQuerySet":
        """Keep the acts on these articles, or these entities: on them and on whatever is of them."""
        about = Concern.objects.filter(model=model, row__in=list(keys))
        return self.filter(pk__in=about.values("changeset"))


class ChangeSet(models.Model):
    """One editorial act: who, when, what kind, why."""

    public_id = models.CharField(
        max_length=8, unique=True, default=new_id, editable=False, help_text="How the outside names this act."
    )
    made_at = models.DateTimeField(help_text="When it was done (UTC).")
    # Accounts are closed, never deleted: the log must go on naming them.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="changesets",
        help_text="Who did it; empty for the program itself.",
    )
    kind = models.CharField(max_length=20, choices=choices(ActKind), help_text="What sort of act it was.")
    summary = models.CharField(max_length=300, help_text="What was done, in a sentence.")
    reason = models.CharField(max_length=500, blank=True, help_text="Why, in the editor's words.")
    undoes = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="undone_by",
        help_text="The act that this one took back.",
    )
    journal_digest = models.CharField(
        max_length=64,
        blank=True,
        help_text="The digest of the last line that it wrote into the journal; empty: it wrote none.",
    )
    nonce = models.CharField(max_length=64, help_text="Random; salts the body's digest.")
    body_digest = models.CharField(max_length=64, help_text="SHA-256(nonce ‖ body).")
    previous_digest = models.CharField(
        max_length=64, blank=True, help_text="The digest of the entry before; empty for the first."
    )
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256(previous ‖ id ‖ body digest).")

    objects = ChangeSetQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = "act"
        verbose_name_plural = "record of acts"
        constraints = [
            models.CheckConstraint(
                condition=one_of("kind", ActKind),
                name="changeset_kind_in_vocabulary",
                violation_error_message="The kind of an act must be a word of the list.",
            ),
        ]

    def __str__(self) -> str:
        return self.summary

    @property
    def who(self) -> str:
        """Whose act it was, by handle; what a command does without an account, the archive does itself."""
        return self.actor.shown_as if self.actor else "the archive itself"


class Change(models.Model):
    """One row that an act touched, as it was before and as it was after (null: it was not there)."""

    changeset = models.ForeignKey(
        ChangeSet, on_delete=models.PROTECT, related_name="changes", help_text="The act it is part of."
    )
    position = models.PositiveIntegerField(help_text="The order within the act, from 0.")
    model = models.CharField(max_length=40, help_text="e.g. mention.")
    row = models.CharField(max_length=40, help_text="The row's primary key.", db_index=True)
    label = models.CharField(max_length=200, blank=True, help_text="The row in words, at the time.")
    before = models.JSONField(null=True, help_text="The row as it was; empty: it was not there.")
    after = models.JSONField(null=True, help_text="The row as it is after; empty: it is gone.")

    class Meta:
        ordering = ["changeset", "position"]
        verbose_name = "changed row"
        constraints = [
            models.UniqueConstraint(
                fields=["changeset", "position"],
                name="change_position_once",
                violation_error_message="Two changes of an act cannot have the same position.",
            ),
        ]
        indexes = [models.Index(fields=["model", "row"], name="change_by_row")]

    def __str__(self) -> str:
        return f"{self.model} {self.label}"


class Concern(models.Model):
    """That an act concerns an article or an entity: what its log is found by.

    It follows from the rows of the act and from where their passages stood then, and is written with
    them; the log itself says nothing more. It names rows by number alone, for they may be gone.
    """

    changeset = models.ForeignKey(
        ChangeSet, on_delete=models.PROTECT, related_name="concerns", help_text="The act."
    )
    model = models.CharField(
        max_length=10,
        choices=[("article", "article"), ("entity", "entity")],
        help_text="What it concerns: article or entity.",
    )
    row = models.BigIntegerField(help_text="Which one: its primary key.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["model", "row", "changeset"],
                name="concern_once",
                violation_error_message="An act concerns an article or an entity once.",
            ),
            models.CheckConstraint(
                condition=models.Q(model__in=["article", "entity"]),
                name="concern_of_article_or_entity",
                violation_error_message="An act concerns articles and entities; the rest follows.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.row}"

"""The log: every editorial act is one ChangeSet with the rows it touched, before and after.

The log only grows (the database's triggers refuse anything else), and each ChangeSet carries the
digest of the one before: ``digest = SHA-256(previous ‖ id ‖ body_digest)`` with
``body_digest = SHA-256(nonce ‖ body)``. The body can thus be erased, where a law or a person at
risk demands it, without breaking the chain.
"""

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.db import models
from django.db.models import Q

from sources.models.identity import choices, one_of
from sources.models.passage import Passage, PassageRevision
from sources.values.public_id import new_id
from sources.vocabulary import ActKind

# The columns by which a row of the log, as it was or became, is about an entity, an article, and what
# an article is made of. The log keeps rows as JSON, so also those that are gone are found.
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
}
OF_ARTICLE = {
    "article": ("copy_of_id", "leads_to_id"),
    "contributor": ("article_id",),
    "formernumber": ("article_id",),
    "passage": ("article_id",),
    "remark": ("article_id",),
}
OF_PASSAGE = {
    "formernumber": ("passage_id",),
    "passagerevision": ("passage_id",),
    "remark": ("passage_id",),
    "taggedpassage": ("content_object_id",),
}
OF_REVISION = {"claim": ("revision_id",), "mention": ("revision_id",), "quotation": ("revision_id",)}


def _about(columns: Mapping[str, tuple[str, ...]], keys: Iterable[int]) -> Q:
    """Tell the changes of rows that had or have one of the keys in one of the columns."""
    wanted, found = list(keys), Q()
    for model, names in columns.items():
        for name in names:
            here = Q(**{f"before__{name}__in": wanted}) | Q(**{f"after__{name}__in": wanted})
            found |= Q(model=model) & here
    return found


def _rows(model: str, keys: Iterable[int]) -> Q:
    return Q(model=model, row__in=[str(key) for key in keys])


class ChangeQuerySet(models.QuerySet["Change"]):
    """Rows of the log, by what they are about."""

    def about_entities(self, keys: Iterable[int]) -> "ChangeQuerySet":
        """Keep what was done to these entities, their names, and all that was, is or was to be them."""
        wanted = list(keys)
        return self.filter(_rows("entity", wanted) | _about(OF_ENTITY, wanted))

    def about_articles(self, keys: Iterable[int]) -> "ChangeQuerySet":
        """Keep what was done to these articles, their passages, wordings and marks; two more queries.

        A passage that has moved elsewhere counts for both articles.
        """
        wanted = list(keys)
        moved = self.filter(_about({"passage": OF_ARTICLE["passage"]}, wanted)).order_by()
        passages = {int(row) for row in moved.values_list("row", flat=True)}
        passages.update(Passage.objects.filter(article__in=wanted).values_list("pk", flat=True))
        revisions = PassageRevision.objects.filter(passage__in=passages).values_list("pk", flat=True)
        return self.filter(
            _rows("article", wanted)
            | _rows("passage", passages)
            | _about(OF_ARTICLE, wanted)
            | _about(OF_PASSAGE, passages)
            | _about(OF_REVISION, revisions)
        )

    def acts(self) -> list[int]:
        """Give the keys of the acts that these are of."""
        return list(self.order_by().values_list("changeset", flat=True).distinct())


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
    nonce = models.CharField(max_length=64, help_text="Random; salts the body's digest.")
    body_digest = models.CharField(max_length=64, help_text="SHA-256(nonce ‖ body).")
    previous_digest = models.CharField(
        max_length=64, blank=True, help_text="The digest of the entry before; empty for the first."
    )
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256(previous ‖ id ‖ body digest).")

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

    objects = ChangeQuerySet.as_manager()

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

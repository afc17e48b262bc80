"""One file as received. Its bytes are kept once, named by their hash, and never altered."""

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from sources.models.corpus import Corpus
from sources.models.identity import Identified, choices, one_of, validate_edtf
from sources.vocabulary import Access


class DocumentQuerySet(models.QuerySet["Document"]):
    """Documents by whether the archive has their bytes."""

    def held(self) -> "DocumentQuerySet":
        """Keep those whose bytes are in the store."""
        return self.filter(is_held=True)

    def awaiting_text(self) -> "DocumentQuerySet":
        """Keep those known only by their hash."""
        return self.filter(is_held=False)

    def standing(self) -> "DocumentQuerySet":
        """Leave out the withdrawn."""
        return self.filter(withdrawn_on=None)


class Document(Identified):
    """One file as received: its hash, its size, where and when it was got."""

    # Evidence is never deleted with something else: a corpus with documents stays.
    corpus = models.ForeignKey(
        Corpus, on_delete=models.PROTECT, related_name="documents", help_text="The collection it belongs to."
    )
    file_name = models.CharField(max_length=255, help_text="The name it came with, e.g. 001_report.txt.")
    sha256 = models.CharField(
        max_length=64, db_index=True, help_text="SHA-256 of its bytes, 64 hexadecimal digits."
    )
    size = models.PositiveBigIntegerField(help_text="Its size in bytes.")
    media_type = models.CharField(
        max_length=100, default="text/plain", help_text="e.g. text/plain, text/html."
    )
    encoding = models.CharField(max_length=40, blank=True, help_text="How its bytes were read, e.g. utf-8.")
    origin = models.CharField(
        max_length=500, blank=True, help_text="Where it was got: an address, or a sentence."
    )
    got = models.CharField(
        max_length=40,
        blank=True,
        validators=[validate_edtf],
        help_text="When it was got (EDTF), e.g. 2026-02-03.",
    )
    container_sha256 = models.CharField(
        max_length=64,
        blank=True,
        db_index=True,
        help_text="SHA-256 of the zip or web archive that it came in, whose bytes are kept too.",
    )
    member = models.CharField(
        max_length=1000, blank=True, help_text="Its name or address in there, e.g. letters/014_quay.txt."
    )
    received = models.JSONField(
        default=dict,
        blank=True,
        help_text="For what was fetched from an address: the address, when, and the answer's headers.",
    )
    rights = models.URLField(max_length=200, blank=True, help_text="A RightsStatements.org address.")
    access = models.CharField(
        max_length=20, choices=choices(Access), default=Access.FULL, help_text="full, snippets or catalogue."
    )
    is_held = models.BooleanField(default=False, help_text="Whether its bytes are in the store.")
    withdrawn_on = models.DateField(
        null=True, blank=True, editable=False, help_text="The day it was withdrawn; empty while it stands."
    )
    withdrawn_reason = models.CharField(
        max_length=300,
        blank=True,
        editable=False,
        help_text="Why, as readers are told at its former addresses, e.g. “scanned from another paper”.",
    )

    objects = DocumentQuerySet.as_manager()

    class Meta(Identified.Meta):
        ordering = ["corpus", "file_name", "pk"]
        constraints = [
            *Identified.Meta.constraints,
            models.UniqueConstraint(
                fields=["corpus", "sha256"],
                name="document_once_in_a_corpus",
                violation_error_message="This corpus holds a document with these very bytes already.",
            ),
            models.CheckConstraint(
                condition=Exact(Length("sha256"), 64),
                name="document_sha256_has_64_digits",
                violation_error_message="A SHA-256 has 64 hexadecimal digits.",
            ),
            models.CheckConstraint(
                condition=models.Q(container_sha256="", member="")
                | (Exact(Length("container_sha256"), 64) & ~models.Q(member="")),
                name="document_container_and_member_together",
                violation_error_message="A document from a container names the container and its place.",
            ),
            models.CheckConstraint(
                condition=models.Q(size__gt=0),
                name="document_not_empty",
                violation_error_message="A document has at least one byte.",
            ),
            models.CheckConstraint(
                condition=one_of("access", Access),
                name="document_access_in_vocabulary",
                violation_error_message="Access is one of: catalogue, full, snippets.",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_on=None, withdrawn_reason="")
                | (models.Q(withdrawn_on__isnull=False) & ~models.Q(withdrawn_reason="")),
                name="document_withdrawn_with_reason",
                violation_error_message="A withdrawn document says when and why.",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

"""Corpora and the files in them. A file as received is evidence: only what is said of it changes."""

from typing import cast

from django.contrib import admin
from django.db import models
from django.db.models import Count
from django.http import HttpRequest

from sources.admin.recorded import RecordedAdmin
from sources.admin.site import desk
from sources.models import Corpus, Document

EVIDENCE = ["public_id", "corpus", "file_name", "sha256", "size", "media_type", "encoding", "is_held"]


@admin.register(Corpus, site=desk)
class CorpusAdmin(RecordedAdmin):
    """Collections."""

    list_display = ["title", "slug", "documents_held", "event_years", "licence", "is_fiction"]
    search_fields = ["title", "slug", "description"]
    list_filter = ["is_fiction"]
    readonly_fields = ["public_id"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Corpus]:
        """Add the number of documents."""
        counted = super().get_queryset(request).annotate(document_count=Count("documents"))
        return cast("models.QuerySet[Corpus]", counted)

    @admin.display(description="documents", ordering="document_count")
    def documents_held(self, row: Corpus) -> int:
        """Count its documents."""
        return int(getattr(row, "document_count", 0))


@admin.register(Document, site=desk)
class DocumentAdmin(RecordedAdmin):
    """Files as received; they come in by ``manage.py ingest`` and ``load_corpus``."""

    is_added_here = is_deleted_here = False
    list_display = [
        "file_name",
        "corpus",
        "articles_found",
        "is_held",
        "size",
        "encoding",
        "got",
        "short_hash",
    ]
    list_filter = ["corpus", "is_held", "media_type"]
    search_fields = ["file_name", "sha256", "origin", "public_id"]
    ordering = ["corpus", "file_name"]
    list_select_related = ["corpus"]
    readonly_fields = EVIDENCE
    fields = ["origin", "got", "rights", *EVIDENCE]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Document]:
        """Add the number of articles."""
        counted = super().get_queryset(request).annotate(article_count=Count("articles"))
        return cast("models.QuerySet[Document]", counted)

    @admin.display(description="articles", ordering="article_count")
    def articles_found(self, row: Document) -> int:
        """Count the articles found in it."""
        return int(getattr(row, "article_count", 0))

    @admin.display(description="SHA-256")
    def short_hash(self, row: Document) -> str:
        """Show the beginning of the hash."""
        return row.sha256[:12]

"""Corpora and the files in them. A file as received is evidence: only what is said of it changes."""

from typing import cast

from django.contrib import admin
from django.db import models
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from sources.admin import originals
from sources.admin.recorded import RecordedAdmin
from sources.admin.site import desk
from sources.admin.standing import Standing
from sources.admin.structure import addresses
from sources.admin.structure.regions import address
from sources.models import Corpus, Document

EVIDENCE = [
    "public_id",
    "corpus",
    "file_name",
    "sha256",
    "size",
    "media_type",
    "encoding",
    "is_held",
    "container_sha256",
    "member",
    "answer",
    "originals",
]


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
        "regions",
        "is_held",
        "size",
        "encoding",
        "got",
        "short_hash",
    ]
    list_filter = [Standing, "corpus", "is_held", "media_type"]
    search_fields = ["file_name", "sha256", "origin", "public_id"]
    ordering = ["corpus", "file_name"]
    list_select_related = ["corpus"]
    readonly_fields = ["regions", "withdrawn_on", "withdrawn_reason", *EVIDENCE]
    fields = ["regions", "withdrawn_on", "withdrawn_reason", "origin", "got", "rights", *EVIDENCE]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Document]:
        """Add the number of articles."""
        counted = super().get_queryset(request).annotate(article_count=Count("articles"))
        return cast("models.QuerySet[Document]", counted)

    @admin.display(description="regions")
    def regions(self, row: Document) -> SafeString:
        """Lead to the regions of the document."""
        return format_html(
            '<a href="{}">Regions<span class="visually-hidden"> of {}</span></a>',
            address(f"document={row.pk}"),
            row,
        )

    @admin.display(description="articles", ordering="article_count")
    def articles_found(self, row: Document) -> int:
        """Count the articles found in it."""
        return int(getattr(row, "article_count", 0))

    def get_urls(self) -> list[URLPattern]:
        """Add the bytes as received, and the page on which a document is withdrawn."""
        own = [
            path("<int:pk>/original/", self.admin_site.admin_view(self.original), name="document-original"),
            path(
                "<int:pk>/container/", self.admin_site.admin_view(self.container), name="document-container"
            ),
        ]
        return [*own, *addresses.of_documents(), *super().get_urls()]

    def original(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Hand out a document's bytes."""
        return originals.original_view(request, get_object_or_404(Document, pk=pk))

    def container(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Hand out the bytes of what it came in."""
        return originals.container_view(request, get_object_or_404(Document, pk=pk))

    @admin.display(description="original")
    def originals(self, row: Document) -> SafeString | str:
        """Lead to the bytes as received, and to those of what they came in."""
        names = ["original"] * row.is_held + ["container"] * bool(row.container_sha256)
        found = [(reverse(f"admin:document-{name}", args=[row.pk]), name) for name in names]
        return format_html_join(" · ", '<a href="{}">Save the {}</a>', found) or "not held"

    @admin.display(description="what the server said")
    def answer(self, row: Document) -> SafeString | str:
        """Show where and when it was fetched, and the headers of the answer."""
        if not row.received:
            return "It was not fetched from an address."
        facts = [(name, value) for name, value in row.received.items() if name != "headers"]
        return format_html_join("", "<div>{}: {}</div>", [*facts, *row.received.get("headers", [])])

    @admin.display(description="SHA-256")
    def short_hash(self, row: Document) -> str:
        """Show the beginning of the hash."""
        return row.sha256[:12]

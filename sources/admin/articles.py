"""Articles: their bibliographic facts, their way to the public, and where they are read and marked."""

from typing import Any, cast

from django.contrib import admin, messages
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import URLPattern, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from sources.admin import comparing, recounting
from sources.admin.claiming import addresses as claiming
from sources.admin.concerning import acts_address
from sources.admin.counting import waiting_in_article
from sources.admin.reading import addresses, looking
from sources.admin.recorded import RecordedAdmin, RecordedInline, doing_of
from sources.admin.roles import Power, may
from sources.admin.site import desk
from sources.admin.standing import Standing
from sources.admin.structure import addresses as structure
from sources.admin.withholding.choosing import to_withhold
from sources.annotate import workflow
from sources.models import Article, Contributor
from sources.vocabulary import Status

FACTS: Any = [
    *("title", "read_it", "status", "publication", "published", "published_known", "genre", "language"),
    *("access", "remarks"),
]
FOUND: Any = [
    "how_known",
    "document",
    "index",
    "copy_of",
    "similarity",
    "differs",
    "public_id",
    "public_page",
    "acts",
]


class Lacks(admin.SimpleListFilter):
    """What is not known yet."""

    title = "what is lacking"
    parameter_name = "lacks"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer the facts that a citation needs."""
        return [("date", "no date"), ("publication", "no publication"), ("byline", "nobody named as author")]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """Keep the articles that lack it, copies aside."""
        conditions = {
            "date": Q(published=None),
            "publication": Q(publication=None),
            "byline": Q(contributors=None),
        }
        lacking = conditions.get(self.value() or "")
        if lacking is None:
            return queryset
        standing = Article.objects.standing()
        return queryset.filter(lacking, pk__in=standing.distinct_texts(among=standing))


class ContributorInline(RecordedInline):
    """Who had a part in it."""

    model = Contributor
    fields = ["position", "role", "name", "given", "family", "entity"]
    autocomplete_fields = ["entity"]


@admin.register(Article, site=desk)
class ArticleAdmin(RecordedAdmin):
    """Articles; they come in with their document."""

    is_added_here = is_deleted_here = False
    list_display = [
        "title",
        "read_it",
        "publication",
        "published_words",
        "status",
        "access",
        "waiting",
        "repeats",
    ]
    list_filter = [
        Standing,
        "status",
        Lacks,
        "document__corpus",
        "publication",
        "genre",
        "access",
        ("copy_of", admin.EmptyFieldListFilter),
    ]
    search_fields = ["title", "contributors__name", "publication__name", "url", "public_id"]
    ordering = ["document", "index"]
    list_select_related = ["publication", "published"]
    autocomplete_fields = ["publication", "copy_of"]
    inlines = [ContributorInline]
    actions = ["look_through", "send_to_review", "publish_status", "back_to_draft", "withhold"]
    remark_subject = "article"
    readonly_fields = [
        "remarks",
        "how_known",
        "public_id",
        "document",
        "index",
        "status",
        "read_it",
        "differs",
        "public_page",
        "acts",
    ]
    fieldsets = [
        (
            "What it is",
            {"fields": FACTS},
        ),
        (
            "More facts",
            {
                "fields": [
                    *("translated_title", "translated_from", "page", "url", "event_years"),
                ]
            },
        ),
        ("Rights", {"fields": ["rights", "rights_note"]}),
        (
            "Where it was found",
            {"fields": FOUND},
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Article]:
        """Add the count that the list shows."""
        found = super().get_queryset(request).annotate(waiting_in=waiting_in_article())
        return cast("models.QuerySet[Article]", found)

    def get_urls(self) -> list[URLPattern]:
        """Add the reading page and what is done on it."""
        return [
            *addresses.patterns(),
            *claiming.patterns(),
            *structure.of_articles(),
            comparing.pattern(),
            recounting.pattern(),
            *super().get_urls(),
        ]

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        """Save the facts; say what was counted from those that changed."""
        super().save_model(request, obj, form, change)
        if change and recounting.ANCHORING.intersection(form.changed_data):
            recounting.remind(request, obj)

    @admin.display(description="annotate")
    def read_it(self, row: Article) -> SafeString:
        """Lead to the annotation desk, and to the plain page that needs no script."""
        pages = (("Annotate", "desk"), ("Read", "read"))
        links = (
            (reverse(f"admin:sources_article_{page}", args=[row.pk]), word, row.title) for word, page in pages
        )
        return format_html_join(" · ", '<a href="{}">{}<span class="visually-hidden"> “{}”</span></a>', links)

    @admin.display(description="differs from its original in")
    def differs(self, row: Article) -> SafeString:
        """Lead to the words that a copy, or a passage that repeats another, has of its own."""
        address = reverse("admin:sources_article_differences", args=[row.pk])
        words = "These words" if row.copy_of_id else "No copy as a whole; passages that repeat others"
        return format_html('<a href="{}">{}</a>', address, words)

    @admin.display(description="how its facts were found")
    def how_known(self, row: Article) -> SafeString | str:
        """Say of each fact what gave it when the article came in."""
        if not row.known:
            return "Nothing is noted; an editor or a package gave them."
        return format_html_join("; ", "{}: {}", sorted(row.known.items()))

    @admin.display(description="published", ordering="published__earliest")
    def published_words(self, row: Article) -> str:
        """Say when it was published."""
        return row.published.in_words if row.published else "–"

    @admin.display(description="copy", ordering="copy_of")
    def repeats(self, row: Article) -> str:
        """Tell whether it repeats another; of what, its own page says."""
        return "copy" if row.copy_of_id else ""

    @admin.display(description="waiting", ordering="waiting_in")
    def waiting(self, row: Article) -> int:
        """Count the marks that somebody is to decide on, as the desk of the article does."""
        return int(getattr(row, "waiting_in", 0))

    @admin.display(description="what was done")
    def acts(self, row: Article) -> SafeString:
        """Lead to the record of what was done to it, its passages and its marks."""
        address = acts_address("article", row.public_id)
        return format_html('<a href="{}">Every act on it, its passages and its marks</a>', address)

    @admin.display(description="page for readers")
    def public_page(self, row: Article) -> SafeString:
        """Lead to the page that readers see once an edition holds it."""
        address = reverse("sources:article-bare", args=[row.public_id])
        return format_html('<a href="{}">{}</a> (once an edition holds it)', address, address)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Tell whether the account may decide what is published."""
        return may(request.user, Power.PUBLISH)

    @admin.action(description="Look for names, dates and quotations", permissions=["change"])
    def look_through(self, request: HttpRequest, queryset: models.QuerySet[Article]) -> None:
        """Look through the articles for suggestions, as many as one request can."""
        chosen = list(queryset[: looking.MOST + 1])
        looking.say(request, looking.look_through(chosen[: looking.MOST], actor=doing_of(request)))
        if len(chosen) > looking.MOST:
            messages.warning(request, f"These were the first {looking.MOST}; choose the others and go on.")

    @admin.action(description="Send to review", permissions=["change"])
    def send_to_review(self, request: HttpRequest, queryset: models.QuerySet[Article]) -> None:
        """Take drafts to review."""
        _move(request, queryset, Status.IN_REVIEW)

    @admin.action(description="Mark as published (in the next edition)", permissions=["publish"])
    def publish_status(self, request: HttpRequest, queryset: models.QuerySet[Article]) -> None:
        """Let them into the next edition."""
        _move(request, queryset, Status.PUBLISHED)

    @admin.action(description="Back to draft", permissions=["change"])
    def back_to_draft(self, request: HttpRequest, queryset: models.QuerySet[Article]) -> None:
        """Take them back to draft; from published, a publisher only."""
        if not may(request.user, Power.PUBLISH):
            queryset = queryset.exclude(status=Status.PUBLISHED)
        _move(request, queryset, Status.DRAFT)

    @admin.action(description="Withhold from readers…", permissions=["change"])
    def withhold(self, request: HttpRequest, queryset: models.QuerySet[Article]) -> HttpResponseRedirect:
        """Show what readers will be without, before anything is done."""
        return to_withhold("article", queryset, back=request.get_full_path())


def _move(request: HttpRequest, articles: models.QuerySet[Article], status: Status) -> None:
    moved = workflow.move(articles, status, actor=doing_of(request))
    messages.success(request, f"{moved.count} now {status.replace('_', ' ')}.")
    for article in moved.stayed[:5]:
        messages.warning(request, f"“{article}” stayed {article.status.replace('_', ' ')}.")

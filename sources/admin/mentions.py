"""Mentions as a review list: filter, look through, accept or reject what is ticked as one act."""

from collections.abc import Iterator
from typing import Any, cast

from django.contrib import admin, messages
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sources.admin.recorded import RecordedAdmin, doing_of
from sources.admin.site import desk
from sources.admin.standing import Standing
from sources.annotate import marking, review
from sources.models import Article, Mention
from sources.models.mention import MentionQuerySet
from sources.models.span_bearing import BY_HAND
from sources.recognise.wording import in_words
from sources.values.row_number import row_number
from sources.vocabulary import MentionKind, MentionStatus

# How many articles the filter offers: those with the most to decide.
OFFERED = 15


class KindFilter(admin.SimpleListFilter):
    """What a mention names, or is proposed to name."""

    title = "kind"
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer the four kinds."""
        return [(str(kind), str(kind)) for kind in MentionKind]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """Keep those of the kind."""
        kind = self.value()
        if kind is None:
            return queryset
        is_open = Q(entity=None, date=None, proposed_kind=kind)
        named = Q(date__isnull=False) if kind == MentionKind.DATE else Q(entity__kind=kind)
        return queryset.filter(named | is_open)


class Without(admin.SimpleListFilter):
    """What is not known of it yet."""

    title = "what is lacking"
    parameter_name = "without"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer what the first page counts."""
        return [("year", "a year"), ("entity", "a record of that name")]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """Keep those that lack it."""
        mentions = cast("MentionQuerySet", queryset)
        if self.value() == "year":
            return mentions.without_year()
        if self.value() == "entity":
            return mentions.filter(status=MentionStatus.SUGGESTED).naming_only()
        return queryset


class Worded(admin.AllValuesFieldListFilter):
    """Values as they are, with a word for none."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Give the empty value something to be clicked on."""
        for choice in super().choices(changelist):
            yield {**choice, "display": choice["display"] or "not recorded"}


class ArticleFilter(admin.SimpleListFilter):
    """The articles with the most to decide, and the one that is looked at."""

    title = "article"
    parameter_name = "article"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer some."""
        waiting = Q(
            passages__revisions__mentions__status__in=[MentionStatus.SUGGESTED, MentionStatus.NEEDS_REVIEW]
        )
        counted = Article.objects.annotate(
            waiting=models.Count("passages__revisions__mentions", filter=waiting)
        )
        chosen = self.value() or ""
        offered = counted.filter(Q(waiting__gt=0) | Q(pk=row_number(chosen)))
        return [
            (str(pk), f"{title[:40]} ({number})")
            for pk, title, number in offered.order_by("-waiting").values_list("pk", "title", "waiting")[
                :OFFERED
            ]
        ]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """Keep those of the article."""
        chosen = self.value() or ""
        return queryset.of_article(row_number(chosen)) if chosen else queryset  # type: ignore[attr-defined]  # a MentionQuerySet


@admin.register(Mention, site=desk)
class MentionAdmin(RecordedAdmin):
    """Every mark; new ones are made where the text is read."""

    is_added_here = False
    list_display = [
        "exact",
        "kind_word",
        "means",
        "status",
        "place",
        "found_by",
        "score",
    ]
    list_filter = [
        Standing,
        "status",
        KindFilter,
        Without,
        ArticleFilter,
        ("rule", Worded),
        "certainty",
        ("recogniser", Worded),
    ]
    search_fields = ["exact", "entity__preferred_name", "date__edtf", "proposed_name", "note", "public_id"]
    ordering = ["revision__passage__document", "revision__passage__start", "start", "-end", "pk"]
    list_select_related = ["entity", "date", "revision__passage__article"]
    autocomplete_fields = ["entity"]
    actions = ["accept", "reject"]
    remark_subject = "mention"
    readonly_fields = [
        "remarks",
        "exact",
        "article",
        "passage",
        "start",
        "end",
        "rule",
        "score",
        "recogniser",
        "anchor_kind",
        "anchor_mention",
        "proposed_kind",
        "proposed_name",
        "proposed_edtf",
        "public_id",
    ]
    fieldsets = [
        ("What it means", {"fields": ["exact", "entity", "date", "status", "certainty", "note", "remarks"]}),
        ("Where", {"fields": ["article", "passage", "start", "end", "public_id"]}),
        (
            "How it was found",
            {
                "fields": [
                    "rule",
                    "score",
                    "recogniser",
                    "anchor_kind",
                    "anchor_mention",
                    "proposed_kind",
                    "proposed_name",
                    "proposed_edtf",
                ]
            },
        ),
    ]

    @admin.display(description="kind")
    def kind_word(self, row: Mention) -> str:
        """Say what it names."""
        return row.kind or "–"

    @admin.display(description="means")
    def means(self, row: Mention) -> str:
        """Say whom, where or when; a proposal in brackets."""
        if row.entity is not None:
            return row.entity.preferred_name
        if row.date is not None:
            return row.date.in_words
        proposed = row.proposed_name or row.proposed_edtf
        return f"[{proposed}]" if proposed else "–"

    @admin.display(description="article", ordering="revision__passage__article__title")
    def article(self, row: Mention) -> str:
        """Name the article."""
        article = row.revision.passage.article
        return article.title if article else "–"

    @admin.display(description="where", ordering="revision__passage__article__title")
    def place(self, row: Mention) -> SafeString | str:
        """Lead to where it is read, by article and passage."""
        passage = row.revision.passage
        if passage.article is None:
            return str(passage)
        address = reverse("admin:sources_article_read", args=[passage.article_id])
        return format_html(
            '<a href="{}?mention={}#here">{} {}</a>', address, row.pk, passage.article.title, passage
        )

    @admin.display(description="found by", ordering="rule")
    def found_by(self, row: Mention) -> str:
        """Say what found it, in words."""
        return in_words(row.rule) if row.rule not in {"", BY_HAND} else "by hand"

    @admin.display(description="passage")
    def passage(self, row: Mention) -> SafeString | str:
        """Lead to where it is read."""
        passage = row.revision.passage
        if passage.article_id is None:
            return str(passage)
        address = reverse("admin:sources_article_read", args=[passage.article_id])
        return format_html('<a href="{}?mention={}#here">{}</a>', address, row.pk, passage)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Let a mention go that dates were counted from: they are released in the same act."""
        # Nothing but such a date can hold a mention fast.
        shown, counts, lacking, _ = super().get_deleted_objects(objs, request)
        return shown, counts, lacking, []

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        """Remove a mention; what was counted from it loses its anchor in the same act."""
        if isinstance(obj, Mention):
            marking.remove(obj, actor=doing_of(request))

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        """Remove many mentions as one act."""
        doing = doing_of(request)
        rows = list(queryset)
        for row in rows:
            marking.remove(row, actor=doing)
        doing.summary = f"Removed {len(rows)} mentions"

    @admin.action(description="Accept, where it is clear what it means", permissions=["change"])
    def accept(self, request: HttpRequest, queryset: models.QuerySet[Mention]) -> None:
        """Accept what is ticked."""
        _tell(request, review.accept_all(queryset, actor=doing_of(request)), "accepted")

    @admin.action(description="Reject", permissions=["change"])
    def reject(self, request: HttpRequest, queryset: models.QuerySet[Mention]) -> None:
        """Reject what is ticked."""
        _tell(request, review.reject_all(queryset, actor=doing_of(request)), "rejected")


def _tell(request: HttpRequest, done: review.Reviewed, verb: str) -> None:
    messages.success(request, f"{done.count} {verb}.")
    for sentence in done.stayed[:10]:
        messages.warning(request, sentence)

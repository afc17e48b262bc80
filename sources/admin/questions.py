"""The lists of questions, of the groups that answer them, and of claims as a review list."""

from typing import Any, cast

from django.contrib import admin, messages
from django.db import models
from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sources.admin.recorded import RecordedAdmin, doing_of
from sources.admin.refusals import sentence
from sources.admin.roles import may
from sources.admin.site import desk
from sources.admin.standing import Standing
from sources.annotate import claiming
from sources.annotate.acts import Refused
from sources.models import Claim, Party, Question
from sources.values.slug import slug

_SHOWN = 40


def truncated(words: str) -> str:
    """Cut words for a narrow column."""
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"


def _without_slug(form: Any) -> Any:
    if "slug" in form.base_fields:
        form.base_fields["slug"].required = False
        form.base_fields["slug"].help_text += " Made from the words where none is given."
    return form


@admin.register(Question, site=desk)
class QuestionAdmin(RecordedAdmin):
    """What sources are compared by; its claims are found in their passages."""

    list_display = ["wording", "corpus", "asks", "claims_of_it", "position"]
    list_filter = ["corpus", "asks"]
    list_select_related = ["corpus"]
    search_fields = ["wording", "counted", "slug", "public_id"]
    ordering = ["corpus", "position", "slug"]
    autocomplete_fields = ["place"]
    fields = [
        *("corpus", "wording", "slug", "asks", "unit", "counted", "place", "time", "options", "method"),
        *("position", "public_id"),
    ]
    readonly_fields = ["public_id"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Question]:
        """Add the number of claims."""
        counted = super().get_queryset(request).annotate(claim_count=Count("claims"))
        return cast("models.QuerySet[Question]", counted)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Keep what is asked for as it is once there are answers."""
        fixed = ["asks", "corpus"] if obj is not None and obj.claims.exists() else []
        return [*super().get_readonly_fields(request, obj), *fixed]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Let the address be left out."""
        return _without_slug(super().get_form(request, obj, change, **kwargs))

    def complete(self, row: models.Model) -> None:
        """Make the address from the wording where none is given."""
        question = cast("Question", row)
        question.slug = question.slug or slug(question.wording)

    @admin.display(description="claims", ordering="claim_count")
    def claims_of_it(self, row: Question) -> SafeString:
        """Lead to its claims."""
        address = reverse("admin:sources_claim_changelist", query={"question__id__exact": row.pk})
        return format_html('<a href="{}">{}</a>', address, getattr(row, "claim_count", 0))


@admin.register(Party, site=desk)
class PartyAdmin(RecordedAdmin):
    """The groups, in the order in which readers see them."""

    list_display = ["label", "slug", "position", "claims_of_it"]
    search_fields = ["label", "slug"]
    ordering = ["position", "slug"]
    fields = ["label", "slug", "position"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Party]:
        """Add the number of claims."""
        counted = super().get_queryset(request).annotate(claim_count=Count("claims"))
        return cast("models.QuerySet[Party]", counted)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Let the address be left out."""
        return _without_slug(super().get_form(request, obj, change, **kwargs))

    def complete(self, row: models.Model) -> None:
        """Make the address from the label where none is given."""
        party = cast("Party", row)
        party.slug = party.slug or slug(party.label)

    @admin.display(description="claims", ordering="claim_count")
    def claims_of_it(self, row: Party) -> int:
        """Count its claims."""
        return int(getattr(row, "claim_count", 0))


@admin.register(Claim, site=desk)
class ClaimAdmin(RecordedAdmin):
    """Every claim; new ones are made where the text is read."""

    is_added_here = False
    list_display = ["answer_given", "asserted_by", "asked", "status", "article", "tells_again"]
    list_filter = [Standing, "status", "stance", "party", "certainty", "question"]
    search_fields = ["exact", "text", "asserter__preferred_name", "asserter_name", "note", "public_id"]
    list_select_related = ["question", "asserter", "party", "revision__passage__article"]
    ordering = [
        "question__position",
        "revision__passage__document",
        "revision__passage__start",
        "start",
        "pk",
    ]
    actions = ["accept", "reject"]
    fields = [
        *(
            "exact",
            "question",
            "answer_given",
            "asserted_by",
            "article",
            "edit_it",
            "status",
            "certainty",
            "note",
        ),
        "public_id",
    ]
    readonly_fields = ["exact", "question", "answer_given", "asserted_by", "article", "edit_it", "public_id"]

    def get_fields(self, request: HttpRequest, obj: Claim | None = None) -> Any:
        """Lead to the form to whom it opens."""
        return [name for name in self.fields if name != "edit_it" or may(request.user, self.power)]

    @admin.display(description="answer", ordering="low")
    def answer_given(self, row: Claim) -> str:
        """Say it as a reader would."""
        said = row.answer or "nothing yet"
        return said if row.stance == "asserts" else f"{row.get_stance_display()}: {said}"

    @admin.display(description="question", ordering="question__position")
    def asked(self, row: Claim) -> str:
        """Give the question, cut: the list is narrow."""
        return truncated(row.question.wording)

    @admin.display(description="asserted by")
    def asserted_by(self, row: Claim) -> str:
        """Name who asserts it."""
        return row.meaning or "–"

    @admin.display(description="article", ordering="revision__passage__article__title")
    def article(self, row: Claim) -> str:
        """Name the article and the passage."""
        passage = row.revision.passage
        return f"{truncated(passage.article.title)}, {passage}" if passage.article else str(passage)

    @admin.display(description="tells again", boolean=True)
    def tells_again(self, row: Claim) -> bool:
        """Whether it is an assertion told before."""
        return row.repeats_id is not None

    @admin.display(description="in full")
    def edit_it(self, row: Claim) -> SafeString | str:
        """Lead to the page where all of it is changed."""
        article = row.revision.passage.article_id
        if article is None:
            return "–"
        address = reverse("admin:sources_article_claim", args=[article, row.pk])
        return format_html('<a href="{}">Figure, asserter, chain, words</a>', address)

    @admin.action(description="Accept, where it is clear who asserts what", permissions=["change"])
    def accept(self, request: HttpRequest, queryset: models.QuerySet[Claim]) -> None:
        """Accept what is ticked and waits."""
        self._each(request, queryset, claiming.accept, "accepted")

    @admin.action(description="Reject", permissions=["change"])
    def reject(self, request: HttpRequest, queryset: models.QuerySet[Claim]) -> None:
        """Reject what is ticked."""
        self._each(request, queryset, claiming.reject, "rejected")

    def _each(self, request: HttpRequest, queryset: models.QuerySet[Claim], does: Any, verb: str) -> None:
        doing, done, stayed = doing_of(request), 0, []
        for claim in queryset.select_related("question", "asserter", "revision__passage"):
            try:
                does(claim, actor=doing)
                done += 1
            except Refused as error:
                stayed.append(sentence(error))
        messages.success(request, f"{done} {verb}.")
        for one in stayed[:10]:
            messages.warning(request, one)

"""What editors say to each other, where they ask for a second opinion, and when it is settled."""

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sources.admin.locking import ReasonedForm
from sources.admin.recorded import RecordedAdmin, doing_of
from sources.admin.roles import Power
from sources.admin.shielding import visible
from sources.admin.site import desk
from sources.models import Remark, User
from sources.models.remark import SUBJECTS, RemarkQuerySet
from sources.values.counted import count


class RemarkForm(ReasonedForm):
    """A remark, with what it is about already chosen by where it was asked for."""

    def clean(self) -> dict[str, Any]:
        """Refuse a remark about nothing, or about two things."""
        cleaned = super().clean()
        about = [name for name in SUBJECTS if cleaned.get(name)]
        if not self.instance.pk and len(about) != 1:
            raise ValidationError("A remark is about one thing: write it from the page of what it is about.")
        return cleaned


@admin.register(Remark, site=desk)
class RemarkAdmin(RecordedAdmin):
    """Remarks: written from the page of what they are about, listed and settled here."""

    form = RemarkForm
    power = Power.PROPOSE
    list_display = ["text", "about", "asks_second_opinion", "is_settled", "said_by", "made_at"]
    list_filter = ["is_settled", "asks_second_opinion", "author"]
    search_fields = ["text", "author__username", "author__handle"]
    ordering = ["is_settled", "-pk"]
    actions = ["settle"]

    def get_queryset(self, request: HttpRequest) -> RemarkQuerySet:
        """Bring along what each is about."""
        return cast("RemarkQuerySet", super().get_queryset(request)).with_subject()

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Carry what a new one is about hidden; show it of an old one."""
        if obj is None:
            return ["text", "asks_second_opinion", *SUBJECTS]
        return ["about", "text", "asks_second_opinion", "is_settled", "said_by", "made_at"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Leave to others what they said."""
        if obj is None:
            return []
        is_own = obj.author_id == request.user.pk
        return ["about", "said_by", "made_at", *([] if is_own else ["text"])]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Take what it is about from the address, among what whoever asks may know of."""
        rows = visible(request, db_field.remote_field.model._base_manager.all())
        return forms.ModelChoiceField(rows, required=False, widget=forms.HiddenInput)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Ask for the page of what it is about where none was named."""
        is_bare = self.has_add_permission(request) and request.method == "GET"
        if is_bare and not any(request.GET.get(name) for name in SUBJECTS):
            messages.warning(
                request, "Write a remark from the page of the article, passage, mention or entity."
            )
            return HttpResponseRedirect(reverse("admin:sources_remark_changelist"))
        return super().add_view(request, form_url, extra_context)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let everybody take back what they said themselves; the record keeps it."""
        return obj is not None and obj.author_id == request.user.pk and super().has_delete_permission(request)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Say who said it."""
        if not change:
            obj.author = cast("User", request.user)
        super().save_model(request, obj, form, change)

    @admin.action(description="Settle", permissions=["change"])
    def settle(self, request: HttpRequest, queryset: models.QuerySet[Remark]) -> None:
        """Say of the ticked ones that nothing is left to do."""
        doing = doing_of(request)
        rows = [row for row in queryset if not row.is_settled]
        for row in rows:
            row.is_settled = True
        doing.save_all(rows)
        doing.summary = f"Settled {count(len(rows), 'remark')}"
        messages.success(request, f"{doing.summary}.")

    @admin.display(description="about")
    def about(self, row: Remark) -> SafeString | str:
        """Lead to what it is about."""
        subject = row.subject
        if row.passage is not None:
            address = reverse("admin:sources_passage_change", args=[row.passage.pk])
        else:
            address = reverse(f"admin:sources_{subject._meta.model_name}_change", args=[subject.pk])
        return format_html('<a href="{}">{}: {}</a>', address, subject._meta.verbose_name, subject)

    @admin.display(description="said by", ordering="author")
    def said_by(self, row: Remark) -> str:
        """Say who."""
        return row.author.shown_as

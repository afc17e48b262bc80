"""The one way in which the desk writes: every request that changes rows is one act in the log.

Django's own admin writes each row by itself and keeps a log of its own beside ours, split by proxy.
Here saving, deleting, deleting many, editing in a list and inline rows all go through
``annotate.acts``: one request, one ChangeSet. A write outside such a request has no act to go
through and fails. What is refused is said in a sentence, and what was typed stays.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import models
from django.forms import BaseModelFormSet, ModelForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sources.admin.fields import ListedText, NamedFields, Picking
from sources.admin.history import entries_of
from sources.admin.locking import REASON, VERSION, ListForm, ReasonedForm, RecordedForm
from sources.admin.refusals import REFUSALS, sentence, status_of
from sources.admin.remarking import remarks_on
from sources.admin.revealing import refuse_revealing
from sources.admin.roles import Power, may, require
from sources.admin.shielding import visible
from sources.admin.signing.confirming import require_fresh
from sources.admin.undoing import offered
from sources.annotate import holding
from sources.annotate.acts import Doing, act
from sources.annotate.protect import refuse_told
from sources.models import User
from sources.vocabulary import ActKind

View = Callable[[], HttpResponse]


@contextmanager
def recording(
    request: HttpRequest, kind: ActKind, summary: str, reason: str = "", *, back: str = ""
) -> Iterator[Doing]:
    """Do what follows as one act of whoever asks, and offer to undo it; undone, one is ``back`` there."""
    with act(kind, summary, actor=cast("User", request.user), reason=reason) as doing:
        request.doing = doing  # type: ignore[attr-defined]  # the act of this request
        try:
            yield doing
            changes = [(one.model, one.before, one.after) for one in doing.changes]
            require_fresh(request, changes)
            refuse_revealing(cast("User", request.user), changes)
            refuse_told(doing.changes)
        finally:
            del request.doing  # type: ignore[attr-defined]  # put there by this module
    offer_undo(request, doing, back)


def doing_of(request: HttpRequest) -> Doing:
    """Give the act under way; AttributeError, so nothing written, where there is none."""
    return cast("Doing", request.doing)  # type: ignore[attr-defined]  # put there by this module


def offer_undo(request: HttpRequest, doing: Doing, back: str = "") -> None:
    """Tell what was recorded, with a link to take it back."""
    entry = doing.changeset
    if entry is None:
        return
    record = reverse("admin:sources_changeset_change", args=[entry.pk])
    undo = reverse("admin:sources_changeset_undo", args=[entry.pk], query={"back": back} if back else None)
    messages.info(
        request,
        format_html('Recorded: {}. <a href="{}">Undo</a> · <a href="{}">Look at it</a>', entry, undo, record),
    )


def with_version(fieldsets: Any, *, row: models.Model | None, reason: bool) -> list[Any]:
    """Give fieldsets with the hidden version in the first; the reason at the end, apart from the facts."""
    copied = [(name, {**options, "fields": list(options["fields"])}) for name, options in fieldsets]
    flat = [field for _, options in copied for field in options["fields"]]
    if row is not None and VERSION not in flat and copied:
        copied[0][1]["fields"].append(VERSION)
    if reason and REASON not in flat and copied:
        if len(copied) > 1:
            copied.append(("For the record", {"fields": []}))
        copied[-1][1]["fields"].append(REASON)
    return copied


class _Permitted:
    """Permissions from the role alone."""

    power = Power.DECIDE
    read_power = Power.READ
    is_added_here = True
    is_changed_here = True
    is_deleted_here = True

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return may(request.user, self.read_power)

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.is_added_here and may(request.user, self.power)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.is_changed_here and may(request.user, self.power)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.is_deleted_here and may(request.user, self.power)


class RecordedInline(_Permitted, Picking, admin.TabularInline):  # type: ignore[type-arg]  # not subscriptable when it runs
    """Rows that belong to another, on its page, written in the same act."""

    form = RecordedForm
    formset = NamedFields
    extra = 0

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Bring along what is chosen in each row."""
        return super().get_queryset(request).select_related(*self.autocomplete_fields)

    def get_fieldsets(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        """Add the hidden version."""
        return with_version(super().get_fieldsets(request, obj), row=obj or self.model(), reason=False)


class RecordedAdmin(_Permitted, Picking, admin.ModelAdmin):  # type: ignore[type-arg]  # not subscriptable when it runs
    """The base of every model on the desk."""

    form: type[RecordedForm] = ReasonedForm
    list_per_page = 50
    show_full_result_count = False
    save_on_top = False
    view_on_site = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Show the model in lists to whoever may look at it."""
        return self.has_view_permission(request)

    # What a remark calls such a row, where one can be made about it.
    remark_subject = ""

    @admin.display(description="remarks")
    def remarks(self, row: models.Model) -> SafeString | str:
        """Show what editors said about it, with a way to say something."""
        return remarks_on(row, self.remark_subject) if row.pk else "–"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Give the rows that whoever asks may know of."""
        return visible(request, super().get_queryset(request))

    # What is filled in, and how it is written -------------------------------------------------

    def complete(self, row: models.Model) -> None:
        """Fill in what follows from the other columns, before a row is written."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Write a row in the act of this request."""
        doing = doing_of(request)
        self.complete(obj)
        doing.reason = doing.reason or form.cleaned_data.get(REASON, "")
        if not change:
            doing.kind, doing.summary = ActKind.CREATE, f"New {obj._meta.verbose_name}: {obj}"
            doing.create(obj)
            return
        doing.save(obj)
        doing.summary = doing.summary or f"Changed the {obj._meta.verbose_name} “{obj}”"

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Write the inline rows; there are no other relations in a form of ours."""
        for formset in formsets:
            self.save_formset(request, form, formset, change)

    def save_formset(
        self,
        request: HttpRequest,
        form: "ModelForm[Any]",
        formset: "BaseModelFormSet[Any, Any]",
        change: bool,
    ) -> None:
        """Write inline rows in the act of this request."""
        doing = doing_of(request)
        formset.save(commit=False)
        doing.delete_all(formset.deleted_objects)
        for row, _ in formset.changed_objects:
            self.complete(row)
            doing.save(row)
        for row in formset.new_objects:
            self.complete(row)
            doing.create(row)

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        """Delete a row and its parts in the act of this request."""
        doing = doing_of(request)
        doing.summary = f"Deleted the {obj._meta.verbose_name} “{obj}”"
        doing.delete(obj)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        """Delete many rows in the act of this request."""
        doing = doing_of(request)
        rows = list(queryset)
        doing.summary = f"Deleted {len(rows)} {self.opts.verbose_name_plural}"
        doing.delete_all(rows)

    # One request, one act ------------------------------------------------------------------------

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Save as one act; where that is refused, show the form again as it was typed."""

        # Of whoever may not write here, the role is what is refused.
        is_allowed = self.has_change_permission(request) if object_id else self.has_add_permission(request)
        if "_saveasnew" in request.POST and not self.save_as and is_allowed:
            raise SuspiciousOperation("No form here offers to save a row as a new one.")

        def view() -> HttpResponse:
            return super(RecordedAdmin, self).changeform_view(request, object_id, form_url, extra_context)

        return self._recorded(request, view, ActKind.EDIT)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Do what is done from the list as one act."""

        def view() -> HttpResponse:
            return super(RecordedAdmin, self).changelist_view(request, extra_context)

        is_deletion = request.POST.get("action") == "delete_selected"
        return self._recorded(request, view, ActKind.DELETE if is_deletion else ActKind.EDIT)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Delete as one act; where that is refused, say why on the row's own page."""
        if request.method != "POST":
            return super().delete_view(request, object_id, extra_context)
        try:
            with recording(request, ActKind.DELETE, ""):
                return super().delete_view(request, object_id, extra_context)
        except REFUSALS as error:
            messages.error(request, sentence(error))
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
            return HttpResponseRedirect(reverse(name, args=[object_id]))

    def _recorded(self, request: HttpRequest, view: View, kind: ActKind) -> HttpResponse:
        if request.method != "POST":
            return view()
        try:
            with recording(request, kind, ""):
                return view()
        except REFUSALS as error:
            return self._again(request, view, error)

    def _again(self, request: HttpRequest, view: View, error: Exception) -> HttpResponse:
        messages.error(request, sentence(error))
        if "action" in request.POST and "_save" not in request.POST:
            return HttpResponseRedirect(request.get_full_path())
        request.refusal = sentence(error)  # type: ignore[attr-defined]  # makes the form invalid, see get_form
        response = view()
        response.status_code = status_of(error)
        return response

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """Lock the row that is about to be saved, so that what the form saw is what is compared."""
        row = super().get_object(request, object_id, from_field)
        if row is None or not hasattr(request, "doing"):
            return row
        holding.rows([row])
        return super().get_object(request, object_id, from_field)

    # Forms ----------------------------------------------------------------------------------------

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Give the form, made invalid where its act was just refused."""
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refusal = getattr(request, "refusal", "")  # type: ignore[attr-defined]  # put there by this module
        return form

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        """Give the form of a row edited in the list."""
        form = super().get_changelist_form(request, **{"form": ListForm} | kwargs)
        form.refusal = getattr(request, "refusal", "")  # type: ignore[attr-defined]  # put there by this module
        return form

    def get_fieldsets(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        """Add the hidden version and the reason."""
        may_write = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        return with_version(super().get_fieldsets(request, obj), row=obj, reason=may_write)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Read an address typed without its scheme as https; take a list as a line of words, not as JSON."""
        if isinstance(db_field, models.URLField):
            kwargs.setdefault("assume_scheme", "https")
        if isinstance(db_field, models.JSONField) and db_field.default is list:
            return ListedText(required=not db_field.blank, help_text=str(db_field.help_text))
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    # The record -----------------------------------------------------------------------------------

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show every act that touched this row, with before and after."""
        require(request, self.read_power)
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404(f"There is no {self.opts.verbose_name} {object_id}.")
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        entries, user = entries_of(row), cast("User", request.user)
        context = {
            **self.admin_site.each_context(request),
            "title": f"History of “{row}”",
            "opts": self.opts,
            "object": row,
            "entries": entries,
            "offered": offered(
                user, [one.changeset for one in entries if not getattr(one.changeset, "is_undone", False)]
            ),
            # An annotator reads of others' acts here, and of own acts in the record.
            "reads_all": may(user, Power.DECIDE),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/sources/history.html", context)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Keep no second log: the ChangeSet is the record."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Keep no second log: the ChangeSet is the record."""

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """Keep no second log: the ChangeSet is the record."""


class EvidenceAdmin(RecordedAdmin):
    """Rows that are looked at here and never written."""

    form = RecordedForm
    is_added_here = is_changed_here = is_deleted_here = False

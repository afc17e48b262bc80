"""Editors' accounts and their roles. An account is closed, never deleted: the log names it for ever."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.db import models
from django.http import HttpRequest, HttpResponse

from sources.admin.locking import ReasonedForm
from sources.admin.recorded import RecordedAdmin, recording
from sources.admin.roles import Power
from sources.admin.site import desk
from sources.annotate.acts import snapshot
from sources.models import User
from sources.vocabulary import ActKind

NEW: Any = ["username", "handle", "role"]
WHO: Any = ["username", "handle", "first_name", "last_name", "email"]
STANDING: Any = ["role", "is_active", "is_staff", "is_superuser"]


class NewAccount(AdminUserCreationForm):  # type: ignore[type-arg]  # not subscriptable when it runs
    """A new account; made invalid where its act was refused."""

    refusal = ""

    class Meta:
        model = User
        fields = ("username", "handle", "role")

    def clean(self) -> dict[str, Any]:
        """Show why the act was refused."""
        cleaned = super().clean() or self.cleaned_data
        if self.refusal:
            raise forms.ValidationError(self.refusal)
        return cleaned


@admin.register(User, site=desk)
class AccountAdmin(RecordedAdmin, UserAdmin):  # type: ignore[type-arg]  # not subscriptable; two generic bases
    """Accounts, kept by administrators; those of superusers by superusers only."""

    power = read_power = Power.ACCOUNTS
    is_deleted_here = False
    form = ReasonedForm
    add_form = NewAccount
    list_display = ["username", "handle", "role", "is_active", "is_staff", "is_superuser", "last_login"]
    list_filter = ["role", "is_active", "is_staff"]
    search_fields = ["username", "handle", "email"]
    ordering = ["username"]
    filter_horizontal = []
    fieldsets = [(None, {"fields": WHO}), ("What it may do", {"fields": STANDING})]
    add_fieldsets = [(None, {"fields": [*NEW, "usable_password", "password1", "password2"]})]
    readonly_fields = []

    def complete(self, row: models.Model) -> None:
        """Let a new account in: whoever has a role here works at the desk, until the account is closed."""
        if row.pk is None:
            cast("User", row).is_staff = True

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Leave superusers to superusers: whoever could set their password would be one."""
        is_beyond = getattr(obj, "is_superuser", False) and not getattr(request.user, "is_superuser", False)
        return super().has_change_permission(request, obj) and not is_beyond

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Let only a superuser make another."""
        return [] if getattr(request.user, "is_superuser", False) else ["is_superuser"]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Ask for a password only of a new account; a change asks why."""
        return super().get_fieldsets(request, obj) if obj else self.add_fieldsets

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002 -- Django's own name
        """Set a new password; the log says that it was set, never what it is."""
        if request.method != "POST":
            return super().user_change_password(request, id, form_url)
        with recording(request, ActKind.EDIT, "") as doing:
            user = self.get_object(request, id)
            former = user.password if user else ""
            response = super().user_change_password(request, id, form_url)
            if user is not None and User.objects.values_list("password", flat=True).get(pk=user.pk) != former:
                doing.summary = f"Set a new password for {user.get_username()}"
                doing.note(user, snapshot(user), snapshot(user))
        return response

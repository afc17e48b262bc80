"""Editors' accounts and their roles. An account is closed, never deleted: the log names it for ever."""

from datetime import timedelta
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from sources.admin.locking import ReasonedForm
from sources.admin.recorded import RecordedAdmin, recording
from sources.admin.refusals import REFUSALS, sentence
from sources.admin.roles import Power, may, require
from sources.admin.signing.confirming import confirm_address, require_fresh
from sources.admin.signing.factor import has_factor, remove
from sources.admin.signing.holding import acts_of, hold
from sources.admin.signing.session import is_fresh
from sources.admin.site import desk
from sources.annotate.told import snapshot
from sources.models import User
from sources.vocabulary import ActKind

NEW: Any = ["username", "handle", "role"]
WHO: Any = ["username", "handle", "first_name", "last_name", "email"]
STANDING: Any = ["role", "is_active", "is_staff", "is_superuser"]

LOOKED_BACK = 30  # days of acts that a held account's page counts


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
    change_form_template = "admin/sources/account.html"

    def complete(self, row: models.Model) -> None:
        """Let a new account in: whoever has a role here works at the desk, until the account is closed."""
        if row.pk is None:
            cast("User", row).is_staff = True

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Leave superusers to superusers: whoever could set their password would be one."""
        is_beyond = getattr(obj, "is_superuser", False) and not getattr(request.user, "is_superuser", False)
        return super().has_change_permission(request, obj) and not is_beyond

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Answer no question about the salt of a sign-in either: a list would tell it letter by letter."""
        allowed = super().lookup_allowed(lookup, value, request)  # type: ignore[arg-type]  # as Django calls it
        return allowed and not lookup.startswith("sign_in_salt")

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
            require_fresh(request, [("user", None, None)])
            user = self.get_object(request, id)
            former = user.password if user else ""
            response = super().user_change_password(request, id, form_url)
            if user is not None and User.objects.values_list("password", flat=True).get(pk=user.pk) != former:
                doing.summary = f"Set a new password for {user.get_username()}"
                doing.note(user, snapshot(user), snapshot(user))
        return response

    # Held, and let in again --------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        """Add the pages that hold an account and remove its second factor."""
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/hold/", view(self.hold_view), name="sources_user_hold"),
            path("<int:pk>/second-factor/", view(self.factor_view), name="sources_user_second_factor"),
            *super().get_urls(),
        ]

    def hold_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Close an account that may be in other hands, at once; then lead to what it did."""
        user = self._account(request, pk)
        if request.method == "POST":
            reason = request.POST.get("reason", "").strip()[:500]
            try:
                hold(user, actor=cast("User", request.user), reason=reason)
            except REFUSALS as error:
                messages.error(request, sentence(error))
            return HttpResponseRedirect(request.path)
        since = timezone.now() - timedelta(days=LOOKED_BACK)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Hold the account of {user.get_username()}",
            "opts": self.opts,
            "account": user,
            "number": acts_of(user, since),
            "days": LOOKED_BACK,
            "may_read": may(request.user, Power.DECIDE),
        }
        return render(request, "admin/sources/signing/hold.html", context)

    def factor_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Remove the second factor of somebody who has lost it."""
        user = self._account(request, pk)
        if not is_fresh(request):
            return HttpResponseRedirect(confirm_address(request.path))
        if request.method == "POST":
            reason = request.POST.get("reason", "").strip()[:500]
            remove(user, actor=cast("User", request.user), reason=reason)
            messages.success(
                request, f"{user.get_username()} signs in without a code now, or sets an app up anew."
            )
            return HttpResponseRedirect(reverse("admin:sources_user_change", args=[user.pk]))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Second factor of {user.get_username()}",
            "opts": self.opts,
            "account": user,
            "has_factor": has_factor(user),
        }
        return render(request, "admin/sources/signing/remove.html", context)

    def _account(self, request: HttpRequest, pk: int) -> User:
        require(request, self.power)
        user = get_object_or_404(User, pk=pk)
        if not self.has_change_permission(request, user):
            raise PermissionDenied("The account of a superuser is for a superuser.")
        return user

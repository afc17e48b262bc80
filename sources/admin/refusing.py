"""Pages that say no: why, and the way back. Django's own are bare, and lead nowhere."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sources.admin.site import desk
from sources.models import User

TOO_OLD = (
    "The form that was sent is older than your signing in, or was open too long, so nothing was changed. "
    "Go back, and what you typed is still there; load that page in another tab, and copy it over."
)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say what an account would have to be allowed."""
    return _refused(request, "Not with this account", str(exception or ""))


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form did not bring the token of this session."""
    return _refused(request, "This form is too old", TOO_OLD)


def _refused(request: HttpRequest, title: str, why: str) -> HttpResponse:
    user = getattr(request, "user", None)
    is_at_desk = isinstance(user, User) and desk.has_permission(request)
    context = desk.each_context(request) if is_at_desk else {}
    page = "admin/sources/forbidden.html" if is_at_desk else "403.html"
    return render(request, page, context | {"title": title, "why": why}, status=403)

"""Signing in and what belongs to it: password, code, setting an app up, recovery codes, giving both again."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import LoginView
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_http_methods

from sources.admin.signing import factor, session
from sources.admin.signing.forms import CodeForm, ConfirmForm, Counted, FirstCodeForm, SignInForm
from sources.admin.signing.visitor import remember_device
from sources.models import User

Frame = dict[str, Any]
_OFFER = "sources.second-factor-offer"


class SignIn(LoginView):
    """The password; then the code, where the account has an app or must have one."""

    authentication_form = SignInForm
    template_name = "admin/sources/signing/sign_in.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Go on to the code, or to the desk."""
        user, goal = form.get_user(), self.get_success_url()
        if factor.has_factor(user):
            session.begin_halfway(self.request, user, goal)
            return HttpResponseRedirect(reverse("admin:sign_in_code"))
        if settings.SECOND_FACTOR == "required":
            session.begin_halfway(self.request, user, goal)
            return HttpResponseRedirect(reverse("admin:second_factor_set_up"))
        return _signed_in(self.request, user, goal, with_factor=False)

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say when to come again where the try was not looked at."""
        return _come_again(super().form_invalid(form), form)


@require_http_methods(["GET", "HEAD", "POST"])
def code_view(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Ask for a code of who has given the password."""
    known = session.halfway(request)
    if known is None:
        return _to_the_beginning()
    form = CodeForm(request, known.user, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return _signed_in(request, known.user, known.goal, with_factor=True)
    context = {**frame, "title": "Second factor", "form": form}
    return _come_again(render(request, "admin/sources/signing/code.html", context), form)


@require_http_methods(["GET", "HEAD", "POST"])
def set_up_view(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Show the key of a new app, drawn and as text; take its first code; show the recovery codes once."""
    half = session.halfway(request)
    signed_in = session.account_of(request) if frame["has_permission"] else None
    user = signed_in or (half.user if half else None)
    if user is None:
        return _to_the_beginning()
    if factor.has_factor(user):  # who has an app shows that before another takes its place
        if signed_in is None:
            return HttpResponseRedirect(reverse("admin:sign_in_code"))
        if not session.is_fresh(request):
            return _to_confirm(reverse("admin:second_factor_set_up"))
    salt = _offered(user, request.POST.get("offer", "")) or factor.new_salt()
    form = FirstCodeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        step = factor.step_of(user, salt, form.cleaned_data["code"], timezone.now())
        if step is not None:
            goal = half.goal if half and signed_in is None else reverse("admin:second_factor")
            return _codes(request, frame, user, factor.set_up(user, salt, step), goal)
        form.add_error(
            "code", "This is not the code of that key. Wait for the next one, and look at the clock."
        )
    address = factor.app_address(user, salt)
    context = {
        **frame,
        "title": "Set up a second factor",
        "form": form,
        "offer": signing.dumps([user.pk, salt], salt=_OFFER),
        "drawing": factor.drawing(address),
        "key": factor.app_key(user, salt),
        "is_required": settings.SECOND_FACTOR == "required",
    }
    return render(request, "admin/sources/signing/set_up.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def own_view(request: HttpRequest, frame: Frame, user: User) -> HttpResponse:
    """Say what the account has; make new recovery codes, or take the app away where none is wanted."""
    here = reverse("admin:second_factor")
    if request.method == "POST":
        if not session.is_fresh(request):
            return _to_confirm(here)
        if request.POST.get("do") == "codes" and factor.has_factor(user):
            return _codes(request, frame, user, factor.renew_codes(user), here)
        if request.POST.get("do") == "remove" and settings.SECOND_FACTOR != "required":
            factor.remove(user, actor=user)
            messages.success(request, "Your second factor is removed: a password is enough now.")
        response = HttpResponseRedirect(here)
        session.go_on(request, response, user)
        return response
    context = {
        **frame,
        "title": "Second factor",
        "has_factor": factor.has_factor(user),
        "left": factor.codes_left(user),
        "is_required": settings.SECOND_FACTOR == "required",
    }
    return render(request, "admin/sources/signing/own.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_view(request: HttpRequest, frame: Frame, user: User) -> HttpResponse:
    """Ask for password and code once more, before one of the riskiest acts."""
    goal = _goal(request)
    form = ConfirmForm(request, user, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        response = HttpResponseRedirect(goal)
        session.go_on(request, response, user)
        session.renew(request)
        messages.success(request, "Thank you. For a quarter of an hour this will do.")
        return response
    context = {**frame, "title": "Is it you?", "form": form, "next": goal}
    return _come_again(render(request, "admin/sources/signing/confirm.html", context), form)


def _codes(request: HttpRequest, frame: Frame, user: User, codes: list[str], goal: str) -> HttpResponse:
    """Show recovery codes; the sign-in goes on, all others have ended."""
    context = {**frame, "title": "Your recovery codes", "codes": codes, "goal": goal}
    if not frame["has_permission"]:
        session.sign_in(request, user, with_factor=True)
    response = render(request, "admin/sources/signing/codes.html", context)
    if frame["has_permission"]:
        session.go_on(request, response, user)
    remember_device(request, response, user)
    return response


def _signed_in(request: HttpRequest, user: User, goal: str, *, with_factor: bool) -> HttpResponse:
    session.sign_in(request, user, with_factor=with_factor)
    response = HttpResponseRedirect(goal)
    remember_device(request, response, user)
    return response


def _come_again(response: HttpResponse, form: Counted) -> HttpResponse:
    if form.wait:
        response.status_code = 429
        response.headers["Retry-After"] = str(form.wait)
    return response


def _offered(user: User, offer: str) -> str:
    """Give the salt of the key that this account was shown; "" where it was shown none lately."""
    try:
        owner, salt = signing.loads(offer, salt=_OFFER, max_age=60 * 60)
    except (signing.BadSignature, ValueError):
        return ""
    return str(salt) if owner == user.pk else ""


def _goal(request: HttpRequest) -> str:
    """Give the page of the desk to go on to; never an address elsewhere."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(asked, None) and asked.startswith(reverse("admin:index"))
    return asked if is_ours else reverse("admin:index")


def _to_the_beginning() -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:login"))


def _to_confirm(goal: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('admin:confirm')}?{urlencode({'next': goal})}")

"""Signing in: password, then passkey or code; and giving both again before one of the riskiest acts."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from sources.admin.signing import factor, passkeys, session
from sources.admin.signing.forms import GET, CodeForm, ConfirmForm, Counted, PasskeyForm, SignInForm
from sources.admin.signing.visitor import remember_device
from sources.admin.signing.webauthn import place_of
from sources.models import User

Frame = dict[str, Any]
AGAIN = "The password was given too long ago: open this page again."


class SignIn(LoginView):
    """The password; then passkey or code, where the account has either or must have one."""

    authentication_form = SignInForm
    template_name = "admin/sources/signing/sign_in.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Go on to the passkey or code, or to the desk."""
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
    """Ask for a passkey or a code of who has given the password."""
    known = session.halfway(request)
    if known is None:
        return _to_the_beginning()
    sent = request.POST if request.method == "POST" else None
    is_passkey = sent is not None and "answer" in sent
    with_passkey = PasskeyForm(request, known.user, sent if is_passkey else None)
    with_code = CodeForm(request, known.user, None if is_passkey else sent)
    asked: Counted = with_passkey if is_passkey else with_code
    if asked.is_bound and asked.is_valid():
        return _signed_in(request, known.user, known.goal, with_factor=True)
    has_passkey = bool(passkeys.usable(known.user, place_of(request)))
    has_code = factor.has_app(known.user) or factor.codes_left(known.user) > 0
    if not has_passkey:
        with_code.fields["code"].widget.attrs["autofocus"] = True
    context = {
        **frame,
        "title": "Second factor",
        "form": asked,
        "passkey": with_passkey if has_passkey or is_passkey else None,
        "code": with_code if has_code else None,
        "has_others": not has_passkey and known.user.passkeys.exists(),
        "ask_address": reverse("admin:passkey_ask"),
    }
    response = render(request, "admin/sources/signing/code.html", context)
    return _come_again(permit_passkeys(response, GET), asked)


@require_http_methods(["POST"])
def ask_view(request: HttpRequest, user: User | None) -> HttpResponse:
    """Give a browser a fresh challenge for the passkeys of who has given the password."""
    place = place_of(request)
    if user is None or place is None:
        return JsonResponse({"fault": AGAIN}, status=403)
    challenge = session.ask(request, user, GET)
    return JsonResponse({"options": passkeys.begin_asking(user, place, challenge)})


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_view(request: HttpRequest, frame: Frame, user: User) -> HttpResponse:
    """Ask for password and passkey or code once more, before one of the riskiest acts."""
    goal = _goal(request)
    form = ConfirmForm(request, user, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        onward = HttpResponseRedirect(goal)
        session.go_on(request, onward, user)
        session.renew(request)
        messages.success(request, "Thank you. For a quarter of an hour this will do.")
        return onward
    context = {
        **frame,
        "title": "Is it you?",
        "form": form,
        "next": goal,
        "ask_address": reverse("admin:passkey_ask"),
    }
    response = render(request, "admin/sources/signing/confirm.html", context)
    return _come_again(permit_passkeys(response, GET), form)


def permit_passkeys(response: HttpResponse, what: str) -> HttpResponse:
    """Let a page's script get or create passkeys; no other page may (``archive/headers.py``)."""
    response.headers["Permissions-Policy"] = f"publickey-credentials-{what}=(self)"
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


def _goal(request: HttpRequest) -> str:
    """Give the page of the desk to go on to; never an address elsewhere."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(asked, None) and asked.startswith(reverse("admin:index"))
    return asked if is_ours else reverse("admin:index")


def _to_the_beginning() -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:login"))

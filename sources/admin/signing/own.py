"""What an account does about its own second factor: app, passkeys and recovery codes, added and removed.

Who has a factor shows it, with the password, within the last quarter of an hour before any of it changes; who
has none shows the password. Each change is an act, ends all other sign-ins of the account, and says no more
in the record than that it was made.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from sources.admin.signing import factor, passkeys, session
from sources.admin.signing.confirming import confirm_address
from sources.admin.signing.forms import FirstCodeForm, NewPasskeyForm
from sources.admin.signing.views import AGAIN, permit_passkeys
from sources.admin.signing.visitor import remember_device
from sources.admin.signing.webauthn import LIFE, NotTakenError, place_of
from sources.annotate.acts import Refused
from sources.models import User

Frame = dict[str, Any]
CREATE = "create"  # what a challenge is for
_OFFER = "sources.second-factor-offer"


@dataclass(frozen=True, slots=True)
class Owner:
    """Who adds a factor, and where they go on to then."""

    user: User
    goal: str


@require_http_methods(["GET", "HEAD", "POST"])
def set_up_view(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Show the key of a new app, drawn and as text; take its first code; show the recovery codes once."""
    owner = _owner(request, frame)
    if isinstance(owner, HttpResponse):
        return owner
    user = owner.user
    salt = _offered(user, request.POST.get("offer", "")) or factor.new_salt()
    form = FirstCodeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        step = factor.step_of(user, salt, form.cleaned_data["code"], timezone.now())
        if step is not None:
            return _added(request, frame, owner, factor.set_up(user, salt, step))
        form.add_error(
            "code", "This is not the code of that key. Wait for the next one, and look at the clock."
        )
    context = {
        **frame,
        "title": "Set up an app",
        "form": form,
        "offer": signing.dumps([user.pk, salt], salt=_OFFER),
        "drawing": factor.drawing(factor.app_address(user, salt)),
        "key": factor.app_key(user, salt),
        "is_required": settings.SECOND_FACTOR == "required",
        "is_first": not factor.has_factor(user),
    }
    return render(request, "admin/sources/signing/set_up.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_passkey_view(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Ask for the name of a passkey, let the browser make it, and add it."""
    owner = _owner(request, frame)
    if isinstance(owner, HttpResponse):
        return owner
    user = owner.user
    place = place_of(request)
    form = NewPasskeyForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        challenge = session.asked(request, user, CREATE, LIFE)
        try:
            if challenge is None or place is None:
                raise NotTakenError(passkeys.LATE)  # noqa: TRY301 -- told as all others are
            name = form.cleaned_data["name"]
            codes = passkeys.add(user, place, challenge, form.cleaned_data["answer"], name)
            return _added(request, frame, owner, codes)
        except NotTakenError as error:
            form.add_error(None, str(error))
        except ValidationError as error:
            form.add_error(None, error.messages)
    context = {
        **frame,
        "title": "Add a passkey",
        "form": form,
        "host": request.get_host(),
        "is_possible": place is not None,
        "is_required": settings.SECOND_FACTOR == "required",
        "is_first": not factor.has_factor(user),
        "offer_address": reverse("admin:passkey_offer"),
    }
    return permit_passkeys(render(request, "admin/sources/signing/passkey.html", context), CREATE)


@require_http_methods(["POST"])
def offer_view(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Give a browser what it needs to make a passkey for the account."""
    owner, place = _owner(request, frame), place_of(request)
    if isinstance(owner, HttpResponse) or place is None:
        return JsonResponse({"fault": AGAIN}, status=403)
    challenge = session.ask(request, owner.user, CREATE)
    return JsonResponse({"options": passkeys.begin_adding(owner.user, place, challenge)})


@require_http_methods(["GET", "HEAD", "POST"])
def own_view(request: HttpRequest, frame: Frame, user: User) -> HttpResponse:
    """Say what the account has; make new recovery codes, or take a passkey or the app away."""
    here = reverse("admin:second_factor")
    if request.method == "POST":
        if not session.is_fresh(request):
            return HttpResponseRedirect(confirm_address(here))
        if request.POST.get("do") == "codes" and factor.has_factor(user):
            return _codes(request, frame, Owner(user, here), factor.renew_codes(user))
        _remove(request, user)
        response = HttpResponseRedirect(here)
        session.go_on(request, response, user)
        return response
    keys = list(user.passkeys.order_by("added_on", "pk"))
    has_app = factor.has_app(user)
    context = {
        **frame,
        "title": "Second factor",
        "keys": keys,
        "has_app": has_app,
        "has_factor": has_app or bool(keys),
        "left": factor.codes_left(user),
        "is_required": settings.SECOND_FACTOR == "required",
    }
    return render(request, "admin/sources/signing/own.html", context)


def _remove(request: HttpRequest, user: User) -> None:
    """Take away what the form names, and say so."""
    asked, said = request.POST.get("do", ""), ""
    try:
        if asked == "remove-app" and factor.remove_app(user):
            said = "Your app is removed: its codes are worth nothing now."
        elif asked == "remove-passkey" and (name := factor.remove_passkey(user, request.POST.get("key", ""))):
            said = f"The passkey “{name}” is removed."
    except Refused as error:
        messages.error(request, str(error))
        return
    if said and not factor.has_factor(user):
        said += " You have no second factor: a password is enough now."
    if said:
        messages.success(request, said)


def _owner(request: HttpRequest, frame: Frame) -> Owner | HttpResponse:
    """Give who may add a factor: signed in and sure, or with the password given and no factor yet."""
    if frame["has_permission"]:
        if not session.is_fresh(request):
            return HttpResponseRedirect(confirm_address(request.path))
        return Owner(session.account_of(request), reverse("admin:second_factor"))
    half = session.halfway(request)
    if half is None:
        return HttpResponseRedirect(reverse("admin:login"))
    if factor.has_factor(half.user):  # shown before another is added
        return HttpResponseRedirect(reverse("admin:sign_in_code"))
    return Owner(half.user, half.goal)


def _added(request: HttpRequest, frame: Frame, owner: Owner, codes: list[str]) -> HttpResponse:
    """Show the codes of a first factor; otherwise go back to the list."""
    if codes:
        return _codes(request, frame, owner, codes)
    messages.success(request, "Added. Wherever else you were signed in, you are signed out.")
    response = HttpResponseRedirect(owner.goal)
    session.go_on(request, response, owner.user)
    return response


def _codes(request: HttpRequest, frame: Frame, owner: Owner, codes: list[str]) -> HttpResponse:
    """Show recovery codes; the sign-in goes on, all others have ended."""
    context = {**frame, "title": "Your recovery codes", "codes": codes, "goal": owner.goal}
    if not frame["has_permission"]:
        session.sign_in(request, owner.user, with_factor=True)
    response = render(request, "admin/sources/signing/codes.html", context)
    if frame["has_permission"]:
        session.go_on(request, response, owner.user)
    remember_device(request, response, owner.user)
    return response


def _offered(user: User, offer: str) -> str:
    """Give the salt of the key that this account was shown; "" where it was shown none lately."""
    try:
        owner, salt = signing.loads(offer, salt=_OFFER, max_age=60 * 60)
    except (signing.BadSignature, ValueError):
        return ""
    return str(salt) if owner == user.pk else ""

"""What a sign-in is: a password, a code or passkey where one is wanted, and for how long both count.

Idle for half an hour or eight hours old, it is over (ASVS 7.3). The riskiest acts (accounts and their roles,
showing again who was protected) ask for both once more where they were given longer than a quarter of an
hour ago. Publishing does not: it is also how a withholding reaches readers, and nothing may stand before
that.
"""

import secrets
from dataclasses import dataclass
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from sources.admin.signing.factor import has_factor
from sources.admin.signing.visitor import remember_device
from sources.models import User

FRESH = 15 * 60  # seconds for which password and code count for the riskiest acts
HALFWAY = 10 * 60  # seconds between the password and the code
CHALLENGE = 32  # bytes
NOTED_EVERY = 60  # seconds: not every request writes that somebody is there
_BEGAN, _SEEN, _FRESH, _FACTOR, _HALF = "began", "seen", "fresh", "factor", "halfway"
_ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Halfway:
    """Somebody who has given the right password and no code yet, and where they wanted to go."""

    user: User
    goal: str


def account_of(request: HttpRequest) -> User:
    """Give the account that is signed in as a row of its own, which an act may note."""
    return User.objects.get(pk=cast("User", request.user).pk)


def now_in_seconds() -> int:
    """Give the time as a session holds it."""
    return int(timezone.now().timestamp())


def begin_halfway(request: HttpRequest, user: User, goal: str) -> None:
    """Remember a right password; it opens nothing by itself."""
    logout(request)
    request.session[_HALF] = {
        "user": user.pk,
        "bound": user.get_session_auth_hash(),
        "at": now_in_seconds(),
        "goal": goal,
    }


def halfway(request: HttpRequest) -> Halfway | None:
    """Give who has given the right password within the last minutes."""
    kept: dict[str, Any] | None = request.session.get(_HALF)
    if kept is None or now_in_seconds() - kept["at"] > HALFWAY:
        return None
    user = User.objects.filter(pk=kept["user"], is_active=True, is_staff=True).first()
    if user is None or not constant_time_compare(kept["bound"], user.get_session_auth_hash()):
        return None
    return Halfway(user, kept["goal"])


def sign_in(request: HttpRequest, user: User, *, with_factor: bool) -> None:
    """Begin a sign-in."""
    user.refresh_from_db()
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.pop(_HALF, None)
    began = now_in_seconds()
    request.session.update({_BEGAN: began, _SEEN: began, _FRESH: began, _FACTOR: with_factor})


def go_on(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Keep this sign-in, and know this device, after an act of the account's own that ends all others."""
    user.refresh_from_db()
    was = {name: request.session.get(name) for name in (_BEGAN, _SEEN, _FRESH)}
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.update({**was, _FACTOR: has_factor(user)})
    remember_device(request, response, user)


def ask(request: HttpRequest, user: User, what: str) -> bytes:
    """Make a challenge for a passkey, for this account and one purpose; a former one is worth nothing."""
    challenge = secrets.token_bytes(CHALLENGE)
    request.session[_ASKED] = {
        "user": user.pk,
        "what": what,
        "at": now_in_seconds(),
        "challenge": challenge.hex(),
    }
    return challenge


def asked(request: HttpRequest, user: User, what: str, life: int) -> bytes | None:
    """Give the challenge that was made for it, once; None where there is none, or it is too old."""
    kept: dict[str, Any] | None = request.session.pop(_ASKED, None)
    if kept is None or (kept["user"], kept["what"]) != (user.pk, what):
        return None
    return bytes.fromhex(kept["challenge"]) if now_in_seconds() - kept["at"] <= life else None


def is_complete(request: HttpRequest) -> bool:
    """Tell whether the sign-in of a request has all that is wanted of it."""
    return settings.SECOND_FACTOR != "required" or bool(request.session.get(_FACTOR))


def renew(request: HttpRequest) -> None:
    """Count password and code as given just now."""
    request.session[_FRESH] = now_in_seconds()


def is_fresh(request: HttpRequest) -> bool:
    """Tell whether they were given within the last quarter of an hour."""
    given: int = request.session.get(_FRESH, 0)
    return now_in_seconds() - given <= FRESH


def keep_time(request: HttpRequest) -> None:
    """End a sign-in that is over, and note now and then that one is in use."""
    session, now = request.session, now_in_seconds()
    began, seen = session.get(_BEGAN, now), session.get(_SEEN, now)
    if now - began > settings.SESSION_COOKIE_AGE or now - seen > settings.SESSION_IDLE_AGE:
        logout(request)
    elif _BEGAN not in session or now - seen >= NOTED_EVERY:
        session[_BEGAN], session[_SEEN] = began, now

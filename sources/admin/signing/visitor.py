"""From where somebody tries to sign in: a network, or a device that has signed in before.

The proxies tell the address (``ARCHIVE_PROXIES``). It is cut to its network, hashed with the archive's secret
together with the account, and forgotten. Where no proxy is named, all who come through one are one network.
"""

import ipaddress
import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from sources.admin.signing.throttle import Side
from sources.edition.asking import reader_of
from sources.models import User

DEVICE_AGE = 180 * 24 * 60 * 60  # seconds
_SALT = "sources.known-device"
_NARROW = {4: 24, 6: 48}  # an address by its version → the bits that are one owner's


def sides_of(request: HttpRequest, name: str, what: str = "password") -> list[Side]:
    """Give the counts that a try of this account, from where it comes, belongs to."""
    account = User.normalize_username(name).casefold()
    if device := known_device(request, name):
        return [Side(_key(what, account, "device", device))]
    near = Side(_key(what, account, "network", network(request)))
    return [near, Side(_key(what, account, "everywhere"), is_wide=True)]


def network(request: HttpRequest) -> str:
    """Give the network of whoever asks; "" where nothing tells it."""
    try:
        address = ipaddress.ip_address(reader_of(request).strip())
    except ValueError:
        return ""
    return str(ipaddress.ip_network((address, _NARROW[address.version]), strict=False))


def known_device(request: HttpRequest, name: str) -> str:
    """Give the number of a device on which this account has signed in; "" where it has not."""
    try:
        owner, device, bound = signing.loads(
            request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""), salt=_SALT, max_age=DEVICE_AGE
        )
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    # Only the cookie's own account is looked up: a stranger's name costs the same, there or not.
    user = User.objects.filter(pk=owner).first()
    is_own = user is not None and user.get_username() == User.normalize_username(name)
    return str(device) if user and is_own and bound == user.sign_in_salt else ""


def remember_device(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Let this device be known as the account's, until its sign-ins are ended."""
    device = known_device(request, user.get_username()) or secrets.token_hex(8)
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps([user.pk, device, user.sign_in_salt], salt=_SALT),
        max_age=DEVICE_AGE,
        path=settings.SESSION_COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def _key(*parts: str) -> str:
    return salted_hmac("sources.tries", "\0".join(parts), algorithm="sha256").hexdigest()

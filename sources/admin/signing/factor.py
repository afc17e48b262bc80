"""The second factor: codes of an authenticator app (RFC 6238, TOTP), and recovery codes beside it.

An account may have passkeys beside the app or in its place (``passkeys``); the codes stand for either.

An app's key is nowhere stored: it is worked out from a random salt in the database and a key in the data
folder, so neither alone gives a code. A code counts for its half minute and the ones beside it (§5.2 asks
for that much patience with clocks), and once: the database takes a half minute only when it is later than
the last (§5.2 again). Ten recovery codes of 80 bits each stand for what is lost; they are kept as
digests, and each is good once.
"""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime

import pyotp
import segno
from django.conf import settings
from django.utils import timezone
from pyotp.exceptions import OTPVerificationError

from sources.annotate.acts import Actor, Doing, Refused, act
from sources.annotate.kept_keys import kept_key
from sources.annotate.told import snapshot
from sources.models import Passkey, RecoveryCode, SecondFactor, User
from sources.vocabulary import ActKind

KEY_FILE = "second-factor.key"
PATIENCE = 1  # half minutes before and after
CODES = 10
LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's: none is taken for another
CODE_LENGTH = 16  # letters of five bits
# What is read for a letter that is not there (Crockford's rule).
_READ_AS = str.maketrans("oil", "011")


def new_salt() -> str:
    """Give the salt of a new app's key."""
    return secrets.token_hex(16)


def app_key(user: User, salt: str) -> str:
    """Work out the key that an app is given, in base 32."""
    digest = hmac.digest(kept_key(KEY_FILE), f"{user.pk} {salt}".encode(), hashlib.sha1)
    return base64.b32encode(digest).decode()


def app_address(user: User, salt: str) -> str:
    """Give the address that an app reads from the drawing."""
    return _totp(user, salt).provisioning_uri(name=user.get_username(), issuer_name=settings.SITE_NAME)


def drawing(address: str) -> str:
    """Draw an address as a QR code: an SVG within an address, black on white in either colour scheme."""
    code = segno.make(address, error="m", micro=False)
    return code.svg_data_uri(scale=5, border=4, dark="#000", light="#fff")


def step_of(user: User, salt: str, code: str, now: datetime) -> int | None:
    """Give the half minute that a code is of; None where it is of none that counts now."""
    try:
        return _totp(user, salt).verify_and_get_timecode(_plain(code), for_time=now, valid_window=PATIENCE)
    except OTPVerificationError:
        return None


def has_factor(user: User) -> bool:
    """Tell whether an account has an app or a passkey, also one that opens nothing any more."""
    return has_app(user) or Passkey.objects.filter(user=user).exists()


def has_app(user: User) -> bool:
    """Tell whether an account has an app set up."""
    return SecondFactor.objects.filter(user=user).exists()


def set_up(user: User, salt: str, step: int) -> list[str]:
    """Set an app up whose code was right, as an act of the account's own; give new recovery codes.

    None are given to who has passkeys: the codes that she has stand for the app too.
    """
    with act(ActKind.EDIT, f"Set up a second factor for {user.get_username()}", actor=user) as doing:
        SecondFactor.objects.update_or_create(
            user=user, defaults={"salt": salt, "last_step": step, "set_up_at": timezone.now()}
        )
        doing.note(user, snapshot(user), snapshot(user))
        return [] if Passkey.objects.filter(user=user).exists() else new_codes(user)


def renew_codes(user: User) -> list[str]:
    """Make ten new recovery codes in the place of what is left of the former."""
    with act(ActKind.EDIT, f"Made new recovery codes for {user.get_username()}", actor=user) as doing:
        doing.note(user, snapshot(user), snapshot(user))
        return new_codes(user)


def remove(user: User, *, actor: Actor, reason: str = "") -> bool:
    """Take an account's app, passkeys and recovery codes away; tell whether it had any."""
    summary = f"Removed the second factor of {user.get_username()}"
    with act(ActKind.EDIT, summary, actor=actor, reason=reason) as doing:
        RecoveryCode.objects.filter(user=user).delete()
        apps, _ = SecondFactor.objects.filter(user=user).delete()
        keys, _ = Passkey.objects.filter(user=user).delete()
        if apps or keys:
            doing.note(user, snapshot(user), snapshot(user))
    return apps + keys > 0


def remove_app(user: User) -> bool:
    """Take an account's app away, at its owner's wish; tell whether it had one."""
    with act(ActKind.EDIT, f"Removed the app of {user.get_username()}", actor=user) as doing:
        gone, _ = SecondFactor.objects.filter(user=user).delete()
        _after_removal(user, doing, gone)
    return gone > 0


def remove_passkey(user: User, key: str) -> str:
    """Take one of an account's passkeys away, at its owner's wish; give its name, "" where there is none."""
    found = Passkey.objects.filter(user=user, pk=key).first() if key.isdecimal() else None
    if found is None:
        return ""
    summary = f"Removed the passkey “{found.name}” of {user.get_username()}"
    with act(ActKind.EDIT, summary, actor=user) as doing:
        gone, _ = Passkey.objects.filter(pk=found.pk).delete()
        _after_removal(user, doing, gone)
    return found.name if gone else ""


def _after_removal(user: User, doing: Doing, gone: int) -> None:
    """Note what is gone; refuse it where nothing is left that opens the desk and something is wanted."""
    if not gone:
        return
    opens = has_app(user) or Passkey.objects.filter(user=user, stopped_on=None).exists()
    if settings.SECOND_FACTOR == "required" and not opens:
        raise Refused(
            "This archive wants a second factor, and this is the only one you have: add another first, then "
            "remove this one."
        )
    if not has_factor(user):
        RecoveryCode.objects.filter(user=user).delete()
    doing.note(user, snapshot(user), snapshot(user))


def take(user: User, code: str, now: datetime) -> bool:
    """Tell whether a code is right, and use it up."""
    plain = _plain(code)
    if len(plain) == CODE_LENGTH:
        return _take_recovery(user, plain, now)
    factor = SecondFactor.objects.filter(user=user).first()
    if factor is None:
        return False
    step = step_of(user, factor.salt, plain, now)
    # Of two that come with the same code at once, the database lets one through.
    return step is not None and bool(
        SecondFactor.objects.filter(pk=factor.pk, last_step__lt=step).update(last_step=step)
    )


def codes_left(user: User) -> int:
    """Count the recovery codes that were not used."""
    return RecoveryCode.objects.filter(user=user, used_at=None).count()


def _take_recovery(user: User, plain: str, now: datetime) -> bool:
    with act(ActKind.EDIT, f"Signed {user.get_username()} in with a recovery code", actor=user) as doing:
        code = RecoveryCode.objects.filter(user=user, digest=_digest(plain), used_at=None)
        is_right = bool(code.update(used_at=now))
        if is_right:
            doing.note(user, snapshot(user), snapshot(user))
    return is_right


def new_codes(user: User) -> list[str]:
    """Make an account's recovery codes, within an act; the former are worth nothing."""
    RecoveryCode.objects.filter(user=user).delete()
    plain = ["".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH)) for _ in range(CODES)]
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, digest=_digest(code)) for code in plain)
    return ["-".join(code[at : at + 4] for at in range(0, CODE_LENGTH, 4)) for code in plain]


def _digest(plain: str) -> str:
    return hashlib.sha256(plain.encode()).hexdigest()


def _plain(code: str) -> str:
    """Give a typed code without what people put between its signs."""
    together = "".join(code.casefold().split()).replace("-", "")
    return together if together.isdecimal() else together.translate(_READ_AS)


def _totp(user: User, salt: str) -> pyotp.TOTP:
    return pyotp.TOTP(app_key(user, salt))

"""An account's passkeys: added, used once a challenge, stopped where one counts backwards.

Only the public half is stored, and the record of acts has no more of it than the name that its owner gave.
A counter that goes back means that two devices have the key (§6.1.1 of the standard). Which of them is the
owner's nobody can tell, and to refuse the one answer would only make an enemy try again until his counter is
ahead: so the key opens nothing any more, whoever is signed in is not, and the record says so.
"""

import hashlib
import hmac
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone
from fido2.utils import websafe_encode
from fido2.webauthn import PublicKeyCredentialUserEntity

from sources.admin.signing import factor, webauthn
from sources.admin.signing.webauthn import Key, NotTakenError, Place
from sources.annotate.acts import act
from sources.annotate.kept_keys import kept_key
from sources.annotate.told import snapshot
from sources.models import Passkey, User
from sources.vocabulary import ActKind

MOST = 10  # of an account

LATE = "That took too long, or was answered already. Use your passkey again."
UNKNOWN = "This passkey is none of this account's, or was removed."
STOPPED = "This passkey opens nothing any more, because its counter went back once: use another way."
BACK = (
    "This passkey counted backwards, so there may be a copy of it. It opens nothing from now on, the record "
    "tells of it, and whoever was signed in with this account is not. Sign in anew, another way."
)
ENOUGH = f"You have {MOST} passkeys: remove one first."
THERE = "This passkey is set up already."


def usable(user: User, place: Place | None) -> list[Passkey]:
    """Give the account's keys that open the desk where it was opened."""
    if place is None:
        return []
    return list(user.passkeys.filter(host=place.host, stopped_on=None).order_by("pk"))


def begin_adding(user: User, place: Place, challenge: bytes) -> dict[str, Any]:
    """Give what a browser needs to make a key; one that the account has is not made again."""
    owner = PublicKeyCredentialUserEntity(
        id=_handle(user), name=user.get_username(), display_name=user.shown_as
    )
    return webauthn.offer(place, challenge, owner, _known(user, place))


def begin_asking(user: User, place: Place, challenge: bytes) -> dict[str, Any]:
    """Give what a browser needs to let one of the account's keys sign."""
    return webauthn.request_for(place, challenge, _known(user, place))


def add(user: User, place: Place, challenge: bytes, answer: str, name: str) -> list[str]:
    """Add the key that a device made, as an act of the account's own; give the codes of a first factor.

    Raises NotTakenError, or ValidationError for its name.
    """
    row = _made(user, place, challenge, answer)
    row.name = name
    if user.passkeys.count() >= MOST:
        raise NotTakenError(ENOUGH)
    row.full_clean()
    is_first = not factor.has_factor(user)
    summary = f"Added the passkey “{name}” to the account of {user.get_username()}"
    try:
        with act(ActKind.EDIT, summary, actor=user) as doing:
            row.save()
            doing.note(user, snapshot(user), snapshot(user))
            return factor.new_codes(user) if is_first else []
    except IntegrityError as error:  # another was quicker
        raise NotTakenError(THERE) from error


def take(user: User, place: Place, challenge: bytes, answer: str) -> None:
    """Take what one of the account's keys signed, once; raise NotTakenError where it is not to be taken."""
    response = webauthn.signed(answer)
    row = user.passkeys.filter(host=place.host, credential=websafe_encode(response.raw_id)).first()
    if row is None:
        raise NotTakenError(UNKNOWN)
    if row.stopped_on is not None:
        raise NotTakenError(STOPPED)
    counter = webauthn.checked(place, challenge, Key(row.credential, row.public_key), response)
    if (counter or row.counter) and counter <= row.counter:
        _stop(row)
        raise NotTakenError(BACK)
    digest = _digest(challenge)
    unused = Passkey.objects.filter(pk=row.pk, counter=row.counter, stopped_on=None)
    # Of two that come with the same answer at once, the database lets one through.
    if not unused.exclude(last_challenge=digest).update(
        counter=counter, last_challenge=digest, used_on=timezone.now().date()
    ):
        raise NotTakenError(LATE)


def _made(user: User, place: Place, challenge: bytes, answer: str) -> Passkey:
    key, counter = webauthn.made(place, challenge, answer)
    row = Passkey(
        user=user,
        host=place.host,
        credential=key.credential,
        public_key=key.public_key,
        counter=counter,
        last_challenge=_digest(challenge),
        added_on=timezone.now().date(),
    )
    try:
        row.clean_fields(exclude=["name"])
    except ValidationError as error:  # longer than any device's
        raise NotTakenError(webauthn.UNFIT) from error
    if Passkey.objects.filter(credential=row.credential).exists():
        raise NotTakenError(THERE)
    return row


def _stop(row: Passkey) -> None:
    user = row.user
    summary = f"Stopped the passkey “{row.name}” of {user.get_username()}: its counter went back"
    with act(ActKind.EDIT, summary, actor=user) as doing:
        Passkey.objects.filter(pk=row.pk).update(stopped_on=timezone.now().date())
        doing.note(user, snapshot(user), snapshot(user))


def _known(user: User, place: Place) -> list[str]:
    return [row.credential for row in usable(user, place)]


def _handle(user: User) -> bytes:
    """Give the account's number as devices keep it: the same each time, and from it nobody learns whose."""
    return hmac.digest(kept_key(factor.KEY_FILE), f"passkeys of {user.pk}".encode(), hashlib.sha256)


def _digest(challenge: bytes) -> str:
    return hashlib.sha256(challenge).hexdigest()

"""W3C Web Authentication, as far as it knows no account: what a browser is asked for, what it answers.

Whoever copies our sign-in page elsewhere gets nothing: the browser names the page's origin in what is signed,
and a key made for one host does not answer to another. The device must have asked its owner (PIN, finger,
face: *user verification*), so a stolen device is no key by itself. What the browser sends is read by Yubico's
``fido2``, which follows §7.1 and §7.2 of the standard; what it leaves to whoever asks is here: frames, which
algorithms, a key that cannot check anything, whose answer it is.

Of the device nothing is asked (attestation "none") and nothing is left on it that lists whose it is, where
the device allows that: a key that is found does not tell that its owner works on this archive.
"""

import ipaddress
import json
import struct
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from django.conf import settings
from django.http import HttpRequest
from fido2 import cbor
from fido2.cose import CoseKey
from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationConveyancePreference,
    AttestedCredentialData,
    AuthenticationResponse,
    CollectedClientData,
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialParameters,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialType,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

LIFE = 3 * 60  # seconds from a challenge to its answer
LONGEST = 16_000  # signs of an answer; those of devices have some hundred
# Ed25519, ES256, RS256: what devices have (§5.4.3 recommends these), and nothing that nobody needs.
ALGORITHMS = (-8, -7, -257)

WRONG = "This passkey was not accepted. Use it again, at this very address."
UNFIT = "This key signs in a way that is not known here. Choose another."

# How the library, and what it rests on, say that bytes are not what they should be.
_MALFORMED = (
    ValueError,
    KeyError,
    TypeError,
    IndexError,
    AttributeError,
    AssertionError,
    NotImplementedError,
    RecursionError,
    struct.error,
    UnsupportedAlgorithm,
)
Read = TypeVar("Read")


class NotTakenError(Exception):
    """What a device sent is not taken; the sentence says why, as far as whoever sent it may know."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where passkeys are made and used: the host that keys are bound to, the origin that a browser names."""

    host: str
    origin: str


@dataclass(frozen=True, slots=True)
class Key:
    """The public half of a passkey: what the device calls it, and its key (COSE), both in base64url."""

    credential: str
    public_key: str


def place_of(request: HttpRequest) -> Place | None:
    """Give where the desk was opened; None where that is no name that this archive is set to answer to.

    An address of figures has no passkeys (§5.1.2), nor a name that ``ARCHIVE_HOSTS`` only has a pattern for.
    """
    asked = request.get_host().lower()
    host = urlsplit(f"//{asked}").hostname or ""
    if host not in map(str.lower, settings.ALLOWED_HOSTS) or _is_address(host):
        return None
    return Place(host, f"{request.scheme}://{asked}")


def offer(
    place: Place, challenge: bytes, owner: PublicKeyCredentialUserEntity, known: Sequence[str]
) -> dict[str, Any]:
    """Give what a browser needs to make a key; a device that has one of those known makes no other."""
    made, _ = _server(place).register_begin(
        owner,
        credentials=_described(known),
        resident_key_requirement=ResidentKeyRequirement.DISCOURAGED,
        user_verification=UserVerificationRequirement.REQUIRED,
        challenge=challenge,
    )
    return dict(made.public_key)


def request_for(place: Place, challenge: bytes, known: Sequence[str]) -> dict[str, Any]:
    """Give what a browser needs to let one of the keys known sign."""
    asked, _ = _server(place).authenticate_begin(
        credentials=_described(known),
        user_verification=UserVerificationRequirement.REQUIRED,
        challenge=challenge,
    )
    return dict(asked.public_key)


def made(place: Place, challenge: bytes, answer: str) -> tuple[Key, int]:
    """Read and check what a browser says of a new key (§7.1); give the key and its counter."""
    response = _read(lambda: RegistrationResponse.from_dict(json.loads(answer)))
    _refuse_framed(response.response.client_data)
    told = _read(lambda: _server(place).register_complete(_asked(challenge), response))
    data = told.credential_data
    if data is None or data.credential_id != response.raw_id:
        raise NotTakenError(WRONG)
    if data.public_key.get(3) not in ALGORITHMS or not _can_check(data.public_key):
        raise NotTakenError(UNFIT)
    public_key = websafe_encode(cbor.encode(data.public_key))
    return Key(websafe_encode(data.credential_id), public_key), told.counter


def signed(answer: str) -> AuthenticationResponse:
    """Read what a browser says that a key signed; nothing of it is checked."""
    response: AuthenticationResponse = _read(lambda: AuthenticationResponse.from_dict(json.loads(answer)))
    return response


def checked(place: Place, challenge: bytes, key: Key, response: AuthenticationResponse) -> int:
    """Check that this key signed this challenge here (§7.2); give its counter, for the caller to judge."""
    _refuse_framed(response.response.client_data)
    _read(lambda: _server(place).authenticate_complete(_asked(challenge), [_attested(key)], response))
    return response.response.authenticator_data.counter


# What the library leaves to whoever asks -----------------------------------------------------------------


def _refuse_framed(said: CollectedClientData) -> None:
    """Refuse what was signed in a frame on another's page."""
    if said.cross_origin:
        raise NotTakenError(WRONG)


def _can_check(key: CoseKey) -> bool:
    """Tell whether a key can tell a wrong signature: one that is none would fail only when it is needed."""
    try:
        key.verify(b"", b"")
    except InvalidSignature:
        return True
    except _MALFORMED:
        return False
    return False


def _read(look: Callable[[], Read | None]) -> Read:
    """Let the library read or check something; whatever it dislikes is told in one sentence."""
    try:
        found = look()
    except _MALFORMED as error:
        raise NotTakenError(WRONG) from error
    if found is None:  # of JSON's null it says nothing
        raise NotTakenError(WRONG)
    return found


def _server(place: Place) -> Fido2Server:
    server = Fido2Server(
        PublicKeyCredentialRpEntity(id=place.host, name=settings.SITE_NAME),
        attestation=AttestationConveyancePreference.NONE,
        verify_origin=lambda origin: origin == place.origin,
    )
    server.timeout = LIFE * 1000  # type: ignore[assignment]  # milliseconds; the library declares it None
    server.allowed_algorithms = [
        PublicKeyCredentialParameters(type=PublicKeyCredentialType.PUBLIC_KEY, alg=number)
        for number in ALGORITHMS
    ]
    return server


def _asked(challenge: bytes) -> dict[str, str]:
    return {
        "challenge": websafe_encode(challenge),
        "user_verification": UserVerificationRequirement.REQUIRED,
    }


def _described(credentials: Sequence[str]) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(type=PublicKeyCredentialType.PUBLIC_KEY, id=websafe_decode(one))
        for one in credentials
    ]


def _attested(key: Key) -> AttestedCredentialData:
    public_key = CoseKey.parse(cast("Mapping[int, Any]", cbor.decode(websafe_decode(key.public_key))))
    return AttestedCredentialData.create(Aaguid.NONE, websafe_decode(key.credential), public_key)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True

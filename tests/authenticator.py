"""A device that makes and uses passkeys, in software: real keys, real CBOR, and whatever lie a test asks for.

What a browser does between page and device is done here too: it names the origin and repeats the challenge.
"""

import hashlib
import json
import secrets
import struct
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from fido2 import cbor
from fido2.cose import ES256, RS256, CoseKey, EdDSA
from fido2.utils import websafe_encode

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40
Options = dict[str, Any]


def public_half(private: Any) -> CoseKey:
    """Write a key's public half as COSE."""
    kinds = {
        ec.EllipticCurvePrivateKey: ES256,
        ed25519.Ed25519PrivateKey: EdDSA,
        rsa.RSAPrivateKey: RS256,
    }
    kind = next(made for base, made in kinds.items() if isinstance(private, base))
    return kind.from_cryptography_key(private.public_key())


def signature(private: Any, words: bytes) -> bytes:
    """Sign as the key's kind does."""
    if isinstance(private, ec.EllipticCurvePrivateKey):
        return private.sign(words, ec.ECDSA(hashes.SHA256()))
    if isinstance(private, rsa.RSAPrivateKey):
        return private.sign(words, padding.PKCS1v15(), hashes.SHA256())
    return private.sign(words)


@dataclass
class Device:
    """One key on one device; each use may lie about any of what is signed."""

    origin: str = "http://testserver"
    counter: int = 0
    step: int = 1  # 0: it does not count
    private: Any = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    credential: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def create(self, options: Options, **lies: Any) -> str:
        """Answer what a browser was offered for a new key."""
        public = lies.get("public") or public_half(self.private)
        credential = lies.get("credential", self.credential)
        attested = bytes(16) + struct.pack(">H", len(credential)) + credential + cbor.encode(public)
        lies = {"flags": PRESENT | VERIFIED | ATTESTED, "type": "webauthn.create", **lies}
        told = self._told(options["rp"]["id"], attested, lies)
        statement = cbor.encode({"fmt": "none", "attStmt": {}, "authData": told})
        return self._answer(
            {
                "clientDataJSON": self._client(options, lies),
                "attestationObject": lies.get("attestation", statement),
            },
            lies,
        )

    def get(self, options: Options, **lies: Any) -> str:
        """Answer a challenge with the key."""
        self.counter += self.step
        lies = {"flags": PRESENT | VERIFIED, "type": "webauthn.get", **lies}
        told = self._told(options["rpId"], b"", lies)
        client = self._client(options, lies)
        words = told + hashlib.sha256(client).digest()
        parts = {
            "clientDataJSON": client,
            "authenticatorData": told,
            "signature": lies.get("signature", signature(self.private, words)),
        }
        return self._answer(parts, lies)

    def _told(self, host: str, attested: bytes, lies: Options) -> bytes:
        host_digest = hashlib.sha256(lies.get("host", host).encode()).digest()
        return host_digest + struct.pack(">BI", lies["flags"], lies.get("counter", self.counter)) + attested

    def _client(self, options: Options, lies: Options) -> bytes:
        said = {
            "type": lies["type"],
            "challenge": lies.get("challenge", options["challenge"]),
            "origin": lies.get("origin", self.origin),
            "crossOrigin": lies.get("framed", False),
        }
        return json.dumps(said).encode()

    def _answer(self, parts: dict[str, bytes], lies: Options) -> str:
        name = websafe_encode(lies.get("raw_id", self.credential))
        response = {part: websafe_encode(value) for part, value in parts.items()}
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})

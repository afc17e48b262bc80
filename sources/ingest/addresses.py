"""Which addresses the archive may fetch from: public ones, and how that is told of every way to write one.

Whoever can make a server fetch can make it ask what only it can reach: its own services, the machines beside
it, the cloud's metadata (server-side request forgery, CWE-918; integrity S13). So an address is looked at
after it was resolved, whatever it looked like before; every address that a name resolves to must be public;
and those that carry another within them (IPv4-mapped, 6to4, NAT64) are judged by what they carry.
"""

import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit, urlunsplit

from sources.ingest.refusal import Refusal

Address = IPv4Address | IPv6Address

PORTS = {"http": 80, "https": 443}
LONGEST = 2_000
GLOBAL_UNICAST = IPv6Network("2000::/3")
NAT64 = IPv6Network("64:ff9b::/96")
# Public by the registries' books, and still somebody's inside: IETF protocol assignments (Oracle's cloud
# answers there), the 6to4 relays, Azure's own service, documentation, Teredo (which hides an IPv4 address).
NEVER = (
    IPv4Network("192.0.0.0/24"),
    IPv4Network("192.88.99.0/24"),
    IPv4Network("168.63.129.16/32"),
    IPv6Network("2001::/32"),
    IPv6Network("2001:db8::/32"),
    IPv6Network("3fff::/20"),
)
_UNWRITTEN = re.compile(r"[\x00-\x20\x7f-\xa0\\\u2028\u2029\ufeff]")
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|\d+)", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_\-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_\-]{0,61}[a-z0-9_])?)*")


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart: where to go and what to ask for there."""

    scheme: str
    host: str  # as it is sent and held against a certificate
    port: int
    path: str

    def __str__(self) -> str:
        return f"{self.scheme}://{self.netloc}{self.path}"

    @property
    def netloc(self) -> str:
        """The host as a request names it, with its port where that is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def parse(address: str, ports: frozenset[int]) -> Target:
    """Take an address apart; raise Refusal with a sentence where it is none that is fetched."""
    if len(address) > LONGEST:
        raise Refusal(f"The address has {len(address):,} characters, more than the {LONGEST:,} allowed.")
    if _UNWRITTEN.search(address):
        raise Refusal("The address holds a space, a backslash or a control character; write it without.")
    try:
        parts = urlsplit(address)
        port = parts.port or PORTS.get(parts.scheme, 0)
        host = parts.hostname or ""
    except ValueError as error:
        raise Refusal(
            f"The address cannot be read ({error}); expected e.g. https://paper.example/a."
        ) from error
    if parts.scheme not in PORTS or not host:
        raise Refusal("The address is no web address; expected one that begins with https:// or http://.")
    if parts.username is not None or parts.password is not None:
        raise Refusal("The address holds a user name or a password; the archive fetches without either.")
    if port not in ports:
        raise Refusal(f"The address names port {port}; the archive fetches from ports 80 and 443 only.")
    path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    return Target(parts.scheme, _host(host), port, _ascii(path))


def literal(host: str) -> Address | None:
    """Give the address that a host is written as, or None for a name; raise Refusal for a disguised one.

    A host whose last part is a number is an IPv4 address to a browser and to most resolvers (WHATWG URL
    §3.5), in forms that look like nothing of the kind: 2130706433, 0x7f.1, 0177.0.0.1.
    """
    if ":" in host:
        try:
            return IPv6Address(host)
        except ValueError as error:
            raise Refusal("The address has a host in brackets that is no IPv6 address.") from error
    if not _NUMBER.fullmatch(host.rstrip(".").rsplit(".", 1)[-1]):
        return None
    try:
        return IPv4Address(host)
    except ValueError as error:
        raise Refusal(
            f"The address has “{host}” for its host, a number that hides where it leads; write the name."
        ) from error


def is_public(address: Address) -> bool:
    """Tell whether an address is one that anybody on the internet could ask."""
    if any(address in network for network in NEVER if network.version == address.version):
        return False
    if isinstance(address, IPv4Address):
        return address.is_global and not (address.is_multicast or address.is_reserved)
    carried = carried_by(address)
    if carried is not None:
        return is_public(carried)
    return address in GLOBAL_UNICAST and address.is_global and address.scope_id is None


def carried_by(address: IPv6Address) -> IPv4Address | None:
    """Give the IPv4 address that an IPv6 address leads to, where it does (RFC 4291, 3056, 6052)."""
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour


def resolve(host: str) -> list[str]:
    """Ask the system's resolver for every address of a name."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def addresses_of(
    host: str, resolver: Callable[[str], Sequence[str]], is_allowed: Callable[[Address], bool]
) -> list[Address]:
    """Resolve a host, once; raise Refusal unless every answer may be gone to."""
    known = literal(host)
    try:
        found = [known] if known is not None else [ip_address(answer) for answer in resolver(host)]
    except (OSError, UnicodeError, ValueError) as error:
        raise Refusal(f"The host “{host}” cannot be found; check the address.") from error
    if not found:
        raise Refusal(f"The host “{host}” cannot be found; check the address.")
    if not all(is_allowed(address) for address in found):
        raise Refusal(
            f"The host “{host}” leads to an address that is not public, where the archive does not go."
        )
    return found


def _host(host: str) -> str:
    """Give a host as it is sent: small letters, and names in other scripts as DNS writes them."""
    if ":" in host:
        return host.lower()
    try:
        plain = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise Refusal(f"The address has “{host[:80]}” for its host, which is no name.") from error
    plain = plain.lower().rstrip(".")
    if not _HOST.fullmatch(plain):
        raise Refusal(f"The address has “{plain[:80]}” for its host, which is no name.")
    return plain


def _ascii(path: str) -> str:
    """Write what is not ASCII in percent signs, as a browser does."""
    return "".join(
        letter if letter.isascii() else "".join(f"%{byte:02X}" for byte in letter.encode()) for letter in path
    )

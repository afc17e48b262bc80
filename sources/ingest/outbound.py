"""Fetching through a proxy, so that whoever answers does not learn the archive's own address.

The proxy is asked to connect to an address that was judged here, never to a name: it could resolve that
otherwise, and lead to where the archive does not go. So names are asked of this machine's resolver, which
learns them. Two ways to ask, each a few bytes before whatever is said to the page's own server: HTTP's
CONNECT (RFC 9110 §9.3.6) and SOCKS 5 (RFC 1928, with RFC 1929 for a name and password). A proxy that is away
or refuses ends the fetching with a sentence; nothing is ever asked without it.
"""

import base64
import re
import socket
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import unquote, urlsplit

from sources.values.visible import visible

LONGEST_HEAD = 16 * 1024
_OURS = "The proxy that this archive fetches through (ARCHIVE_FETCHING_PROXY)"
AWAY = f"{_OURS} does not answer, and nothing is fetched without it; tell whoever runs the archive."
GARBLED = f"{_OURS} gave no answer that a proxy of its kind gives; tell whoever runs the archive."
UNKNOWN = (
    f"{_OURS} asks for a name and password, or for others than it was given; tell whoever runs the archive."
)
_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})(?: ([^\r\n]*))?\r?\n")
_SUCCESS, _WHO = range(200, 300), 407
_SOCKS, _CONNECT, _OPEN, _BY_PASSWORD = 5, 1, 0, 2
_LENGTHS = {1: 4, 4: 16}  # of an address in an answer, by its type
_NAME = 3  # the type that has its length before it
_REASONS = {
    2: "its rules forbid it",
    3: "the network cannot be reached",
    4: "the host cannot be reached",
    5: "the host refused",
    6: "it took too long",
    8: "it knows no such addresses",
}


class ProxyFailed(OSError):
    """The proxy did not connect; the words are a sentence for whoever asked."""


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy, and who we are to it."""

    scheme: str  # http or socks5
    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)


def proxy_of(address: str) -> Proxy | None:
    """Read the address of a proxy, which the settings have looked at; None for an empty one."""
    if not address:
        return None
    parts = urlsplit(address)
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Proxy(parts.scheme, parts.hostname or "", parts.port or 0, user, password)


def call(proxy: Proxy, seconds: float) -> socket.socket:
    """Connect to the proxy; raise ProxyFailed where it is away."""
    try:
        return socket.create_connection((proxy.host, proxy.port), timeout=seconds)
    except OSError as error:
        raise ProxyFailed(AWAY) from error


def ask(line: socket.socket, proxy: Proxy, address: IPv4Address | IPv6Address, port: int) -> None:
    """Have the proxy connect this line to an address; raise ProxyFailed where it does not."""
    way = {"http": _ask_http, "socks5": _ask_socks}[proxy.scheme]
    try:
        way(line, proxy, address, port)
    except ProxyFailed:
        raise
    except OSError as error:
        raise ProxyFailed(AWAY) from error


def _ask_http(line: socket.socket, proxy: Proxy, address: IPv4Address | IPv6Address, port: int) -> None:
    where = f"[{address}]:{port}" if address.version == 6 else f"{address}:{port}"  # noqa: PLR2004 -- IPv6
    head = [f"CONNECT {where} HTTP/1.1", f"Host: {where}"]
    if proxy.user:
        known = base64.b64encode(f"{proxy.user}:{proxy.password}".encode()).decode()
        head.append(f"Proxy-Authorization: Basic {known}")
    line.sendall("\r\n".join([*head, "", ""]).encode())
    answer = b""
    while not answer.endswith((b"\r\n\r\n", b"\n\n")):
        if len(answer) > LONGEST_HEAD:
            raise ProxyFailed(GARBLED)
        answer += _exactly(line, 1)  # not a byte more: what follows is the page's own server
    status = _STATUS.match(answer)
    if status is None:
        raise ProxyFailed(GARBLED)
    number, reason = int(status[1]), visible((status[2] or b"").decode("latin-1"))[:80]
    if number == _WHO:
        raise ProxyFailed(UNKNOWN)
    if number not in _SUCCESS:
        raise ProxyFailed(_refused(port, f"{number} {reason}".rstrip()))


def _ask_socks(line: socket.socket, proxy: Proxy, address: IPv4Address | IPv6Address, port: int) -> None:
    ways = [_OPEN, _BY_PASSWORD] if proxy.user else [_OPEN]
    line.sendall(bytes([_SOCKS, len(ways), *ways]))
    version, way = _exactly(line, 2)
    if version != _SOCKS:
        raise ProxyFailed(GARBLED)
    if way not in ways:
        raise ProxyFailed(UNKNOWN)
    if way == _BY_PASSWORD:
        user, password = proxy.user.encode(), proxy.password.encode()
        line.sendall(b"\1" + bytes([len(user)]) + user + bytes([len(password)]) + password)
        if _exactly(line, 2)[1] != 0:
            raise ProxyFailed(UNKNOWN)
    kind = 1 if address.version == 4 else 4  # noqa: PLR2004 -- IPv4, and the type that stands for IPv6
    line.sendall(bytes([_SOCKS, _CONNECT, 0, kind]) + address.packed + port.to_bytes(2))
    version, result, _, kind = _exactly(line, 4)
    if version != _SOCKS or (result == 0 and kind not in {*_LENGTHS, _NAME}):
        raise ProxyFailed(GARBLED)
    if result != 0:
        raise ProxyFailed(_refused(port, _REASONS.get(result, "it does not say why")))
    _exactly(line, (_LENGTHS.get(kind) or _exactly(line, 1)[0]) + 2)


def _refused(port: int, reason: str) -> str:
    return f"{_OURS} does not connect to the host on port {port} ({reason}); tell whoever runs the archive."


def _exactly(line: socket.socket, size: int) -> bytes:
    got = b""
    while len(got) < size:
        piece = line.recv(size - len(got))
        if not piece:
            raise ProxyFailed(AWAY)
        got += piece
    return got

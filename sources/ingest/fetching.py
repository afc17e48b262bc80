"""The bytes at an address, as they were received, with what the server said of them.

Off unless the archive's keeper turns it on (``ARCHIVE_FETCHING``). A name is resolved once, every answer is
judged (``addresses``), and the connection goes to that very address with the name in ``Host`` and in the
certificate's check: a client that resolves again after the check can be led elsewhere between the two. Each
redirect is a new address and is judged anew. No cookie, no password, no proxy of the environment, but the
one that the archive's keeper names (``outbound``), and then no line without it; time and size are bounded,
also for what is unpacked. Whether a site's ``robots.txt`` should be heeded is for the editor to judge, who
asks for one page as a reader would.
"""

import http.client
import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urljoin

from sources.ingest import outbound
from sources.ingest.addresses import PORTS, Address, Target, addresses_of, is_public, parse, resolve
from sources.ingest.formats.sniff import MEDIA_TYPES
from sources.ingest.refusal import Refusal
from sources.values.visible import visible

MOST_REDIRECTS = 3
CONNECT_SECONDS, ALL_SECONDS = 10, 30
LARGEST = 20 * 1024 * 1024
CHUNK = 64 * 1024
LONGEST_HEADER = 1_000
AGENT = "Sourcebook (an archive of sources; one page at an editor's request)"
HEADERS = {"User-Agent": AGENT, "Accept": "*/*", "Accept-Encoding": "identity", "Connection": "close"}
MOVED = frozenset({301, 302, 303, 307, 308})
OK = 200
UNPACKED = {"gzip": 31, "x-gzip": 31, "deflate": 15}  # content codings, and zlib's window bits for them

SLOW = f"The server did not answer within {ALL_SECONDS} seconds; try again later."


@dataclass(frozen=True, slots=True)
class Rules:
    """Where fetching may go, and through whom.

    The defaults are those of an archive without a proxy; other ports, addresses and times are for tests.
    """

    ports: frozenset[int] = frozenset(PORTS.values())
    is_allowed: Callable[[Address], bool] = is_public
    resolve: Callable[[str], Sequence[str]] = resolve
    trust: Callable[[], ssl.SSLContext] = ssl.create_default_context
    seconds: float = ALL_SECONDS
    proxy: outbound.Proxy | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came from an address: the bytes, the address that answered, and what it said of them."""

    data: bytes
    address: str
    media_type: str
    received: dict[str, object]


def fetch(address: str, rules: Rules) -> Fetched:
    """Fetch one address; raise Refusal with a sentence where that is not done or comes to nothing."""
    asked = where = address.strip()
    redirects: list[str] = []
    for _ in range(MOST_REDIRECTS + 1):
        target = parse(where, rules.ports)
        with _answer(target, rules) as (answer, peer):
            if answer.status not in MOVED:
                data = _body(answer)
                said = {"asked": asked, "redirects": redirects, "from": peer, **_said(answer)}
                return Fetched(data, str(target), answer.getheader("Content-Type") or "", said)
            further = answer.getheader("Location") or ""
        if not further:
            raise Refusal("The server says that the page has moved and not where to; look for it by hand.")
        redirects.append(str(target))
        where = urljoin(str(target), further)
    raise Refusal(f"The address leads on more than {MOST_REDIRECTS} times; give the last one.")


@contextmanager
def _answer(target: Target, rules: Rules) -> Iterator[tuple[http.client.HTTPResponse, str]]:
    """Ask for a target; give the answer while it is read, and the address that it came from."""
    line = _Line(rules.seconds)
    try:
        peer = line.open(addresses_of(target.host, rules.resolve, rules.is_allowed), target, rules)
        connection = http.client.HTTPConnection(target.host, target.port)
        connection.sock = line.socket
        connection.request("GET", target.path, headers={"Host": target.netloc, **HEADERS})
        yield connection.getresponse(), peer
        line.refuse_late()
    except Refusal:
        line.refuse_late()
        raise
    except outbound.ProxyFailed as error:
        line.refuse_late()
        raise Refusal(str(error)) from error
    except ssl.SSLError as error:
        line.refuse_late()
        raise Refusal(f"“{target.host}” does not prove that it is itself ({error.reason}).") from error
    except (http.client.HTTPException, OSError, ValueError) as error:
        line.refuse_late()
        if isinstance(error, TimeoutError):
            raise Refusal(SLOW) from error
        raise Refusal(f"“{target.host}” gave no answer that can be read.") from error
    finally:
        line.close()


class _Line:
    """A connection that is cut when its time is over, whatever it is waiting for."""

    def __init__(self, seconds: float) -> None:
        self.socket: socket.socket | None = None
        self._is_late = threading.Event()
        self._alarm = threading.Timer(seconds, self._cut)
        self._alarm.daemon = True
        self._alarm.start()

    def open(self, addresses: Sequence[Address], target: Target, rules: Rules) -> str:
        """Connect to the first address that takes the call, each judged before; give which it was."""
        failure: OSError = OSError("no address")
        for address in addresses:
            try:
                line = self._dial(address, target.port, rules.proxy)
            except OSError as error:
                failure = error
                continue
            if target.scheme == "https":
                wrapped = rules.trust().wrap_socket(
                    line, server_hostname=target.host, do_handshake_on_connect=False
                )
                self.socket = wrapped
                wrapped.do_handshake()
            return str(address)
        raise failure

    def _dial(self, address: Address, port: int, proxy: outbound.Proxy | None) -> socket.socket:
        """Give a line to an address: of our own, or through the proxy where there is one."""
        if proxy is None:
            self.socket = socket.create_connection((str(address), port), timeout=CONNECT_SECONDS)
            return self.socket
        if self.socket is not None:
            self.socket.close()  # by which the proxy was asked for another of the host's addresses
        self.socket = line = outbound.call(proxy, CONNECT_SECONDS)  # kept first, so that it can be cut
        outbound.ask(line, proxy, address, port)
        return line

    def refuse_late(self) -> None:
        """Raise Refusal where the time was over: what came until then is not the page."""
        if self._is_late.is_set():
            raise Refusal(SLOW)

    def close(self) -> None:
        """End the call."""
        self._alarm.cancel()
        if self.socket is not None:
            self.socket.close()

    def _cut(self) -> None:
        self._is_late.set()
        if self.socket is not None:
            with suppress(OSError):
                self.socket.shutdown(socket.SHUT_RDWR)


def _body(answer: http.client.HTTPResponse) -> bytes:
    """Read an answer's body, counting; raise Refusal where it is not one to be kept."""
    if answer.status != OK:
        raise Refusal(f"The server answered {answer.status} {answer.reason[:80]}".rstrip() + ", not a page.")
    kind = (answer.getheader("Content-Type") or "").split(";")[0].strip().lower()
    if kind and kind not in MEDIA_TYPES and kind != "application/octet-stream":
        raise Refusal(f"The server sent {kind[:80]}, which the archive does not read.")
    coding = (answer.getheader("Content-Encoding") or "identity").strip().lower()
    if coding not in {*UNPACKED, "identity"}:
        raise Refusal(f"The server packed the page in a way that was not asked for ({coding[:40]}).")
    declared = answer.length
    if declared is not None and declared > LARGEST:
        raise _too_large()
    data = b"".join(_pieces(answer))
    if declared is not None and len(data) < declared:
        raise Refusal(f"The page was cut short: {len(data):,} of {declared:,} bytes came; fetch it again.")
    return data if coding == "identity" else _unpacked(data, UNPACKED[coding])


def _pieces(answer: http.client.HTTPResponse) -> Iterator[bytes]:
    size = 0
    while piece := answer.read(CHUNK):
        size += len(piece)
        if size > LARGEST:
            raise _too_large()
        yield piece


def _unpacked(data: bytes, window: int) -> bytes:
    """Unpack a body, no further than a page may be large."""
    unpacker = zlib.decompressobj(wbits=window)
    try:
        plain = unpacker.decompress(data, LARGEST + 1)
    except zlib.error as error:
        raise Refusal("The page came packed and cannot be unpacked; fetch it again.") from error
    if len(plain) > LARGEST:
        raise _too_large()
    if not unpacker.eof:
        raise Refusal("The page came packed and was cut short; fetch it again.")
    return plain


def _said(answer: http.client.HTTPResponse) -> dict[str, object]:
    """Keep what the server said: the status and the headers, but no cookie, which would be somebody's."""
    headers = [
        [_shown(name), _shown(value)]
        for name, value in answer.getheaders()
        if name.lower() not in {"set-cookie", "set-cookie2"}
    ]
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "status": answer.status,
        "headers": headers,
    }


def _shown(words: str) -> str:
    return visible(words)[:LONGEST_HEADER]


def _too_large() -> Refusal:
    return Refusal(f"The page has more than {LARGEST:,} bytes; save it and take in the file.")

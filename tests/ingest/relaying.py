"""A little proxy on this machine, HTTP's CONNECT and SOCKS 5, that remembers whom it was asked to call."""

import base64
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from ipaddress import ip_address


class Relay(socketserver.BaseRequestHandler):
    """Connects as it is asked, or answers what the test gave it to say."""

    def handle(self) -> None:
        self.file = self.request.makefile("rb")
        with suppress(OSError, ValueError):
            target = self._socks() if self.server.scheme == "socks5" else self._http()
            if target is not None:
                self._pass_on(target)

    def _http(self) -> socket.socket | None:
        line = self.file.readline().decode()
        heads = dict(iter(lambda: self.file.readline().decode().strip().partition(": ")[::2], ("", "")))
        self.server.asked.append(line.split()[1])
        given = heads.get("Proxy-Authorization", "").removeprefix("Basic ")
        self.server.given.append(base64.b64decode(given).decode())
        if self.server.says is not None:
            self.request.sendall(self.server.says)
            return None
        self.request.sendall(b"HTTP/1.1 200 Connection established\r\nVia: 1.1 relay\r\n\r\n")
        return self._called(line.split()[1])

    def _socks(self) -> socket.socket | None:
        ways = self.file.read(self.file.read(2)[1])
        self.request.sendall(b"\5\2" if 2 in ways else b"\5\0")
        if 2 in ways:
            self.file.read(1)
            words = [self.file.read(self.file.read(1)[0]).decode() for _ in range(2)]
            self.server.given.append(":".join(words))
            self.request.sendall(b"\1\0")
        kind = self.file.read(4)[3]
        address = ip_address(self.file.read({1: 4, 4: 16}[kind]))
        host = f"[{address}]" if address.version == 6 else str(address)
        self.server.asked.append(f"{host}:{int.from_bytes(self.file.read(2))}")
        if self.server.says is not None:
            self.request.sendall(self.server.says)
            return None
        self.request.sendall(b"\5\0\0\3\5relay\0\0")
        return self._called(self.server.asked[-1])

    def _called(self, where: str) -> socket.socket:
        return socket.create_connection(("127.0.0.1", int(where.rpartition(":")[2])), timeout=5)

    def _pass_on(self, target: socket.socket) -> None:
        thread = threading.Thread(target=_pour, args=(target, self.request))
        thread.start()
        _pour(self.request, target)
        thread.join()
        target.close()


def _pour(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while piece := source.recv(65536):
            sink.sendall(piece)
    with suppress(OSError):
        sink.shutdown(socket.SHUT_WR)


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads, block_on_close = True, False


@contextmanager
def relaying(scheme: str = "http", says: bytes | None = None) -> Iterator[_Server]:
    """A proxy that connects, or with ``says`` answers that and hangs up."""
    with _Server(("127.0.0.1", 0), Relay) as server:
        server.scheme, server.says, server.asked, server.given = scheme, says, [], []
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()

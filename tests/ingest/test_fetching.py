"""Fetching, against real servers on this machine, which only these tests' own rules allow."""

import gzip
import http.server
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from ipaddress import ip_address

import pytest

from sources.ingest.fetching import LARGEST, Rules, fetch
from sources.ingest.refusal import Refusal

PAGE = b"<html><p>The lamps on the quay went out at nine.</p></html>"
HTML = ("Content-Type", "text/html; charset=utf-8")


class Answers(http.server.BaseHTTPRequestHandler):
    """Answers by path, and remembers what was asked."""

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        status, headers, body = self.server.pages[self.path.split("?")[0]]
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        for piece in [body] if isinstance(body, bytes) else body:
            self.wfile.write(piece)
            self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving(pages: dict, tls: ssl.SSLContext | None = None) -> Iterator[http.server.ThreadingHTTPServer]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        server.pages, server.asked, server.handle_error = pages, [], lambda *_: None
        if tls:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def here(*ports: int, **changes: object) -> Rules:
    """Rules that allow this machine, on these ports, under the name paper.example."""
    own = Rules(
        ports=frozenset(ports),
        is_allowed=lambda address: address == ip_address("127.0.0.1"),
        resolve=lambda _: ["127.0.0.1"],
    )
    return replace(own, **changes)


def fetched(pages: dict, path: str = "/a", **changes: object):
    with serving(pages) as server:
        port = server.server_port
        return fetch(f"http://paper.example:{port}{path}", here(port, **changes)), server.asked


def refused(pages: dict, path: str = "/a", **changes: object) -> str:
    with pytest.raises(Refusal) as found:
        fetched(pages, path, **changes)
    return str(found.value)


def test_page_is_fetched_as_it_is_with_what_the_server_said():
    headers = [HTML, ("Last-Modified", "Mon, 04 May 1931 09:00:00 GMT"), ("Set-Cookie", "who=you")]

    found, asked = fetched({"/a": (200, headers, PAGE)}, "/a?b=1#c")

    assert (found.data, found.media_type) == (PAGE, "text/html; charset=utf-8")
    assert found.address.endswith("/a?b=1")
    assert found.received["asked"].endswith("/a?b=1#c")
    assert (found.received["status"], found.received["from"]) == (200, "127.0.0.1")
    assert found.received["headers"][-2:] == [list(HTML), ["Last-Modified", "Mon, 04 May 1931 09:00:00 GMT"]]
    ((path, said),) = asked
    assert (path, said["Host"].split(":")[0]) == ("/a?b=1", "paper.example")
    assert {"Cookie", "Authorization", "Referer"} & set(said) == set()


def test_s13_name_is_resolved_once_and_never_again():
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    asked = []

    def rebinding(host: str) -> list[str]:
        asked.append(host)
        return next(answers)

    found, _ = fetched({"/a": (200, [HTML], PAGE)}, resolve=rebinding)

    assert (found.data, asked) == (PAGE, ["paper.example"])


def test_s13_address_of_this_machine_is_refused_by_the_archives_own_rules_and_not_asked():
    with serving({"/a": (200, [HTML], PAGE)}) as server:
        port = server.server_port
        with pytest.raises(Refusal, match="is not public"):
            fetch(f"http://127.0.0.1:{port}/a", Rules(ports=frozenset({port})))

        assert server.asked == []


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("http://10.0.0.1/", "port 80"),
        ("http://10.0.0.1:{port}/", "is not public"),
        ("http://[::ffff:10.0.0.1]:{port}/", "is not public"),
        ("http://169.254.169.254:{port}/latest/meta-data/", "is not public"),
        ("//0x7f.1:{port}/a", "hides where it leads"),
        ("file:///etc/passwd", "is no web address"),
        ("http://who:secret@paper.example:{port}/a", "a user name"),
        ("", "not where to"),
    ],
)
def test_s13_redirect_is_judged_like_an_address(to, said):
    with serving({}) as server:
        port = server.server_port
        server.pages["/a"] = (302, [("Location", to.format(port=port))], b"")
        with pytest.raises(Refusal) as found:
            fetch(f"http://paper.example:{port}/a", here(port))

        assert said in str(found.value)
        assert [path for path, _ in server.asked] == ["/a"]


def test_redirects_are_followed_three_times_and_kept():
    pages = {f"/{n}": (301, [("Location", f"/{n + 1}")], b"") for n in range(1, 4)}
    pages["/4"] = (200, [HTML], PAGE)

    found, asked = fetched(pages, "/1")

    assert found.data == PAGE
    assert [path for path, _ in asked] == ["/1", "/2", "/3", "/4"]
    assert [address[-2:] for address in found.received["redirects"]] == ["/1", "/2", "/3"]


def test_redirect_without_end_is_refused():
    assert "more than 3 times" in refused({"/a": (302, [("Location", "/a")], b"")})


@pytest.mark.parametrize(("coding", "packed"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_page_that_came_packed_is_unpacked(coding, packed):
    found, _ = fetched({"/a": (200, [HTML, ("Content-Encoding", coding)], packed(PAGE))})

    assert found.data == PAGE


@pytest.mark.parametrize(
    ("status", "headers", "body", "said"),
    [
        (404, [HTML], PAGE, "answered 404 Not Found, not a page"),
        (500, [HTML], PAGE, "answered 500"),
        (204, [], b"", "answered 204"),
        (304, [], b"", "answered 304"),
        (200, [("Content-Type", "image/png")], b"\x89PNG", "sent image/png"),
        (200, [HTML, ("Content-Length", str(LARGEST + 1))], b"", "more than 20,971,520 bytes"),
        (200, [HTML, ("Content-Length", "500")], PAGE, "was cut short: 59 of 500 bytes came"),
        (200, [HTML, ("Content-Encoding", "br")], PAGE, "not asked for (br)"),
        (200, [HTML, ("Content-Encoding", "gzip")], PAGE, "cannot be unpacked"),
        (200, [HTML, ("Content-Encoding", "gzip")], gzip.compress(PAGE)[:-9], "cut short"),
        (
            200,
            [HTML, ("Content-Encoding", "gzip")],
            gzip.compress(bytes(LARGEST + 1)),
            "more than 20,971,520",
        ),
        (200, [HTML, ("Transfer-Encoding", "chunked")], b"5\r\n<html", "no answer that can be read"),
    ],
    ids=range(12),  # a packed body has the time in it
)
def test_answer_that_is_no_page_is_refused(status, headers, body, said):
    sentence = refused({"/a": (status, headers, body)})

    assert said in sentence
    assert sentence.endswith(".")


def test_s13_page_without_end_is_cut_at_the_limit():
    endless = (b"lamps " * 100_000 for _ in iter(int, 1))

    assert "more than 20,971,520 bytes" in refused({"/a": (200, [HTML], endless)})


def trickle(pieces: int) -> Iterator[bytes]:
    for _ in range(pieces):
        time.sleep(0.05)
        yield b"x"


@pytest.mark.parametrize("headers", [[HTML], [HTML, ("Content-Length", "1000")], [("X-Lamp", "out"), HTML]])
def test_page_that_trickles_in_is_given_up(headers):
    started = time.monotonic()

    sentence = refused({"/a": (200, headers, trickle(200))}, seconds=0.5)

    assert sentence.startswith("The server did not answer within")
    assert time.monotonic() - started < 5


def test_server_that_says_nothing_is_given_up():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(Refusal, match="did not answer within"):
            fetch(f"http://paper.example:{port}/", here(port, seconds=0.3))


def test_server_that_speaks_another_language_is_refused():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        thread = threading.Thread(target=lambda: server.accept()[0].sendall(b"220 mail.example ESMTP\r\n"))
        thread.start()
        with pytest.raises(Refusal, match="no answer that can be read"):
            fetch(f"http://paper.example:{port}/", here(port))
        thread.join()


def test_secure_page_is_fetched_from_the_name_that_the_certificate_has(certificate):
    own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    own.load_cert_chain(certificate[1], certificate[0])
    with serving({"/a": (200, [HTML], PAGE)}, tls=own) as server:
        port = server.server_port
        trusting = here(port, trust=lambda: ssl.create_default_context(cafile=certificate[1]))

        assert fetch(f"https://paper.example:{port}/a", trusting).data == PAGE
        with pytest.raises(Refusal, match="does not prove that it is itself"):
            fetch(f"https://other.example:{port}/a", trusting)
        with pytest.raises(Refusal, match="does not prove that it is itself"):
            fetch(f"https://paper.example:{port}/a", here(port))

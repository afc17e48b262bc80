"""Fetching through a proxy (S13): through it alone, to judged addresses only, and never without it."""

import socket
import ssl
from contextlib import closing
from ipaddress import ip_address

import pytest

from sources.ingest import outbound
from sources.ingest.fetching import fetch
from sources.ingest.outbound import Proxy, proxy_of
from sources.ingest.refusal import Refusal
from sources.intake.addresses import fetch_all
from tests.ingest.relaying import relaying
from tests.ingest.test_fetching import HTML, PAGE, here, serving

SCHEMES = ("http", "socks5")
ASKED = {"/a": (200, [HTML], PAGE)}
OURS = "The proxy that this archive fetches through (ARCHIVE_FETCHING_PROXY)"
REFUSES = f"{OURS} does not connect to the host on port {{port}}"
GARBLES = f"{OURS} gave no answer that a proxy of its kind gives"


def through(server, port, **changes):
    """Rules of this machine, through a proxy of it."""
    return here(port, proxy=Proxy(server.scheme, "127.0.0.1", server.server_address[1]), **changes)


def refused(rules, address) -> str:
    with pytest.raises(Refusal) as found:
        fetch(address, rules)
    return str(found.value)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_s13_page_comes_through_the_proxy_from_the_address_that_was_judged(scheme):
    with serving(ASKED) as server, relaying(scheme) as proxy:
        port = server.server_port

        found = fetch(f"http://paper.example:{port}/a", through(proxy, port))

        assert (found.data, found.received["from"]) == (PAGE, "127.0.0.1")
        assert proxy.asked == [f"127.0.0.1:{port}"]
        assert server.asked[0][1]["Host"] == f"paper.example:{port}"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_secure_page_is_proved_through_the_proxy(scheme, certificate):
    own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    own.load_cert_chain(certificate[1], certificate[0])
    with serving(ASKED, tls=own) as server, relaying(scheme) as proxy:
        port = server.server_port
        rules = through(proxy, port, trust=lambda: ssl.create_default_context(cafile=certificate[1]))

        assert fetch(f"https://paper.example:{port}/a", rules).data == PAGE
        assert "does not prove that it is itself" in refused(rules, f"https://other.example:{port}/a")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_name_and_password_are_for_the_proxy_alone(scheme):
    with serving(ASKED) as server, relaying(scheme) as proxy:
        port = server.server_port
        known = proxy_of(f"{scheme}://clerk:lamp%20oil@127.0.0.1:{proxy.server_address[1]}")

        fetch(f"http://paper.example:{port}/a", here(port, proxy=known))

        assert proxy.given == ["clerk:lamp oil"]
        assert "lamp" not in repr(known)
        assert {"Proxy-Authorization", "Authorization"} & set(server.asked[0][1]) == set()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_newer_internet_addresses_are_asked_for_as_they_are_written(scheme):
    with serving(ASKED) as server, relaying(scheme) as proxy:
        port = server.server_port
        rules = through(proxy, port, resolve=lambda _: ["2606:4700::1"], is_allowed=lambda _: True)

        fetch(f"http://paper.example:{port}/a", rules)

        assert proxy.asked == [f"[2606:4700::1]:{port}"]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_s13_address_that_is_not_public_is_not_asked_of_the_proxy(scheme):
    with serving({}) as server:
        port = server.server_port
        server.pages["/a"] = (302, [("Location", f"http://10.0.0.1:{port}/")], b"")
        with relaying(scheme) as proxy:
            said = refused(through(proxy, port), f"http://paper.example:{port}/a")

            assert "is not public" in said
            assert proxy.asked == [f"127.0.0.1:{port}"]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_s13_proxy_that_is_away_is_told_and_nobody_is_asked(scheme):
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        away = taken.getsockname()[1]
    with serving(ASKED) as server:
        port = server.server_port

        said = refused(here(port, proxy=Proxy(scheme, "127.0.0.1", away)), f"http://paper.example:{port}/a")

        assert said == outbound.AWAY
        assert server.asked == []


ANSWERS = {
    "http": {
        b"HTTP/1.1 403 Forbidden\r\n\r\n": f"{REFUSES} (403 Forbidden)",
        b"HTTP/1.1 502 \r\n\r\n": f"{REFUSES} (502)",
        b"HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic\r\n\r\n": f"{OURS} asks for a name and password",
        b"SSH-2.0-lamp\r\n\r\n": GARBLES,
        b"HTTP/1.1 200 OK\r\n" + b"X: lamp\r\n" * 2_000: GARBLES,
        b"HTTP/1.1 200 OK\r\n": f"{OURS} does not answer",
        b"": f"{OURS} does not answer",
    },
    "socks5": {
        b"\5\2\0\1" + bytes(6): f"{REFUSES} (its rules forbid it)",
        b"\5\1\0\1" + bytes(6): f"{REFUSES} (it does not say why)",
        b"\4\0\0\1" + bytes(6): GARBLES,
        b"\5\0\0\7" + bytes(6): GARBLES,
        b"\5\0\0\1\0": f"{OURS} does not answer",
        b"": f"{OURS} does not answer",
    },
}


@pytest.mark.parametrize(
    ("scheme", "says"), [(scheme, says) for scheme in SCHEMES for says in ANSWERS[scheme]], ids=range(13)
)
def test_proxy_that_does_not_connect_is_told_and_nobody_is_asked(scheme, says):
    with serving(ASKED) as server, relaying(scheme, says) as proxy:
        port = server.server_port

        said = refused(through(proxy, port), f"http://paper.example:{port}/a")

        assert said.startswith(ANSWERS[scheme][says].format(port=port))
        assert said.endswith(".")
        assert server.asked == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_proxy_that_says_nothing_is_given_up_in_time(scheme):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        proxy = Proxy(scheme, "127.0.0.1", silent.getsockname()[1])

        said = refused(here(80, proxy=proxy, seconds=0.2), "http://paper.example/a")

        assert said.startswith("The server did not answer within")


def test_proxy_that_knows_nobody_without_a_password_is_told():
    with socket.create_server(("127.0.0.1", 0)) as server:
        line = socket.create_connection(server.getsockname())
        server.accept()[0].sendall(b"\5\xff")
        with closing(line), pytest.raises(outbound.ProxyFailed, match="asks for a name and password"):
            outbound.ask(line, Proxy("socks5", "127.0.0.1", 1), ip_address("127.0.0.1"), 80)


def test_proxies_of_the_environment_are_passed_over(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    with serving(ASKED) as server:
        port = server.server_port

        assert fetch(f"http://paper.example:{port}/a", here(port)).data == PAGE


def test_archive_fetches_through_the_proxy_that_it_names(settings, tmp_path):
    with relaying("http", b"HTTP/1.1 403 Forbidden\r\n\r\n") as proxy:
        settings.FETCHING_PROXY = f"http://127.0.0.1:{proxy.server_address[1]}"

        (outcome,) = fetch_all(["http://93.184.216.34/a"], tmp_path)

        assert outcome.sentence.startswith(f"{OURS} does not connect to the host on port 80 (403 Forbidden)")
        assert proxy.asked == ["93.184.216.34:80"]

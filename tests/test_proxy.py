"""T23: what is no proper request never reaches the archive: the proxy of compose.yaml answers it alone.

nginx runs with the deployment's own configuration and nobody behind it, so that whatever it handed on
would be answered 502.
"""

import shutil
import socket
import subprocess
from collections.abc import Iterator

import pytest

from tests.test_architecture import TOP
from tests.test_container import free_port

pytestmark = pytest.mark.slow

HOST = b"Host: archive.example\r\n"
POST = b"POST / HTTP/1.1\r\n" + HOST
GET = b"GET / HTTP/1.1\r\n" + HOST
RUDE = {
    "an address of a megabyte": (b"GET /%s HTTP/1.1\r\n%s\r\n" % (b"a" * (1 << 20), HOST), 414),
    "ten thousand headers": (GET + b"".join(b"X-%d: 1\r\n" % one for one in range(10_000)) + b"\r\n", 400),
    "a header of 100 kB": (GET + b"X: " + b"a" * 100_000 + b"\r\n\r\n", 400),
    "a header without a name": (GET + b": x\r\n\r\n", 400),
    "a length and chunks, to smuggle": (
        POST + b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG",
        400,
    ),
    "two lengths": (POST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello", 400),
    "a length that is none": (POST + b"Content-Length: -1\r\n\r\n", 400),
    "chunks within chunks": (POST + b"Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", 501),
    "a chunk whose length is none": (POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n", 400),
    "two hosts": (GET + HOST + b"\r\n", 400),
    "no host": (b"GET / HTTP/1.1\r\n\r\n", 400),
    "a method that is none": (b"G@T / HTTP/1.1\r\n" + HOST + b"\r\n", 400),
    "a version that is none": (b"GET / HTTP/9.9\r\n" + HOST + b"\r\n", 505),
    "a NUL in the address": (b"GET /\0 HTTP/1.1\r\n" + HOST + b"\r\n", 400),
    "a NUL in the address, escaped": (b"GET /%00 HTTP/1.1\r\n" + HOST + b"\r\n", 400),
    "a path out of the folder": (b"GET /../../etc/passwd HTTP/1.1\r\n" + HOST + b"\r\n", 400),
    "a tunnel": (b"CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n", 400),
    "an echo": (b"TRACE / HTTP/1.1\r\n" + HOST + b"\r\n", 405),
    "TLS where none is": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 50 + b"\r\n\r\n", 400),
    "a body of two megabytes": (POST + b"Content-Length: 2000000\r\n\r\n", 413),
}


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of nginx with nobody behind it."""
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/bin")
    if not nginx:
        pytest.skip("no nginx: apt-get install nginx")
    folder, port = tmp_path_factory.mktemp("proxy"), free_port()
    config = (TOP / ".deploy" / "nginx.conf").read_text("utf-8")
    for there, here in {
        "web:8000": f"127.0.0.1:{free_port()}",
        "listen 8080": f"listen 127.0.0.1:{port}",
        "/tmp/": f"{folder}/",
    }.items():
        config = config.replace(there, here)
    (folder / "nginx.conf").write_text(config)
    process = subprocess.Popen([nginx, "-c", folder / "nginx.conf", "-p", folder, "-g", "daemon off;"])
    try:
        while answered(port, GET + b"\r\n") != 502:
            assert process.poll() is None
        yield port
    finally:
        process.terminate()
        process.wait()


def answered(port: int, request: bytes) -> int:
    """The status of the answer to these bytes; 0 where there is none."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
            connection.sendall(request)
            return int(connection.recv(100).split()[1])
    except (ConnectionError, IndexError):
        return 0


@pytest.mark.parametrize("name", RUDE)
def test_t23_request_that_is_none_is_refused_and_handed_to_nobody(proxy, name):
    request, status = RUDE[name]

    assert answered(proxy, request) == status

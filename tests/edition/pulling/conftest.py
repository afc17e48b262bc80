"""A publishing machine as another sees it, and what it says, true or false."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from sources.edition.manifest import FORMAT, read_manifest
from sources.edition.publish import publish
from sources.edition.pulling import Origin


class Machine:
    """Serves one edition over loopback; what it says can be bent, and it can stop in mid-file."""

    def __init__(self):
        self.said, self.content, self.stop_after, self.asked = {}, b"", None, []
        self.token, self.status = "", 200

    def offers(self, published, **otherwise):
        """Serve what was published; ``otherwise`` is said in place of the truth."""
        self.content = published.path.read_bytes()
        manifest = read_manifest(published.path)
        self.said = {
            "format": str(FORMAT),
            "number": manifest.number,
            "digest": manifest.digest,
            "sha256": published.edition.sha256,
            "size": len(self.content),
            "replaces": [
                {"number": row.number, "sha256": "" if row.is_withdrawn else row.sha256, "recalled_on": day}
                for row, day in self.before(published.edition)
            ],
            **otherwise,
        }

    @staticmethod
    def before(edition):
        rows = type(edition).objects.filter(number__lt=edition.number)
        return [(row, row.withdrawn_on and row.withdrawn_on.isoformat()) for row in rows]


class Handler(BaseHTTPRequestHandler):
    """Answers as the server's machine says."""

    def do_GET(self):
        machine = self.server.machine
        machine.asked.append((self.path, self.headers.get("Range")))
        if machine.token and self.headers.get("Authorization") != f"Bearer {machine.token}":
            self.answer(401, b"")
        elif machine.status != 200:
            self.answer(machine.status, b"")
        elif self.path == "/.well-known/edition.json":
            self.answer(200, json.dumps(machine.said).encode())
        else:
            self.send_file(machine.content, machine.stop_after)

    def send_file(self, content, stop_after):
        begin = int((self.headers.get("Range") or "bytes=0-")[6:-1])
        part = {"Content-Range": f"bytes {begin}-{len(content) - 1}/{len(content)}"} if begin else {}
        self.answer(206 if begin else 200, content[begin:], part, stop_after)

    def answer(self, status, body, headers=None, stop_after=None):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body[:stop_after])

    def log_message(self, *_):
        """Tell nobody."""


@pytest.fixture
def machine():
    """A machine that publishes; nothing yet."""
    machine = Machine()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.machine = machine
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    machine.url = f"http://127.0.0.1:{server.server_port}"
    machine.origin = Origin(machine.url)
    yield machine
    server.shutdown()
    server.server_close()


@pytest.fixture
def made(lamps, machine, settings, tmp_path):
    """Publish on the machine that publishes, in its own folder; then be the machine that reads again."""
    replica = tmp_path / "replica"

    def make(**otherwise):
        settings.EDITIONS = tmp_path / "editions"
        settings.CURRENT_EDITION = settings.EDITIONS / "current.sqlite3"
        published = publish()
        machine.offers(published, **otherwise)
        settings.EDITIONS = replica
        settings.CURRENT_EDITION = replica / "current.sqlite3"
        return published

    return make

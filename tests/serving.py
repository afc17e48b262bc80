"""The site as it is served: gunicorn, on a port that the machine chooses."""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

TOP = Path(__file__).resolve().parents[1]
# Of a machine that has much else to do; a server that is idle is gone at once.
PATIENCE = 60


@contextmanager
def served(data: Path, *, database: str = "") -> Iterator[str]:
    """Serve a data folder; give the address, once it answers."""
    # All tests ask from one address.
    env = {**os.environ, "ARCHIVE_DATA": str(data), "DATABASE_URL": database, "ARCHIVE_EFFORT": "0"}
    env.pop("ARCHIVE_SITE_ADDRESS", None)
    command = [sys.executable, "-m", "gunicorn", "archive.wsgi", "--bind", "127.0.0.1:0", "--threads", "4"]
    server = subprocess.Popen(command, cwd=TOP, env=env, stderr=subprocess.PIPE, text=True)
    try:
        address = _address(server)
        with suppress(HTTPError):  # 503, where nothing is published yet
            urlopen(f"{address}/healthz", timeout=PATIENCE).close()
        yield address
    finally:
        server.terminate()
        try:
            server.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _address(server: subprocess.Popen[str]) -> str:
    """Read where the server listens from what it says when it starts."""
    assert server.stderr is not None
    said = []
    for line in server.stderr:
        said.append(line)
        if found := re.search(r"Listening at: (http://\S+)", line):
            # What it says from now on is read away: a full pipe would stop it in the middle of a page.
            threading.Thread(target=server.stderr.read, daemon=True).start()
            return found.group(1)
    raise AssertionError(f"The server did not start:\n{''.join(said)}")

"""The site as it is served, without the editors' side, and a browser to walk it with."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

TOP = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium")


@pytest.fixture(scope="session")
def site(edition: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that has an edition and no editorial database at all."""
    data = tmp_path_factory.mktemp("readers")
    (data / "editions").mkdir()
    shutil.copy(edition, data / "editions" / "current.sqlite3")
    env = {
        **os.environ,
        "ARCHIVE_DATA": str(data),
        "DATABASE_URL": f"sqlite:///{data}/moved-away/none.sqlite3",
    }
    env.pop("ARCHIVE_SITE_ADDRESS", None)
    command = [sys.executable, "-m", "gunicorn", "archive.wsgi", "--bind", "127.0.0.1:0", "--threads", "4"]
    server = subprocess.Popen(command, cwd=TOP, env=env, stderr=subprocess.PIPE, text=True)
    try:
        yield _address(server)
    finally:
        server.terminate()
        server.wait(timeout=20)


def _address(server: subprocess.Popen[str]) -> str:
    """Read where the server listens from what it says when it starts."""
    said = []
    for line in server.stderr:
        said.append(line)
        if found := re.search(r"Listening at: (http://\S+)", line):
            return found.group(1)
    raise AssertionError(f"The server did not start:\n{''.join(said)}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's chromium; of one module, for its event loop would forbid later tests their database."""
    if CHROMIUM is None:
        pytest.skip("no browser here: install Debian's chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()

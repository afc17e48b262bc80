"""The site as it is served, without the editors' side, and a browser to walk it with."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.serving import served

CHROMIUM = shutil.which("chromium")
# What is waited for comes in a moment, or on a machine that has much else to do in some seconds. A test
# that passes never waits so long; Playwright's own five seconds, and its thirty for a page, are not
# always enough.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def site(edition: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that has an edition and no editorial database at all."""
    data = tmp_path_factory.mktemp("readers")
    (data / "editions").mkdir()
    shutil.copy(edition, data / "editions" / "current.sqlite3")
    with served(data, database=f"sqlite:///{data}/moved-away/none.sqlite3") as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's chromium; of one module, for its event loop would forbid later tests their database."""
    if CHROMIUM is None:
        pytest.skip("no browser here: install Debian's chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        browser.on("context", lambda context: context.set_default_timeout(PATIENCE))
        yield browser
        browser.close()

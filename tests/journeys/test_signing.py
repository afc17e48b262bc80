"""Signing in with a second factor in a browser: by keyboard alone, light and dark, on a phone too."""

from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.benchmarks.desk import PASSWORD, run
from tests.journeys.test_desk import ACCOUNTS, WATCH
from tests.journeys.test_every_page import looks
from tests.serving import served

# Once before a release: a server of its own, and every page looked at four times.
pytestmark = [pytest.mark.journey, pytest.mark.long]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A desk that wants a second factor of everybody; gives its address."""
    data: Path = tmp_path_factory.mktemp("signing")
    run(data, "manage.py", "migrate", "-v", "0")
    run(data, "manage.py", "shell", "-v", "0", "-c", f"PASSWORD = {PASSWORD!r}\n{ACCOUNTS}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARCHIVE_SECOND_FACTOR", "required")
        with served(data) as address:
            yield address


def heading(page: Page, words: str) -> None:
    """Wait for a page, then look at it."""
    expect(page.get_by_role("heading", level=1)).to_have_text(words)
    assert looks(page) == [], words


def give_password(page: Page, address: str) -> None:
    page.goto(f"{address}/admin/")
    heading(page, "Sign in")
    page.keyboard.type("wren")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")


def test_first_sign_in_sets_an_app_up_and_the_next_asks_for_its_code(browser: Browser, desk: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    context.add_init_script(WATCH)
    page = context.new_page()

    give_password(page, desk)
    heading(page, "Set up an app")
    page.get_by_label("Code").focus()
    page.keyboard.type(pyotp.TOTP(page.locator(".key").inner_text()).now())
    page.keyboard.press("Enter")
    heading(page, "Your recovery codes")
    recovery = page.locator(".codes code").first.inner_text()
    page.get_by_role("link", name="I have them, go on").press("Enter")
    heading(page, "What to do next")
    page.get_by_role("button", name="Log out").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Logged out")
    give_password(page, desk)
    heading(page, "Second factor")
    page.keyboard.type(recovery)
    page.keyboard.press("Enter")
    heading(page, "What to do next")

    assert page.evaluate("[window.__pointer, window.__blocked]") == [[], []]
    context.close()

"""A passkey in a browser, by keyboard alone: added, used to sign in, used to confirm; and what fails, told.

Chromium's own virtual authenticator (Chrome DevTools Protocol, domain WebAuthn) stands for the device.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.benchmarks.desk import PASSWORD, run
from tests.journeys.test_desk import ACCOUNTS, WATCH
from tests.journeys.test_every_page import looks
from tests.serving import served

pytestmark = [pytest.mark.journey, pytest.mark.slow]

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
# As after a quarter of an hour.
LATER = """
from importlib import import_module
from django.conf import settings
from django.contrib.sessions.models import Session
Store = import_module(settings.SESSION_ENGINE).SessionStore
for row in Session.objects.all():
    kept = Store(row.session_key)
    kept["fresh"] = 0
    kept.save()
"""


@pytest.fixture(scope="module")
def desk(
    begun: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path]]:
    """A desk that wants a second factor of everybody, by the name that passkeys need; and its data folder."""
    data = begun(tmp_path_factory.mktemp("passkey"))
    run(data, "manage.py", "shell", "-v", "0", "-c", f"PASSWORD = {PASSWORD!r}\n{ACCOUNTS}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARCHIVE_SECOND_FACTOR", "required")
        with served(data) as address:
            yield address.replace("127.0.0.1", "localhost"), data


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def give_password(page: Page, address: str) -> None:
    page.goto(f"{address}/admin/")
    heading(page, "Sign in")
    page.keyboard.type("wren")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")


def add_first(page: Page, address: str) -> list[object]:
    """Add a passkey where a second factor is required; sign out. Give what is wrong with the page."""
    give_password(page, address)
    heading(page, "Set up an app")
    page.get_by_role("link", name="add a passkey").press("Enter")
    heading(page, "Add a passkey")
    expect(page.get_by_role("button", name="Add it")).to_be_visible()
    expect(page.get_by_label("Its name")).to_be_focused()
    faults = looks(page)
    page.keyboard.type("blue key")
    page.keyboard.press("Enter")
    heading(page, "Your recovery codes")
    page.get_by_role("link", name="I have them, go on").press("Enter")
    heading(page, "What to do next")
    page.get_by_role("button", name="Log out").press("Enter")
    heading(page, "Logged out")
    return faults


def sign_in(page: Page, address: str, is_known: Callable[[bool], object]) -> list[object]:
    """Sign in with it, the first time by a finger that the device does not know."""
    give_password(page, address)
    heading(page, "Second factor")
    expect(page.get_by_role("button", name="Use your passkey")).to_be_focused()
    expect(page.get_by_role("alert")).to_have_count(0)  # it is there, and hidden until there is something
    is_known(False)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("No passkey was used")
    faults = looks(page)
    is_known(True)
    page.get_by_role("button", name="Use your passkey").press("Enter")
    heading(page, "What to do next")
    return faults


def confirm(page: Page, address: str) -> list[object]:
    """Say with it that it is still the same, before a factor is added."""
    page.goto(f"{address}/admin/second-factor/set-up/")
    heading(page, "Is it you?")
    expect(page.get_by_role("button", name="It is me, with my passkey")).to_be_visible()
    expect(page.get_by_label("Your password")).to_be_focused()
    faults = looks(page)
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    heading(page, "Set up an app")
    return faults


def test_s15_passkey_is_added_signs_in_and_confirms(browser: Browser, desk: tuple[str, Path]) -> None:
    address, data = desk
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    context.add_init_script(WATCH)
    page = context.new_page()
    cdp = context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    device = cdp.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]

    def is_known(is_so: bool) -> None:
        cdp.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": is_so})

    faults = [add_first(page, address), sign_in(page, address, is_known)]
    run(data, "manage.py", "shell", "-v", "0", "-c", LATER)
    faults.append(confirm(page, address))
    page.goto(f"{address}/admin/second-factor/")
    expect(page.get_by_role("listitem").filter(has_text="blue key")).to_contain_text("last used")
    faults.append(looks(page))

    assert faults == [[], [], [], []]
    assert page.evaluate("[window.__pointer, window.__blocked]") == [[], []]
    context.close()

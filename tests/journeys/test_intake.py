"""An editor adds sources in a browser: dropped with the script, chosen without it, looked at, stored."""

import base64
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.ingest.formats.making import PAGE
from tests.journeys.test_editor import desk, sign_in
from tests.journeys.walking import axe_faults

__all__ = ["desk"]  # the server of that module, for this one too
pytestmark = [pytest.mark.journey, pytest.mark.slow]

NOTE = "Lamps out\n\nThe lamps on the quay went out at nine, said the keeper, and stayed out.\n"
DROP = """([name, data]) => {
  const held = new DataTransfer();
  held.items.add(new File([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))], name));
  const zone = document.querySelector("[data-drop]");
  zone.dispatchEvent(new DragEvent("drop", { dataTransfer: held, bubbles: true, cancelable: true }));
}"""


def test_dropped_file_is_looked_at_and_stored(desk: str, browser: Browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = sign_in(context, desk)
    blocked: list[str] = []
    page.on("console", lambda said: blocked.append(said.text) if said.type == "error" else None)

    page.get_by_role("link", name="Add sources").click()
    expect(page.get_by_label("or drop them here")).to_be_visible()  # the script has run, and hears a drop
    page.evaluate(DROP, ["cranes.html", base64.b64encode(PAGE.encode()).decode()])
    expect(page.locator("[data-chosen] li")).to_have_text(["cranes.html, 3 kB"])
    page.get_by_label("New corpus").fill("The Cranes")
    on_form = axe_faults(page)
    page.get_by_role("button", name="Look at them").click()
    expect(page.get_by_role("heading", level=2)).to_have_text(["To be stored (1)"])
    on_preview = axe_faults(page)
    page.get_by_role("link", name="Every line with its label").click()
    expect(page.get_by_role("heading", level=2)).to_have_text(["Crane drivers stop work at Temrava"])
    on_lines = axe_faults(page)
    page.get_by_role("link", name="Back to the upload").click()
    page.get_by_role("button", name="Store what is ticked").click()
    expect(page.locator(".lead")).to_contain_text("1 article stored in The Cranes, as drafts.")

    assert (on_form, on_preview, on_lines, axe_faults(page), blocked) == ([], [], [], [], [])
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_without_a_script_and_on_a_phone_files_are_chosen(
    desk: str, browser: Browser, tmp_path: Path, scheme: str
):
    (tmp_path / "lamps.txt").write_text(NOTE + scheme)
    (tmp_path / "scan.pdf").write_bytes(b"<html><p>Not found")
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, java_script_enabled=False, color_scheme=scheme
    )
    page = sign_in(context, desk)

    page.goto(f"{desk}/admin/add/")
    page.get_by_label("Files").set_input_files([tmp_path / "lamps.txt", tmp_path / "scan.pdf"])
    page.get_by_label("New corpus").fill(f"Lamps {scheme}")
    page.get_by_role("button", name="Look at them").click()
    expect(page.get_by_role("heading", level=2)).to_have_text(["To be stored (1)", "Set aside (1)"])
    page.get_by_role("button", name="Discard all of it").click()

    expect(page.locator(".messagelist")).to_have_text("Let go: nothing of that upload is kept.")
    context.close()

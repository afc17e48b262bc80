"""A reader opens a static copy from a disk: no server, and the search still finds."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.public.conftest import lanterns

__all__ = ["lanterns"]  # the small corpus: what a copy of many pages has more is minutes, not kinds
TOP = Path(__file__).parents[2]
pytestmark = [pytest.mark.journey, pytest.mark.slow]


def copied(edition: Path, folder: Path) -> Path:
    """Write the copy as its keeper would, from a machine that has the edition alone."""
    (folder / "editions").mkdir()
    shutil.copy(edition, folder / "editions" / "current.sqlite3")
    env = {**os.environ, "ARCHIVE_DATA": str(folder), "DATABASE_URL": f"sqlite:///{folder}/none.sqlite3"}
    command = [sys.executable, "manage.py", "export_site", str(folder / "copy")]
    subprocess.run(command, cwd=TOP, env=env, check=True, capture_output=True)
    return folder / "copy"


def test_a_copy_is_read_and_searched_from_a_disk(lanterns: Path, browser: Browser, tmp_path: Path):
    copy = copied(lanterns, tmp_path)
    page = browser.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith("file:") else wrong.append(asked.url))

    page.goto((copy / "index.html").as_uri())
    page.locator("input[name=q]").fill("it -quay dar*")
    page.locator("input[name=q]").press("Enter")
    expect(page.locator("#count")).to_contain_text("1 passage")
    page.locator("#found a").first.click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Passage 2 of")
    assert wrong == []

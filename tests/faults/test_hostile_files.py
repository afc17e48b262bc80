"""Files made to do harm, one after the other: each is refused with a sentence or read as text, nothing else.

After each the reading process is alive and the next file is read; no hostile file takes ten seconds, and the
process that asked for it to be read hardly grows. (T12–T15 of the design; the files are made here.)
"""

import gc
import re
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sources.ingest.capture import capture, may_hold_files, open_container
from sources.ingest.hinted import read_captured
from sources.ingest.refusal import Refusal
from sources.ingest.sandbox import pool
from sources.ingest.tiling import tiling_faults
from tests.faults.hostile import Hostile
from tests.faults.pages import PAGES
from tests.faults.pdfs import PDFS
from tests.faults.texts import TEXTS
from tests.faults.xmls import PORT, SECRET, XMLS
from tests.faults.zips import ZIPS

FAMILIES = {"zip": ZIPS, "pdf": PDFS, "xml": XMLS, "page": PAGES, "text": TEXTS}
LONGEST = 10.0  # seconds
MOST_GROWTH = 50 * 1024  # KiB


@pytest.fixture(scope="module")
def listening() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        yield server


@pytest.fixture(scope="module", autouse=True)
def warm():
    """Start the reading process, so that its start is not counted as growth or time."""
    capture(b"<html><p>Ships wait.</p>", "a.html")


def peak() -> int:
    return int(re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1])


def become(file: Hostile, data: bytes, folder: Path) -> str:
    """What becomes of a file: its text, or the sentence with which it is refused after “refused: ”."""
    try:
        if not may_hold_files(Path(file.name)):
            return text_of(data, file.name)
        path = folder / file.name
        path.write_bytes(data)
        with open_container(path) as members:
            return "\n".join(text_of(member.path.read_bytes(), member.name) for member in members)
    except Refusal as refusal:
        return f"refused: {refusal}"


def text_of(data: bytes, name: str) -> str:
    captured = capture(data, name)
    regions = [("region", region.span) for region in read_captured(captured).regions]
    assert list(tiling_faults(captured.text, regions)) == []
    return captured.text


def each(family: str):
    """One case for each hostile file of a family."""
    return pytest.mark.parametrize("file", FAMILIES[family].values(), ids=FAMILIES[family].keys())


@pytest.fixture
def tried(listening, tmp_path):
    """Try a hostile file: as expected, within bounds, asking nobody, and the next file is read."""

    def tried(file: Hostile) -> None:
        (tmp_path / "secret").write_text(SECRET)
        data = file.make()
        if file in XMLS.values():
            port = b"%d" % listening.getsockname()[1]
            data = data.replace(PORT.encode(), port).replace(b"/SECRET", bytes(tmp_path / "secret"))
        gc.collect()
        Path("/proc/self/clear_refs").write_text("5")
        before, started = peak(), time.monotonic()

        became = become(file, data, tmp_path)

        took, growth = time.monotonic() - started, peak() - before
        assert_as_expected(file, became)
        assert took < LONGEST, f"{took:.1f} s"
        assert growth < MOST_GROWTH, f"{growth:,} KiB"
        assert SECRET not in became
        with pytest.raises(BlockingIOError):
            listening.accept()
        assert capture(b"<html><p>The next ship.</p>", "a.html").text == "The next ship."

    return tried


@each("zip")
def test_t12_hostile_zip_is_refused_or_read_as_text(file, tried):
    tried(file)


@each("pdf")
def test_t13_hostile_pdf_is_refused_or_read_as_text(file, tried):
    tried(file)


@each("xml")
def test_s11_t14_hostile_xml_is_refused_or_read_as_text(file, tried):
    tried(file)


@each("page")
def test_t15_hostile_page_is_refused_or_read_as_text(file, tried):
    tried(file)


@each("text")
def test_s08_hostile_text_is_refused_or_read_as_text(file, tried):
    tried(file)


def assert_as_expected(file: Hostile, became: str) -> None:
    if file.refused:
        assert became.startswith("refused: ")
        assert file.refused in became
        assert became.endswith(".")
        assert "\n" not in became
    elif file.reads:
        assert became == file.reads
    else:
        assert file.has in became
    assert not file.lacks or file.lacks not in became


def test_each_family_has_twenty_files():
    assert {family: len(files) >= 20 for family, files in FAMILIES.items()} == dict.fromkeys(FAMILIES, True)


def test_reading_process_has_no_network():
    assert {"namespace", "system call filter"} & set(pool.cut_by())

"""A disk that is full for real (T5): a file system of 48 MB, an import that fills it, an editor who must act.

Readers are answered all along; an editor signs in and withholds, in the room that was kept for that; and when
there is room again the import ends where one ends that nothing disturbed. Needs leave to mount.
"""

import http.cookiejar
import os
import re
import subprocess
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from contextlib import contextmanager

import pytest

from tests.faults import archives
from tests.faults.test_load_broken import write
from tests.keeping.test_restore import Archive
from tests.serving import served

pytestmark = [pytest.mark.slow, pytest.mark.long]

FILES, MEGABYTE = 400, 1 << 20
SIZE, LARGER = 48, 256  # megabytes
PASSWORD = "lamps on the quay 1931"
BEGIN = f"""
from sources.annotate.acts import act
from sources.models import Article, User
from sources.vocabulary import ActKind
User.objects.create_superuser("wren", password="{PASSWORD}", role="publisher")
with act(ActKind.EDIT, "Published") as doing:
    for article in Article.objects.order_by("pk")[:3]:
        doing.change(article, status="published", access="full")
"""
WITHHOLD = """
from sources.annotate.acts import Refused, act
from sources.models import Article
from sources.vocabulary import ActKind
try:
    with act(ActKind.EDIT, "Withheld") as doing:
        doing.change(Article.objects.published().filter(access="full").first(), access="catalogue")
    print("SAID done")
except Refused as error:
    print("SAID", error)
"""


@pytest.fixture
def disk(tmp_path):
    """A file system of a few megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("a small file system cannot be mounted here: run this as root, where one may")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(file, leave=0):
    """Fill the rest of the disk but for some bytes."""
    room = os.statvfs(file.parent)
    with file.open("wb") as out:
        os.posix_fallocate(out.fileno(), 0, room.f_bavail * room.f_frsize - leave)


class Readers(threading.Thread):
    """Somebody who goes on reading until told to stop; counts what was answered."""

    def __init__(self, address, paths):
        super().__init__()
        self.address, self.paths, self.saw, self.stop = address, paths, Counter(), threading.Event()

    def run(self):
        while not self.stop.wait(0.1):
            for path in self.paths:
                self.saw[status(self.address + path)] += 1


def status(address, opener=urllib.request, data=None):
    try:
        opening = opener.urlopen if opener is urllib.request else opener.open
        with opening(urllib.request.Request(address, data, {"Referer": address}), timeout=120) as answer:
            return answer.status, answer.geturl()
    except urllib.error.HTTPError as error:
        return error.code, address


def signed_in(address):
    """Sign in as from a new device; give the page that one comes to, and a list of the desk."""
    cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    opener = urllib.request.build_opener(cookies)
    page = opener.open(f"{address}/admin/login/", timeout=120).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    form = {"csrfmiddlewaretoken": token, "username": "wren", "password": PASSWORD, "next": "/admin/"}
    first = status(f"{address}/admin/login/", opener, urllib.parse.urlencode(form).encode())
    return first, status(f"{address}/admin/sources/article/", opener)


@pytest.fixture
def archive(disk, tmp_path, monkeypatch):
    """An archive on it with three published articles and 4 MB in reserve; 3 MB are left for more."""
    monkeypatch.setenv("ARCHIVE_RESERVE", "4")
    monkeypatch.setenv("ARCHIVE_SECOND_FACTOR", "optional")
    archive = Archive(disk / "data")
    archive.run("migrate", "--verbosity", "0")
    archive.run("ingest", write(tmp_path / "few", 4), "--corpus", "lamps", "--new-corpus")
    archive.do(BEGIN)
    archive.run("publish")
    assert (archive.folder / "reserve").stat().st_size == 4 * MEGABYTE
    fill(disk / "ballast", leave=3 * MEGABYTE)
    return archive


@contextmanager
def read_all_along(address):
    """Read meanwhile; gives what was answered."""
    readers = Readers(address, ("/", "/articles/"))
    readers.start()
    try:
        yield readers.saw
    finally:
        readers.stop.set()
        readers.join()


def keep_reserve_again(disk):
    """Full once more, and the room for withholding is there: as if nobody had signed in."""
    (disk / "ballast").unlink()
    fill(disk / "data" / "reserve", leave=os.statvfs(disk).f_bavail * 4096 - 4 * MEGABYTE)
    fill(disk / "ballast")


def test_t05_full_disk_silences_no_reader_and_keeps_no_editor_from_withholding(archive, disk, tmp_path):
    files = write(tmp_path / "in", FILES)
    ingest = ("ingest", files, "--corpus", "lamps")

    with served(archive.folder) as address, read_all_along(address) as answered:
        stopped = archive.run(*ingest, fails=True)
        fill(disk / "last")  # also the room that the one document would have needed
        entered, looked = signed_in(address)
        signed_in_first = (archive.do(WITHHOLD), (archive.folder / "reserve").exists())
        keep_reserve_again(disk)
        asked_twice = [archive.do(WITHHOLD), archive.do(WITHHOLD)]

    subprocess.run(["mount", "-o", f"remount,size={LARGER}m", str(disk)], check=True)
    archive.run(*ingest)
    assert "give the same command again to go on" in stopped
    assert (*entered, looked[0]) == (200, f"{address}/admin/", 200)
    assert ("SAID done" in signed_in_first[0], signed_in_first[1]) == (True, False)
    # Where the files that it writes had room within, the first was done already.
    assert re.search("SAID done|now been given back", asked_twice[0])
    assert "SAID done" in asked_twice[1]
    assert ({code for code, _ in answered}, sum(answered.values()) > 10) == ({200}, True)
    assert "nothing damaged" in archive.run("verify")
    with archives.doing(tmp_path / "process") as process:
        unbroken = archives.made(process, tmp_path / "unbroken")
        assert unbroken.do("by_command", files) == [0, ""]
        whole = unbroken.do("documents")
        assert (len(whole), archives.Archive(process, archive.folder).do("documents")) == (FILES, whole)

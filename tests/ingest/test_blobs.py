"""Bytes are kept once, whole, read-only, and are hashed whenever they are read."""

import hashlib
import os
import stat
from pathlib import Path

import pytest

from sources.ingest import blobs

REPORT = "The lamps on Salt Quay were out by nine. 😀\r\n".encode()
NAME = hashlib.sha256(REPORT).hexdigest()


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.BLOBS = tmp_path / "blobs"
    return settings.BLOBS


def test_bytes_are_kept_under_their_hash_and_read_only(store):
    name = blobs.store(REPORT)

    path = store / NAME[:2] / NAME[2:4] / NAME
    assert (name, path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (NAME, REPORT, 0o440)


def test_i01_bytes_are_on_the_disk_before_their_name_and_their_name_before_any_row(store, monkeypatch):
    done, sync, rename = [], os.fsync, Path.rename
    monkeypatch.setattr(
        os, "fsync", lambda file: (done.append(Path(f"/proc/self/fd/{file}").readlink()), sync(file))
    )
    monkeypatch.setattr(Path, "rename", lambda one, to: (done.append("rename"), rename(one, to))[1])
    folder = store / NAME[:2] / NAME[2:4]

    blobs.store(REPORT)

    partial = done[3]
    # Each folder that was made is an entry of its parent's, which is synced too.
    assert done == [store.parent, store, folder.parent, partial, "rename", folder]
    assert (partial.parent, partial.name.startswith(f".{NAME[:8]}-")) == (folder, True)


def test_bytes_are_read_back_as_they_were():
    assert blobs.read(blobs.store(REPORT)) == REPORT


def test_bytes_kept_already_are_not_written_again(store):
    path = blobs.path_of(blobs.store(REPORT))
    before = path.stat()

    blobs.store(REPORT)

    assert path.stat() == before
    assert [file.name for file in store.rglob("*") if file.is_file()] == [NAME]


def test_damaged_bytes_are_noticed_when_read():
    path = blobs.path_of(blobs.store(REPORT))
    path.chmod(0o640)
    path.write_bytes(REPORT[:-1] + b"x")

    with pytest.raises(blobs.DamagedBlob, match=f"The bytes {NAME} are damaged: they hash to "):
        blobs.read(NAME)


def test_damaged_bytes_are_noticed_when_the_same_come_again():
    path = blobs.path_of(blobs.store(REPORT))
    path.chmod(0o640)
    path.write_bytes(b"")

    with pytest.raises(blobs.DamagedBlob):
        blobs.store(REPORT)


def test_bytes_that_are_gone_are_named():
    with pytest.raises(blobs.DamagedBlob, match=f"The bytes {NAME} cannot be read: No such file"):
        blobs.read(NAME)


def test_what_is_no_hash_leads_nowhere():
    with pytest.raises(ValueError, match="is not a SHA-256"):
        blobs.path_of("../../etc/passwd")


def test_failed_write_leaves_nothing_behind(store, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(OSError, match="No space left"):
        blobs.store(REPORT)

    assert [file for file in store.rglob("*") if file.is_file()] == []


def test_everything_kept_is_listed():
    names = {blobs.store(data) for data in (b"one", b"two", b"three")}

    assert list(blobs.stored()) == sorted(names)

"""A sealed backup opens whole or not at all."""

import json
import subprocess

import pyrage
import pytest

from sources.annotate.acts import Refused
from sources.keeping.sealed import LIST, Member, make_key, seal, unseal


@pytest.fixture
def key(tmp_path):
    return make_key(tmp_path / "identity")


@pytest.fixture
def sealed(tmp_path, key):
    (tmp_path / "one").write_bytes(b"bytes \x00" * 50_000)
    (tmp_path / "two").write_bytes(b"")
    members = [Member(tmp_path / "one", "files/blobs/one"), Member(tmp_path / "two", "database/two")]
    seal(tmp_path / "b.age", members, {"format": 1}, key)
    return tmp_path / "b.age"


def test_i12_what_was_sealed_is_unsealed(sealed, tmp_path):
    listed = unseal(sealed, tmp_path / "out", tmp_path / "identity")

    assert (tmp_path / "out/files/blobs/one").read_bytes() == (tmp_path / "one").read_bytes()
    assert (tmp_path / "out/database/two").read_bytes() == b""
    assert (listed["format"], sorted(listed["files"])) == (1, ["database/two", "files/blobs/one"])


def test_file_is_its_owners_and_tells_nothing(sealed):
    assert sealed.stat().st_mode & 0o777 == 0o600
    assert b"files/blobs" not in sealed.read_bytes()


def test_key_is_never_written_over(key, tmp_path):
    before = (tmp_path / "identity").read_text()

    with pytest.raises(Refused, match="is there already"):
        make_key(tmp_path / "identity")

    assert (tmp_path / "identity").read_text() == before


def test_wrong_public_key_is_refused_and_leaves_no_file(tmp_path):
    with pytest.raises(Refused, match="no age public key"):
        seal(tmp_path / "b.age", [], {}, "age1nonsense")

    assert list(tmp_path.iterdir()) == []


def test_member_that_cannot_be_read_leaves_no_backup(tmp_path, key):
    with pytest.raises(FileNotFoundError):
        seal(tmp_path / "b.age", [Member(tmp_path / "gone", "files/gone")], {}, key)

    assert [path.name for path in tmp_path.iterdir()] == ["identity"]


def test_another_identity_does_not_open_it(sealed, tmp_path):
    make_key(tmp_path / "another")

    with pytest.raises(Refused, match="cannot be opened"):
        unseal(sealed, tmp_path / "out", tmp_path / "another")


@pytest.mark.parametrize("content", ["", "# public key: age1\n", "AGE-SECRET-KEY-1NO"])
def test_identity_that_is_none_is_named(sealed, tmp_path, content):
    (tmp_path / "another").write_text(content)

    with pytest.raises(Refused, match="holds no age identity"):
        unseal(sealed, tmp_path / "out", tmp_path / "another")


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.95, 0.999])
def test_i12_cut_backup_is_refused(sealed, tmp_path, share):
    content = sealed.read_bytes()
    sealed.write_bytes(content[: int(len(content) * share)])

    with pytest.raises(Refused, match=r"cannot be opened|was cut"):
        unseal(sealed, tmp_path / "out", tmp_path / "identity")


@pytest.mark.parametrize("share", [0.05, 0.5, 0.99])
def test_i12_flipped_bit_is_refused(sealed, tmp_path, share):
    content = bytearray(sealed.read_bytes())
    content[int(len(content) * share)] ^= 1
    sealed.write_bytes(bytes(content))

    with pytest.raises(Refused, match="cannot be opened"):
        unseal(sealed, tmp_path / "out", tmp_path / "identity")


@pytest.mark.parametrize("name", ["../outside", "/etc/outside", "files/../../outside"])
def test_member_outside_the_folder_is_refused(tmp_path, key, name):
    (tmp_path / "one").write_bytes(b"1")
    seal(tmp_path / "b.age", [Member(tmp_path / "one", name)], {}, key)

    with pytest.raises(Refused, match="outside the archive's folder"):
        unseal(tmp_path / "b.age", tmp_path / "out", tmp_path / "identity")

    assert not (tmp_path / "outside").exists()


def test_i12_member_that_is_not_what_the_list_says_is_refused(tmp_path, key):
    (tmp_path / "list").write_text(json.dumps({"files": {"files/one": {"sha256": "0" * 64}}}))
    (tmp_path / "one").write_bytes(b"1")
    # Packed by another tar, which writes no list of its own.
    packed = subprocess.run(
        ["tar", "--create", "--transform", f"s,^list$,{LIST},;s,^one$,files/one,", "list", "one"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    ).stdout
    recipient = pyrage.x25519.Recipient.from_str(key)
    (tmp_path / "b.age").write_bytes(pyrage.encrypt(packed, [recipient]))

    with pytest.raises(Refused, match="damaged: 1 files"):
        unseal(tmp_path / "b.age", tmp_path / "out", tmp_path / "identity")

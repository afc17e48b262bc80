"""Backups that somebody else wrote: whoever knows the public key can seal anything. Each is refused."""

import io
import json
import tarfile

import pyrage
import pytest

from sources.annotate.acts import Refused
from sources.keeping.restore import restore
from sources.keeping.sealed import LIST, make_key, unseal

ONE = b"one"
SHA256 = "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed"
HONEST = {"files": {"files/one": {"sha256": SHA256, "size": 3}}}


def packed(*members, **how):
    """A tar of names and contents; a list in the place of a content has the kind of a member without any."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=how.get("mode", "w")) as tar:
        for name, content in members:
            info = tarfile.TarInfo(name)
            if isinstance(content, bytes):
                info.size = len(content)
                tar.addfile(info, io.BytesIO(content))
            else:
                [info.type], info.linkname = content, "files/one"
                tar.addfile(info)
    return out.getvalue()


def listing(facts):
    return (LIST, facts if isinstance(facts, bytes) else json.dumps(facts).encode())


MEMBER = ("files/one", ONE)
NO_LIST = "list of contents is none"
CUT = "ends before its list of contents"
BROKEN = {
    "no tar at all": (b"Ships wait in the roads.", "cannot be opened"),
    "a tar that is compressed": (packed(MEMBER, listing(HONEST), mode="w:gz"), "cannot be opened"),
    "an empty tar": (packed(), CUT),
    "no list": (packed(MEMBER), CUT),
    "a header that is noise": (packed(MEMBER)[:1024] + b"\xff" * 1024, CUT),
    "a member shorter than its header says": (packed(("files/one", ONE * 500))[:900], "cannot be opened"),
    "a list that is no JSON": (packed(MEMBER, listing(b"{files")), NO_LIST),
    "a list that is no text": (packed(MEMBER, listing(b"\xff\xfe\x00")), NO_LIST),
    "a list nested without end": (packed(MEMBER, listing(b"[" * 200_000)), NO_LIST),
    "a list that is a number": (packed(MEMBER, listing(7)), NO_LIST),
    "a list of nothing": (packed(MEMBER, listing(None)), NO_LIST),
    "a list without files": (packed(MEMBER, listing({"format": 1})), NO_LIST),
    "a list whose files have no names": (packed(MEMBER, listing({"files": ["files/one"]})), NO_LIST),
    "a list whose file has no digest": (packed(MEMBER, listing({"files": {"files/one": {}}})), NO_LIST),
    "a list whose digest is a number": (
        packed(MEMBER, listing({"files": {"files/one": {"sha256": 7}}})),
        NO_LIST,
    ),
    "two lists": (packed(MEMBER, listing(HONEST), listing(HONEST)), "“backup.json” twice"),
    "a file twice": (packed(MEMBER, MEMBER, listing(HONEST)), "“files/one” twice"),
    "a file that is not listed": (packed(MEMBER, ("files/two", b"2"), listing(HONEST)), "1 files are not"),
    "a file that is listed and not there": (packed(listing(HONEST)), "1 files are not"),
    "other bytes than are listed": (packed(("files/one", b"two"), listing(HONEST)), "1 files are not"),
    "a symbolic link": (
        packed(MEMBER, ("files/two", [tarfile.SYMTYPE]), listing(HONEST)),
        "is no file",
    ),
    "a hard link": (packed(MEMBER, ("files/two", [tarfile.LNKTYPE]), listing(HONEST)), "is no file"),
    "a folder": (packed(("files", [tarfile.DIRTYPE]), listing(HONEST)), "is no file"),
    "a device": (packed(("files/null", [tarfile.CHRTYPE]), listing(HONEST)), "is no file"),
    "a pipe": (packed(("files/pipe", [tarfile.FIFOTYPE]), listing(HONEST)), "is no file"),
    "a file below a file": (packed(MEMBER, ("files/one/two", b"2"), listing(HONEST)), "cannot be opened"),
    "a file that is the folder itself": (
        packed((".", b"1"), listing(HONEST)),
        "opened|2 files are",
    ),
}
WHOLE = {
    **HONEST,
    "format": 1,
    "made_at": "2026-01-02T03:04:05+00:00",
    "database": "sqlite",
    "migration": "0001_initial",
    "rows": {},
    "acts": 3,
    "head": "",
    "current": "",
    "secret": "",
}
SHAPELESS = {
    "another format": ({"format": 99}, "has format 99"),
    "no format": ({"format": None}, "has format None"),
    "another kind of database": ({"database": "oracle"}, "is of a oracle database"),
    "no time": ({"made_at": None}, "made_at is 'None'"),
    "a time that is none": ({"made_at": "yesterday"}, "made_at is 'yesterday'"),
    "a time of nowhere": ({"made_at": "2026-01-02T03:04:05"}, "made_at is '2026"),
    "acts that are words": ({"acts": "many"}, "acts is 'many'"),
    "a head that is a number": ({"head": 7}, "head is '7'"),
    "no secret": ({"secret": None}, "secret is 'None'"),
    "rows that are a list": ({"rows": []}, "rows is '[]'"),
    "no migration": ({"migration": None}, "migration is 'None'"),
    "an edition outside the folder": ({"current": "../../passwd"}, "current is '../../passwd'"),
    "an edition of another name": ({"current": "other.sqlite3"}, "current is 'other.sqlite3'"),
}


@pytest.fixture
def sealed(tmp_path):
    """Seal a content for the key in the file “identity”."""
    key = make_key(tmp_path / "identity")

    def seal(content):
        (tmp_path / "b.age").write_bytes(pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(key)]))
        return tmp_path / "b.age"

    return seal


@pytest.mark.parametrize("name", BROKEN)
def test_broken_backup_is_refused_with_one_sentence(sealed, tmp_path, name):
    content, sentence = BROKEN[name]

    with pytest.raises(Refused, match=sentence) as refused:
        unseal(sealed(content), tmp_path / "out", tmp_path / "identity")

    assert "\n" not in str(refused.value)
    assert {path.name for path in tmp_path.iterdir()} <= {"identity", "b.age", "out"}


def test_backup_sealed_by_a_passphrase_is_refused(tmp_path):
    make_key(tmp_path / "identity")
    (tmp_path / "b.age").write_bytes(pyrage.passphrase.encrypt(b"words", "lamps on the quay"))

    with pytest.raises(Refused, match="cannot be opened"):
        unseal(tmp_path / "b.age", tmp_path / "out", tmp_path / "identity")


@pytest.mark.django_db
@pytest.mark.parametrize("name", SHAPELESS)
def test_backup_that_says_of_itself_what_cannot_be_is_refused(sealed, tmp_path, settings, name):
    settings.DATA = tmp_path / "data"
    settings.DATA.mkdir()
    settings.BLOBS, settings.EDITIONS = settings.DATA / "blobs", settings.DATA / "editions"
    facts, sentence = SHAPELESS[name]

    with pytest.raises(Refused) as refused:
        restore(sealed(packed(MEMBER, listing(WHOLE | facts))), tmp_path / "identity")

    assert sentence in str(refused.value)
    assert list(settings.DATA.iterdir()) == []

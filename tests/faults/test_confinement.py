"""A reader that a file has taken over reaches nothing: no file, no process, no network (S10).

The enemy's program is the file itself (``planted``), run where a reading library would be at fault: in the
real child of the real process, within its limits.
"""

import os
from pathlib import Path

import pytest

from sources.ingest import confinement
from sources.ingest.capture import capture
from sources.ingest.formats.sniff import FileType
from sources.ingest.refusal import Refusal
from sources.ingest.sandbox import calls, landlock, pool, worker
from tests.conftest import LANDLOCK_ABSENT
from tests.faults.planted import BEGINS, planted
from tests.ingest.formats.making import zipped

confined = pytest.mark.skipif(not landlock.known_abi(), reason=LANDLOCK_ABSENT)
LIBRARY = """
import ctypes, os
library = ctypes.CDLL(None, use_errno=True)
def done(result):
    if result < 0: raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    print("done")
"""
# What it tries, with FOLDER for the archive's data folder and PARENT for the process that serves the desk.
READS = {
    "a file of the system": "print(open('/etc/passwd').read())",
    "the key": "print(open('FOLDER/secret-key').read())",
    "the editors' database": "print(open('FOLDER/editorial.sqlite3', 'rb').read())",
    "a received file": "print(open('FOLDER/blobs/ab', 'rb').read())",
    "the names in the data folder": "import os; print(os.listdir('FOLDER'))",
    "the names of all": "import os; print(os.listdir('/'))",
    "the environment of the desk": "print(open('/proc/PARENT/environ', 'rb').read())",
    "its memory": "print(open('/proc/PARENT/mem', 'rb').read(1))",
    "its open files": "import os; print(os.listdir('/proc/PARENT/fd'))",
    "the warm process": "import os; print(open(f'/proc/{os.getppid()}/maps').read())",
    "the Python library": "import os; print(open(os.__file__).read())",
}
WRITES = {
    "a new file": "open('FOLDER/new', 'w')",
    "a file in the common folder": "open('/tmp/sourcebook-new', 'w')",
    "over the key": "open('FOLDER/secret-key', 'r+')",
    "cut to nothing": "import os; os.truncate('FOLDER/secret-key', 0)",
    "taken away": "import os; os.unlink('FOLDER/secret-key')",
    "moved": "import os; os.rename('FOLDER/secret-key', 'FOLDER/away')",
    "a folder": "import os; os.mkdir('FOLDER/new')",
    "a link": "import os; os.symlink('/etc/passwd', 'FOLDER/new')",
    "a second name": "import os; os.link('FOLDER/secret-key', 'FOLDER/new')",
    "another mode": "import os; os.chmod('FOLDER/secret-key', 0o644)",
    "another owner": "import os; os.chown('FOLDER/secret-key', os.getuid(), os.getgid())",
    "another time": "import os; os.utime('FOLDER/secret-key', (0, 0))",
}
REACHES = {
    "a connection": LIBRARY + "done(library.socket(2, 1, 0))",
    "a socket without a path": LIBRARY + "done(library.socket(1, 1, 0))",
    "a signal to the warm process": "import os, signal; os.kill(os.getppid(), signal.SIGTERM)",
    "a signal to the desk": "import os; os.kill(PARENT, 0)",
    "a signal to all": "import os; os.kill(-1, 0)",
    "a handle of the desk": "import os; os.pidfd_open(PARENT)",
    "the desk's threads halted": LIBRARY + "done(library.ptrace(16, PARENT, 0, 0))",
    "the desk's memory": LIBRARY + "done(library.process_vm_readv(PARENT, 0, 0, 0, 0, 0))",
    "the desk's limits": "import resource; resource.prlimit(PARENT, resource.RLIMIT_NOFILE)",
    "shared memory": LIBRARY + "done(library.shmget(0, 4096, 0o1600))",
    "a program": LIBRARY + "done(library.execv(b'/bin/true', (ctypes.c_char_p * 2)(b'true', None)))",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    (folder / "blobs").mkdir()
    for name in ("secret-key", "editorial.sqlite3", "blobs/ab"):
        (folder / name).write_text("what nobody may know")
    return folder


@pytest.fixture(scope="module")
def enemy():
    with planted():
        yield


def outcome(code: str, folder: Path = Path()) -> str:
    code = code.replace("FOLDER", str(folder)).replace("PARENT", str(os.getpid()))
    return capture((BEGINS + code).encode(), "a.html").text


def held(folder: Path) -> dict[str, object]:
    """All that can be told of the files in a folder."""
    return {
        str(path): (path.read_bytes() if path.is_file() else b"", *tuple(path.stat())[:-3])
        for path in sorted(folder.rglob("*"))
    }


@confined
@pytest.mark.parametrize("what", READS)
def test_s10_reader_taken_over_reads_nothing(enemy, folder, what):
    assert outcome(READS[what], folder).startswith("PermissionError: [Errno 13]")


@confined
@pytest.mark.parametrize("what", WRITES)
def test_s10_reader_taken_over_changes_nothing(enemy, folder, what):
    before = held(folder)

    said = outcome(WRITES[what], folder)

    assert said.startswith("PermissionError: [Errno 13]")
    assert held(folder) == before


@pytest.mark.parametrize("what", REACHES)
def test_s10_reader_taken_over_reaches_no_process_and_no_host(enemy, what):
    assert outcome(REACHES[what]).startswith("PermissionError: [Errno 13]")


@confined
def test_s10_container_is_written_into_its_folder_and_read_nowhere(enemy, folder, tmp_path):
    code = (
        "#!(folder / '0').write_text('a page')\n"
        "for path in (folder / '0', folder.parent / 'beside', '/etc/passwd'):\n"
        "    try: open(path, 'r' if path != folder.parent / 'beside' else 'w'); print('opened')\n"
        "    except PermissionError: print('refused')!#"
    )
    (tmp_path / "members").mkdir()

    members = pool.unpack(FileType.ZIP, zipped(("a.txt", code), stored=("a.txt",)), tmp_path / "members")

    assert members[0].sentence.split() == ["refused", "refused", "refused"]
    assert (tmp_path / "members" / "0").read_text() == "a page"


@confined
def test_s10_every_abi_that_a_kernel_may_know_takes_hold(enemy):
    code = (
        "from sources.ingest.sandbox import landlock\n"
        f"for abi in range(1, {landlock.known_abi()} + 1): landlock.confine(min(abi, landlock.NEWEST))\n"
        "print('held')"
    )

    assert outcome(code) == "held"


def test_s10_what_each_abi_takes_away():
    refer, truncate, devices = 1 << 13, 1 << 14, 1 << 15
    first = 0x1FFF

    assert {abi: landlock.rights(abi) for abi in range(1, 8)} == {
        1: (first, 0, 0),
        2: (first | refer, 0, 0),
        3: (first | refer | truncate, 0, 0),
        4: (first | refer | truncate, 3, 0),
        5: (first | refer | truncate | devices, 3, 0),
        6: (first | refer | truncate | devices, 3, 3),
        7: (first | refer | truncate | devices, 3, 3),
    }


def test_s10_without_landlock_the_archive_goes_on_or_refuses_as_it_is_set(settings):
    with planted(abi=0):
        assert outcome("print(open('/proc/self/comm').read())") != ""

        settings.CONFINEMENT = "required"
        with pytest.raises(Refusal) as refusal:
            capture(b"<html><p>Ships wait.</p>", "a.html")

    assert str(refusal.value) == pool.UNCONFINED


@confined
def test_s10_confinement_that_is_required_and_there_reads_as_ever(enemy, settings):
    settings.CONFINEMENT = "required"

    assert outcome("print('Ships wait.')") == "Ships wait."


@confined
def test_s10_child_that_cannot_be_confined_reads_nothing():
    with planted(does_kernel_obey=False), pytest.raises(Refusal) as refusal:
        capture(b"<html><p>Ships wait.</p>", "a.html")

    assert str(refusal.value) == worker.UNCONFINED


def test_s10_what_is_decoded_needs_no_file(enemy):
    code = (
        "import codecs\n"
        "from encodings.aliases import aliases\n"
        "for name in sorted({*aliases.values()} - {'mbcs', 'oem'}): codecs.lookup(name)\n"
        "print('all')"
    )

    assert outcome(code) == "all"


def test_check_for_deployment_tells_of_a_kernel_without_landlock():
    assert [warning.id for warning in confinement.warnings(0)] == ["sources.W009"]
    assert confinement.warnings(1) == []


def test_calls_of_both_filters_are_refused_by_number_once():
    tables = (calls.REACHING_OUT, calls.TOUCHING_OTHERS)

    for machine in (0, 1):
        numbers = [numbers[machine] for table in tables for numbers in table.values()]
        known = [number for number in numbers if number >= 0]
        assert len(known) == len(set(known))

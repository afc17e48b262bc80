"""What a process that reads an untrusted file may still open: nothing, or one folder to write into.

Landlock (Linux 5.13 and later; the kernel's Documentation/userspace-api/landlock.rst and
include/uapi/linux/landlock.h, from which the numbers below are) lets any process give up rights for good,
itself and its children: here all rights on files, every TCP connection and port, and signals and abstract
sockets to whatever is outside. Each kernel knows an ABI; what a later one added is given up where the kernel
knows it, as its documentation asks. A process so confined may also look into none that is less so: neither
its memory (ptrace) nor ``/proc/<pid>/environ``, in which a database's password stands.

What it leaves: asking whether a path exists and how large it is, and changing modes, owners and times of
files; the last are among what ``calls`` refuses.
"""

import ctypes
import os
import struct
from pathlib import Path

# The same on every architecture that Python runs on but Alpha, where the kernel answers ENOSYS.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION = 1
_PATH_BENEATH = 1
_NO_NEW_PRIVILEGES = 38  # prctl

_WRITE_FILE, _MAKE_REG, _TRUNCATE = 1 << 1, 1 << 8, 1 << 14
# By the ABI that brought them. Files: execute, write, read, list, remove, make of each kind (bits 0-12);
# then link and rename elsewhere, truncate, ioctl of devices. Network: bind, connect. Scope: abstract
# sockets, signals.
_FILES = {1: (1 << 13) - 1, 2: 1 << 13, 3: _TRUNCATE, 5: 1 << 15}
_NETWORK = {4: 0b11}
_SCOPE = {6: 0b11}
NEWEST = 7  # what comes after it is not given up here, and does no harm by being there


def known_abi() -> int:
    """Give the ABI of this kernel's Landlock; 0 where it has none, it is off, or a container refuses it."""
    library = ctypes.CDLL(None, use_errno=True)
    return max(0, int(library.syscall(_CREATE_RULESET, None, 0, _ASK_VERSION)))


def rights(abi: int) -> tuple[int, int, int]:
    """Give what an ABI can take away: on files, on the network, and by scope."""
    files, network, scope = (
        sum(bits for since, bits in table.items() if since <= abi) for table in (_FILES, _NETWORK, _SCOPE)
    )
    return files, network, scope


def confine(abi: int, folder: Path | None = None) -> None:
    """Give up, for good, all that the ABI knows; in the folder files may be made and written, not read.

    Raise OSError where the kernel will not: then nothing may be read that came from elsewhere.
    """
    library = ctypes.CDLL(None, use_errno=True)
    files, network, scope = rights(abi)
    # struct landlock_ruleset_attr grew with the ABI: a kernel is shown what it knows.
    attributes = struct.pack("=QQQ", files, network, scope)[: 24 if scope else 16 if network else 8]
    ruleset = _done(library.syscall(_CREATE_RULESET, attributes, len(attributes), 0))
    try:
        if folder is not None:
            _allow_writing(library, ruleset, folder, files & (_WRITE_FILE | _MAKE_REG | _TRUNCATE))
        _done(library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0))
        _done(library.syscall(_RESTRICT_SELF, ruleset, 0))
    finally:
        os.close(ruleset)


def _allow_writing(library: ctypes.CDLL, ruleset: int, folder: Path, access: int) -> None:
    place = os.open(folder, os.O_PATH | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        beneath = struct.pack("=Qi", access, place)  # struct landlock_path_beneath_attr is packed
        _done(library.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, beneath, 0))
    finally:
        os.close(place)


def _done(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result

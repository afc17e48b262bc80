"""What a process that reads an untrusted file may use, and that it may reach nobody.

Set by the process on itself, after the reading libraries are loaded and before the first byte of the file
is looked at (integrity S10). The network is cut three ways, as far as the machine lets us: by a network
namespace without interfaces (needs root or user namespaces), by a system call filter that refuses sockets
and new programs (Linux on x86-64 and 64-bit ARM, no rights needed), and, where neither is to be had, by
Python's own audit hook, which stops Python code but not a library's C.
"""

import contextlib
import ctypes
import os
import platform
import resource
import struct
import sys

MEMORY = 512 * 1024 * 1024
CPU_SECONDS = 5
FILE_SIZE = 50 * 1024 * 1024
OPEN_FILES = 32

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _KILL, _DENY = 0x7FFF0000, 0x80000000, 0x00050000 | 13  # EACCES
_FOREIGN_ABI = 0x40000000

# By machine: its audit number, and the numbers of socket, connect, bind, socketpair, execve, execveat,
# ptrace,
# process_vm_readv, process_vm_writev, io_uring_setup, mount, bpf, keyctl, open_by_handle_at.
_MACHINES = {
    "x86_64": (0xC000003E, (41, 42, 49, 53, 59, 322, 101, 310, 311, 425, 165, 321, 250, 304)),
    "aarch64": (0xC00000B7, (198, 203, 200, 199, 221, 281, 117, 270, 271, 425, 40, 280, 219, 265)),
}


def limit_resources() -> None:
    """Bound memory, CPU time, the size of a file written, open files; no core is dumped."""
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, FILE_SIZE),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def cut_network() -> tuple[str, ...]:
    """Cut this process and its children off; give the ways that took hold."""
    ways = (("namespace", _leave_network), ("system call filter", _filter_calls), ("audit hook", _hook))
    return tuple(name for name, cut in ways if cut())


def _leave_network() -> bool:
    """Enter a network namespace of our own, in which there is not even a loopback that is up."""
    library = ctypes.CDLL(None, use_errno=True)
    user, group = os.geteuid(), os.getegid()
    if library.unshare(_NEW_NET) == 0:
        return True
    if library.unshare(_NEW_USER | _NEW_NET) != 0:
        return False
    with contextlib.suppress(OSError):
        for name, words in (
            ("setgroups", "deny"),
            ("uid_map", f"{user} {user} 1"),
            ("gid_map", f"{group} {group} 1"),
        ):
            with open(f"/proc/self/{name}", "w", encoding="ascii") as file:  # noqa: PTH123 -- a file of the kernel
                file.write(words)
    return True


def _filter_calls() -> bool:
    """Refuse sockets, new programs and looking into other processes, from here on and in all children."""
    if platform.system() != "Linux" or platform.machine() not in _MACHINES:
        return False
    audit, denied = _MACHINES[platform.machine()]
    deny, allow = _step(_RETURN, _DENY), _step(_RETURN, _ALLOW)
    steps = [_step(_LOAD, 4), _step(_EQUAL, audit, yes=1), _step(_RETURN, _KILL), _step(_LOAD, 0)]
    steps.append(_step(_AT_LEAST, _FOREIGN_ABI, yes=len(denied) + 1))
    steps += [_step(_EQUAL, number, yes=len(denied) - place) for place, number in enumerate(denied)]
    program = b"".join([*steps, allow, deny])
    buffer = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(buffer))
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    return bool(
        library.prctl(_SET_SECCOMP, _FILTER, ctypes.create_string_buffer(header, len(header)), 0, 0) == 0
    )


def _step(code: int, value: int, *, yes: int = 0) -> bytes:
    """Write one step of a filter: on a match, skip ``yes`` steps."""
    return struct.pack("HBBI", code, yes, 0, value)


def _hook() -> bool:
    def refuse(event: str, _: object) -> None:
        if event in {
            "socket.__new__",
            "socket.connect",
            "socket.getaddrinfo",
            "subprocess.Popen",
            "os.system",
            "os.exec",
        }:
            raise PermissionError(
                f"{event}: a process that reads files has no network and starts no programs."
            )

    sys.addaudithook(refuse)
    return True

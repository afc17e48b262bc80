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
import resource
import sys

from sources.ingest.sandbox import calls

MEMORY = 512 * 1024 * 1024
CPU_SECONDS = 5
FILE_SIZE = 50 * 1024 * 1024
OPEN_FILES = 32

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000


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
    ways = (("namespace", _leave_network), ("system call filter", _refuse_calls), ("audit hook", _hook))
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


def _refuse_calls() -> bool:
    return calls.refuse(calls.REACHING_OUT)


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

"""System calls that a process which reads untrusted files may never make, refused by a filter of its own.

A filter (seccomp, ``man 2 seccomp``) needs no rights and is inherited for good. The first is set on the warm
process: no sockets, no new programs, nothing of other processes' memory. The second on each child that reads
one file, which has nothing to say to others and nothing to change on the disk but what it is given: no
signals, no limits of others, no shared memory, no modes, owners or times of files (which Landlock does not
rule). Linux on x86-64 and 64-bit ARM; elsewhere there is none, and the caller is told.
"""

import ctypes
import platform
import struct

_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _KILL, _DENY = 0x7FFF0000, 0x80000000, 0x00050000 | 13  # EACCES
_FOREIGN_ABI = 0x40000000

# By machine: its audit number, and the column of the tables below (a call that it does not have is -1).
_MACHINES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}

REACHING_OUT = {
    "socket": (41, 198),
    "connect": (42, 203),
    "bind": (49, 200),
    "socketpair": (53, 199),
    "execve": (59, 221),
    "execveat": (322, 281),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "io_uring_setup": (425, 425),
    "mount": (165, 40),
    "bpf": (321, 280),
    "keyctl": (250, 219),
    "open_by_handle_at": (304, 265),
}
TOUCHING_OTHERS = {
    "kill": (62, 129),
    "tkill": (200, 130),
    "tgkill": (234, 131),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "pidfd_open": (434, 434),
    "pidfd_send_signal": (424, 424),
    "pidfd_getfd": (438, 438),
    "prlimit64": (302, 261),
    "setpriority": (141, 140),
    "sched_setaffinity": (203, 122),
    "kcmp": (312, 272),
    "perf_event_open": (298, 241),
    "shmget": (29, 194),
    "shmat": (30, 196),
    "semget": (64, 190),
    "msgget": (68, 186),
    "mq_open": (240, 180),
    "chmod": (90, -1),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, -1),
    "lchown": (94, -1),
    "fchown": (93, 55),
    "fchownat": (260, 54),
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "fsetxattr": (190, 7),
    "setxattrat": (463, 463),
    "removexattr": (197, 14),
    "lremovexattr": (198, 15),
    "fremovexattr": (199, 16),
    "removexattrat": (466, 466),
    "utime": (132, -1),
    "utimes": (235, -1),
    "futimesat": (261, -1),
    "utimensat": (280, 88),
    "file_setattr": (469, 469),
}


def refuse(calls: dict[str, tuple[int, int]]) -> bool:
    """Refuse these calls from here on and in all children; tell whether that took hold."""
    if platform.system() != "Linux" or platform.machine() not in _MACHINES:
        return False
    audit, column = _MACHINES[platform.machine()]
    denied = [numbers[column] for numbers in calls.values() if numbers[column] >= 0]
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

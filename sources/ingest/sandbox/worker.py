"""The process that reads untrusted files: it knows no Django, no database and no network.

Started once (``python -I``, empty environment), it loads the reading libraries, cuts itself off and waits.
For each file it forks a child that takes the limits on itself, reads that one file and ends: a file cannot
exhaust, crash or change anything that the next file meets. The child may open nothing, so whatever the
libraries load only when they need it is loaded here. The parent of the children never parses; it counts what
comes back and the time it takes.
"""

import contextlib
import email
import encodings
import gc
import importlib
import json
import os
import pkgutil
import select
import signal
import sys
import time
from dataclasses import asdict
from pathlib import Path

import pypdf

from sources.ingest.formats.captured import to_json
from sources.ingest.formats.html import read_html
from sources.ingest.formats.parse import CONTAINERS, FORMATS
from sources.ingest.formats.sniff import FileType
from sources.ingest.refusal import Refusal
from sources.ingest.sandbox import calls, landlock
from sources.ingest.sandbox.limits import CPU_SECONDS, MEMORY, cut_network, limit_resources
from sources.ingest.sandbox.protocol import (
    LARGEST_ANSWER,
    READ,
    REFUSED,
    UNPACKED,
    WALL_SECONDS,
    read_frame,
    write_frame,
)

CHUNK = 1024 * 1024

TOO_LARGE = f"What was read in the file is larger than {LARGEST_ANSWER:,} bytes; split the file."
TOO_LONG = (
    f"The file took more than {WALL_SECONDS} seconds to read, which no text of this size needs; it "
    "is refused."
)
TOO_MUCH_WORK = f"The file took more than {CPU_SECONDS} seconds of computing to read; it is refused."
TOO_MUCH_MEMORY = f"The file needs more than {MEMORY // 1024 // 1024} MiB of memory to read; it is refused."
CRASHED = (
    "The reader broke down over the file, which is damaged or made to do that; get it again, or "
    "send its text."
)
UNCONFINED = (
    "The process that reads files could not be confined, which this machine should allow; the file was not "
    "read, so tell whoever runs the archive."
)
NESTED = "The file nests things in one another deeper than can be read; it is refused."


FIRST_PAGE = (
    b"<html><head><title>A page</title></head><body><p>A sentence, so that there is one.</p></body></html>"
)


def main() -> None:
    """Answer requests on standard input until it closes."""
    cut = cut_network()
    _load_all()
    abi = min(landlock.known_abi(), landlock.NEWEST)
    gc.freeze()
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    write_frame(answers, json.dumps({"ready": cut, "landlock": abi}).encode())
    while (head := read_frame(asked)) is not None:
        data = read_frame(asked)
        if data is None:
            return
        write_frame(answers, answer(json.loads(head), data, abi))
        del data


def _load_all() -> None:
    """Load what the libraries would load at their first file of a kind: every child then has it."""
    for package in (encodings, pypdf, email):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            # Of another system, or a library's that is not installed (pictures): never asked for here.
            with contextlib.suppress(ImportError):
                importlib.import_module(module.name)
    time.tzset()
    read_html(FIRST_PAGE, "")


def answer(request: dict[str, str], data: bytes, abi: int) -> bytes:
    """Read one file in a child; give its answer, or the refusal that its end amounts to."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        _child(request, data, theirs, abi)
    os.close(theirs)
    words, sentence = _gather(ours)
    os.close(ours)
    if sentence:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if sentence or os.WIFSIGNALED(status) or not words:
        return REFUSED + (sentence or _end(status)).encode()
    return words


def _gather(pipe: int) -> tuple[bytes, str]:
    """Read a child's answer until it ends, the time is over or it is too large."""
    pieces: list[bytes] = []
    size, deadline = 0, time.monotonic() + WALL_SECONDS
    while True:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([pipe], [], [], left)[0]:
            return b"", TOO_LONG
        piece = os.read(pipe, CHUNK)
        if not piece:
            return b"".join(pieces), ""
        size += len(piece)
        if size > LARGEST_ANSWER:
            return b"", TOO_LARGE
        pieces.append(piece)


def _end(status: int) -> str:
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) in {signal.SIGXCPU, signal.SIGKILL}:
        return TOO_MUCH_WORK
    return CRASHED


def _child(request: dict[str, str], data: bytes, pipe: int, abi: int) -> None:
    """Read one file within the limits, write the answer, end without returning."""
    try:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(nowhere, descriptor)
        limit_resources()
        words = _read(request, data) if _confine(request, abi) else REFUSED + UNCONFINED.encode()
    except BaseException:  # noqa: BLE001 -- whatever a library raises over a hostile file, this child only ends
        words = REFUSED + CRASHED.encode()
    try:
        with os.fdopen(pipe, "wb") as file:
            file.write(words)
    finally:
        os._exit(0)


def _confine(request: dict[str, str], abi: int) -> bool:
    """Give up every file but the folder that a container is unpacked into; tell whether that took hold."""
    folder = Path(request["folder"]) if "folder" in request else None
    try:
        if abi:
            landlock.confine(abi, folder)
    except OSError:
        return False
    calls.refuse(calls.TOUCHING_OTHERS)
    return True


def _read(request: dict[str, str], data: bytes) -> bytes:
    try:
        kind = FileType(request["kind"])
        if kind in CONTAINERS:
            members = CONTAINERS[kind](data, Path(request["folder"]))
            return UNPACKED + json.dumps([asdict(member) for member in members]).encode()
        return READ + to_json(FORMATS[kind](data, request["declared"])).encode("utf-8")
    except Refusal as refusal:
        return REFUSED + str(refusal).encode("utf-8", "replace")
    except MemoryError:
        return REFUSED + TOO_MUCH_MEMORY.encode()
    except RecursionError:
        return REFUSED + NESTED.encode()

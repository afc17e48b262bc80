"""Requests whose bodies never end, and the switch to read-only thrown while readers read.

    python -m tests.benchmarks.never_ending --data FOLDER [--seconds 30] [--workers 5] [--port 8332]

FOLDER is a copy of an archive's data folder with a published edition: a file is put into it. Served as in
``tests.benchmarks.rude``, behind nginx, with 200 half-open connections all along. First the switch: the file
``read-only`` is made and gunicorn told to load anew, and later the other way round; prints after how many
seconds the desk took nothing more, and what readers were answered meanwhile. Then 60 connections send bodies
in pieces (chunked) and never end them, each third to a reader's page, to the desk's and slowly; first through
nginx and then at gunicorn itself. Prints how they ended and what readers got beside them. Goals: readers 200,
the desk 503 within 60 seconds.
"""

import argparse
import os
import signal
import socket
import threading
import time
from collections import Counter
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.benchmarks.rude import Asked, ask, half_open, serving
from tests.benchmarks.serving import addresses

SENDERS, PIECE, LONGEST = 60, b"400\r\n" + b"x" * 1024 + b"\r\n", 60.0
# Often enough the same again, so that no reader meets a limit of one address.
READERS = [f"127.0.4.{number + 1}" for number in range(200)]


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="A copy of a data folder with an edition.")
    parser.add_argument("--seconds", type=float, default=30, help="How long bodies are sent.")
    parser.add_argument("--workers", type=int, default=5, help="Of gunicorn (5, as two cores get).")
    parser.add_argument("--port", type=int, default=8332, help="The first of two ports.")
    options = parser.parse_args()
    pages = addresses(options.data)["article"][:400]
    with serving(options.data, options.port, options.workers) as server:
        end = time.monotonic() + 2 * LONGEST + 2 * options.seconds
        threading.Thread(target=half_open, args=(options.port, end), daemon=True).start()
        for is_closed in (True, False):
            switched(options.data, options.port, server, (pages, is_closed))
        for place, port in (("through nginx", options.port), ("at gunicorn itself", options.port + 1)):
            print(f"bodies that never end, {place}: {bodies(port, options.seconds, pages)}", flush=True)


@contextmanager
def read_meanwhile(port: int, pages: list[str]):  # type: ignore[no-untyped-def]  # yields what was answered
    """Read article after article; what was answered is counted."""
    asked, over = Asked(), threading.Event()

    def read() -> None:
        while not over.is_set():
            place = len(asked.times)
            status, seconds = ask(port, pages[place % len(pages)], READERS[place % len(READERS)])
            asked.answers[status] += 1
            asked.times.append(seconds)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        yield asked
    finally:
        over.set()
        reader.join()


def switched(data: Path, port: int, server: int, how: tuple[list[str], bool]) -> None:
    """Throw the switch, and ask the desk until ten answers running are as they should be."""
    pages, is_closed = how
    file = data / "read-only"
    with read_meanwhile(port, pages) as readers:
        begun = time.monotonic()
        if is_closed:
            file.touch()
        else:
            file.unlink()
        os.kill(server, signal.SIGHUP)
        since, running = begun, 0
        while running < 10 and time.monotonic() - begun < LONGEST:
            right = (knock(port) == "503") is is_closed
            running = running + 1 if right else 0
            since = since if right else time.monotonic()
            time.sleep(0.2)
    state = "closed" if is_closed else "open again"
    took = f"{since - begun:.1f} s" if running == 10 else f"more than {LONGEST:.0f} s"
    print(f"the desk is {state} after {took}; readers meanwhile {readers}", flush=True)


def knock(port: int) -> str:
    """Try to sign in, and give the status: without its token 403, where nothing is taken 503."""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=30) as one:
        one.sendall(b"POST /admin/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n")
        return one.recv(64).split(b" ")[1].decode()
    return "none"


def bodies(port: int, seconds: float, pages: list[str]) -> str:
    """Send bodies that never end; say how each ended and what a reader got meanwhile."""
    ends: Counter[str] = Counter()
    until = time.monotonic() + seconds
    senders = [threading.Thread(target=send, args=(port, number, until, ends)) for number in range(SENDERS)]
    with read_meanwhile(port, pages) as readers:
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
    return f"{dict(sorted(ends.items()))}; readers meanwhile {readers}"


def send(port: int, number: int, until: float, ends: "Counter[str]") -> None:
    """Send one: a third to a page, a third to the desk, a third one piece a second."""
    path = "/admin/login/" if number % 3 == 1 else "/"
    kind = ("to a page", "to the desk", "slowly")[number % 3]
    try:
        whence = (f"127.0.5.{number + 1}", 0)
        with socket.create_connection(("127.0.0.1", port), timeout=10, source_address=whence) as one:
            head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
            one.sendall(head.encode())
            while time.monotonic() < until:
                one.sendall(PIECE)
                time.sleep(1 if kind == "slowly" else 0.01)
            one.setblocking(False)
            ends[f"{kind}: {said(one)}"] += 1
    except OSError:
        ends[f"{kind}: closed"] += 1


def said(one: socket.socket) -> str:
    """Give the status that a connection was answered with, if it was."""
    try:
        return one.recv(64).split(b" ")[1].decode()
    except (BlockingIOError, IndexError):
        return "still taken at the end"


if __name__ == "__main__":
    main()

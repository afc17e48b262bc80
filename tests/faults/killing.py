"""Runs a deed of the archive in a process of its own that dies, as by kill -9, at a chosen step.

A step is whatever leaves a trace: a statement sent to a database (BEGIN and COMMIT too), a file
opened for writing, renamed, linked, removed, a folder made. The process sends itself SIGKILL just
before the step; no handler runs, no buffer is flushed, nothing is closed. So each place is hit
exactly and always the same, which a timer or a poll could not promise.

Run as ``python -m tests.faults.killing``: reads one JSON order a line, forks for each, answers with
one JSON line. Forking a process that has loaded everything takes the place of starting Python anew.
"""

import errno
import importlib
import json
import os
import resource
import signal
import sys
import traceback
from pathlib import Path

import django
from django.conf import settings
from django.db import connections
from django.db.backends.signals import connection_created

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
TRACES = {"os.rename", "os.link", "os.symlink", "os.mkdir", "os.remove", "os.rmdir", "os.truncate"}


class Steps:
    """Counts the steps; at the last one the process dies. From ``full_at`` on, no file opens for writing.

    ``after`` is how many transactions end before the counting begins.
    """

    def __init__(self, last, full_at=0, after=0):
        self.last = last
        self.after = after
        self.full_at = full_at
        self.count = 0

    def take(self, statement=""):
        if self.after:
            self.after -= statement == "COMMIT"
            return
        self.count += 1
        if self.count == self.last:
            os.kill(os.getpid(), signal.SIGKILL)

    def heard(self, event, arguments):
        """An audit hook: what Python is about to do."""
        if event in TRACES or (event == "open" and (arguments[2] or 0) & WRITING):
            self.take()
            if event == "open" and self.full_at and self.count >= self.full_at:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(arguments[0]))

    def connected(self, connection, **_):
        connection.connection.set_trace_callback(self.take)


def obey(order, deeds):
    """Do one deed in the data folder that the order names; give its result and its steps."""
    data = Path(order["data"])
    settings.DATA, settings.BLOBS, settings.EDITIONS = data, data / "blobs", data / "editions"
    settings.CURRENT_EDITION = settings.EDITIONS / "current.sqlite3"
    connections["default"].settings_dict["NAME"] = str(data / "editorial.sqlite3")
    steps = Steps(order["die_at"], order.get("full_at", 0), order.get("after", 0))
    if order.get("largest"):  # no file may grow beyond it: what a write then meets is what a full disk gives
        resource.setrlimit(resource.RLIMIT_FSIZE, (order["largest"], order["largest"]))
    connection_created.connect(steps.connected)
    sys.addaudithook(steps.heard)
    result = deeds[order["deed"]](*order["arguments"])
    return {"result": result, "steps": steps.count}


def in_a_fork(order, deeds):
    """Fork, obey, and say how it ended."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            answer = obey(order, deeds)
        except BaseException:  # noqa: BLE001 -- whatever it is, the test shall read it
            answer = {"error": traceback.format_exc()}
        os.write(writing, json.dumps(answer).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return {"killed": status == -signal.SIGKILL, **(json.loads(said) if said else {})}


def main():
    django.setup()
    deeds = importlib.import_module("tests.faults.deeds").DEEDS
    for line in sys.stdin:
        sys.stdout.write(json.dumps(in_a_fork(json.loads(line), deeds)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    main()

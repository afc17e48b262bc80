"""An archive in a folder, and the process that does deeds in it and dies where it is told."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

TOP = Path(__file__).parents[2]


class Archive:
    """A data folder, and the process that does deeds in it."""

    def __init__(self, process, data):
        self._process = process
        self.data = data

    def ask(self, deed, *arguments, die_at=0, **faults):
        order = {"data": str(self.data), "deed": deed, "arguments": arguments, "die_at": die_at, **faults}
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        assert "error" not in answer, answer["error"]
        return answer

    def do(self, deed, *arguments, **faults):
        return self.ask(deed, *arguments, **faults).get("result")

    def copied(self, to):
        return Archive(self._process, shutil.copytree(self.data, to, symlinks=True))


@contextmanager
def doing(folder):
    """Start the process; it ends with the block."""
    environment = {**os.environ, "ARCHIVE_DATA": str(folder)}
    environment.pop("DATABASE_URL", None)
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.killing"],
        cwd=TOP,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        process.stdin.close()


def made(process, data):
    """Give an archive with its tables and nothing in it."""
    archive = Archive(process, data)
    archive.data.mkdir()
    archive.do("prepare")
    return archive

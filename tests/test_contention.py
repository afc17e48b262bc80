"""Editors who decide beside a run of suggestions: none is told of a deadlock, and no decision is lost.

On a real PostgreSQL, where what an act changes is held until it ends; SQLite has one writer at a time.
"""

import json
import os
import subprocess
import sys

import pytest

from tests.faults.contending import WHO
from tests.keeping.test_restore import fresh_database
from tests.test_architecture import TOP
from tests.test_postgres import server

__all__ = ["server"]
pytestmark = pytest.mark.slow


def started(address, folder, *command):
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=TOP,
        env={
            **os.environ,
            "ARCHIVE_DATA": str(folder),
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "archive.settings",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def told(process):
    said, why = process.communicate()
    assert process.returncode == 0, said + why
    return json.loads(said.rpartition("MET")[2]) if "MET" in said else None


def contend(address, folder, seconds):
    """Let everybody work for so long; give what each met, and what is not as it was decided."""
    contending = ("-m", "tests.faults.contending")
    told(started(address, folder, "manage.py", "migrate", "--verbosity=0"))
    told(started(address, folder, *contending, "begin"))
    everybody = [*WHO, "rejecting"]
    crowd = [
        started(address, folder, *contending, who, str(seconds), str(n)) for n, who in enumerate(everybody)
    ]
    met = {f"{who} {n}": told(process) for (n, who), process in zip(enumerate(everybody), crowd, strict=True)}
    return met, told(started(address, folder, *contending, "lost"))


@pytest.mark.parametrize("seconds", [4, pytest.param(120, marks=pytest.mark.long)])
def test_nobody_meets_a_deadlock_and_no_decision_is_lost(server, tmp_path, seconds):
    met, lost = contend(fresh_database(server), tmp_path, seconds)

    failed = {who: [said for said in one if said.startswith("failed")] for who, one in met.items()}
    assert failed == {who: [] for who in met}
    assert lost == []
    assert all(one["rounds"] > 0 for one in met.values())
    assert sum(one.get("decisions", 0) for one in met.values()) > 0

"""An archive of a former release is brought up to date with all that is in it.

`tests/releases/0020.tar.gz` is the data folder of an archive that ran the program as it was at migration
0020: an article taken in, marked, corrected, with a protected person, published; an account with a
password and no second factor. It is brought up to date as the README says, in a process of its own.
"""

import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

TOP = Path(__file__).parent.parent
RELEASE = TOP / "tests" / "releases" / "0020.tar.gz"
ACTS = 12
UPGRADE = """
import json
from io import StringIO
from django.core.management import call_command
from django.test import Client
from sources.models import ChangeSet, Mention, PassageRevision, User

def said(*command):
    out = StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()

told = {"waiting": "0021" in said("showmigrations", "sources", "--plan").split("[ ]", 1)[1]}
said("migrate", "--noinput", "--verbosity", "0")
told["acts"] = ChangeSet.objects.count()
told["wordings"] = sorted(PassageRevision.objects.filter(number=2).values_list("text", flat=True))
told["accepted"] = Mention.objects.accepted().count()
told["proved"] = said("verify")
said("publish")
reader = Client(headers={"host": "localhost"})
page = reader.get("/articles/")
told["readers"] = [page.status_code, "Lamps out on the quay" in page.content.decode()]
told["names"] = b"Joan Tallow" in b"".join(reader.get("/edition/file/").streaming_content)
clerk = Client(headers={"host": "localhost"})
password = {"username": "wren", "password": "lamps on the quay 1931"}
told["signing in"] = clerk.post("/admin/login/", password)["Location"]
fresh = said("rescue_account", "wren").split("Password: ")[1].split()[0]
told["rescued"] = [
    clerk.post("/admin/login/", password | {"password": one}).status_code
    for one in (password["password"], fresh)
]
print("TOLD" + json.dumps(told))
"""


def test_archive_of_migration_0020_is_brought_up_to_date_with_its_data(tmp_path):
    with tarfile.open(RELEASE) as packed:
        packed.extractall(tmp_path, filter="data")

    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-v", "0", "-c", UPGRADE],
        cwd=TOP,
        env={
            **os.environ,
            "ARCHIVE_DATA": str(tmp_path),
            "ARCHIVE_SECOND_FACTOR": "required",
            "DATABASE_URL": "",
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.partition("TOLD")[2])
    assert "nothing damaged." in told.pop("proved")
    assert told == {
        "waiting": True,
        "acts": ACTS,
        "wordings": [
            "Tomas Wick put out every lamp on Salt Quay on the night of 3 May, "
            "said the harbour master. Nobody was hurt."
        ],
        "accepted": 4,
        "readers": [200, True],
        "names": False,
        "signing in": "/admin/second-factor/set-up/",
        "rescued": [200, 302],
    }

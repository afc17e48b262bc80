"""Acts acknowledged while their process is killed again and again: is any of them lost, or half there?

    python -m tests.benchmarks.acknowledged --acts 20000 [--data FOLDER] [--database URL]

Four processes act on one archive without a pause (a record with three forms of its name, told and chained),
and each says of every act that was committed that it was. At random one is killed (SIGKILL), and another
begins. At the end every acknowledged act must be in the record, and ``verify`` must find each row as the
record left it. On SQLite, or on the PostgreSQL that the address names (an empty database). Prints acts,
kills, lost and damaged.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

TOP = Path(__file__).parents[2]
ABREAST = 4
LEAST, MOST = 0.2, 4.0  # seconds that a process lives once it has acted


def act_on(seed: int) -> None:
    """Act without a pause, and say of each act that it was committed."""
    import django  # noqa: PLC0415 -- app ready: the data folder is named by the environment

    django.setup()
    from sources.annotate.acts import act  # noqa: PLC0415 -- as above
    from sources.models import Entity, Name  # noqa: PLC0415 -- as above
    from sources.values import spelling  # noqa: PLC0415 -- as above
    from sources.vocabulary import ActKind  # noqa: PLC0415 -- as above

    number = 0
    while True:
        number += 1
        name = f"Person {seed} {number}"
        with act(ActKind.EDIT, f"Made {name}") as doing:
            person = doing.create(
                Entity(kind="person", preferred_name=name, sort_name=name, spelling_key=spelling.key(name))
            )
            for form in range(3):
                doing.create(Name(entity=person, form=f"{name} {form}", spelling_key=spelling.key(name)))
        os.write(1, f"{doing.changeset.public_id}\n".encode())


def judge(acknowledged: Path) -> dict[str, object]:
    """Compare what was acknowledged with what is there."""
    import django  # noqa: PLC0415 -- as above

    django.setup()
    from sources.edition.fixity import verify  # noqa: PLC0415 -- as above
    from sources.models import ChangeSet  # noqa: PLC0415 -- as above

    said = set(acknowledged.read_text().split())
    stored = dict(ChangeSet.objects.values_list("public_id", "pk"))
    found = verify()
    return {
        "acknowledged": len(said),
        "stored": len(stored),
        "lost": len(said - stored.keys()),
        "rows verified": found.checked["rows"],
        "damaged": [damage.sentence for damage in found.damage],
    }


class Killed:
    """A process that acts until it is killed, again and again; what it acknowledged."""

    def __init__(self, environment: dict[str, str], number: int) -> None:
        self.environment, self.number = environment, number
        self.said: list[str] = []
        self.kills = 0
        self.is_over = False

    def run(self) -> None:
        """Start, listen, kill, until it is over."""
        choose = random.Random(self.number)
        while not self.is_over:
            self._live(choose.uniform(LEAST, MOST))

    def _live(self, seconds: float) -> None:
        seed = self.number * 100_000 + self.kills
        with subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.acknowledged", "--act", str(seed)],
            cwd=TOP,
            env=self.environment,
            stdout=subprocess.PIPE,
        ) as process:
            assert process.stdout is not None
            timer = None
            for line in process.stdout:
                if timer is None:
                    timer = threading.Timer(seconds, process.send_signal, [signal.SIGKILL])
                    timer.start()
                if line.endswith(b"\n"):
                    self.said.append(line.decode().strip())
        self.kills += 1


def run(folder: Path, acts: int, database: str) -> dict[str, object]:
    """Do it; give the figures."""
    environment = {
        **os.environ,
        "ARCHIVE_DATA": str(folder),
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "archive.settings",
    }
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=TOP, env=environment, check=True)
    killed = [Killed(environment, number + 1) for number in range(ABREAST)]
    threads = [threading.Thread(target=one.run) for one in killed]
    begun = time.monotonic()
    for thread in threads:
        thread.start()
    while sum(len(one.said) for one in killed) < acts:
        time.sleep(0.5)
    for one in killed:
        one.is_over = True
    for thread in threads:
        thread.join()
    acknowledged = folder / "acknowledged.txt"
    acknowledged.write_text("\n".join(line for one in killed for line in one.said))
    judged = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.acknowledged", "--judge", str(acknowledged)],
        cwd=TOP,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    seconds = round(time.monotonic() - begun)
    return {"kills": sum(one.kills for one in killed), "seconds": seconds, **json.loads(judged.stdout)}


def main() -> None:
    """Run it and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--acts", type=int, default=20_000, help="How many to acknowledge (default 20000).")
    parser.add_argument("--data", type=Path, help="An empty data folder; without it, one that is removed.")
    parser.add_argument("--database", default="", help="An empty PostgreSQL database; without it, SQLite.")
    parser.add_argument("--act", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--judge", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.act is not None:
        act_on(options.act)
    elif options.judge is not None:
        print(json.dumps(judge(options.judge)))
    elif options.data is not None:
        print(json.dumps(run(options.data, options.acts, options.database), indent=2))
    else:
        with tempfile.TemporaryDirectory(prefix="acknowledged-") as folder:
            print(json.dumps(run(Path(folder), options.acts, options.database), indent=2))


if __name__ == "__main__":
    main()

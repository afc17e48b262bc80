"""A process that acts on an archive without a pause until it dies, and says of each act what became of it.

    python -m tests.benchmarks.acting

Loads everything once, then forks for each order (a JSON line): to act, to see whether what was acknowledged
is there, or to verify the whole. One that acts writes a line for each act: ``+ id digest`` once it was
committed, ``- id`` where it was told that it failed. Started by ``tests.benchmarks.acknowledged``.
"""

# ruff: noqa: E402 -- the settings must be there before anything of ours is loaded, and it is loaded once

import json
import os
import random
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
django.setup()

from django.db import DatabaseError, connection, transaction

from sources.annotate import authority
from sources.annotate.acts import Doing, Refused, act
from sources.annotate.correct import apply_correction, plan_correction
from sources.annotate.marking import mark
from sources.annotate.undo import undo
from sources.edition.fixity import verify
from sources.models import ChangeSet, Entity, PassageRevision
from sources.values.span import Span
from sources.vocabulary import ActKind

REFUSED_IN_A_ROW = 25  # while a disk is "full" so many acts are tried
Deed = Callable[[Doing, random.Random], None]


def made(doing: Doing, choose: random.Random) -> None:
    """A record with forms of its name."""
    name = f"Person {choose.getrandbits(48)}"
    person = authority.create("person", name, actor=doing)
    for form in range(3):
        authority.add_name(person, f"{name} {form}", doing)


def renamed(doing: Doing, choose: random.Random) -> None:
    """A record called otherwise."""
    last = Entity.objects.order_by("-pk").values_list("pk", flat=True).first()
    person = Entity.objects.filter(pk__lte=choose.randint(1, last or 1)).order_by("-pk").first()
    if person is not None:
        doing.change(person, description=f"Described {choose.getrandbits(32)}")


def marked(doing: Doing, choose: random.Random) -> None:
    """A word of some passage that names somebody."""
    revision = wording(choose)
    words = (revision.text or "").split()
    word = choose.choice(words)
    start = (revision.text or "").index(word)
    person = Entity.objects.order_by("-pk").first()
    if person is not None:
        mark(revision, Span(start, start + len(word)), person, actor=doing)


def corrected(doing: Doing, choose: random.Random) -> None:
    """A passage with a word more."""
    revision = wording(choose)
    text = f"{revision.text} {choose.getrandbits(16)}"[-2000:]
    apply_correction(plan_correction(revision, text), actor=doing, reason="read again")


def wording(choose: random.Random) -> PassageRevision:
    """Some wording in force."""
    last = PassageRevision.objects.order_by("-passage").values_list("passage", flat=True).first()
    found = PassageRevision.objects.exclude(text=None).filter(passage__lte=choose.randint(1, last or 1))
    revision = found.order_by("-passage", "-number").first()
    if revision is None:
        raise Refused("No such passage; another is drawn.")
    return revision


DEEDS: tuple[Deed, ...] = (made, made, renamed, marked, marked, corrected)


def act_on(seed: int, *, full: bool) -> None:
    """Act without a pause; with ``full`` no file may grow beyond what the database has after a few acts."""
    choose, number, refused = random.Random(seed), 0, 0
    said: list[str] = []
    while True:
        number += 1
        if full and number == choose.randint(3, 12):
            limit(Path(str(connection.settings_dict["NAME"])).stat().st_size)
        if refused >= REFUSED_IN_A_ROW:
            limit(None)
            refused = 0
        refused += not once(choose, said)


def limit(size: int | None) -> None:
    """Let no file grow beyond ``size``: what a write then meets is what a full disk gives."""
    most = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (most if size is None else size, most))


def once(choose: random.Random, said: list[str]) -> bool:
    """Do one act and say what became of it; False where it was told that it failed."""
    doing: Doing | None = None
    try:
        if said and choose.random() < 0.1:
            done = undo(ChangeSet.objects.get(public_id=said.pop()), actor=None).changeset
        else:
            with act(ActKind.EDIT, "One of many") as doing:
                choose.choice(DEEDS)(doing, choose)
            done = doing.changeset
    except Refused:
        return True  # the archive's own word: nothing was done
    except (DatabaseError, OSError):
        entry = doing.changeset if doing is not None else None
        os.write(1, f"- {entry.public_id if entry is not None else ''}\n".encode())
        connection.close()
        time.sleep(0.25)
        return False
    if done is not None:
        os.write(1, f"+ {done.public_id} {done.digest}\n".encode())
        said.append(done.public_id)
        del said[:-5]
    return True


def lost(acknowledged: dict[str, str]) -> list[str]:
    """Name the acts that were acknowledged and are not there, or are there otherwise."""
    stored: dict[str, str] = {}
    keys = list(acknowledged)
    for start in range(0, len(keys), 500):
        rows = ChangeSet.objects.filter(public_id__in=keys[start : start + 500])
        stored |= dict(rows.values_list("public_id", "digest"))
    return sorted(key for key, digest in acknowledged.items() if stored.get(key) != digest)


def look(order: dict[str, Any]) -> dict[str, Any]:
    """Compare what was said with what is there; with ``whole``, verify everything."""
    said: dict[str, str] = order["said"]
    found: dict[str, Any] = {"lost": patiently(lambda: lost(said))}
    if order.get("failed"):
        with transaction.atomic():
            there = ChangeSet.objects.filter(public_id__in=order["failed"][:900])
            found["told as failed, and there"] = there.count()
    if order.get("whole"):
        verified = verify()
        found |= {
            "acts": ChangeSet.objects.count(),
            "checked": verified.checked,
            "damage": [one.sentence for one in verified.damage],
        }
    return found


def patiently(ask: Callable[[], list[str]]) -> list[str]:
    """Ask again while the database's server is away or comes back."""
    end = time.monotonic() + 60
    while True:
        try:
            return ask()
        except DatabaseError:
            connection.close()
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def main() -> None:
    """Fork for each order; say the child's id, what it says, and when it has ended."""
    for line in sys.stdin:
        order = json.loads(line)
        connection.close()
        child = os.fork()
        if child == 0:
            os.write(1, f"pid {os.getpid()}\n".encode())
            if "seed" in order:
                act_on(order["seed"], full=order.get("full", False))
            os.write(1, f"= {json.dumps(look(order))}\n".encode())
            os._exit(0)
        os.waitpid(child, 0)
        os.write(1, b"ended\n")


if __name__ == "__main__":
    main()

"""What must survive a restore: who and what was withheld, beside the database and not in it.

A backup brought back undoes what was done after it: also the withholding of a text, the protection of
a person, the closing of an account. So each act that takes something away from the public, or somebody
from the desk, is also a line in a file that only grows, on the disk before the act is committed; after
a restore those lines are replayed before the archive answers anybody (``sources.keeping``). An act that
was then not committed leaves a line too many, never one too few.

The file is the editors' own (mode 0600) and holds ids; of a person at risk also the forms of the name,
since the record itself may be newer than the backup. Each line bears a digest of itself and of the line
before, by which ``verify`` finds one that was changed or taken away; and the record of acts, where an act
wrote lines, has the digest of the last of them, by which it finds that the journal's end was cut.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Q

from sources.annotate import withheld_lines
from sources.models import ChangeSet, Entity, PassageRevision
from sources.vocabulary import MentionStatus

if TYPE_CHECKING:  # it calls this module
    from sources.annotate.told import Touched

Line = dict[str, Any]
NAME = "journal.jsonl"
DIGEST = "digest"
_PIECE = 1 << 16  # bytes at the end of the file in which its last line is looked for; twice as many next


def path() -> Path:
    """Say where the journal is."""
    return Path(settings.DATA) / "journal" / NAME


def note(entry: ChangeSet, changes: "Sequence[Touched]") -> str:
    """Write down what an act takes away; inside its transaction, before it is in the record.

    Gives the digest of the last line written, which the record keeps; "" where there was nothing to write.
    """
    about = {"act": entry.public_id, "on": entry.made_at.isoformat()}
    return append(about | line for line in _lines(changes))


def append(lines: Iterable[Line]) -> str:
    """Add lines and put them on the disk; give the digest of the last."""
    added = list(lines)
    if not added:
        return ""
    file = path()
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        end = _end(descriptor)
        # A line that was cut, when the machine stopped, must not swallow the next.
        written = "" if end.endswith(b"\n") or not end else "\n"
        digest = _last_digest(end.decode(errors="replace"))
        for line in added:
            digest = _digest(line, digest)
            written += _written(line | {DIGEST: digest}) + "\n"
        _write_all(descriptor, written.encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return digest


def _end(descriptor: int) -> bytes:
    """Read the end of the file: at least its last whole line, however long, and what was cut after it."""
    size = os.fstat(descriptor).st_size
    length = _PIECE
    while True:
        end = os.pread(descriptor, length, max(0, size - length))
        # The first of these lines may have begun before.
        if length >= size or any(line.endswith(b"}") for line in end.split(b"\n")[1:-1]):
            return end
        length *= 2


def _write_all(descriptor: int, content: bytes) -> None:
    """Write all of it: of a disk that is nearly full the kernel takes a part, and calls that success."""
    while content:
        content = content[os.write(descriptor, content) :]


def _written(line: Line) -> str:
    return json.dumps(line, ensure_ascii=False, sort_keys=True)


def _digest(line: Line, previous: str) -> str:
    """Give the digest of a line, which holds those before it together."""
    return hashlib.sha256(f"{previous}{_written(line)}".encode()).hexdigest()


def _last_digest(text: str) -> str:
    """Give the digest of the last whole line; "" where there is none, or where it has none."""
    last = next((line for line in reversed(text.split("\n")[:-1]) if line.endswith("}")), "{}")
    try:
        return str(json.loads(last).get(DIGEST, ""))
    except ValueError:  # damaged: the chain begins anew, and ``faults`` tells of the line
        return ""


def faults() -> Iterator[tuple[int, str] | None]:
    """Give None for each line that is as it was written; else its number and a sentence.

    Lines of former versions bear no digest; once one does, all after it must.
    """
    previous = ""
    text = path().read_text(errors="replace") if path().exists() else ""
    for number, written in enumerate(text.split("\n")[:-1], start=1):
        if not written.endswith("}"):
            continue  # cut when the machine stopped: its act was not committed
        try:
            line = dict(json.loads(written))
        except (ValueError, TypeError):
            yield number, "It cannot be read."
            continue
        digest = str(line.pop(DIGEST, ""))
        if (digest or previous) and digest != _digest(line, previous):
            yield number, "It, or a line before it, was changed or taken away since it was written."
        else:
            yield None
        previous = digest


def digests() -> set[str]:
    """Give the digests of the lines that are there and can be read."""
    text = path().read_text(errors="replace") if path().exists() else ""
    return {_last_digest(f"{line}\n") for line in text.split("\n")[:-1]}


def replace(lines: str) -> None:
    """Put a whole journal in the place of this one: all of it or nothing, the editors' own as ever."""
    file = path()
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = file.with_name(f".{file.name}.partial")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as out:
        out.write(lines)
        out.flush()
        os.fsync(out.fileno())
    fresh.rename(file)


def read(file: Path | None = None) -> list[Line]:
    """Give the lines of a journal, this archive's own by default.

    One that was cut is left out: its act was not committed, for that comes after its line is whole.
    """
    file = file or path()
    if not file.exists():
        return []
    # A line may have been cut within a letter when the machine stopped.
    *whole, _ = file.read_text(errors="replace").split("\n")
    lines: list[Line] = [json.loads(line) for line in whole if line.endswith("}")]
    return [{name: value for name, value in line.items() if name != DIGEST} for line in lines]


def _lines(changes: "Sequence[Touched]") -> Iterator[Line]:
    yield from _forms(changes)
    for change in changes:
        noted = _NOTED.get(change.model)
        if noted is not None and (change.after is not None or change.model in _ALSO_GONE):
            yield from noted(change.row, change.before or {}, change.after or {})
    yield from withheld_lines.of(changes)


def may_take(changes: "Sequence[Touched]") -> bool:
    """Tell whether an act may take something away, without asking the database: it may be full."""
    return any(
        change.model == "withholding"
        or (
            change.model in _NOTED
            and (change.before is not None or bool((change.after or {}).get("withholds_former")))
        )
        for change in changes
    )


def _forms(changes: "Sequence[Touched]") -> Iterator[Line]:
    """New ways of naming somebody at risk: a form of the name, words that were marked as that person."""
    named = [
        (change.after["entity_id"], change.after["form" if change.model == "name" else "exact"])
        for change in changes
        if change.after is not None
        and (change.model == "name" or (change.model == "mention" and change.after["entity_id"]))
        and change.after.get("status", MentionStatus.ACCEPTED) == MentionStatus.ACCEPTED
    ]
    if not named:
        return
    at_risk = Entity.objects.filter(Q(is_protected=True) | Q(merged_into__is_protected=True))
    people = dict(at_risk.values_list("pk", "public_id"))
    for person, form in dict.fromkeys(named):
        if person in people and form:
            yield {"what": "form", "id": people[person], "form": form}


def _article(_: str, before: Line, after: Line) -> Iterator[Line]:
    columns = ("access", "status")
    if before and any(before.get(name) != after[name] for name in columns):
        yield {"what": "article", "id": after["public_id"], **{name: after[name] for name in columns}}


def _document(_: str, before: Line, after: Line) -> Iterator[Line]:
    if before and before.get("withdrawn_on") != after["withdrawn_on"]:
        yield {
            "what": "document",
            "id": after["public_id"],
            "withdrawn_on": after["withdrawn_on"],
            "reason": after["withdrawn_reason"],
        }


def _revision(_: str, __: Line, after: Line) -> Iterator[Line]:
    if not after["withholds_former"]:
        return
    passage = PassageRevision.objects.values("passage__public_id", "passage__article__public_id")
    row = passage.get(passage=after["passage_id"], number=after["number"])
    yield {
        "what": "wording",
        "passage": row["passage__public_id"],
        "number": after["number"],
        "article": row["passage__article__public_id"] or "",
    }


def _entity(row: str, before: Line, after: Line) -> Iterator[Line]:
    columns = ("is_protected", "pseudonym", "is_private")
    if any(before.get(name) != after[name] for name in columns) and (before or after["is_protected"]):
        entity = Entity.objects.prefetch_related("names").filter(pk=row).first()
        if entity is None:
            return  # the act removed it after all
        forms = [name.form for name in entity.names.all()]
        yield {
            "what": "entity",
            "id": after["public_id"],
            "kind": entity.kind,
            "name": entity.preferred_name,
            "forms": forms,
            **{name: after[name] for name in columns},
        }


def _claim(_: str, before: Line, after: Line) -> Iterator[Line]:
    """An answer put into somebody's mouth and taken back, also where its row is gone."""
    if before.get("status") == MentionStatus.ACCEPTED != after.get("status"):
        yield {"what": "claim", "id": before["public_id"]}


def _mention(_: str, before: Line, after: Line) -> Iterator[Line]:
    """A mark that named somebody and was taken back, or names another since."""
    if _is_taken_back(before, after, "entity_id"):
        yield {"what": "mention", "id": before["public_id"]}


def _quotation(_: str, before: Line, after: Line) -> Iterator[Line]:
    """Words put into somebody's mouth and taken back."""
    if _is_taken_back(before, after, "speaker_id"):
        yield {"what": "quotation", "id": before["public_id"]}


def _is_taken_back(before: Line, after: Line, whom: str) -> bool:
    was = before.get("status") == MentionStatus.ACCEPTED
    return was and (after.get("status") != MentionStatus.ACCEPTED or before[whom] != after[whom])


def _user(_: str, before: Line, after: Line) -> Iterator[Line]:
    """What an account may do; and that its password or second factor changed, which is noted without more."""
    if before and before == after:
        yield {"what": "credentials", "id": after["username"]}
    columns = ("is_active", "role", "is_staff", "is_superuser")
    if before and any(before.get(name) != after.get(name) for name in columns):
        yield {"what": "account", "id": after["username"], **{name: after.get(name) for name in columns}}


def _edition(_: str, before: Line, after: Line) -> Iterator[Line]:
    if not before:
        head = ChangeSet.objects.order_by("-pk").values_list("digest", flat=True).first()
        acts = ChangeSet.objects.count() + 1  # with the act that this is a line of
        yield {"what": "edition", "number": after["number"], "head": head or "", "acts": acts}


_NOTED = {
    "article": _article,
    "document": _document,
    "passagerevision": _revision,
    "entity": _entity,
    "claim": _claim,
    "mention": _mention,
    "quotation": _quotation,
    "user": _user,
    "edition": _edition,
}
# What is noted of these is noted too where the row itself was removed.
_ALSO_GONE = frozenset({"claim", "mention", "quotation"})

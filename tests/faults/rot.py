"""Whatever can happen to an archive behind its back, drawn by chance: one fault for each seed.

Each gives in a sentence what it did, or None where that would have changed nothing that is kept (a bit
of a free page, say), and then another is drawn. Whoever does these can write to every file and knows
the triggers: they are taken away first.
"""

import json
import random
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from sources.annotate.chain import body_digest, chain_digest
from sources.annotate.told import name_of
from sources.edition.recorded import UNRECORDED
from sources.edition.swap import current_file
from sources.models import Change, ChangeSet, Concern, triggers

# Rows that nobody decided on, and columns that the record leaves out.
OPEN = {"user"} | UNRECORDED - {"change", "changeset", "date"}


def tables():
    """The tables of which every row is told by the record, the record itself, and the dates."""
    models = [model for model in apps.get_app_config("sources").get_models() if not model._meta.proxy]
    return [model for model in models if name_of(model) not in OPEN and model._base_manager.exists()]


def of(choose):
    """Draw a table, and a row of it."""
    model = choose.choice(tables())
    keys = list(model._base_manager.order_by("pk").values_list("pk", flat=True))
    return model, choose.choice(keys)


def edited_row(choose):
    """One column of one row, another value."""
    model, key = of(choose)
    field = choose.choice([one for one in model._meta.concrete_fields if not one.primary_key])
    table, column = model._meta.db_table, field.column
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{column}" FROM "{table}" WHERE id = %s', [key])
        former = cursor.fetchone()[0]
        fresh = another(former, choose)
        if fresh == former:
            return None
        cursor.execute(f'UPDATE "{table}" SET "{column}" = %s WHERE id = %s', [fresh, key])
    return f"{table} {key}: {column} {former!r} became {fresh!r}"


def another(value, choose):
    """A value like this one, and not this one."""
    if isinstance(value, int | float):
        return value + choose.choice([1, -1, 7])
    if value is None:
        return None
    text = str(value)
    if text.startswith(("{", "[")):
        held = json.loads(text)
        return json.dumps([held] if isinstance(held, dict) else [*held, "x"])
    if not text:
        return "x"
    place = choose.randrange(len(text))
    return text[:place] + chr(ord(text[place]) ^ 1) + text[place + 1 :]


def gone_row(choose):
    """One row, taken away."""
    model, key = of(choose)
    with connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{model._meta.db_table}" WHERE id = %s', [key])
    return f"{model._meta.db_table} {key}: taken away"


def doubled_row(choose):
    """One row twice, under a key and an id of its own."""
    model, key = of(choose)
    row = model._base_manager.get(pk=key)
    row.pk = None
    for name in ("public_id", "slug", "edtf", "name"):
        if hasattr(row, name):
            setattr(row, name, "zzzzzzz1")
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except DatabaseError:  # the database refuses it even so: no fault
        return None
    return f"{model._meta.db_table} {key}: doubled"


def replaced_row(choose):
    """One row, replaced by INSERT OR REPLACE with one column other."""
    model, key = of(choose)
    table = model._meta.db_table
    field = choose.choice([one for one in model._meta.concrete_fields if not one.primary_key])
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}" WHERE id = %s', [key])
        names = [column[0] for column in cursor.description]
        values = dict(zip(names, cursor.fetchone(), strict=True))
        fresh = another(values[field.column], choose)
        if fresh == values[field.column]:
            return None
        values[field.column] = fresh
        marks = ", ".join(["%s"] * len(names))
        columns = ", ".join(f'"{name}"' for name in names)
        cursor.execute(
            f'INSERT OR REPLACE INTO "{table}" ({columns}) VALUES ({marks})', list(values.values())
        )
    return f"{table} {key}: replaced, {field.column} {fresh!r}"


def cut_tail(choose):
    """The last entries of the record, taken away with what they tell."""
    count = choose.randint(1, 2)
    last = list(ChangeSet.objects.order_by("-pk").values_list("pk", flat=True)[:count])
    Change.objects.filter(changeset__in=last).delete()
    Concern.objects.filter(changeset__in=last).delete()
    ChangeSet.objects.filter(pk__in=last).delete()
    return f"the last {count} entries of the record: cut"


def rewritten_chain(choose):
    """An entry told otherwise, and every digest from there on computed anew."""
    entries = list(ChangeSet.objects.order_by("pk"))
    begin = choose.randrange(len(entries) - 2)  # before the published head
    entries[begin].summary = "Nothing happened"
    previous = entries[begin - 1].digest if begin else ""
    for entry in entries[begin:]:
        entry.previous_digest = previous
        entry.body_digest = body_digest(entry, entry.changes.order_by("position"))
        entry.digest = previous = chain_digest(entry)
        entry.save()
    return f"the record from its entry {begin + 1} on: written anew"


def files():
    """Every file that holds what is kept: documents, what was read in them, editions."""
    found = [path for path in Path(settings.BLOBS).rglob("*") if path.is_file()]
    editions = [path for path in Path(settings.EDITIONS).glob("edition-*") if path.is_file()]
    return sorted([*found, *editions])


def changed_file(path, content):
    path.chmod(0o640)
    path.write_bytes(content)


def flipped_bit(choose):
    """One bit of one file."""
    path = choose.choice(files())
    content = bytearray(path.read_bytes())
    if not content:
        return None
    place = choose.randrange(len(content))
    content[place] ^= 1 << choose.randrange(8)
    changed_file(path, bytes(content))
    return f"{path.name}: a bit of byte {place} flipped"


def cut_file(choose):
    """One file, shorter."""
    path = choose.choice(files())
    content = path.read_bytes()
    if not content:
        return None
    changed_file(path, content[: choose.randrange(len(content))])
    return f"{path.name}: cut"


def zeroed_block(choose):
    """A block of one file, zeros."""
    path = choose.choice(files())
    content = path.read_bytes()
    if not content:
        return None
    begin = choose.randrange(len(content))
    block = content[begin : begin + 512]
    if not block.strip(b"\0"):
        return None
    changed_file(path, content[:begin] + b"\0" * len(block) + content[begin + 512 :])
    return f"{path.name}: zeros from byte {begin}"


def swapped_files(choose):
    """Two files, each under the other's name."""
    one, other = choose.sample(files(), 2)
    first, second = one.read_bytes(), other.read_bytes()
    if first == second:
        return None
    changed_file(one, second)
    changed_file(other, first)
    return f"{one.name} and {other.name}: swapped"


def gone_file(choose):
    """One file, taken away."""
    path = choose.choice(files())
    path.unlink()
    return f"{path.name}: taken away"


def older_edition(choose):
    """The former edition before readers again."""
    current = current_file()
    former = choose.choice([one for one in current.parent.glob("edition-*.sqlite3") if one != current])
    settings.CURRENT_EDITION.unlink()
    settings.CURRENT_EDITION.symlink_to(former.name)
    return f"{former.name}: current again"


IN_ROWS = (edited_row, edited_row, edited_row, replaced_row, replaced_row, gone_row, doubled_row)
IN_RECORD = (cut_tail, rewritten_chain)
IN_FILES = (flipped_bit, flipped_bit, flipped_bit, cut_file, zeroed_block, swapped_files, gone_file)
FAULTS = (*IN_ROWS, *IN_RECORD, *IN_FILES, older_edition)


def happen(seed):
    """Do what the seed says; give the kind and the sentence."""
    choose = random.Random(seed)
    triggers.drop(connection)
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA ignore_check_constraints=ON")
        for _ in range(200):
            fault = choose.choice(FAULTS)
            done = attempt(fault, choose)
            if done:
                return fault.__name__, done
    finally:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA ignore_check_constraints=OFF")
        triggers.install(connection)
    raise AssertionError(f"seed {seed} found nothing to damage")


def attempt(fault, choose):
    """Try a fault; None where the database would not have it even so (a unique column, a broken link)."""
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT fault")
        try:
            done = fault(choose)
        except DatabaseError:
            cursor.execute("ROLLBACK TO fault")
            return None
        cursor.execute("RELEASE fault")
    return done


def bits_of_database(path, seed):
    """Flip one bit of the database's file; say where. The caller tells whether anything kept is other."""
    choose = random.Random(seed)
    content = bytearray(Path(path).read_bytes())
    place = choose.randrange(len(content))
    content[place] ^= 1 << choose.randrange(8)
    Path(path).write_bytes(bytes(content))
    return place

"""T6, T7: an archive damaged at random, behind its back: every fault is named, and without one nothing is.

Twenty-five seeds each time; before a release (``-m long``) five hundred, of which a hundred are bits of the
database's own file, drawn until they change anything that is kept.
"""

import shutil
from collections import Counter
from pathlib import Path

import pytest
from django.db import transaction

from sources.annotate.acts import act
from sources.edition.fixity import verify
from sources.edition.manifest import read_manifest
from sources.edition.publish import publish
from sources.edition.published import Anchor
from sources.edition.swap import current_file
from sources.models import Article
from sources.vocabulary import ActKind
from tests.edition.kept import keep
from tests.faults import rot
from tests.faults.archives import doing, made

pytestmark = pytest.mark.django_db

OF_FILES = {"edition-": "edition", "": "document"}


@pytest.fixture
def anchor(settings, tmp_path):
    """An archive of two editions, and the head that it published."""
    settings.BLOBS, settings.EDITIONS = tmp_path / "blobs", tmp_path / "editions"
    settings.CURRENT_EDITION = settings.EDITIONS / "current.sqlite3"
    keep()
    with act(ActKind.EDIT, "Named anew") as entry:
        entry.change(Article.objects.first(), title="Lamps out on the quay again")
    second = publish().edition
    log = read_manifest(current_file()).log
    return Anchor(second.number, second.digest, second.sha256, log.acts, log.digest)


def named(anchor, seed, folder):
    """Let one thing happen to the archive, ask what is damaged, and bring all back."""
    kept = shutil.copytree(folder, folder.with_name("kept"), symlinks=True)
    with transaction.atomic():
        kind, sentence = rot.happen(seed)
        found = verify(anchor).damage
        transaction.set_rollback(True)
    shutil.rmtree(folder)
    kept.rename(folder)
    return kind, sentence, found


def all_named(anchor, seeds, tmp_path, settings):
    """Give how many faults of each kind were named; fail at the first that was not."""
    folder = tmp_path / "archive"
    folder.mkdir()
    for name in ("blobs", "editions"):
        (tmp_path / name).rename(folder / name)
    settings.BLOBS, settings.EDITIONS = folder / "blobs", folder / "editions"
    settings.CURRENT_EDITION = settings.EDITIONS / "current.sqlite3"
    assert verify(anchor).damage == ()
    counted = Counter()
    for seed in seeds:
        kind, sentence, found = named(anchor, seed, folder)
        assert found, f"seed {seed}: {sentence}: nobody noticed"
        if kind in {one.__name__ for one in rot.IN_FILES}:
            what = next(word for begin, word in OF_FILES.items() if sentence.startswith(begin))
            assert what in {one.what for one in found}, f"seed {seed}: {sentence}: {found}"
        counted[kind] += 1
    assert verify(anchor).damage == ()
    return counted


def test_t06_twenty_five_faults_are_all_named(anchor, tmp_path, settings):
    assert all_named(anchor, range(25), tmp_path, settings).total() == 25


@pytest.mark.long
def test_t06_four_hundred_faults_are_all_named(anchor, tmp_path, settings):
    counted = all_named(anchor, range(1000, 1400), tmp_path, settings)

    assert counted.total() == 400
    assert set(counted) == {one.__name__ for one in rot.FAULTS}, "each kind happened"


@pytest.mark.long
def test_t06_hundred_flipped_bits_of_the_database_are_all_named(tmp_path):
    with doing(tmp_path) as process:
        archive = made(process, tmp_path / "data")
        archive.do("prepare", "temrava")
        archive.do("publish")
        database = archive.data / "editorial.sqlite3"
        whole, said = database.read_bytes(), archive.do("logical")
        assert archive.do("named") == []
        unnamed, changed, seed = [], 0, 0
        while changed < 100:
            place = rot.bits_of_database(database, seed)
            seed += 1
            if archive.do("logical") != said:
                changed += 1
                if not archive.do("named"):
                    unnamed.append(place)
            Path(f"{database}-journal").unlink(missing_ok=True)
            database.write_bytes(whole)

    assert unnamed == []

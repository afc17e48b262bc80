"""An edition that two processes made says what one process makes; one that fails is not missed."""

import pickle
import sqlite3
from contextlib import contextmanager

import pytest

from sources.edition import apart
from sources.edition.beside import Item
from sources.edition.facts import AllFacts
from sources.edition.placing import Gathered, Linking, Where
from sources.edition.press import press
from sources.edition.tally import Named


class Beside:
    """The other process's part, done in this one: what it is handed and hands back is written and read."""

    def __init__(self, folder, *, fails=False):
        self.folder = folder
        self.fails = fails
        self.task = None
        self.done = []

    def begin(self, task):
        self.task = pickle.loads(pickle.dumps(task))

    def made(self):
        self.done.append(type(self.task).__name__)
        return None if self.fails else pickle.loads(pickle.dumps(self.task.carry_out(self.folder)))

    take_over = apart.Other.take_over


@contextmanager
def nobody(folder, articles):
    yield None


def pressed(tmp_path, name, help_by):
    manifest = press(tmp_path / name, 1, "", lambda _: None, help_by)
    with sqlite3.connect(tmp_path / name) as connection:
        rows = connection.execute("SELECT public_id, number, beside, claims FROM edition_passage ORDER BY 1")
        return manifest.digest, manifest.counts, rows.fetchall()


@pytest.mark.django_db
@pytest.mark.editorial
@pytest.mark.parametrize("fails", [False, True])
def test_edition_made_by_two_is_that_made_by_one(temrava, tmp_path, fails):
    other = Beside(tmp_path, fails=fails)

    @contextmanager
    def helped(folder, articles):
        yield other

    alone = pressed(tmp_path, "alone.sqlite3", nobody)
    shared = pressed(tmp_path, "shared.sqlite3", helped)

    assert shared == alone
    assert other.done == ["Copying", "Linking", "Verifying"]


@pytest.mark.slow
def test_other_process_does_its_task_and_ends(tmp_path):
    named = {1: Named(1, 1, frozenset({7}), frozenset()), 2: Named(2, 1, frozenset({7}), frozenset())}
    item = Item(7, (2, "who"), 12, Where([1, 2]))
    index = Gathered(named, {1: {1}, 2: {2}}, {(1, False, 7): item})
    facts = AllFacts(
        {1: ("aaaaaaaa", "1", 1), 2: ("bbbbbbbb", "1", 2)},
        {1: ("cccccccc", "one", "The Quay"), 2: ("dddddddd", "two", "The Hill")},
    )
    linking = Linking(index, facts, {7: "Ada Quill"}, [1, 2])
    folder = tmp_path / "apart"
    folder.mkdir()

    other = apart.Other(folder)
    other.begin(linking)
    made = other.made()
    other.begin(apart.Copying([1], {}, 0, "another database"))
    refused = other.made()
    other.end()

    assert made == linking.carry_out()
    assert refused is None
    assert not folder.exists()

"""A load of 500 documents, broken off again and again, ends where an unbroken one ends.

Killed (kill -9) sixty times, each time a little further and in another place of a document's way into the
archive; and stopped by a disk that is full, for the store or for the database. Whatever is there meanwhile is
whole documents, each just as the unbroken run has it; what reprints what is found across the breaks too.
"""

import pytest

from tests.benchmarks.reports import report
from tests.faults.archives import doing, made

pytestmark = pytest.mark.slow

DOCUMENTS, BREAKS = 500, 60
KEPT_PARTS = 8  # headline, byline, day and five paragraphs: short documents, so that there can be many
STOPPED = 2


@pytest.fixture(scope="module")
def process(tmp_path_factory):
    with doing(tmp_path_factory.mktemp("process")) as process:
        yield process


def write(folder, number):
    folder.mkdir()
    for one in range(number):
        parts = report(one).strip().split("\n\n")[:KEPT_PARTS]
        (folder / f"{one:04}.txt").write_text("\n\n".join(parts) + "\n", "utf-8")
    return str(folder)


@pytest.mark.long
def test_t03_load_killed_sixty_times_ends_as_an_unbroken_one(process, tmp_path):
    files = write(tmp_path / "in", DOCUMENTS)
    unbroken, broken = made(process, tmp_path / "unbroken"), made(process, tmp_path / "broken")
    steps = unbroken.ask("ingest", files)["steps"] // DOCUMENTS
    whole = unbroken.do("documents")
    reached = []

    for number in range(BREAKS):
        # Some documents further than the last time, and each time at another step of the next one or two: the
        # marks, which are written for a hundred at a time, count among the steps of each.
        die = {"after": DOCUMENTS // BREAKS - 2, "die_at": 1 + 7 * number % steps}
        assert broken.ask("ingest", files, **die)["killed"] is True
        left = broken.do("documents")
        assert left.items() <= whole.items()
        reached.append(len(left))

    assert broken.do("ingest", files).count("already there") == reached[-1]
    assert broken.do("content") == unbroken.do("content")
    assert broken.do("state")["damage"] == []
    assert reached == sorted(set(reached))


@pytest.mark.parametrize("fault", ["store", "database"])
def test_t04_i08_full_disk_stops_with_a_sentence_and_the_rest_comes_when_there_is_room(
    fault, process, tmp_path
):
    files = write(tmp_path / "in", 60)
    unbroken, broken = made(process, tmp_path / "unbroken"), made(process, tmp_path / "broken")
    steps = unbroken.ask("ingest", files)["steps"]
    size = (unbroken.data / "editorial.sqlite3").stat().st_size
    empty = (broken.data / "editorial.sqlite3").stat().st_size
    faults = {"store": {"full_at": steps // 2}, "database": {"largest": (empty + size) // 2}}[fault]

    code, sentence = broken.do("by_command", files, **faults)

    assert code == STOPPED
    assert sentence.endswith("Nothing is torn; give the same command again to go on where it stopped.")
    assert sentence.startswith(
        "The disk is full" if fault == "store" else "The database could not be written"
    )
    left = broken.do("documents")
    assert left.items() <= unbroken.do("documents").items()
    assert 0 < len(left) < 60
    assert broken.do("by_command", files) == [0, ""]
    assert (broken.do("content"), broken.do("state")["damage"]) == (unbroken.do("content"), [])

"""kill -9 in the middle of an ingest or a publish: as before or as after, never between.

Twenty places each before a release, seven with every change: of an ingest spread over the whole of it,
from its first step to its last; of a publish a quarter before its end and the rest among the last
fifteen, for nearly all of its steps are rows going into a file that nobody sees yet, and the settling,
renaming and swapping is at the end. After each: what is kept is sound and is one of the states in
which an unbroken run can be seen; readers have a whole edition; and doing the deed again ends where an
unbroken run ends.
"""

import shutil

import pytest

from tests.faults.archives import TOP, doing, made

pytestmark = pytest.mark.slow

SAMPLES = ("mail.txt", "syndicated.txt", "two_stories_dense.txt", "web_news.txt", "wire_wrapped.txt")
LAST = 15
HOW_MANY = [7, pytest.param(20, marks=pytest.mark.long)]
HALF_SWAPPED = "It is current and has no row; the next publish records it."


@pytest.fixture(scope="module")
def process(tmp_path_factory):
    with doing(tmp_path_factory.mktemp("process")) as process:
        yield process


@pytest.fixture
def archive(process, tmp_path):
    """An archive with its tables and nothing in it."""
    return made(process, tmp_path / "data")


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for name in SAMPLES:
        shutil.copy(TOP / "tests" / "ingest" / "samples" / name, folder)
    return folder


def spread(first, last, number):
    """So many steps from the first to the last, both among them."""
    return {first + round(one * (last - first) / (number - 1)) for one in range(number)}


def places_of_publish(steps, number):
    """A quarter of them over the filling of the file, the others over the last steps."""
    early = max(2, number // 4)
    return sorted(spread(1, steps - LAST, early) | spread(steps - LAST + 1, steps, number - early))


@pytest.mark.parametrize("number", HOW_MANY)
def test_t03_ingest_killed_anywhere_is_whole_documents_and_goes_on(archive, files, tmp_path, number):
    unbroken = archive.copied(tmp_path / "unbroken")
    known = [unbroken.do("state")["content"]]
    for name in SAMPLES:
        assert unbroken.do("ingest", str(files / name)) == ["taken in"]
        known.append(unbroken.do("state")["content"])
    steps = archive.copied(tmp_path / "counted").ask("ingest", str(files))["steps"]
    reached = set()

    for place in sorted(spread(1, steps, number)):
        broken = archive.copied(tmp_path / f"killed-{place}")
        assert broken.ask("ingest", str(files), die_at=place)["killed"] is True

        left = broken.do("state")
        assert (left["content"] in known, left["damage"]) == (True, [])
        reached.add(known.index(left["content"]))
        again = broken.do("ingest", str(files))
        assert again.count("already there") == known.index(left["content"])
        assert (broken.do("state")["content"], broken.do("state")["damage"]) == (known[-1], [])

    assert len(spread(1, steps, number)) == number
    assert len(reached) > 3, "the places did not fall into different documents"


@pytest.mark.parametrize("number", HOW_MANY)
def test_publish_killed_anywhere_leaves_a_whole_edition_and_goes_on(archive, tmp_path, number):
    archive.do("prepare", "temrava")
    first = archive.do("publish")
    archive.do("retitle", "The Lantern Tax")
    unbroken = archive.copied(tmp_path / "unbroken")
    counted = unbroken.ask("publish")
    second = counted["result"]
    reached = set()

    for place in places_of_publish(counted["steps"], number):
        broken = archive.copied(tmp_path / f"killed-{place}")
        assert broken.ask("publish", die_at=place)["killed"] is True

        left = broken.do("state")
        assert left["edition"] in (first, second)
        assert left["damage"] in ([], [HALF_SWAPPED])
        reached.add(left["edition"])
        assert broken.do("publish") == second
        after = broken.do("state")
        assert (after["edition"], after["damage"], after["left over"]) == (second, [], [])

    assert first != second
    assert len(places_of_publish(counted["steps"], number)) == number
    assert reached == {first, second}

"""kill -9 in the middle of looking through articles: ``suggest --pending`` goes on, nothing lost or twice."""

import shutil

import pytest

from sources.annotate.suggest import TOGETHER
from sources.recognise.readers import FEWEST
from tests.faults.archives import TOP, doing, made

pytestmark = pytest.mark.slow

SAMPLES = ("mail.txt", "syndicated.txt", "web_news.txt")
NOTE = "Harbour master Stepan Vorchenko told reporters in Lisbon that strike {} began on {} May 1931.\n"
PLACES = 6


@pytest.fixture(params=[2 * TOGETHER, pytest.param(FEWEST, marks=pytest.mark.long)])
def archive(request, tmp_path):
    """An archive with articles that nobody has looked through; so many that others read them, where long."""
    with doing(tmp_path) as process:
        archive = made(process, tmp_path / "data")
        files = [shutil.copy(TOP / "tests" / "ingest" / "samples" / name, tmp_path) for name in SAMPLES]
        for number in range(request.param):
            files.append(tmp_path / f"note-{number}.txt")
            files[-1].write_text(NOTE.format(number, number % 30 + 1))
        archive.do("ingest", *map(str, files))
        yield archive


def test_suggest_killed_anywhere_goes_on_and_ends_where_an_unbroken_run_ends(archive, tmp_path):
    start = archive.do("suggestions")
    unbroken = archive.copied(tmp_path / "unbroken")
    steps = unbroken.ask("suggest", "all")["steps"]
    whole = unbroken.do("suggestions")
    places = [steps * number // PLACES for number in range(1, PLACES)]
    midway = []

    for place in places:
        broken = archive.copied(tmp_path / f"killed-{place}")
        assert broken.ask("suggest", "all", die_at=place)["killed"] is True

        left = broken.do("suggestions")
        midway.append(left["marks"])
        assert left["marks"] <= whole["marks"]
        assert left["waiting"] > 0
        broken.do("suggest", "pending")
        assert broken.do("suggestions") == whole

    assert start["marks"] == 0
    assert midway == sorted(midway)
    assert 0 < midway[-1] < whole["marks"], "no place fell between the articles"

"""kill -9 in the middle of looking through articles: ``suggest --pending`` goes on, nothing lost or twice."""

import shutil

import pytest

from tests.faults.archives import TOP, doing, made

pytestmark = pytest.mark.slow

SAMPLES = ("mail.txt", "syndicated.txt", "web_news.txt")
PLACES = 6


@pytest.fixture
def archive(tmp_path):
    """An archive with a few articles that nobody has looked through."""
    with doing(tmp_path) as process:
        archive = made(process, tmp_path / "data")
        for name in SAMPLES:
            archive.do("ingest", str(shutil.copy(TOP / "tests" / "ingest" / "samples" / name, tmp_path)))
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

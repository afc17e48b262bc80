"""The same content published a second time: another edition, with another number on every page."""

import pytest

from sources.edition.publish import publish
from tests.public.conftest import make_lanterns, published_apart, reading


@pytest.fixture(scope="session")
def same_twice(edition, django_db_blocker, tmp_path_factory):
    """Two editions of the same content: their numbers differ and nothing else."""
    firsts = []

    def make_and_publish() -> None:
        make_lanterns()
        firsts.append(publish().path)

    second = published_apart(make_and_publish, tmp_path_factory.mktemp("twice"), django_db_blocker)
    return firsts[0].resolve(), second.resolve()


def test_the_same_content_published_again_is_another_page(same_twice, settings, django_db_blocker):
    first, second = same_twice
    with reading(first, settings, django_db_blocker) as reader:
        before = reader.get("/edition/")
    with reading(second, settings, django_db_blocker) as reader:
        after = reader.get("/edition/", headers={"If-None-Match": before["ETag"]})

    assert "<h1>Edition 1</h1>" in before.content.decode()
    assert after.status_code == 200
    assert "<h1>Edition 2</h1>" in after.content.decode()

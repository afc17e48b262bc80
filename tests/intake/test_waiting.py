"""How much may wait to be stored: of one person, and in all."""

import os

import pytest

from sources.annotate.acts import Refused
from sources.intake import waiting


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.WAITING = tmp_path / "waiting"


def upload(owner, size):
    """An upload of so many bytes, which take no room on the disk."""
    batch = waiting.save(waiting.begin(owner, "lamps"))
    (batch.folder / "1").touch()
    os.truncate(batch.folder / "1", size)


def test_s08_one_person_cannot_take_all_the_room():
    upload(1, waiting.MOST_OF_ONE + 1)

    with pytest.raises(Refused, match=r"Uploads of yours of 268,4.* allowed to one person"):
        waiting.begin(1, "lamps")

    assert waiting.begin(2, "lamps").owner == 2


def test_s08_all_together_have_a_limit_too():
    for owner in range(4):
        upload(owner, waiting.MOST_OF_ONE)

    with pytest.raises(Refused, match="wait to be stored or discarded, more than the 1,073,741,824 allowed"):
        waiting.begin(7, "lamps")


def test_room_comes_back_with_what_is_discarded():
    upload(1, waiting.MOST_OF_ONE + 1)
    waiting.discard(waiting.of_owner(1)[0])

    assert waiting.begin(1, "lamps").owner == 1

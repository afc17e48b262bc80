"""What a file is called is data."""

import pytest

from sources.intake.doorway import ingest
from sources.models import Document

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


def test_name_that_turns_the_reading_round_is_kept_without_that(tmp_path):
    file = tmp_path / "re\u202etxt.exe.txt"
    file.write_text("Lamps out\n\nAda Quill put out every lamp on the quay, and nobody lit them again.\n")

    (outcome,) = ingest([file], "lamps").files

    assert Document.objects.get().file_name == "re\ufffdtxt.exe.txt"
    assert "\u202e" not in outcome.path

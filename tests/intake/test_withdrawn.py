"""A withdrawn file that comes again is told from one that is merely there."""

import pytest

from sources.annotate.withdraw import apply_withdrawal, plan_withdrawal
from sources.intake.doorway import KNOWN, ingest
from sources.models import Document

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


def test_bytes_of_a_withdrawn_document_are_told_when_and_why_they_were_withdrawn(tmp_path):
    file = tmp_path / "report.txt"
    file.write_text("Lamps out\n\nAda Quill put out every lamp on the quay, and nobody lit them again.\n")
    ingest([file], "lamps")
    apply_withdrawal(plan_withdrawal(Document.objects.get()), actor=None, reason="not for this archive")

    outcome = ingest([file], "lamps").files[0]

    day = Document.objects.get().withdrawn_on
    assert (outcome.status, outcome.sentence) == (
        KNOWN,
        f"report.txt was withdrawn on {day}: not for this archive. Undo that act to have it back.",
    )
    assert Document.objects.count() == 1

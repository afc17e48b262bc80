"""The note of a cited claim: what it answers, and whether its asserter says so or denies it."""

import pytest

from sources.cite.claim import Cited, claim_item
from sources.vocabulary import Stance


@pytest.mark.parametrize(
    ("stance", "answer", "note"),
    [
        (Stance.ASSERTS, "16", "How many lamps? Answer: 16, asserted by Ada Quill, as of 4 May 1931."),
        (Stance.DENIES, "16", "How many lamps? Answer: 16, denied by Ada Quill, as of 4 May 1931."),
        (Stance.DISPUTES, "16", "How many lamps? Answer: 16, disputed by Ada Quill, as of 4 May 1931."),
        (Stance.UNKNOWN, "", "How many lamps? Said not to be known by Ada Quill, as of 4 May 1931."),
    ],
)
def test_note_says_what_its_asserter_does_with_the_answer(stance, answer, note):
    said = Cited(
        id="cccccc01",
        question="How many lamps?",
        answer=answer,
        stance=stance,
        asserter="Ada Quill",
        as_of="4 May 1931",
        address="http://quay.example/claim/cccccc01/",
    )

    assert claim_item({"id": "p", "type": "article-newspaper"}, said)["note"] == note

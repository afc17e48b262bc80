import pytest

from sources.ingest.cues import CUES, LONG, MENU, cues_of
from sources.ingest.shape import shape
from sources.vocabulary import Kind
from tests.ingest.labelled import samples


def test_a_cue_speaks_where_one_of_its_patterns_matches():
    lines = {line.strip().lower() for sample in samples() for line in sample.text.splitlines()}
    short = [line for line in lines if line and len(line) <= LONG and "’" not in line and "‘" not in line]

    # A row of buttons is read cell by cell, by no cue's pattern.
    said = {line: [vote.reason for vote in cues_of(line, 1) if vote is not MENU] for line in short}

    assert len(short) > 100
    assert said == {
        line: [
            cue.reason
            for cue in CUES
            if any(one.match(line) for one in cue.anchored) or any(one.search(line) for one in cue.free)
        ]
        for line in short
    }


@pytest.mark.parametrize(("start", "end"), [("", "»"), ("", "x → y"), ("« ", "."), ("← ", "»")])
def test_a_long_line_with_an_arrow_is_read_at_once(start, end):
    # Each way of parting the words was tried once: a line of forty words took longer than anybody waits.
    line = start + "a " * 60 + end

    assert isinstance(cues_of(line, 61), tuple)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Share this", Kind.BOILERPLATE),
        ("We use cookies to give you the best experience", Kind.BOILERPLATE),
        ("Sign up for our morning newsletter", Kind.BOILERPLATE),
        ("© 1998 The Carrow Guardian", Kind.BOILERPLATE),
        ("News > World > Corvana", Kind.BOILERPLATE),
        ("Your email address will not be published. Required fields are marked *", Kind.BOILERPLATE),
        ("12 comments", Kind.COMMENT),
        ("Leave a Reply", Kind.COMMENT),
        ("Read more: The bridge that nobody ordered", Kind.RELATED_LINK),
        ("You may also like", Kind.RELATED_LINK),
        ("Women wait at the gate on Monday. (Photo: A. Petrova/AFP)", Kind.CAPTION),
        ("The old quay in 1961. Photograph by courtesy of the harbour board", Kind.CAPTION),
        ("Dockers on the mole, 3 June 2009. REUTERS/Ana Petrova/File Photo", Kind.CAPTION),
        ("(Reuters, AP)", Kind.SOURCE_CREDIT),
        ("Translated from the Russian by Joan Pell", Kind.SOURCE_CREDIT),
        ("Reporting by Noel Prior; editing by Dan Brill", Kind.BYLINE),
        ("Editor's note: Some names have been changed.", Kind.EDITOR_NOTE),
        ("This interview has been edited for length and clarity.", Kind.EDITOR_NOTE),
    ],
)
def test_a_cue_speaks_for(line, kind):
    form = shape(line)

    votes = cues_of(form.plain, form.words)

    assert max(votes, key=lambda vote: vote.weight).kind == kind


@pytest.mark.parametrize(
    "line",
    [
        "The committee met on Thursday and resolved that nobody should go back to the boats.",
        "She told Reuters that the photographs had been taken before the shooting began.",
        "The report was published on Monday and runs to 312 pages.",
        "Her book about the strike was first published in 1931, and has not been out of print since.",
    ],
)
def test_a_sentence_of_a_report_is_no_cue(line):
    form = shape(line)

    assert cues_of(form.plain, form.words) == ()

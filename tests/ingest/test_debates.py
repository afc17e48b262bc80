import pytest

from sources.ingest.debates import debate_turns
from sources.ingest.join import join_lines
from sources.ingest.lines import split_lines
from sources.ingest.reading import read_text

COMMONS = """KARST PASS (SLIDE)

§ 11.4 p.m.

§ Mr. John Ode (Upper Karst): I make no apology for keeping the House. The wall was rotten in March.

The county surveyor wrote to the Ministry. I have his letter here.

§ The Minister of Works (Mr. Silas Beer): The letter was received and it was answered in April.

§ Mr. Ode: For nine months?

§ Mrs. Vera Hart (Penhal): Shame.

§ Mr. Beer: For eleven weeks.

§ Question put, and agreed to.
"""
ASSEMBLY = """ROADS: KARST PASS

Mr LINT (Upper Karst) (14:31): When was the minister first told that the wall above the pass would fall?

The Hon. O. RILL (Minister for Works) (14:32): The letter reached my office in March.
I shall lay it before the house on Thursday.

Honourable members interjecting:

The SPEAKER: Order!

Mr LINT: What did the answer say?
"""
COUNCIL = """THE COUNCIL OF SELWICK

THE MAYOR: I have the letter here, and I shall read it.

MR. HALE: We have all read it, and it says nothing of the wall.

THE MAYOR: Then I shall read it twice.

MR. DUNN: I move that the letter lie upon the table.

The council rose at 4.15 p.m.
"""


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            COMMONS,
            [
                *["Mr. John Ode"] * 2,
                "Mr. Silas Beer",
                "Mr. John Ode",
                "Mrs. Vera Hart",
                "Mr. Silas Beer",
            ],
        ),
        (ASSEMBLY, ["Mr LINT", "The Hon. O. RILL", "The Hon. O. RILL", "The SPEAKER", "Mr LINT"]),
        (COUNCIL, ["THE MAYOR", "MR. HALE", "THE MAYOR", "MR. DUNN"]),
    ],
    ids=["commons", "assembly", "council"],
)
def test_each_speech_has_its_speaker_and_stays_text(text, speakers):
    spoken = [region for region in read_text(text).regions if region.speaker]

    assert [region.speaker for region in spoken] == speakers
    assert {region.kind.value for region in spoken} == {"body"}


def test_the_hour_in_the_margin_is_nobody_s_words():
    regions = read_text(COMMONS).regions

    assert [region.kind.value for region in regions if region.span.of(COMMONS) == "§ 11.4 p.m."] == [
        "boilerplate"
    ]


def test_an_interview_is_no_debate():
    text = (
        "Q: Where were you, Mr. Ode?\n\nA: At home.\n\nQ: And then?\n\nA: At the bridge, with the others.\n"
    )

    units = join_lines(text, split_lines(text))

    assert debate_turns(units, 0, len(units)) == {}

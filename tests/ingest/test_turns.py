import pytest

from sources.ingest.reading import read_text

HEAD = """The farmer who pulled up the pegs
Owen Tregar on the dam that divides a county
By Lidia Marsh
14 June 2003

Owen Tregar has farmed at Lower Brana for forty years. He spoke to Lidia Marsh in his kitchen.

"""
TALK = [
    ("When did you first hear about the dam?", "From the postman, who asked whether I was building a wall."),
    (
        "Had nobody written to you?",
        "Nobody writes to farmers. They write about them, and then there is a map.",
    ),
    ("What did you do?", "I pulled up the pegs. It took the afternoon, and my daughter helped me with it."),
    ("And the engineers?", "They came back with more pegs, and this time with a policeman, my cousin."),
]
NAMES = ("Lidia Marsh", "Owen Tregar")


@pytest.mark.parametrize(
    ("before", "after", "speakers"),
    [
        ("Q: ", "A: ", NAMES),
        ("Q. ", "A. ", NAMES),
        ("Q\t", "A\t", NAMES),
        ("Question: ", "Answer: ", NAMES),
        ("LM: ", "OT: ", NAMES),
        ("", "", NAMES),
        ("1. ", "", NAMES),
        ("– ", "", NAMES),
        ("– ", "– ", NAMES),
        ("[00:01] MARSH: ", "[00:02] TREGAR: ", ("MARSH", "TREGAR")),
        ("Marsh [laughs]: ", "Tregar: ", ("Marsh", "Tregar")),
        ("Sable Ledger: ", "Owen Tregar: ", ("Sable Ledger", "Owen Tregar")),
    ],
)
def test_turns_of_every_form_have_their_speakers(before, after, speakers):
    text = HEAD + "\n\n".join(f"{before}{question}\n\n{after}{answer}" for question, answer in TALK)

    found = [(region.kind.value, region.speaker) for region in read_text(text).regions if region.speaker]

    assert found == [("question", speakers[0]), ("answer", speakers[1])] * len(TALK)

from sources.ingest.copies import Copy, find_copies, match_passages
from sources.ingest.runs import similarity, worded

STORY = (
    "The widows of the Gorse Hill pit went on foot to the coroner yesterday, forty of them, to ask for the "
    "one thing that the company has not given them, which is a list of the dead. They were received at the "
    "side door by a clerk who had been told to take their names and to say nothing else."
)


def test_the_same_words_are_wholly_alike():
    assert similarity(worded(STORY), worded(STORY.upper().replace(",", " ;"))) == 1.0


def test_a_shortened_reprint_is_a_copy_with_its_figure():
    reprint = STORY.replace(" yesterday, forty of them,", " on Monday").replace("They were", "The women were")

    assert find_copies(["Something else entirely was printed here. " * 9, STORY, reprint]) == {
        2: Copy(1, 0.9244)
    }


def test_a_copy_of_a_copy_goes_back_to_the_first():
    assert find_copies([STORY, STORY, STORY]) == {1: Copy(0, 1.0), 2: Copy(0, 1.0)}


def test_different_reports_of_one_event_are_no_copies():
    other = (
        "Forty women walked to the coroner's office to demand the names of those killed at Gorse Hill. The "
        "clerk took down their names and would say no more, and the door was shut at noon by two constables."
    )

    assert find_copies([STORY, other]) == {}


def test_passages_of_a_copy_find_their_originals():
    originals = ["The strike goes on.", "Nobody has gone back to the boats since Friday night.", "Share this"]
    repeats = ["Share this", "Nobody had gone back to the boats since Friday night.", "A new line."]

    assert match_passages(originals, repeats) == {0: 2, 1: 1}
    assert match_passages(originals, [originals[1] + " Not one.", "The strike goes on!"]) == {0: 1, 1: 0}

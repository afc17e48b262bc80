from sources.ingest.cohesion import break_points
from sources.ingest.join import join_lines
from sources.ingest.lines import split_lines

LOCK = """The keepers of the lower lock at Vesna opened the gates by hand on Monday, and the barges that had
waited since the storm went through slowly while the whole town stood on the bank and counted them.

The miller lent the keepers a chain, the brewery sent barrels, and schoolchildren carried lanterns down
to the water until the last barge had passed beneath the wooden bridge towards the harbour.

"""


def points(heading, after):
    text = LOCK.replace("\n", " ").replace("  ", "\n\n") + f"\n\n{heading}\n\n{after}"
    units = join_lines(text, split_lines(text))
    return break_points(units, len(units) - 2, 0)


def test_text_on_the_same_things_speaks_against_a_headline():
    after = (
        "The keepers closed the lock again on Tuesday, and the last barge waits at the bridge near the "
        "brewery."
    )

    assert points("A SECOND NIGHT", after) == -1.5


def test_text_on_other_things_speaks_for_a_headline():
    after = (
        "Wheat fell twopence a bushel yesterday. Dealers expect several foreign cargoes before the autumn "
        "rains arrive, and growers hold their grain back."
    )

    assert points("GRAIN PRICES FALL", after) == 1.5


def test_little_text_says_nothing():
    assert points("A SHORT LINE", "It rained all of that week, and then some more of it came.") == 0.0

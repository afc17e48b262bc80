from sources.ingest.dashes import dashed_turns
from sources.ingest.join import join_lines
from sources.ingest.lines import split_lines
from sources.ingest.speakers import Parties
from sources.vocabulary import Kind

TALK = """– When did you know that the boat was late?
– When the radio went quiet.
It had never been quiet before.
– You were criticised for waiting.
– By people who were in bed.
– And the second boat?
– One fewer."""


def turns_of(text):
    units = join_lines(text, split_lines(text))
    return dashed_turns(units, list(range(len(units))), Parties("Lidia Marsh", "Anders Kvist", "", ()))


def test_dashes_take_turns():
    q, a = (Kind.QUESTION, "Lidia Marsh"), (Kind.ANSWER, "Anders Kvist")

    assert [(turn.kind, turn.speaker) for turn in turns_of(TALK).values()] == [q, a, a, q, a, q, a]


def test_a_list_in_dashes_is_no_interview():
    assert turns_of("– bread\n– salt\n– two lamps\n– Is there oil?") == {}

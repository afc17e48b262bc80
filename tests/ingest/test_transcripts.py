from sources.ingest.reading import read_text

TALK = """Two pilots and a fog
By Hana Brandt

Jon Aske 00:04
Welcome back. What does a pilot do in fog?

Anders Kvist 00:11
Listens.

Jon Aske 00:13
And then?

Anders Kvist 00:15
Then he listens again. There is nothing else to do until somebody answers.
"""


def test_names_alone_over_their_words_are_turns():
    turns = [(region.kind.value, region.speaker) for region in read_text(TALK).regions[2:]]

    q, a = ("question", "Jon Aske"), ("answer", "Anders Kvist")
    assert turns == [q, q, a, a, q, q, a, a]


def test_names_in_a_menu_that_comes_twice_are_no_speakers():
    menu = "Film Reviews\nBook Reviews\nLocal Sport\nLocal News\n"

    assert {region.speaker for region in read_text(menu + TALK[:40] + menu).regions} == {None}

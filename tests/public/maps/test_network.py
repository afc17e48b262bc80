"""The drawing of who is named together."""

from sources.public.maps.network import network


def test_long_name_is_cut_between_words_on_the_drawing_and_whole_in_the_table():
    long = "Institute for the Lamps and Moorings of the Inner Sea"
    laid_out = {
        "dots": [
            ["person", "ddddddd2", "ada-quill", "Ada Quill", 4, 0.1, 0.5],
            ["organisation", "ddddddd3", "institute", long, 3, 0.9, 0.5],
            ["organisation", "ddddddd4", "board", "Lampenanzünderverbandsvorstand", 1, 0.5, 0.9],
        ],
        "lines": [[0, 1, 2], [0, 2, 1]],
    }

    drawn = network(laid_out)

    assert [one.name for one in drawn.people] == ["Ada Quill"]
    assert [one.name for one in drawn.organisations] == [
        "Institute for the Lamps…",
        "Lampenanzünderverbandsvorstand",
    ]
    assert [bool(one.anchor) for one in drawn.organisations] == [True, True]
    assert drawn.rows[0].other == long

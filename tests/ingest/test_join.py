from sources.ingest.join import join_lines
from sources.ingest.lines import split_lines


def passages(text):
    return [unit.text for unit in join_lines(text, split_lines(text))]


def test_join_mends_a_sentence_broken_where_a_link_stood():
    text = (
        "The prefect had gone to\nHalmya\nand would be back on Monday, said his clerk.\n"
        "Nobody asked the clerk again."
    )

    assert passages(text) == [
        "The prefect had gone to Halmya and would be back on Monday, said his clerk.",
        "Nobody asked the clerk again.",
    ]


def test_join_runs_from_the_first_to_the_last_character():
    text = "  He spoke of the  \n  harbour.  \n"

    (unit,) = join_lines(text, split_lines(text))

    assert text[unit.span.start : unit.span.end] == "He spoke of the  \n  harbour."


def test_join_leaves_lines_that_are_paragraphs():
    text = "The strike went on.\nNobody had work.\nThe bakers shut at noon."

    assert passages(text) == ["The strike went on.", "Nobody had work.", "The bakers shut at noon."]


def test_join_mends_a_column_and_parts_its_paragraphs():
    text = (
        "The lighters were cleared at seven in the\n"
        "morning by a company of the regiment. No\n"
        "order was heard.\n"
        "  The hospital at St Phocas had taken in ele-\n"
        "ven of the dead by noon, and would not say\n"
        "that there would be no more.\n"
    )

    assert passages(text) == [
        "The lighters were cleared at seven in the morning by a company of the regiment. No order was heard.",
        "The hospital at St Phocas had taken in ele- ven of the dead by noon, and would not say "
        "that there would be no more.",
    ]


def test_join_does_not_take_a_caption_into_a_sentence():
    text = "He stood on the\nThe mole in 1927. (Photo: N. Gerontas)\nsteps and waited."

    assert passages(text) == [
        "He stood on the",
        "The mole in 1927. (Photo: N. Gerontas)",
        "steps and waited.",
    ]

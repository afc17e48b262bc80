"""Kinds of text that were first read by somebody who had not written the rules: what was lost stays text."""

import pytest

from sources.ingest.bylines import authors_of
from sources.ingest.reading import read_text
from sources.vocabulary import Kind

LEAD = (
    "The road over the Karst pass was closed on Monday after a slide carried away forty metres of it, and "
    "the council said that it would stay closed until the spring.\n\n"
)
TAKES = (
    "Strike at the Karst works\nBy Dora Lint\n\n" + LEAD + "{between}\n\n"
    "Police stood at the gate but nobody was arrested.\n\n"
    "{between}\n\nA meeting is set for Friday in the chapel.\n"
)


def kind_of(text: str, words: str) -> Kind:
    place = text.index(words)
    return next(r.kind for r in read_text(text).regions if r.span.start <= place < r.span.end)


@pytest.mark.parametrize("between", ["MORE", "(more)", "-MORE-", "MORE\n\nBC-KARST-STRIKE/2 (TAKE 2 OF 2)"])
def test_a_story_goes_on_after_a_take(between):
    text = TAKES.format(between=between)

    assert kind_of(text, "Police stood") == Kind.BODY
    assert kind_of(text, "A meeting is") == Kind.BODY
    assert kind_of(text, between.split("\n")[0]) == Kind.BOILERPLATE


@pytest.mark.parametrize("cell", ["Report", "Weather", "Topic", "Search"])
def test_a_table_s_cell_opens_no_furniture(cell):
    text = (
        "Slide at Karst\nBy Dora Lint\n\n"
        + LEAD
        + f"{cell}\n\nTwo teams with dogs went up again on Thursday.\n"
    )

    assert kind_of(text, "Two teams") == Kind.BODY
    assert kind_of(text, cell) == Kind.BODY


def test_a_menu_s_words_together_are_still_a_menu():
    text = "Slide at Karst\nBy Dora Lint\n\n" + LEAD + "Share this\nReport\nPrint\n"

    assert kind_of(text, "Report") == Kind.BOILERPLATE


@pytest.mark.parametrize(
    "quoted",
    ["«Мы ждали три часа», — сказал Иван Лесов.", "Он сказал: «Мы ждали три часа»", "«Nous avons attendu.»"],
)
def test_a_quotation_in_guillemets_is_text(quoted):
    text = "Slide at Karst\nBy Dora Lint\n\n" + LEAD + f"{quoted}\n\n" + LEAD

    assert kind_of(text, quoted) in {Kind.BODY, Kind.HEADING}


@pytest.mark.parametrize("button", ["« Older story", "Newer story »", "← Back to the front page"])
def test_a_guillemet_that_points_is_a_button(button):
    assert kind_of("Slide at Karst\nBy Dora Lint\n\n" + LEAD + f"{button}\n", button) == Kind.BOILERPLATE


def test_a_first_paragraph_over_an_editor_s_note_is_text():
    text = (
        "Who closed the pass\n\nDora Lint\n\n3 May 2011\n\n"
        "There are roads that nobody builds. They are left behind by people who had nowhere else to walk.\n\n"
        "[Editor's note: the council replied on 4 May.]\n\n" + LEAD
    )

    assert kind_of(text, "There are roads") == Kind.BODY


def test_the_numbers_of_a_text_s_parts_are_headings_and_nobody_s_name():
    head = "What the pass kept\nBy Dora Lint\n3 May 2011\n\n"
    text = f"{head}I.\n\n{LEAD}II.\n\n{LEAD}III.\n\nNobody was charged.\n"
    reading = read_text(text)

    assert [r.kind for r in reading.regions if r.span.of(text) in {"I.", "II.", "III."}] == [Kind.HEADING] * 3
    assert reading.articles[0].authors == ("Dora Lint",)


def test_a_short_answer_at_the_end_of_a_transcript_is_a_turn():
    text = (
        "Transcript of the evening bulletin\n\nANCHOR: With me is Oton Rill. Were you below when it fell?\n\n"
        "RILL: Yes.\n\nANCHOR: How deep was it?\n\n"
        "RILL: Four hundred metres, and the props went like shots.\n\n"
        "VOICE FROM THE HALL: They had a week. Why was nobody sent?\n\nRILL: Ask them.\n\n"
        "ANCHOR: Will you go back?\n\nRILL: No.\n"
    )
    turns = [(region.kind, region.speaker) for region in read_text(text).regions[5:]]

    assert turns == [
        (Kind.QUESTION, "VOICE FROM THE HALL"),
        (Kind.ANSWER, "RILL"),
        (Kind.QUESTION, "ANCHOR"),
        (Kind.ANSWER, "RILL"),
    ]


def test_the_end_of_a_sentence_is_in_nobody_s_name():
    text = (
        "Interview\n\nThe keeper of the pass speaks\n\nBy Dora Lint\n\n"
        "Oton Rill kept the pass for twenty years. He left in October. "
        "We met him at the house of his sister.\n\n"
        "Who told you to close the road?\n\nNobody did. I saw the stones and I closed it.\n\n"
        "Did you write it down?\n\nI wrote it in the book that you have in your hand.\n\n"
        "And what did the council say to you?\n\nThey said nothing at all for a week.\n\nThank you.\n"
    )
    turns = [(r.kind, r.speaker) for r in read_text(text).regions if r.speaker]

    assert turns == [(Kind.QUESTION, "Dora Lint"), (Kind.ANSWER, "Oton Rill")] * 3 + [
        (Kind.QUESTION, "Dora Lint")
    ]


def test_two_short_articles_of_one_paper_are_two():
    text = (
        "Ferry company admits boats were locked\nNora Feld\nThe Karst Courier\n4 May 1999\n\n"
        "The company that ran the ferry told the court on Tuesday that two of her six boats were locked when "
        "she left the harbour.\nThe mate had asked for the keys in March, a witness said, and was told that "
        "they were with the purser.\nRelatives in the gallery wept as the letter was read.\n\n\n"
        "Harbour to light lamps for the lost\nPiers Odel\nThe Karst Courier\n9 May 1999\n\n"
        "Lamps will be lit along the mole on Sunday evening.\n"
        "Schools will close at noon, the council has decided.\n"
        "The lamps were given by the glass works of the town.\n"
    )

    assert [(a.title, a.authors, a.publication, a.published) for a in read_text(text).articles] == [
        ("Ferry company admits boats were locked", ("Nora Feld",), "The Karst Courier", "1999-05-04"),
        ("Harbour to light lamps for the lost", ("Piers Odel",), "The Karst Courier", "1999-05-09"),
    ]


@pytest.mark.parametrize("words", ["II", "XIV.", "Press Release", "MEDIA STATEMENT", "Karst Press Writer"])
def test_a_number_a_label_or_an_office_is_no_author(words):
    assert authors_of(words) == ()


def test_a_printed_page_s_foot_is_no_other_article():
    text = "The Karst Courier - page 3\n\nSlide at Karst\nBy Dora Lint\n\n" + LEAD

    assert kind_of(text, "The Karst Courier") == Kind.BOILERPLATE

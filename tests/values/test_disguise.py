"""A text under pseudonyms: every mark keeps its words, or holds the whole pseudonym."""

from hypothesis import given
from hypothesis import strategies as st

from sources.values.disguise import Disguise, Forms, Replacement
from sources.values.span import Span


def test_text_has_the_pseudonym_and_spans_move():
    text = "Then Mira Holt spoke to Ost and Mira Holt left."
    disguise = Disguise.of([Replacement(5, 14, "Witness A"), Replacement(32, 41, "Witness A!")])

    assert disguise.text(text) == "Then Witness A spoke to Ost and Witness A! left."
    assert disguise.span(24, 27) == Span(24, 27)
    assert disguise.span(42, 46) == Span(43, 47)


def test_span_that_holds_or_cuts_a_name_holds_the_whole_pseudonym():
    disguise = Disguise.of([Replacement(5, 14, "W")])

    assert disguise.span(0, 20) == Span(0, 12)
    assert disguise.span(10, 20) == Span(5, 12)
    assert disguise.span(0, 7) == Span(0, 6)
    assert disguise.span(6, 8) == Span(5, 6)


def test_pseudonym_with_a_full_stop_takes_that_of_the_sentence():
    text = "So said Mira Holt. But Mira Holt... And Mira Holt? Ost."
    found = [Replacement(8, 17, "Anna V."), Replacement(23, 32, "Anna V."), Replacement(40, 49, "Anna V.")]

    disguise = Disguise.of(found, text)

    assert disguise.text(text) == "So said Anna V. But Anna V.... And Anna V.? Ost."
    assert disguise.span(8, 17) == disguise.span(8, 18) == Span(8, 15)
    assert disguise.span(19, 22) == Span(16, 19)
    assert Forms({"Mira Holt": "Anna V."}).covered("Of Mira Holt.") == "Of Anna V."


def test_overlapping_names_are_one_replacement():
    found = [Replacement(8, 12, "B"), Replacement(0, 10, "A")]

    assert Disguise.of(found).replacements == (Replacement(0, 12, "A"),)


@given(
    st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=6), st.data()
)
def test_every_span_clear_of_the_names_keeps_its_words(text, places, data):
    found = [
        Replacement(start, min(start + size, len(text)), "✱" * (size % 4 + 1))
        for start, size in places
        if start < len(text)
    ]
    disguise = Disguise.of(found)
    shown = disguise.text(text)
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    moved = disguise.span(start, end)

    assert 0 <= moved.start < moved.end <= len(shown)
    if not any(one.start < end and start < one.end for one in disguise.replacements):
        assert shown[moved.start : moved.end] == text[start:end]


def test_whole_names_are_found_in_any_case_and_spacing_single_words_as_written():
    forms = Forms({"Mira Holt": "W", "Holt": "W"})

    assert forms.covered("MIRA\u00a0HOLT, mira  holt, Holt’s, HOLT; a holt of otters; Holthouse") == (
        "W, W, W’s, W; a holt of otters; Holthouse"
    )


def test_name_is_found_composed_and_decomposed():
    forms = Forms({"Zoe\u0308 Wre\u0301n": "W"})

    assert forms.covered("Zoë Wrén and Zoe\u0308 Wre\u0301n") == "W and W"


def test_form_inside_somebody_elses_name_is_left():
    forms = Forms({"Holt": "W"})

    assert forms.found("Ada Holt and Holt", [(0, 8)]) == [Replacement(13, 17, "W")]


def test_no_forms_find_nothing():
    assert Forms({}).covered("Mira Holt") == "Mira Holt"

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.public.showing.marked import drawn_apart, drawn_nested, marked, without_heading_sign


def row(text: str, words: str, kind: str) -> list:
    """A mark on the first occurrence of the words, as an edition's row has it."""
    start = text.index(words)
    return [start, start + len(words), kind, kind[0] * 8, "slug", words]


def drawn(text: str, *marks: tuple[str, str]) -> str:
    return str(marked(text, [row(text, words, kind) for words, kind in marks]))


def test_a_mark_is_a_link_to_its_entity():
    assert drawn("seen by Vorchenko twice", ("Vorchenko", "person")) == (
        'seen by <a class="m person" href="/person/pppppppp/slug/" data-card="pppppppp">Vorchenko</a> twice'
    )


def test_a_mark_that_holds_another_stands_round_it():
    text = "shortly after seven on Friday morning"

    html = drawn(text, (text, "date"), ("Friday", "person"))

    assert html == (
        '<span class="m date holds"><a class="in" href="/date/dddddddd/">shortly after seven on </a>'
        '<a class="m person" href="/person/pppppppp/slug/" data-card="pppppppp">Friday</a>'
        '<a class="in" href="/date/dddddddd/"> morning</a></span>'
    )


def test_of_crossing_marks_the_first_keeps_the_shared_words_and_both_lines_show():
    html = drawn(
        "Colonel Velisar’s Regiment", ("Colonel Velisar", "person"), ("Velisar’s Regiment", "organisation")
    )

    assert html == (
        '<a class="m person" href="/person/pppppppp/slug/" data-card="pppppppp">Colonel '
        '<span class="m org holds">Velisar</span></a>'
        '<a class="m org holds" href="/organisation/oooooooo/slug/" data-card="oooooooo">’s Regiment</a>'
    )


def test_two_marks_on_the_same_words_draw_both_lines():
    html = drawn("Temrava", ("Temrava", "organisation"), ("Temrava", "place"))

    assert html == (
        '<span class="m org holds">'
        '<a class="m place" href="/place/pppppppp/slug/" data-card="pppppppp">Temrava</a></span>'
    )


def test_signs_of_html_in_a_source_are_words():
    assert drawn("<script>alert(1)</script> & Co") == "&lt;script&gt;alert(1)&lt;/script&gt; &amp; Co"


spans = st.tuples(
    st.integers(0, 30), st.integers(1, 12), st.sampled_from(["person", "place", "organisation", "date"])
)


@given(st.text(alphabet="aé😀 <&'Я", min_size=31, max_size=45), st.lists(spans, max_size=6))
def test_without_its_tags_a_drawing_is_the_text(text, marks):
    rows = [[start, min(start + length, len(text)), kind, "x" * 8, "s", ""] for start, length, kind in marks]

    html = str(marked(text, rows))

    assert unescape(re.sub(r"</?(?:a|span)\b[^>]*>", "", html)) == text


@given(st.lists(spans, max_size=6))
def test_links_never_stand_within_links_and_every_tag_is_closed(marks):
    rows = [[start, start + length, kind, "x" * 8, "s", ""] for start, length, kind in marks]
    opened = []

    for closing, tag in re.findall(r"<(/?)(a|span)\b", str(marked("x" * 42, rows))):
        if closing:
            assert opened.pop() == tag
        else:
            assert tag != "a" or "a" not in opened
            opened.append(tag)

    assert opened == []


def test_heading_sign_is_left_out_and_the_marks_move_with_the_words():
    assert without_heading_sign("## On the Coal Mole", [[10, 19, "place", "id", "s", "n"]]) == (
        "On the Coal Mole",
        [[7, 16, "place", "id", "s", "n"]],
    )


def test_heading_without_a_sign_is_as_it_is():
    assert without_heading_sign("No. #1 on the quay", []) == ("No. #1 on the quay", [])


@pytest.mark.parametrize(
    ("sign", "name"), [("\u202e", "RLO"), ("\u2067", "RLI"), ("\u200f", "RLM"), ("\u2069", "PDI")]
)
def test_a_sign_that_turns_the_direction_is_seen_and_turns_nothing_else(sign, name):
    drawn = marked(f"lit {sign}no lamp", [])

    assert drawn == f'lit <bdi class="turns" data-sign="{name}">{sign}</bdi>no lamp'


def test_a_turning_sign_within_a_name_stays_in_its_link():
    drawn = marked("A\u202eB left", [[0, 3, "person", "m8mwreec", "a-b", "AB"]])

    assert re.sub("<[^>]+>", "", drawn) == "A\u202eB left"
    assert '<bdi class="turns" data-sign="RLO">\u202e</bdi>B</a> left' in drawn


@given(
    words=st.lists(
        st.sampled_from(["Ada", "<b>", "d’Orne & Co", "3 May", "\u202ewick"]), min_size=1, max_size=8
    ),
    picked=st.sets(st.integers(0, 7)),
)
def test_marks_that_do_not_touch_are_drawn_the_same_either_way(words, picked):
    text, place, rows = " ".join(words), 0, []
    for number, word in enumerate(words):
        kind, slug = ("date", "") if number % 3 == 2 else ("person", "ada")
        if number in picked:
            rows.append([place, place + len(word), kind, f"id{number}", slug, word])
        place += len(word) + 1

    assert drawn_apart(text, rows) == drawn_nested(text, rows, ())

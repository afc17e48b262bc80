"""Splices against character identity: equal words are not enough (integrity rule I4, test T1)."""

import re
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.values.span import Span
from sources.values.splice import Splice, apply, diff, effective, from_json, invert, map_span, to_json

# Repeats, an emoji, é as two code points, right-to-left letters, a no-break space, line ends.
ALPHABET = "aab 😀e\u0301שנ\u00a0\n"
WORDS = ["Stepan", "Team", "Alpha", "Beta", "the", "mole", ",", ".", "😀", "e\u0301", "שנ", "\u00a0", "\n"]

TEXTS = st.text(alphabet=ALPHABET, max_size=40)
PROSE = st.lists(st.sampled_from([*WORDS, " ", " ", " "]), max_size=30).map("".join)


@st.composite
def splices_of(draw: st.DrawFn, text: str, max_size: int = 10) -> list[Splice]:
    """Inserts, deletions, replacements, and lookalike blocks put next to their original."""
    splices = []
    for _ in range(draw(st.integers(0, max_size))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 8)))
        if draw(st.booleans()):
            splice = Splice(end, end, text[start:end])
        else:
            splice = Splice(start, end, draw(st.text(alphabet=ALPHABET, max_size=5)))
        splices.append(splice)
        text = apply(text, [splice])
    return splices


@st.composite
def histories(draw: st.DrawFn) -> tuple[str, list[Splice]]:
    text = draw(TEXTS)
    return text, draw(splices_of(text))


@dataclass(frozen=True)
class Tagged:
    """A text whose every character has a name of its own; an oracle that shares no code with splice."""

    ids: list[object]
    text: str

    def after(self, splice: Splice) -> "Tagged":
        new = [object() for _ in splice.replacement]
        ids = [*self.ids[: splice.start], *new, *self.ids[splice.end :]]
        return Tagged(ids, apply(self.text, [splice]))


def is_intact(span_ids: list[object], ids: list[object]) -> bool:
    """The same characters stand together, in order, with nothing between."""
    if span_ids[0] not in ids:
        return False
    at = ids.index(span_ids[0])
    return ids[at : at + len(span_ids)] == span_ids


@settings(max_examples=200)
@given(histories(), st.data())
def test_t01_i04_map_span_keeps_the_very_same_characters_and_flags_only_what_was_touched(history, data):
    text, splices = history
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    tagged = Tagged([object() for _ in text], text)
    span_ids, exact = tagged.ids[span.start : span.end], span.of(text)

    was_touched = False
    for splice in splices:
        now = tagged.after(splice)
        taken = tagged.ids[splice.start : splice.end]
        was_touched |= any(name in span_ids for name in taken) or not (
            was_touched or is_intact(span_ids, now.ids)
        )
        tagged = now
    mapped = map_span(span, splices)

    assert (mapped is None) == was_touched
    if mapped:
        assert mapped.of(tagged.text) == exact
        assert tagged.ids[mapped.start : mapped.end] == span_ids


def test_i04_map_span_at_an_insertion_before_the_first_letter_moves_on():
    assert map_span(Span(3, 6), [Splice(3, 3, "xx")]) == Span(5, 8)


def test_i04_map_span_at_an_insertion_after_the_last_letter_stays():
    assert map_span(Span(3, 6), [Splice(6, 6, "xx")]) == Span(3, 6)


def test_i04_map_span_with_an_insertion_inside_is_nowhere():
    assert map_span(Span(3, 6), [Splice(4, 4, "x")]) is None


def test_map_span_passes_over_an_empty_splice_inside():
    assert map_span(Span(3, 6), [Splice(4, 4, "")]) == Span(3, 6)


def test_i04_map_span_when_the_whole_paragraph_is_dragged_is_nowhere():
    dragged = [Splice(0, 10, ""), Splice(20, 20, "Velisar sp")]

    assert map_span(Span(0, 7), dragged) is None


def test_effective_drops_what_puts_back_the_same():
    splices = [Splice(0, 4, "Port"), Splice(5, 6, "X"), Splice(2, 2, "")]

    assert effective("Port strike", splices) == (Splice(5, 6, "X"),)


@given(histories())
def test_effective_leads_to_the_same_text(history):
    text, splices = history

    assert apply(text, effective(text, splices)) == apply(text, splices)


@given(histories())
def test_invert_undoes(history):
    text, splices = history

    assert apply(apply(text, splices), invert(text, splices)) == text


@given(histories())
def test_invert_twice_is_the_same_history(history):
    text, splices = history

    assert list(invert(apply(text, splices), invert(text, splices))) == splices


def test_invert_gives_inserted_words_no_place_in_the_text_before():
    splices = [Splice(4, 4, "old ")]
    back = invert("The mole", splices)

    assert map_span(Span(4, 7), back) is None
    assert map_span(Span(8, 12), back) == Span(4, 8)


@given(histories())
def test_json_and_back_is_the_same(history):
    _, splices = history

    assert list(from_json(to_json(splices))) == splices


def test_json_is_compact_and_readable():
    assert to_json([Splice(3, 5, 'é"\n')]) == '[[3,5,"é\\"\\n"]]'


@pytest.mark.parametrize(
    "text", ["", "{}", "[1]", "[[1,2]]", '[["1",2,"x"]]', '[[true,2,"x"]]', '[[5,true,"x"]]', "[[0,1,null]]"]
)
def test_from_json_refuses(text: str):
    with pytest.raises(ValueError, match="plice"):
        from_json(text)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_splice_refuses_what_is_not_a_place(start: int, end: int):
    with pytest.raises(ValueError, match="A splice needs 0 <= start <= end"):
        Splice(start, end, "")


def test_apply_refuses_a_splice_of_another_text():
    with pytest.raises(ValueError, match="ends outside a text of 4 characters"):
        apply("mole", [Splice(2, 9, "")])


@settings(max_examples=200)
@given(TEXTS, TEXTS)
def test_diff_then_apply_is_the_new_text(old: str, new: str):
    assert apply(old, diff(old, new)) == new


@settings(max_examples=200)
@given(PROSE, PROSE)
def test_diff_of_prose_then_apply_is_the_new_text(old: str, new: str):
    assert apply(old, diff(old, new)) == new


@given(TEXTS)
def test_diff_of_equal_texts_is_empty(text: str):
    assert diff(text, text) == ()


def word_edges(text: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer(r"\w+|\s+|[^\w\s]", text))]


@settings(max_examples=200)
@given(PROSE, st.data())
def test_t02_diff_of_deleted_words_never_carries_one_to_a_lookalike(old: str, data):
    edges = st.sampled_from(word_edges(old))
    start, end = sorted([data.draw(edges), data.draw(edges)])
    splices = diff(old, old[:start] + old[end:])

    carried = [at for at in range(start, end) if old[at].isalnum() and map_span(Span(at, at + 1), splices)]

    assert carried == []


@settings(max_examples=200)
@given(PROSE, st.data())
def test_diff_of_one_deletion_carries_the_words_left_to_their_own_place(old: str, data):
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    splices = diff(old, old[:start] + old[end:])

    for at in [*range(start), *range(end, len(old))]:
        mapped = map_span(Span(at, at + 1), splices)
        own = at if at < start else at - (end - start)
        assert mapped in (None, Span(own, own + 1)) or not old[at].isalnum()


ALPHA_AND_BETA = "Team Alpha reported three boats lost. \n\nTeam Beta reported none."


def test_t02_diff_when_the_annotated_paragraph_is_deleted_orphans_the_mention():
    new = "Team Beta reported none."

    assert map_span(Span(0, 10), diff(ALPHA_AND_BETA, new)) is None
    assert map_span(Span(0, 4), diff(ALPHA_AND_BETA, new)) is None


def test_t02_diff_when_the_other_paragraph_is_deleted_keeps_the_mention():
    new = "Team Alpha reported three boats lost."

    mapped = map_span(Span(0, 10), diff(ALPHA_AND_BETA, new))

    assert mapped == Span(0, 10)


def test_t02_diff_when_a_name_is_changed_does_not_go_to_the_earlier_one():
    old = "Robin came first. Then Robin left."

    assert map_span(Span(23, 28), diff(old, "Robin came first. Then Elisa left.")) is None


def test_t02_diff_does_not_find_a_name_inside_a_word():
    old = "Linus spoke. The machines stopped."

    assert map_span(Span(0, 5), diff(old, "He spoke. The machineslinus stopped.")) is None


def test_diff_of_a_typing_error_is_the_word_alone():
    assert diff("The strkie at Temrava.", "The strike at Temrava.") == (Splice(4, 10, "strike"),)


def test_diff_of_two_corrections_moves_what_stands_between():
    old, new = "On Fryday the men of Temrava sad no.", "On Friday morning the men of Temrava said no."

    splices = diff(old, new)

    assert splices == (Splice(3, 9, "Friday morning"), Splice(37, 40, "said"))
    assert map_span(Span(21, 28), splices) == Span(29, 36)

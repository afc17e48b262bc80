"""Histories of corrections, splits and joins: not one span drifts, by identity of characters.

The oracle gives every character a name of its own and shares no code with what is tested: a span is
intact where the same characters stand together, not where the same words do. The history also takes
back its last act now and then, and corrects by splices as well as by a whole new wording, where look-alike
blocks stand beside their originals.
"""

import random
from dataclasses import dataclass, field
from itertools import pairwise

import pytest

from sources.values.parting import Cut, Wording, cut, joined, origins, splices_of
from sources.values.span import Span
from sources.values.splice import Splice, apply, diff, map_span

WORDS = ["Stepan", "Team", "Alpha", "the", "mole", "lamp.", "Quay,", "😀", "e\u0301", "שנ", "\u00a0", "mole"]
GAPS = ["\n", "\r\n", "\n\n", "\n \n"]


@dataclass
class Part:
    """A passage: its wording, the names of its characters, and the marks on it as names."""

    wording: Wording
    names: list[object]
    marks: list[tuple[Span, list[object]]] = field(default_factory=list)

    def check(self, captured: str, document: list[object]) -> None:
        """The marks stand on their own characters, the splices tell where each came from."""
        for span, names in self.marks:
            assert self.names[span.start : span.end] == names
        place = self.wording.place
        slice_ = blank(captured[place.start : place.end])
        assert apply(slice_, self.wording.splices) == self.wording.text
        for name, origin in zip(self.names, self.wording.origins, strict=True):
            assert origin is None or document[origin] is name


def blank(text: str) -> str:
    return "".join(" " if one in "\r\n" else one for one in text)


class History:
    """A captured text of some passages, and what editors do to it."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.captured, self.parts, self.flagged = "", [], 0
        places = []
        for _ in range(self.dice.randint(1, 4)):
            text = self.words(self.dice.randint(2, 12))
            places.append(Span(len(self.captured), len(self.captured) + len(text)))
            self.captured += text + self.dice.choice(GAPS)
        self.document = [object() for _ in self.captured]
        for place in places:
            names = self.document[place.start : place.end]
            self.parts.append(Part(Wording(place.of(self.captured), place), list(names)))
        self.mark()

    def words(self, count: int) -> str:
        return " ".join(self.dice.choices(WORDS, k=count)).strip() or "mole"

    def mark(self) -> None:
        for part in self.parts:
            for _ in range(self.dice.randint(0, 3)):
                start = self.dice.randrange(len(part.names))
                end = min(len(part.names), start + self.dice.randint(1, 12))
                part.marks.append((Span(start, end), part.names[start:end]))

    def step(self) -> None:
        acts = [self.splice, self.splice, self.reword, self.look_alike, self.split, self.split, self.join]
        former = [Part(one.wording, list(one.names), list(one.marks)) for one in self.parts]
        self.dice.choice(acts)()
        if self.dice.random() < 0.15:
            self.parts = former  # undone
        for part in self.parts:
            part.check(self.captured, self.document)
        places = [part.wording.place for part in self.parts]
        assert all(one.end <= other.start for one, other in pairwise(places))
        between = [0, *(edge for place in places for edge in (place.start, place.end)), len(self.captured)]
        gaps = zip(between[::2], between[1::2], strict=True)
        assert not "".join(self.captured[start:end] for start, end in gaps).strip()

    def correct(self, number: int, splices: list[Splice], touched: list[Splice]) -> None:
        """Apply what really happened, move the marks by what was recorded."""
        part = self.parts[number]
        names, text = list(part.names), part.wording.text
        for one in touched:
            names[one.start : one.end] = [object() for _ in one.replacement]
            text = apply(text, [one])
        if not text.strip():
            return
        assert apply(part.wording.text, splices) == text
        marks = []
        for span, own in part.marks:
            place = map_span(span, splices)
            if place is not None:
                marks.append((place, own))
            else:
                self.flagged += 1
                if splices == touched:  # no more is flagged than what the splice touched
                    assert touched[0].start < span.end
                    assert touched[0].end > span.start
        wording = Wording(text, part.wording.place, (*part.wording.splices, *splices))
        # The recorded splices, not what really happened, say where a character came from.
        kept = origins(len(part.wording.text), splices)
        known = [None if at is None else part.names[at] for at in kept]
        shown = [one if one is not None else new for one, new in zip(known, names, strict=True)]
        self.parts[number] = Part(wording, shown, marks)
        # Which of two spaces or signs went is nobody's to say (values.splice.diff); letters and figures
        # are those that really stayed.
        for span, own in marks:
            for place, name in zip(range(span.start, span.end), own, strict=True):
                assert shown[place] is name
                assert names[place] is name or not text[place].isalnum()

    def splice(self) -> None:
        number = self.dice.randrange(len(self.parts))
        length = len(self.parts[number].wording.text)
        start = self.dice.randint(0, length)
        end = self.dice.randint(start, min(length, start + 9))
        put_in = self.dice.choice(["", "mole ", "lamp", " 😀", self.words(2)])
        if start != end or put_in:
            one = Splice(start, end, put_in)
            self.correct(number, [one], [one])

    def look_alike(self) -> None:
        number = self.dice.randrange(len(self.parts))
        text = self.parts[number].wording.text
        start = self.dice.randrange(len(text))
        end = min(len(text), start + self.dice.randint(1, 30))
        one = Splice(end, end, text[start:end])
        self.correct(number, [one], [one])

    def reword(self) -> None:
        """Paste a whole new wording in which whole words went, came or were doubled."""
        number = self.dice.randrange(len(self.parts))
        text = self.parts[number].wording.text
        # A new word is one that was never there: put in for itself, it would be nobody's to tell apart.
        edges = [0, *(at + 1 for at, one in enumerate(text) if one == " ")]
        start, end = sorted(self.dice.choices(edges, k=2))
        new = f"word{self.dice.getrandbits(40)} "
        choices = [Splice(start, end, ""), Splice(start, end, new), Splice(end, end, text[start:end])]
        one = self.dice.choice(choices)
        self.correct(number, list(diff(text, apply(text, [one]))), [one])

    def split(self) -> None:
        number = self.dice.randrange(len(self.parts))
        part = self.parts[number]
        place = part.wording.place
        at = self.dice.randint(0, len(part.wording.text))
        try:
            made = cut(part.wording, at, blank(self.captured[place.start : place.end]))
        except ValueError:
            return
        first = Part(made.first, part.names[made.kept.start : made.kept.end])
        second = Part(made.second, part.names[made.parted.start : made.parted.end])
        for span, names in part.marks:
            self.carry(made, span, names, (first, second))
        self.parts[number : number + 1] = [first, second]

    def carry(self, made: Cut, span: Span, names: list[object], parts: tuple[Part, Part]) -> None:
        found = made.find(span)
        if found:
            parts[found[0]].marks.append((found[1], names))
        else:
            self.flagged += 1
            assert not made.kept.covers(span)
            assert not made.parted.covers(span)

    def join(self) -> None:
        if len(self.parts) < 2:
            return
        number = self.dice.randrange(len(self.parts) - 1)
        chosen = self.parts[number : number + self.dice.randint(2, 3)]
        made = joined([part.wording for part in chosen])
        whole = Part(made.wording, [])
        for part, offset in zip(chosen, made.offsets, strict=True):
            whole.names += [object()] if whole.names else []
            whole.names += part.names
            whole.marks += [(span.shifted(offset), names) for span, names in part.marks]
        self.parts[number : number + len(chosen)] = [whole]


def run(histories: range) -> int:
    flagged = 0
    for seed in histories:
        history = History(seed)
        for _ in range(8):
            history.step()
            history.mark()
        flagged += history.flagged
    return flagged


def test_no_span_drifts_in_300_histories():
    assert run(range(300)) > 0


@pytest.mark.slow
def test_no_span_drifts_in_10_000_histories():
    assert run(range(300, 10_300)) > 0


def test_cut_keeps_the_corrections_of_each_part():
    wording = Wording(
        "Ida Quill lit it. Tom Wyck saw.", Span(10, 41), (Splice(1, 3, "da"), Splice(23, 24, "y"))
    )
    made = cut(wording, 18, "Ada Quill lit it. Tom Wick saw.")

    assert (made.first.text, made.first.place, made.first.splices) == (
        "Ida Quill lit it.",
        Span(10, 27),
        (Splice(1, 3, "da"),),
    )
    assert (made.second.text, made.second.place, made.second.splices) == (
        "Tom Wyck saw.",
        Span(28, 41),
        (Splice(5, 6, "y"),),
    )


def test_words_that_a_correction_took_out_at_the_cut_stay_in_the_first_place():
    wording = Wording("Ada lit it. Tom saw.", Span(0, 26), (Splice(11, 17, ""),))
    made = cut(wording, 12, "Ada lit it. Again Tom saw.")

    assert (made.first.place, made.second.place) == (Span(0, 17), Span(18, 26))


def test_white_space_at_the_cut_belongs_to_neither_part():
    made = cut(Wording("Ada  lit", Span(0, 8)), 4, "Ada  lit")

    assert [(one.text, one.place) for one in (made.first, made.second)] == [
        ("Ada", Span(0, 3)),
        ("lit", Span(5, 8)),
    ]


def test_a_mark_the_cut_goes_through_has_no_place():
    made = cut(Wording("Ada lit", Span(0, 7)), 4, "Ada lit")

    assert [made.find(span) for span in (Span(0, 3), Span(2, 5), Span(4, 7))] == [
        (0, Span(0, 3)),
        None,
        (1, Span(0, 3)),
    ]


def test_splices_of_origins_give_the_text_again():
    steps = (Splice(0, 2, "xyz"), Splice(5, 5, "!"), Splice(6, 8, ""))
    text = apply("abcdefghij", steps)

    found = splices_of(origins(10, steps), 10, text)

    assert apply("abcdefghij", found) == text
    assert origins(10, found) == origins(10, steps)

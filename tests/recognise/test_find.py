import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sources.recognise.candidate import Candidate, KnownName, SearchRegion
from sources.recognise.find import find
from sources.values.span import Span
from sources.vocabulary import Kind, MentionKind

PIECES = st.sampled_from(
    [
        "December 16, 2011",
        "the following day",
        "President Anna Petrova",
        "of the",
        "Ministry of Ports",
        "in Temrava",
        "’s",
        "“",
        ", ",
        ". ",
        "\n",
        "\r\n",
        "𝔸nna",
        "😀",
        "é",
        "İ",
        "ẞ",
        "Dr. ",
        "@ab",
        "U.S. ",
        "Mr",
        "and ",
        "1990s",
        "-",
        "al-",
        "van der ",
        "May",
        "\u2028",
        "\ufeff",
        "ǅ",
    ]
)


def whole(text: str) -> list[SearchRegion]:
    return [SearchRegion(Span(0, len(text)))] if text else []


def names(text: str, **given_too) -> list[tuple[str, str]]:
    return [
        (c.surface, c.kind.value)
        for c in find(text, whole(text), **given_too)
        if c.kind is not MentionKind.DATE
    ]


@example("\x1fAA")
@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(PIECES | st.text(max_size=4), max_size=30).map(" ".join)))
def test_offsets_reproduce_the_surface_for_any_unicode(text):
    found = find(text, whole(text), "2011-12-19", ("2011",))

    assert [c.surface for c in found] == [text[c.span.start : c.span.end] for c in found]
    assert found == sorted(found, key=lambda c: c.span)
    assert all(0 <= c.score <= 1 for c in found)


def test_line_break_inside_a_name_keeps_the_offsets():
    text = "He met Anna\r\nPetrova on December\n16."

    found = find(text, whole(text), "2011-12-19")

    assert [(c.span, c.surface) for c in found] == [
        (Span(7, 20), "Anna\r\nPetrova"),
        (Span(24, 35), "December\n16"),
    ]


def test_regions_that_are_nobodys_report_are_not_searched():
    text = "Anna Petrova\nIvan Brodny\nMaria Kolar"
    spans = [Span(0, 12), Span(13, 24), Span(25, 36)]
    kinds = [Kind.COMMENT, Kind.RELATED_LINK, Kind.BODY]

    found = find(text, [SearchRegion(s, k) for s, k in zip(spans, kinds, strict=True)])

    assert [c.surface for c in found] == ["Maria Kolar"]


def test_known_form_is_found_with_its_entity_between_word_edges_only():
    known = [KnownName("the Combine", MentionKind.ORGANISATION, "Temrava Grain Combine")]
    text = "Men of the Combine’s yard; the Combines of old."

    found = find(text, whole(text), known=known)

    assert [c for c in found if c.rule == "name:known"] == [
        Candidate(
            Span(7, 18),
            "the Combine",
            MentionKind.ORGANISATION,
            "name:known",
            0.95,
            entity="Temrava Grain Combine",
        )
    ]


def test_surname_is_gathered_under_the_full_name():
    text = "Dr Anna Petrova and Ivan Brodny met. Petrova spoke first, Brodny last."

    found = find(text, whole(text))

    assert [(c.surface, c.entity) for c in found] == [
        ("Anna Petrova", "Anna Petrova"),
        ("Ivan Brodny", "Ivan Brodny"),
        ("Petrova", "Anna Petrova"),
        ("Brodny", "Ivan Brodny"),
    ]


def test_gazetteer_file_has_the_columns_that_its_reader_expects():
    rows = Path("sources/recognise/data/gazetteer.tsv").read_text("utf-8").splitlines()

    assert {len(row.split("\t")) for row in rows} == {8}
    assert (
        json.dumps(sorted({row.split("\t")[1] for row in rows})) == '["capital", "city", "country", "region"]'
    )


def test_name_broken_at_the_end_of_a_line_is_one_name():
    text = "They left Alex\u00ac\nandria and Angus Steven-\r\nson stayed in Co-\nLomov. Stevenson wept."

    found = [(c.surface, c.entity) for c in find(text, whole(text))]

    assert ("Alex\u00ac\nandria", "Alexandria") in found
    assert ("Angus Steven-\r\nson", "Angus Stevenson") in found
    assert ("Stevenson", "Angus Stevenson") in found


@pytest.mark.parametrize("broken", ["\n", "\r\n"])
def test_date_broken_at_the_end_of_a_line_is_found_whole(broken):
    text = f"It fell this after-{broken}noon, as on the 3rd of Octo-{broken}ber, 1911."

    found = find(text, [SearchRegion(Span(0, len(text)))], "1911-11-06")

    assert [(c.surface, c.edtf) for c in found] == [
        (f"this after-{broken}noon", "1911-11-06"),
        (f"the 3rd of Octo-{broken}ber, 1911", "1911-10-03"),
    ]

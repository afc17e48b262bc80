"""TEI as another parser reads it (expat): the words unchanged, every span on its characters."""

import re
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from sources.export.tei import document
from sources.export.xmltext import clean
from tests.export.making import SITE, corrected, make_whole, records_of, texts, with_first

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
RANGE = re.compile(r"#string-range\(p-(\w+),(\d+),(\d+)\)")


def read(whole):
    """Give an article as read back."""
    return ElementTree.fromstring(document.article(whole, records_of(whole), SITE))


def words(tei):
    """Give the words of every passage by its xml:id."""
    return {one.get(ID): "".join(one.itertext()) for one in tei.iter() if one.get(ID, "").startswith("p-")}


def pointed(tei):
    """Give the characters that each annotation points at."""
    found = words(tei)
    targets = [RANGE.fullmatch(one.get("target")) for one in tei.iter(f"{TEI}annotation")]
    return [
        found[f"p-{id_}"][int(at) : int(at) + int(many)] for id_, at, many in (t.groups() for t in targets)
    ]


@settings(max_examples=60, deadline=None)
@given(found=st.lists(texts, min_size=1, max_size=3), title=texts, data=st.data())
def test_t25_hostile_words_come_back_and_spans_that_overlap_stay_on_theirs(found, title, data):
    spans = []
    for _ in range(data.draw(st.integers(0, 3))):
        number = data.draw(st.integers(1, len(found)))
        start, end = sorted(data.draw(st.integers(0, len(found[number - 1]))) for _ in range(2))
        spans.append((number, start, end, "entity"))
    spans.sort(key=lambda span: span[0])

    tei = read(make_whole(found, title=title, spans=spans))

    assert list(words(tei).values()) == [clean(text).text for text in found]
    assert pointed(tei) == [clean(found[number - 1][start:end]).text for number, start, end, _ in spans]
    assert (
        tei.findtext(f".//{TEI}titleStmt/{TEI}title") == clean(title or "Untitled").text
        or not clean(title).text
    )


def test_what_xml_cannot_hold_is_counted_in_the_header():
    tei = read(make_whole(["a\x00b\ufffec"]))

    assert words(tei) == {"p-pppppp01": "abc"}
    assert tei.find(f".//{TEI}normalization").get("n") == "2"


def test_quotations_are_elements_and_one_that_overlaps_is_a_span():
    sayings = [
        [5, 21, "indirect", "person", "ccccccc0", "tomas-wick", "Tomas Wick"],
        [17, 33, "direct", "", "", "", "a keeper"],
    ]
    whole = make_whole(["Wick said it was dark, and it was."])

    tei = read(with_first(whole, sayings=sayings))

    [said] = tei.iter(f"{TEI}said")
    [span] = tei.iter(f"{TEI}span")
    assert (said.text, said.get("who"), said.get("direct")) == ("said it was dark", "#e-ccccccc0", "false")
    assert (span.text, span.get("target")) == ("a keeper", "#string-range(p-pppppp01,17,16)")
    assert words(tei) == {"p-pppppp01": "Wick said it was dark, and it was."}


def test_a_text_that_may_not_be_shown_is_a_gap_and_its_marks_name_the_passage_alone():
    tei = read(make_whole([None], access="snippets", spans=[(1, 3, 8, "1931-05")]))

    [gap] = tei.iter(f"{TEI}gap")
    [annotation] = tei.iter(f"{TEI}annotation")
    assert gap.get("reason") == "rights"
    assert annotation.get("target") == "#p-pppppp01"


def test_former_wordings_and_reasons_are_told():
    tei = read(corrected(make_whole(["No lamp was lit."]), ["No lamb was lit.", "No lamp was lit."]))

    changes = [(one.get("n"), one.text) for one in tei.iter(f"{TEI}change")]
    assert changes == [(None, "Edition 7"), ("2", "reason 2")]
    assert [one.text for one in tei.iter(f"{TEI}item")] == ["No lamb was lit."]

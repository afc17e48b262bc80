from sources.recognise import SearchRegion, find
from sources.values.span import Span
from sources.vocabulary import Kind


def names(*lines: str, kind: Kind = Kind.BODY) -> list[tuple[str, str]]:
    text = "\n".join(lines)
    regions = []
    at = 0
    for line in lines:
        regions.append(SearchRegion(Span(at, at + len(line)), kind))
        at += len(line) + 1
    return [(c.surface, c.kind.value) for c in find(text, regions) if c.kind.value != "date"]


def test_speaker_label_in_capitals_is_a_person():
    found = names("KOVRIN: Who rang the bell?", "TESSALY: Nobody did.", kind=Kind.ANSWER)

    assert found == [("KOVRIN", "person"), ("TESSALY", "person")]


def test_label_of_one_paragraph_is_no_speaker():
    assert names("LONDON: The mill burned down in the night.") == [("LONDON", "place")]


def test_surname_that_is_a_word_stands_among_surnames():
    found = names("Ruth Fairburn came. They named Fairburn, Crawshaw, Peters, Gallowey and Tesk.")

    assert ("Peters", "person") in found


def test_town_in_a_report_of_a_match_is_its_team():
    found = names(
        "The goalkeeper saved a penalty before half-time, but a late header decided the fixture.",
        "Aberdeen beat Dundee 2-1. The winners travelled home from Dundee by train.",
    )

    assert found == [("Aberdeen", "organisation"), ("Dundee", "organisation"), ("Dundee", "organisation")]


def test_town_in_any_other_report_is_a_place():
    assert names("Aberdeen and Dundee were under water.") == [("Aberdeen", "place"), ("Dundee", "place")]


def test_letters_that_nobody_is_called_by_label_a_body():
    found = names("XWPR: Who rang the bell?", "TESSALY: Nobody did.", "NG: I did.", kind=Kind.ANSWER)

    assert found == [("XWPR", "organisation"), ("TESSALY", "person"), ("NG", "person")]

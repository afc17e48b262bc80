"""The authority list, looked for everywhere: who is meant, and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.recognise.authority import Authority, KnownForm, link
from sources.recognise.candidate import SearchRegion
from sources.recognise.find import find
from sources.values.span import Span
from sources.vocabulary import Kind, MentionKind

PERSON, PLACE = MentionKind.PERSON, MentionKind.PLACE

LIST = Authority.of(
    [
        KnownForm("Stepan Vorchenko", PERSON, "stepan", "Stepan Vorchenko", weight=9),
        KnownForm("Vorchenko", PERSON, "stepan", "Stepan Vorchenko", weight=9),
        KnownForm("Anna Vorchenko", PERSON, "anna", "Anna Vorchenko", weight=2),
        KnownForm("Vorchenko", PERSON, "anna", "Anna Vorchenko", weight=2),
        KnownForm("Temrava", PLACE, "temrava", "Temrava"),
        KnownForm("Janvar Roads", PLACE, "roads", "Janvar Roads"),
        KnownForm("Harvest", PLACE, "harvest", "Harvest"),
    ]
)


def linked(text, kind=Kind.BODY):
    regions = [SearchRegion(Span(0, len(text)), kind)]
    found = link(text, regions, find(text, regions), LIST)
    return [(one.candidate.surface, one.entity) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The boat left Temrava at noon.", [("Temrava", "temrava")]),
        ("The crew waited in the Zhanvar Roads.", [("Zhanvar Roads", "roads")]),
        ("People of Temravans were few.", []),
        ("Harvest was all they had left.", []),
        ("They rode from there to Harvest in a day.", [("Harvest", "harvest")]),
    ],
    ids=[
        "as written",
        "by its key",
        "not inside a word",
        "a word that opens a sentence",
        "a name all the same",
    ],
)
def test_form_is_found(text, expected):
    assert [one for one in linked(text) if one[1]] == expected


@pytest.mark.parametrize(
    ("text", "corpus", "sure"),
    [
        ("Kemp spoke to the crew.", 2, 0.5),
        ("Kemp spoke to the crew.", 1, 0.97),
        ("Olga Kemp came. Kemp spoke to the crew.", 2, 0.97),
    ],
    ids=["of another corpus", "of this corpus", "named in full"],
)
def test_surname_alone_is_hardly_somebody_of_whom_another_corpus_speaks(text, corpus, sure):
    forms = [
        KnownForm(form, PERSON, "olga", "Olga Kemp", corpora=frozenset({1})) for form in ("Olga Kemp", "Kemp")
    ]
    regions = [SearchRegion(Span(0, len(text)))]

    found = link(text, regions, find(text, regions), Authority.of(forms), corpus)

    assert [one.candidate.score for one in found if one.candidate.surface == "Kemp"][-1] == sure
    assert ("another corpus" in found[-1].reason) == (sure == 0.5)


def test_surname_goes_to_the_one_named_in_full():
    text = "Anna Vorchenko came first. Later Vorchenko spoke to the crew."

    assert linked(text) == [("Anna Vorchenko", "anna"), ("Vorchenko", "anna")]


def test_surname_of_nobody_named_in_full_goes_to_the_likelier_with_the_other_beside():
    text = "Later Mr Vorchenko spoke to the crew."
    regions = [SearchRegion(Span(0, len(text)))]

    (one,) = link(text, regions, find(text, regions), LIST)

    assert (one.entity, one.alternatives) == ("stepan", ("anna",))
    assert one.reason == ("form in the authority list: Stepan Vorchenko, likeliest of 2 who are called so")


def test_surname_goes_to_another_where_the_article_names_another_in_full():
    text = "The singer Boris Vorchenko came by train. Vorchenko sang."

    assert [entity for _, entity in linked(text)] == ["", ""]


def test_what_is_nobodys_report_is_not_searched():
    assert linked("Share this: Temrava", Kind.BOILERPLATE) == []


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("Temrava Vorchenko.")), max_size=120))
def test_surface_is_the_slice_whatever_the_text(text):
    regions = [SearchRegion(Span(0, len(text)))] if text else []

    for one in link(text, regions, find(text, regions), LIST):
        assert one.candidate.span.of(text) == one.candidate.surface

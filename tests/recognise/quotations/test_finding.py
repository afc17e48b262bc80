"""Who says what: quotations and their speakers, on invented sentences."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.recognise.candidate import SearchRegion
from sources.recognise.find import find
from sources.recognise.quotations.finding import find_quotations
from sources.values.span import Span
from sources.vocabulary import Kind, QuotationKind

SIGNS = st.sampled_from("“”„«»\"'’‘‹› \n.,:;?!…—aBÀ😀é́")


def quotations(*paragraphs, kinds=()):
    """Read paragraphs of one article; give the quotations with the text."""
    text = "\n".join(paragraphs)
    regions, at = [], 0
    for index, one in enumerate(paragraphs):
        regions.append(SearchRegion(Span(at, at + len(one)), kinds[index] if kinds else Kind.BODY))
        at += len(one) + 1
    return text, find_quotations(text, regions, find(text, regions))


def said(*paragraphs, kinds=()):
    text, found = quotations(*paragraphs, kinds=kinds)
    return [(q.span.of(text), q.speaker) for q in found if q.kind is QuotationKind.DIRECT]


def speakers(*paragraphs):
    return [speaker for _, speaker in said(*paragraphs)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We shall not go back,” said Stepan Vorchenko.", ["Stepan Vorchenko"]),
        ("Anna Orlen, a nurse, said: “They came at night.”", ["Anna Orlen"]),
        (
            "“They came at night,” Anna Orlen, a nurse at the Halmya hospital, told reporters on Friday.",
            ["Anna Orlen"],
        ),
        ("“They came,” she said, “and they took him.”", [""] * 2),
        ("Anna Orlen saw it. “They came at night,” she said. “They took him.”", ["Anna Orlen"] * 2),
        ("Anna Orlen spoke to Boris Karaja. “They came at night,” she told him.", ["Anna Orlen"]),
        ("Boris Karaja met Anna Orlen in Halmya. “He was kind to me,” she said later.", ["Anna Orlen"]),
        ("Asked whether he would resign, Mr Karaja replied: “Certainly not.”", ["Karaja"]),
        ("“Why now?” asked Karaja.", ["Karaja"]),
        ("“Why now?” Boris Karaja asked the court.", ["Boris Karaja"]),
        ("According to Boris Karaja, “the money was never paid to anybody”.", ["Boris Karaja"]),
        (
            "The police said in a statement that the march was “an act of organised provocation”.",
            ["The police"],
        ),
        (
            "A spokesman for the Ministry of Labour, Igor Petrenko, said “the law is the law.”",
            ["Igor Petrenko"],
        ),
        ("“The law is the law,” a spokesman for the ministry said.", ["a spokesman for the ministry"]),
        (
            "President Nurlan Abishev called the strikers “bandits and looters” in his speech.",
            ["Nurlan Abishev"],
        ),
        ("In an interview with Radio Halmya, Abishev said: “I am not afraid of anybody.”", ["Abishev"]),
        ("As Lenin once wrote, “there are decades where nothing happens.”", ["Lenin"]),
        (
            "“I saw it,” recalls Dina Marouli, 54, whose son was killed. “He was standing by the door.”",
            ["Dina Marouli"] * 2,
        ),
        ("Marouli's lawyer, Osman Tekin, told the court: “My client is innocent.”", ["Osman Tekin"]),
        ("In her letter to Karaja, Dina Marouli wrote that he was “a coward and a thief”.", ["Dina Marouli"]),
        ("“It is over.” With these words Boris Karaja left the hall.", ["Boris Karaja"]),
        ("Karaja's answer was short: “No, never.”", ["Karaja"]),
        (
            "“We were told to wait,” Vorchenko says. “Nobody came.” He looks away. “Nobody ever came.”",
            ["Vorchenko"] * 3,
        ),
        ("Tweeting from Halmya, @annaorlen wrote: “Shots near the square.”", ["@annaorlen"]),
        ("The governor, Ivan Dulac, denied this. “Not one shot was fired,” he insisted.", ["Ivan Dulac"]),
        ("Dulac said he had “never given such an order” to anyone.", ["Dulac"]),
        ("“Never!” cried the crowd.", ["the crowd"]),
        ("One of the workers, who asked not to be named, said: “We have families.”", ["One of the workers"]),
        ("“We have families,” one of the workers, who asked not to be named, said.", ["one of the workers"]),
        (
            "Human Rights Watch said the trial “failed to meet any standard of fairness”.",
            ["Human Rights Watch"],
        ),
        ("The Times reported that “several hundred persons” had gathered.", ["The Times"]),
        (
            "Witness Aigul Tolek told the judge that police “beat us with pipes” on the stairs.",
            ["Aigul Tolek"],
        ),
        (
            "“Our people,” Prime Minister Hugo Stolz told parliament, “will never accept this.”",
            ["Hugo Stolz"] * 2,
        ),
        ("When Orlen arrived, Karaja shouted: “Go home!”", ["Karaja"]),
    ],
)
def test_speaker_of_direct_speech(text, expected):
    assert speakers(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “referendum” was held on Sunday.",
        "They sang “The Tide of Halmya” on the square.",
        "Her book “Salt and Iron” came out in May.",
        "He is known as “the Prefect” in the harbour.",
        "The ship’s crew and the workers’ families waited.",
    ],
)
def test_what_is_in_marks_and_nobodys_words(text):
    assert said(text) == []


def test_quotation_over_paragraphs_keeps_its_speaker():
    found = said(
        "Anna Orlen said: “They came at night. We heard the dogs.",
        "“Then it was quiet.”",
        "“I never saw him again,” she added.",
    )

    assert [speaker for _, speaker in found] == ["Anna Orlen"] * 3
    assert found[0][0] == "“They came at night. We heard the dogs."


def test_quotation_within_a_quotation_is_part_of_it():
    assert said("“He told me ‘go home’ and I went,” Anna Orlen said.") == [
        ("“He told me ‘go home’ and I went,”", "Anna Orlen")
    ]


@pytest.mark.parametrize("marks", ["“”", "„“", "«»", '""', "‘’"])
def test_any_pair_of_marks(marks):
    words = f"{marks[0]}We shall not go back,{marks[1]}"

    assert said(f"{words} said Stepan Vorchenko.") == [(words, "Stepan Vorchenko")]


def test_paragraph_that_ends_in_a_colon_introduces_the_next():
    assert speakers("Stepan Vorchenko was asked about it and he said:", "“We never signed it.”") == [
        "Stepan Vorchenko"
    ]


@pytest.mark.parametrize("kind", [Kind.TITLE, Kind.HEADING, Kind.COMMENT, Kind.BOILERPLATE, Kind.DUPLICATE])
def test_what_is_not_read_for_quotations(kind):
    assert said("“We shall not go back,” said Stepan Vorchenko.", kinds=[kind]) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Anna Orlen said that the boats had left before dawn.",
            ("the boats had left before dawn", "Anna Orlen"),
        ),
        (
            "The boats had left before dawn, Anna Orlen said.",
            ("The boats had left before dawn", "Anna Orlen"),
        ),
        ("The ministry said the boats had left.", ("the boats had left", "The ministry")),
        ("OSLO, May 3 (AP) - The ministry said the boats had left.", ("the boats had left", "The ministry")),
        (
            "OSLO (AP) - The boats had left at dawn, Anna Orlen said.",
            ("The boats had left at dawn", "Anna Orlen"),
        ),
        ("Anna Orlen said on Friday that the boats had left.", ("the boats had left", "Anna Orlen")),
    ],
)
def test_indirect_speech(text, expected):
    _, found = quotations(text)

    assert [(q.span.of(text), q.speaker, q.kind) for q in found] == [(*expected, QuotationKind.INDIRECT)]


def test_what_was_denied_is_not_what_was_said():
    text = "The harbour master denied that an order to fire had been given to the guards."

    assert quotations(text)[1] == []


@given(st.lists(st.text(alphabet=SIGNS, min_size=1, max_size=40), max_size=4))
def test_spans_lie_in_their_regions_and_do_not_cross(paragraphs):
    text, found = quotations(*paragraphs) if paragraphs else ("", [])

    direct = [q.span for q in found if q.kind is QuotationKind.DIRECT]
    assert all("\n" not in span.of(text) or "\n" in "".join(paragraphs) for span in direct)
    assert all(one.end <= other.start for one, other in pairwise(direct))


@pytest.mark.parametrize(
    "text",
    ["a " * 10_000, "“" * 10_000, "‘a’ " * 2_000, "x said, " * 5_000],
    ids=["words", "open", "marks", "verbs"],
)
def test_no_text_makes_it_slow(text):
    # Ends within the test run's patience or not at all: a quadratic pattern takes minutes here.
    find_quotations(text, [SearchRegion(Span(0, len(text)))], [])

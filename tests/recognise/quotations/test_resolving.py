"""Who "he", "the minister" or "I" is, on the invented articles of ``speakers.txt``."""

from pathlib import Path

import pytest

from sources.vocabulary import Kind, QuotationKind
from tests.recognise.quotations.test_finding import quotations, speakers

SAMPLES = Path(__file__).with_name("speakers.txt").read_text("utf-8").split("\n\n")[1:]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample[:40])
def test_speakers_of_an_article(sample):
    *paragraphs, expected = sample.strip().splitlines()

    assert " | ".join(one or "-" for one in speakers(*paragraphs)) == expected.removeprefix("=> ")


def test_pronoun_goes_back_to_the_paragraph_before():
    assert speakers(
        "“We came by sea,” said Boris Karaja.",
        "Hugo Stolz, the harbour master, wrote to the port on Monday.",
        "“No boat came in,” he said.",
    ) == ["Boris Karaja", "Hugo Stolz"]


def test_told_speech_leads_to_what_is_quoted_in_the_next_paragraph():
    assert speakers("Boris Karaja said the boats had left.", "“Nobody stopped them at the mole.”") == [
        "Boris Karaja"
    ]


def test_writer_is_whom_the_byline_names():
    lines = ("By Anna Orlen", "The driver sat down.", "“Was he killed?” I asked.", "“No. He was ill.”")
    kinds = (Kind.BYLINE, Kind.BODY, Kind.BODY, Kind.BODY)

    _, found = quotations(*lines, kinds=kinds)

    assert [(one.speaker, one.rule) for one in found] == [
        ("Anna Orlen", "quotation:after"),
        ("", "quotation:nobody"),
    ]


def test_whom_an_apposition_names_is_who_he_is():
    text = "The army spokesman in Temrava, Lt. Col. Stepan Vorchenko, spoke. “We were not there,” he said."

    assert speakers(text) == ["Stepan Vorchenko"]


def test_questions_and_answers_alternate():
    text = "I asked the boys. “Why?” “Nobody knows.” “Who said so?” “Our teacher,” Tom Wick replied."
    _, found = quotations("By Anna Orlen", text, kinds=(Kind.BYLINE, Kind.BODY))

    assert [one.speaker for one in found] == ["Anna Orlen", "Tom Wick"] * 2


def test_told_speech_goes_back_to_whom_the_pronoun_means():
    text = "Hugo Stolz came at noon. He said that the boats had left before dawn."
    source, found = quotations(text)

    assert [(q.span.of(source), q.speaker, q.kind) for q in found] == [
        ("the boats had left before dawn", "Hugo Stolz", QuotationKind.INDIRECT)
    ]


def test_who_was_told_does_not_speak():
    assert speakers("Anna Orlen was told that the mole was “closed to all shipping until dawn”.") == []

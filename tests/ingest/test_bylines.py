import pytest

from sources.ingest.bylines import authors_of, is_biography, is_byline, is_name, label_of


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ana Petrova", ("Ana Petrova",)),
        ("By ANA PETROVA and JOHN OKORO", ("Ana Petrova", "John Okoro")),
        ("By Ana Petrova, John Okoro and Li Wei in Cairo", ("Ana Petrova", "John Okoro", "Li Wei")),
        ("By Ana Petrova, Staff Writer", ("Ana Petrova",)),
        ("By Ana Petrova | 3 March 2014", ("Ana Petrova",)),
        ("Written by Ludwig van der Berg", ("Ludwig van der Berg",)),
        ("Posted by quaywriter at 11:42 PM", ("quaywriter",)),
        ("FROM OUR OWN CORRESPONDENT.", ()),
        ("Ada Halvard, Special Correspondent", ("Ada Halvard",)),
    ],
)
def test_a_byline_names_its_writers(line, authors):
    assert is_byline(line)
    assert authors_of(line) == authors


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the crowd was gone.",
        "By the time they came it was dark.",
        "By far the oldest",
        "Shots were fired",
    ],
)
def test_a_sentence_is_no_byline(line):
    assert not is_byline(line)


def test_a_closing_line_about_the_writer_is_known():
    assert is_biography("Ana Petrova is a correspondent for the Herald in Cairo.")
    assert not is_biography("Ana Petrova is eleven and has not eaten since Friday.")


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Petrova: We waited.", "Petrova"),
        ("Ana Petrova: We waited.", "Ana Petrova"),
        ("Q: What then?", "Q"),
        ("Q. What then?", "Q"),
        ("DANA WHITLOCK, HOST: Good evening.", "DANA WHITLOCK"),
        ("THE CHAIRMAN: Good morning.", "THE CHAIRMAN"),
        ("Note: some names were changed.", ""),
        ("He said: we waited.", ""),
        ("Corvana: a year after the shootings: what now", "Corvana"),
    ],
)
def test_a_speaker_stands_before_a_colon(line, label):
    assert label_of(line) == label


def test_a_headline_in_capitals_is_no_name():
    assert [is_name(words) for words in ("SUDDEN DEATH OF A PILOT.", "JOHN OKORO", "Ana Petrova")] == [
        False,
        True,
        True,
    ]

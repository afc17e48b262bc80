import pytest

from sources.public import wording
from sources.vocabulary import Access, Genre, Kind


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([], ""),
        (["7"], "7"),
        (["1", "2", "16", "17", "18"], "1–2 and 16–18"),
        (["1", "3", "5", "7a", "8"], "1, 3, 5, 7a and 8"),
    ],
)
def test_ranges_say_which_passages(numbers, said):
    assert wording.ranges(numbers) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "no passage"),
        (1, "one passage"),
        (12, "twelve passages"),
        (13, "13 passages"),
        (1204, "1\u202f204 passages"),
    ],
)
def test_small_numbers_are_words_and_large_ones_figures(number, said):
    assert wording.count_in_words(number, "passage") == said


def test_people_are_not_persons():
    assert wording.count(2, "person") == "2 people"


def test_months_are_shortened_but_may_stays():
    assert wording.brief("Courier, 16 December 2011 to 3 May 2012") == "Courier, 16 Dec 2011 to 3 May 2012"


def test_similarity_never_rounds_up_to_the_same():
    assert wording.similarity(0.999) == "99\u202f% the same"


@pytest.mark.parametrize(
    ("vocabulary", "words"),
    [(Kind, wording.KINDS), (Access, wording.ACCESS), (Genre, wording.GENRES)],
)
def test_every_word_of_a_vocabulary_has_words_for_readers(vocabulary, words):
    assert set(words) == set(vocabulary)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("", ""),
        ("misread", "Reason given: “misread”."),
        ("Misread by M. Adler.", "Reason given: “Misread by M. Adler.”"),
    ],
)
def test_a_reason_is_quoted_as_a_sentence(reason, said):
    assert wording.reason_given(reason) == said

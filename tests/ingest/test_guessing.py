import pytest

from sources.ingest.guessing import Guess, guess, mixes_alphabets

FEW = "few letters outside ASCII, all of them Western"


def test_one_accented_word_is_western_not_urdu():
    found = guess("café au lait".encode("cp1252"))

    assert (found.text, found.encoding) == ("café au lait", "cp1252")


@pytest.mark.parametrize(
    "text",
    [
        "One cup of café au lait was drunk on the quay.\nSeñor Quill paid.",
        "“It is £5 a day”, he said – the lamps’ keeper.",
    ],
)
def test_english_with_few_accents_is_western(text):
    assert guess(text.encode("cp1252")) == Guess(text, "cp1252", FEW)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Zażółć gęślą jaźń w porcie, mówią dokerów żony.", "cp1250"),
        ("Вчера в порту Темрава остановили работу грузчики.", "cp1251"),
    ],
)
def test_other_languages_keep_the_encoding_that_is_found(text, encoding):
    assert guess(text.encode(encoding)).text == text


def test_words_of_two_alphabets_are_told_from_texts_of_two():
    assert mixes_alphabets("cafй au lait")
    assert not mixes_alphabets("The порт of Temrava, café łódź")

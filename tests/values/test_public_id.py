import pytest

from sources.values.public_id import ALPHABET, is_public_id, new_id


def test_alphabet_has_32_letters_and_none_that_is_mistaken():
    assert len(set(ALPHABET)) == 32
    assert not set(ALPHABET) & set("ilou")


def test_new_id_is_a_public_id_and_not_the_last_one():
    drawn = [new_id() for _ in range(500)]

    assert [text for text in drawn if not is_public_id(text)] == []
    assert len(set(drawn)) == 500


@pytest.mark.parametrize(
    "text", ["", "abc", "0123456i", "ABCDEFGH", "01234567\n", " 1234567", "012345678", "0123456é"]
)
def test_is_public_id_refuses(text: str):
    assert not is_public_id(text)

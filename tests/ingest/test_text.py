import codecs

import pytest

from sources.ingest.refusal import Refusal
from sources.ingest.text import Captured, decode, read_file


def test_text_keeps_every_code_point():
    captured = decode(b"\xef\xbb\xbfOne\r\ntwo\rthree\n\x0c")

    assert captured == Captured("\ufeffOne\r\ntwo\rthree\n\x0c", "utf-8", "byte order mark")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_text_with_a_mark_is_decoded_by_it(encoding):
    mark = {
        "utf-16-le": codecs.BOM_UTF16_LE,
        "utf-16-be": codecs.BOM_UTF16_BE,
        "utf-32-le": codecs.BOM_UTF32_LE,
        "utf-32-be": codecs.BOM_UTF32_BE,
    }
    words = "Порт Темрава закрыт."

    captured = decode(mark[encoding] + words.encode(encoding))

    assert (captured.text, captured.encoding) == ("\ufeff" + words, encoding)


def test_text_in_windows_1251_is_a_guess_that_is_shown():
    words = (
        "Вчера в порту Темрава остановили работу грузчики и докеры. Они требуют "
        "выплатить зарплату за три месяца. "
    ) * 4

    captured = decode(words.encode("cp1251"))

    assert (captured.text, captured.is_guess) == (words, True)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty: it has 0 bytes, and a source needs at least one word."),
        (b"\n \t\r\n", "The file holds only white space, and a source needs at least one word."),
        (b"\xef\xbb\xbf\n", "The file holds only white space, and a source needs at least one word."),
        (
            b"Shots\x00fired",
            "The file holds a NUL character (at position 5), which plain text never does; "
            "it is probably not a text file, so send the text itself.",
        ),
        (
            b"\xff\xfeA",
            (
                "The file begins with the mark of UTF-16-LE but byte 2 is not valid in it; save "
                "it again as UTF-8."
            ),
        ),
    ],
)
def test_text_that_is_none_is_refused_with_a_sentence(data, sentence):
    with pytest.raises(Refusal) as refused:
        decode(data)

    assert str(refused.value) == sentence


def test_a_program_is_refused():
    with pytest.raises(Refusal, match=r"^The file is not text: "):
        decode(b"\x7fELF\x02\x01\x01\x00\x00\x00\xff\xfe\xfa" * 400)


def test_a_directory_is_refused(tmp_path):
    with pytest.raises(
        Refusal, match=r"^This is a directory, and one file was expected; name the files in it\.$"
    ):
        read_file(tmp_path)


def test_a_file_over_the_limit_is_refused_unread(tmp_path):
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)  # a hole on the disk: reading it would take 200 MB of memory

    with pytest.raises(Refusal) as refused:
        read_file(path)

    assert str(refused.value) == (
        "The file has 200,000,000 bytes, more than the 52,428,800 that one text may "
        "have; split it, or ask for a higher limit."
    )


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Refusal, match=r"^There is no such file; check the path\.$"):
        read_file(tmp_path / "none.txt")

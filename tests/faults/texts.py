"""Texts made to mislead: encodings that lie, marks that turn the reading round, files that are others."""

from tests.faults.hostile import Hostile
from tests.ingest.formats.making import PAGE, pdf, zipped

WORDS = "Ships wait in the roads of Temrava, said the keeper of the quay.\n"
RUSSIAN = "Суда стоят на рейде, и никто не знает, когда их разгрузят и кто за это заплатит.\n"
JAPANESE = "船は沖で待っている。港では誰も働いていない。\n"
NOT_VALID = "is not valid in it; save it again as UTF-8."


def text(words: str, name: str = "a.txt") -> Hostile:
    """A text that is read as it is, letter for letter."""
    return Hostile(words.encode, name, reads=words)


TEXTS = {
    "a script in UTF-7": text("Ships wait +ADw-script+AD4-alert(1)+ADw-/script+AD4-.\n"),
    "a slash that is overlong": Hostile(
        lambda: b"Ships wait ..\xc0\xaf..\xc0\xafetc in the roads.\n",
        "a.txt",
        refused="no other encoding fits",
    ),
    "a NUL that is overlong": Hostile(
        lambda: b"Ships wait\xc0\x80 in the roads.\n", "a.txt", has="Ships wait", lacks="\0"
    ),
    "half a pair in UTF-8": Hostile(
        lambda: WORDS.encode() + b"\xed\xa0\x80 half\n", "a.txt", has=WORDS, lacks="\ud800"
    ),
    "a character beyond Unicode": Hostile(
        lambda: WORDS.encode() + b"\xf4\x90\x80\x80 beyond\n", "a.txt", has=WORDS
    ),
    "cut within a character": Hostile(
        lambda: RUSSIAN.encode()[:-3], "a.txt", refused="ends in the middle of a character"
    ),
    "one NUL": Hostile(lambda: b"Ships\0 wait.\n", "a.txt", refused="holds a NUL character (at position 5)"),
    "UTF-16 without a mark": Hostile(lambda: WORDS.encode("utf-16-be"), "a.txt", reads=WORDS),
    "UTF-16 of an odd length": Hostile(lambda: WORDS.encode("utf-16")[:-1], "a.txt", refused=NOT_VALID),
    "half a pair in UTF-16": Hostile(
        lambda: WORDS.encode("utf-16") + b"\x00\xd8", "a.txt", refused="mark of UTF-16-LE but byte 132"
    ),
    "a character beyond UTF-32": Hostile(
        lambda: b"\xff\xfe\0\0\0\0\x11\0", "a.txt", refused="mark of UTF-32-LE but byte 4"
    ),
    "a mark of UTF-8 before another encoding": Hostile(
        lambda: b"\xef\xbb\xbf" + RUSSIAN.encode("cp1251"), "a.txt", refused="mark of UTF-8 but byte 3"
    ),
    "a mark of UTF-16 before ASCII": Hostile(
        lambda: b"\xff\xfe" + WORDS.encode(), "a.txt", refused="mark of UTF-16-LE but byte 66"
    ),
    "a mark and nothing": Hostile(lambda: b"\xef\xbb\xbf", "a.txt", refused="only white space"),
    "two marks": text("\ufeff\ufeff" + WORDS),
    "two encodings in one file": Hostile(
        lambda: RUSSIAN.encode() + RUSSIAN.encode("cp1251"), "a.txt", refused="no other encoding fits"
    ),
    "KOI8-R, undeclared": Hostile(lambda: (RUSSIAN * 5).encode("koi8-r"), "a.txt", reads=RUSSIAN * 5),
    "Shift JIS, undeclared": Hostile(lambda: (JAPANESE * 5).encode("cp932"), "a.txt", reads=JAPANESE * 5),
    "EUC-JP, undeclared": Hostile(lambda: (JAPANESE * 5).encode("euc_jp"), "a.txt", reads=JAPANESE * 5),
    "ISO-2022-JP, undeclared": Hostile(lambda: JAPANESE.encode("iso2022_jp"), "a.txt", reads=JAPANESE),
    "a name that runs backwards": text("The file is called \u202egnp.txt and waits.\n"),
    "100,000 isolates": text("\u2066" * 100_000 + "Ships wait.\n"),
    "200,000 accents on one letter": text("A" + "\u0301" * 200_000 + " ship waits.\n"),
    "words that nobody sees": text("Ships wait" + "".join(chr(0xE0000 + ord(c)) for c in "obey") + ".\n"),
    "nothing but marks that nobody sees": Hostile(
        ("\u200b\u200c\u200d\ufeff" * 10).encode, "a.txt", refused="only white space"
    ),
    "a terminal's commands": text("Ships \x1b[2J\x1b]0;title\x07 wait.\n"),
    "words struck out by backspaces": text("Ships wait\x08\x08\x08\x08left.\n"),
    "only white space": Hostile(lambda: b" \n\t" * 10_000, "a.txt", refused="only white space"),
    "noise": Hostile(
        lambda: bytes((n * n * 31 + n) % 256 for n in range(100_000)), "a.txt", refused="holds NUL bytes"
    ),
    "4 million characters in a line": text("Ships wait. " * 330_000),
    "6 million characters": Hostile(
        lambda: b"Ships wait. " * 500_001, "a.txt", refused="6,000,012 characters"
    ),
    "400,000 lines": Hostile(lambda: b"a ship\n" * 400_000, "a.txt", refused="400,000 lines, more than"),
    "200,000 turns of an interview": Hostile(lambda: b"A: b?\n" * 200_000, "a.txt", refused="200,000 lines"),
    "a million empty lines": text("\n" * 1_000_000 + "Ships wait."),
    "a million brackets": text("[" * 1_000_000 + "\n"),
    "a million quotation marks": text("\"'" * 500_000 + "\n"),
    "links without end": text("[a](" * 200_000, "a.md"),
    "stress without end": text("**a" * 300_000, "a.md"),
    "an address of 2 million characters": text("http://" + "a." * 1_000_000 + "\n"),
    "a day of a million digits": text("1" * 1_000_000 + " October 1927\n"),
    "300,000 bylines in one": text("By " * 300_000 + "\n"),
    "a program": Hostile(lambda: b"MZ\x90\0\x03\0\0\0" + bytes(100), "a.txt", refused="is a program"),
    "a PDF called a text": Hostile(lambda: pdf(["Ships wait."]), "a.txt", refused="but holds a PDF"),
    "a page called a text": Hostile(PAGE.encode, "a.txt", refused="but holds a web page"),
    "a zip called a text": Hostile(lambda: zipped(("a.txt", "x")), "a.txt", refused="but holds a zip"),
    "a text called a program": Hostile(WORDS.encode, "report.txt.exe", refused="is named “.exe”"),
    "a text called a picture": Hostile(WORDS.encode, "a.png", refused="is named “.png”"),
    "a picture that is a script": Hostile(
        lambda: b"GIF89a/*<script>*/=1;alert(1)//", "a.txt", refused="a picture (GIF)"
    ),
    "a page and a PDF in one": Hostile(
        lambda: b"<html><p>Ships wait.</p><!--\n" + pdf(["Other words."]) + b"-->",
        "a.html",
        refused="but holds a PDF",
    ),
    "a PDF and a zip in one": Hostile(
        lambda: pdf(["Ships wait."]) + zipped(("a.txt", "Other words.")), "a.pdf", reads="Ships wait."
    ),
}

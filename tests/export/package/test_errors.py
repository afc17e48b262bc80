"""A package that is wrong gets one clear sentence and changes nothing."""

import re

import pytest
from django.core.management import CommandError, call_command

from sources.export.package.read import read
from sources.export.package.table import PackageError
from tests.export.package.packages import copy_of, edit, whole_database

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]

NO_FOLDER = "is not a folder; expected a corpus package, a folder with corpus.toml."
FIRST_MENTION = "8kbbnett,f4fw93zw,1,14,23,Coal Mole,accepted,certain,d01r3ech,"
FIRST_PASSAGE = "ye16etns,nqaf1v1r,8v0wtq0k,1,boilerplate,0,80,,,,,1.00,"

# file, what stood there, what stands there now, what is said
FAULTS = {
    "span out of range": (
        "mentions.csv",
        FIRST_MENTION,
        FIRST_MENTION.replace(",14,23,", ",140,149,"),
        "mentions.csv, line {line}: the span 140–149 (“Coal Mole”) ends outside passage f4fw93zw, "
        "whose revision 1 has 23 characters; check start and end.",
    ),
    "span of another length": (
        "mentions.csv",
        FIRST_MENTION,
        FIRST_MENTION.replace(",14,23,", ",13,23,"),
        "mentions.csv, line {line}: “Coal Mole” has 9 characters, but the span 13–23 has 10; "
        "check exact, start and end.",
    ),
    "span turned round": (
        "mentions.csv",
        FIRST_MENTION,
        FIRST_MENTION.replace(",14,23,", ",23,14,"),
        "mentions.csv, line {line}: the span runs from 23 to 14; it must begin before it ends.",
    ),
    "words that are not there": (
        "mentions.csv",
        FIRST_MENTION,
        FIRST_MENTION.replace(",14,23,", ",13,22,"),
        "courier-1927-10-15.txt, passage 3, mention 8kbbnett: at 13–22 the text has “ Coal Mol”; "
        "expected “Coal Mole”.",
    ),
    "unknown entity": (
        "mentions.csv",
        FIRST_MENTION,
        FIRST_MENTION.replace("d01r3ech", "d01r3ecj"),
        "mentions.csv, line {line}: entity is d01r3ecj, which is not among the entities of this package.",
    ),
    "unknown word": (
        "passages.csv",
        FIRST_PASSAGE,
        FIRST_PASSAGE.replace("boilerplate", "navigation"),
        "passages.csv, line {line}: kind is “navigation”; expected one of: answer, body, boilerplate, "
        "byline, caption, comment, dateline, duplicate, editor_note, heading, publication_date, question, "
        "related_link, source_credit, subtitle, title, url.",
    ),
    "regions that overlap": (
        "passages.csv",
        FIRST_PASSAGE,
        FIRST_PASSAGE.replace(",0,80,", ",0,90,"),
        "passages.csv, line 3: the region begins at 81, inside that of passages.csv, line 2, "
        "which ends at 90; regions do not overlap.",
    ),
    "text in no region": (
        "passages.csv",
        FIRST_PASSAGE,
        FIRST_PASSAGE.replace(",0,80,", ",0,20,"),
        "courier-1927-10-15.txt: “*” between 20 and 81 is in no passage; "
        "regions cover everything but white space.",
    ),
    "not a number": (
        "passages.csv",
        FIRST_PASSAGE,
        FIRST_PASSAGE.replace(",0,80,", ",0,8O,"),
        "passages.csv, line {line}: end is “8O”; expected a whole number, e.g. 0 or 41.",
    ),
    "an id twice": (
        "passages.csv",
        FIRST_PASSAGE,
        FIRST_PASSAGE.replace("ye16etns", "va7hzpfp"),
        "passages.csv, line 3: the id va7hzpfp is that of passages.csv, line 2 already; "
        "every row needs its own. (*",
    ),
    "a date that is none": (
        "corpus.toml",
        'published = "1927-10-17"',
        'published = "1927-13-17"',
        "corpus.toml, [[articles]] number 2: published: *",
    ),
    "a missing key": (
        "corpus.toml",
        'slug = "temrava"\n',
        "",
        "corpus.toml: the key “slug” is missing; write it even where it is empty.",
    ),
    "a splice out of range": (
        "revisions.csv",
        "[[94,98,",
        "[[9400,9800,",
        "revisions.csv, line 2: a splice ends at 9800, but the wording before it has * characters; "
        "check its end.*",
    ),
    "an address that is none": (
        "corpus.toml",
        'url = "https://gazette.halmya.example/"',
        'url = "gazette"',
        "corpus.toml, [[publications]] number 1: url is “gazette”: Enter a valid URL.",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_said_in_one_sentence_and_nothing_is_changed(name, tmp_path):
    file, old, new, sentence = FAULTS[name]
    folder = copy_of("temrava", tmp_path)
    line = edit(folder / file, old, new)
    before = whole_database()

    with pytest.raises(CommandError) as refused:
        call_command("load_corpus", folder)

    expected = re.escape(sentence.replace("{line}", str(line))).replace(r"\*", ".*")
    assert re.fullmatch(expected, str(refused.value)), str(refused.value)
    assert whole_database() == before


def test_text_with_other_bytes_is_refused(tmp_path):
    folder = copy_of("temrava", tmp_path)
    text = folder / "texts" / "courier-1927-10-17.txt"
    text.write_bytes(text.read_bytes() + b"\n")
    before = whole_database()

    with pytest.raises(CommandError, match=r"courier-1927-10-17\.txt has other bytes than .* described"):
        call_command("load_corpus", folder)

    assert whole_database() == before


def test_table_that_is_not_utf_8_is_refused_with_its_line(tmp_path):
    folder = copy_of("temrava", tmp_path)
    names = folder / "names.csv"
    names.write_bytes(names.read_bytes().replace("Vorçenko".encode(), "Vorçenko".encode("latin-1"), 1))

    with pytest.raises(PackageError, match=r"^names\.csv, line \d+: byte \d+ \(0xE7\) is not UTF-8"):
        read(folder)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda path: None, "is not a folder; expected a corpus package, a folder with corpus.toml."),
        (lambda path: path.mkdir(), "has no corpus.toml; expected a corpus package."),
        (
            lambda path: path.write_text("x"),
            "is not a folder; expected a corpus package, a folder with corpus.toml.",
        ),
    ],
    ids=["nothing", "an empty folder", "a file"],
)
def test_what_is_no_package_is_refused(make, sentence, tmp_path):
    path = tmp_path / "thing"
    make(path)

    with pytest.raises(PackageError) as refused:
        read(path)

    assert str(refused.value) == f"{path} {sentence}"

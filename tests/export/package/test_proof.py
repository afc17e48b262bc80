"""A package is proof-read: every fault gets a sentence with its file and line, and nothing is written."""

import hashlib
import json

import pytest
from django.core.management import call_command

from sources.export.package.proof import proofread
from tests.conftest import SEEDS
from tests.export.package.packages import edit

TEXT = "The Lamp Tax\n\nMr Wick paid it in oil. “I had no coin,” he said.\n"
LONG = "It was so dark on the quay that nobody could tell the oil from the water.\n"
OPEN = "https://creativecommons.org/licenses/by/4.0/"

HEAD = """\
format = 1
id = "aaaaaaa0"
slug = "lamps"
title = "The Lamp Tax"
description = "A small corpus."
event_years = [
    "1931",
]
licence = "CC-BY-4.0"
is_fiction = true

"""
ARTICLE = """\
[[articles]]
id = "aaaaaaa{number}"
document = "aaaaaab{number}"
index = 0
title = "The Lamp Tax"
publication = ""
published = "1931-05-02"
published_known = "in the text"
page = ""
url = ""
language = "en"
translated_from = ""
genre = "news_report"
rights = ""
rights_note = ""
access = "full"
status = "published"
event_years = []
copy_of = ""
"""
DOCUMENT = """\
[[documents]]
id = "aaaaaab{number}"
file_name = "{name}"
sha256 = "{sha256}"
size = {size}
media_type = "text/plain"
encoding = "utf-8"
origin = ""
got = "2026-02-03"
rights = "{rights}"

"""
TABLES = {
    "passages": "id,document,article,number,kind,start,end,continues,speaker,speaker_name,duplicate_of,"
    "confidence,reason\n"
    "aaaaaac1,aaaaaab1,aaaaaaa1,1,title,0,12,,,,,1.00,\n"
    "aaaaaac2,aaaaaab1,aaaaaaa1,2,body,14,63,,,,,1.00,a paragraph\n"
    "aaaaaac3,aaaaaab2,aaaaaaa2,1,title,0,73,,,,,1.00,\n",
    "entities": "id,kind,preferred_name,language,script,sort_name,description,latitude,longitude,wikidata,"
    "geonames,viaf,is_protected,pseudonym,merged_into\n"
    'aaaaaad1,person,Tomas Wick,en,Latn,"Wick, Tomas",Pays in oil.,,,,,,,,\n',
    "names": "id,entity,form,kind,language,script\naaaaaae1,aaaaaad1,Mr Wick,partial,en,Latn\n",
    "mentions": "id,passage,revision,start,end,exact,status,certainty,entity,date,rule,score,recogniser,"
    "anchor,proposed_kind,proposed_name,proposed_edtf,note\n"
    "aaaaaaf1,aaaaaac2,1,0,7,Mr Wick,accepted,certain,aaaaaad1,,,,hand,,,,,\n",
    "quotations": "id,passage,revision,start,end,digest,kind,status,certainty,speaker,speaker_name,rule,"
    "score,recogniser,note\n"
    f"aaaaaag1,aaaaaac2,1,24,40,{hashlib.sha256('aaaaaag1“I had no coin,”'.encode()).hexdigest()},"
    "direct,accepted,certain,aaaaaad1,,,,,\n",
    "tags": "passage,tag\n",
}


def described(name, text, number, rights):
    data = text.encode()
    said = {"name": name, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data), "rights": rights}
    return DOCUMENT.format(number=number, **said)


@pytest.fixture
def folder(tmp_path):
    """A package of two documents: it carries the first, the second lies elsewhere."""
    package, elsewhere = tmp_path / "lamps", tmp_path / "elsewhere"
    (package / "texts").mkdir(parents=True)
    elsewhere.mkdir()
    (package / "texts" / "a.txt").write_text(TEXT)
    (elsewhere / "b.txt").write_text(LONG)
    documents = described("a.txt", TEXT, 1, OPEN) + described("b.txt", LONG, 2, "")
    articles = "\n".join(ARTICLE.format(number=number) for number in (1, 2))
    (package / "corpus.toml").write_text(HEAD + documents + articles)
    for table, rows in TABLES.items():
        (package / f"{table}.csv").write_text(rows)
    return package


def faults(folder):
    return proofread(folder, folder.parent / "elsewhere").faults


def test_package_that_is_right_has_no_fault_and_says_what_was_looked_at(folder):
    proof = proofread(folder)

    assert proof.faults == ()
    assert (proof.corpus, proof.texts, proof.awaiting) == ("lamps", ("a.txt",), ("b.txt",))
    assert proofread(folder, folder.parent / "elsewhere").texts == ("a.txt", "b.txt")


# file, what stood there, what stands there now, what is said
HOSTILE = {
    "words that are not there": (
        "mentions.csv",
        ",0,7,Mr Wick,",
        ",1,8,Mr Wick,",
        "mentions.csv, line 2: at 1–8 the text has “r Wick ”; expected “Mr Wick”.",
    ),
    "a digest of other words": (
        "quotations.csv",
        ",24,40,",
        ",24,39,",
        "quotations.csv, line 2: the words at 24–39 of passage aaaaaac2 have another digest; "
        "check start and end, or compute the digest anew.",
    ),
    "a text in no region": (
        "passages.csv",
        ",0,12,",
        ",0,8,",
        "a.txt: “Tax” between 8 and 14 is in no passage; regions cover everything but white space.",
    ),
    "a reference to nothing": (
        "names.csv",
        "aaaaaad1",
        "aaaaaad9",
        "names.csv, line 2: entity is aaaaaad9, which is not among the entities of this package.",
    ),
    "a date in another form": (
        "corpus.toml",
        'event_years = [\n    "1931",',
        'event_years = [\n    "spring",',
        "corpus.toml: event_years: ",
    ),
    "a word of no vocabulary": (
        "passages.csv",
        "aaaaaac1,aaaaaab1,aaaaaaa1,1,title",
        "aaaaaac1,aaaaaab1,aaaaaaa1,1,headline",
        "passages.csv, line 2: kind is “headline”; expected one of: answer, body, ",
    ),
    "a field that no model takes": (
        "entities.csv",
        "Pays in oil.,,,,",
        "Pays in oil.,,,oil,",
        "entities.csv, line 2: wikidata is “oil”: ",
    ),
    "a cell in another form": (
        "names.csv",
        ",Mr Wick,",
        ',"Mr Wick",',
        'names.csv, line 2: found “aaaaaae1,aaaaaad1,"Mr Wick",partial,en,Latn”, expected “',
    ),
    "a sentence of a text that is not carried": (
        "passages.csv",
        "a paragraph",
        "so dark on the quay that nobody could tell the oil from the water",
        "passages.csv, line 3: reason has “so dark on the quay that nobody could tell the oil from”, words "
        "of a text that the package does not carry; say it in words of your own.",
    ),
    "a text without a licence": (
        "corpus.toml",
        f'rights = "{OPEN}"',
        'rights = "https://rightsstatements.org/vocab/InC/1.0/"',
        "corpus.toml, [[documents]] number 1: rights is “https://rightsstatements.org/vocab/InC/1.0/”, and "
        "its text lies in texts/a.txt; ",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_fault_is_said_in_one_sentence_with_its_line(folder, name):
    file, old, new, said = HOSTILE[name]
    edit(folder / file, old, new)

    [fault] = faults(folder)

    assert fault.startswith(said)


def test_all_faults_are_said_not_the_first_alone(folder):
    edit(folder / "mentions.csv", ",0,7,Mr Wick,", ",1,8,Mr Wick,")
    edit(folder / "quotations.csv", ",24,40,", ",24,39,")

    assert [fault.split(":")[0] for fault in faults(folder)] == [
        "mentions.csv, line 2",
        "quotations.csv, line 2",
    ]


def test_rows_in_another_order_are_told(folder):
    path = folder / "passages.csv"
    head, one, two, three = path.read_text().splitlines(keepends=True)
    path.write_text(head + two + one + three)

    assert [fault.split(":")[0] for fault in faults(folder)] == ["passages.csv, line 2"]


@pytest.mark.parametrize("name", ["notes.txt", "texts/draft.txt"])
def test_a_file_that_nothing_describes_is_told(folder, name):
    (folder / name).write_text("The Lamp Tax, as I remember it.\n")

    [fault] = faults(folder)

    assert fault.startswith(f"{name}: ")
    assert fault.endswith("take it away.")


def test_a_text_with_other_bytes_is_told(folder):
    (folder / "texts" / "a.txt").write_text(TEXT + "\n")

    [fault] = faults(folder)

    assert "a.txt has other bytes than the a.txt described" in fault


def test_bytes_that_are_no_table_are_told_for_each_file(folder):
    (folder / "names.csv").write_bytes(b"\xff\xfe\x00")
    (folder / "tags.csv").write_bytes(b"")

    assert [fault.split(":")[0].split(",")[0] for fault in faults(folder)] == ["names.csv", "tags.csv"]


@pytest.mark.parametrize("slug", ["temrava", "zhanaozen"])
def test_packages_of_this_project_are_right(slug, capsys):
    call_command("check_corpus", SEEDS / slug, format="json")

    said = json.loads(capsys.readouterr().out)
    assert said["faults"] == []
    assert (len(said["texts"]), len(said["awaiting"])) == {"temrava": (18, 0), "zhanaozen": (0, 5)}[slug]


def test_texts_that_are_not_carried_are_held_against_their_package(real_texts):
    proof = proofread(SEEDS / "zhanaozen", real_texts)

    assert (proof.faults, len(proof.texts)) == ((), 5)


def test_command_ends_with_one_where_anything_is_wrong(folder, capsys):
    edit(folder / "names.csv", "aaaaaad1", "aaaaaad9")

    with pytest.raises(SystemExit) as ended:
        call_command("check_corpus", folder)

    assert ended.value.code == 1
    assert capsys.readouterr().out.splitlines() == [
        "names.csv, line 2: entity is aaaaaad9, which is not among the entities of this package.",
        "lamps: 1 entities, 1 names, 2 documents, 2 articles, 3 passages, 1 mentions, 1 quotations: 1 wrong.",
    ]


def test_folder_that_is_no_package_is_refused(tmp_path):
    assert proofread(tmp_path).faults == (f"{tmp_path} has no corpus.toml; expected a corpus package.",)

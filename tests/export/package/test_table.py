"""Tables come back as they were written, whatever stands in them."""

from hypothesis import given
from hypothesis import strategies as st

from sources.export.package.rows import EntityRow, MentionRow, NameRow, PassageRow, RevisionRow, TagRow
from sources.export.package.table import columns, decode_file, read_table, write_table
from sources.vocabulary import Certainty, EntityKind, Kind, MentionKind, MentionStatus, NameKind

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
places = st.integers(min_value=0, max_value=10**6)
shares = st.none() | st.floats(min_value=0, max_value=1)

names = st.builds(
    NameRow, id=words, entity=words, form=words, kind=st.sampled_from(NameKind), language=words, script=words
)
mentions = st.builds(
    MentionRow,
    id=words,
    passage=words,
    revision=places,
    start=places,
    end=places,
    exact=words,
    status=st.sampled_from(MentionStatus),
    certainty=st.sampled_from(Certainty),
    entity=words,
    date=words,
    rule=words,
    score=shares,
    recogniser=words,
    anchor=words,
    proposed_kind=st.none() | st.sampled_from(MentionKind),
    proposed_name=words,
    proposed_edtf=words,
    note=words,
)


def written_and_read(rows, kind):
    return read_table("table.csv", decode_file("table.csv", write_table(rows, kind).encode()), kind)


@given(st.lists(names, max_size=5))
def test_names_come_back_as_they_were_written(rows):
    assert written_and_read(rows, NameRow) == tuple(rows)


@given(st.lists(mentions, max_size=5))
def test_mentions_come_back_as_they_were_written(rows):
    assert written_and_read(rows, MentionRow) == tuple(rows)


@given(st.lists(names, max_size=5))
def test_what_was_read_is_written_as_the_same_bytes(rows):
    text = write_table(rows, NameRow)

    assert write_table(read_table("table.csv", text, NameRow), NameRow) == text


def passage(**values):
    defaults = {
        "id": "ye16etns",
        "document": "nqaf1v1r",
        "article": "",
        "number": "f1",
        "kind": Kind.BODY,
        "start": 0,
        "end": 8,
        "continues": False,
        "speaker": "",
        "speaker_name": "",
        "duplicate_of": "",
        "confidence": 1.0,
        "reason": "",
    }
    return PassageRow(**defaults | values)


def test_column_that_says_nothing_is_left_out():
    header, row = write_table([passage()], PassageRow).splitlines()

    assert header.endswith(",confidence,reason")
    assert row == "ye16etns,nqaf1v1r,,f1,body,0,8,,,,,1.00,"


def test_passage_joined_into_another_says_so_in_a_column_of_its_own():
    rows = [passage(), passage(id="va7hzpfp", start=9, end=12, joined_into="ye16etns")]

    header, first, second = write_table(rows, PassageRow).splitlines()

    assert header.endswith(",confidence,reason,joined_into")
    assert (first[-6:], second[-9:]) == (",1.00,,"[1:], ",ye16etns")
    assert written_and_read(rows, PassageRow) == tuple(rows)


def test_column_that_says_something_stands_in_its_place():
    values = dict.fromkeys(columns(EntityRow), "") | {"id": "ye16etns", "kind": EntityKind.PERSON}
    row = EntityRow(
        **values | {"latitude": None, "longitude": None, "is_protected": False, "is_private": True}
    )

    header, line = write_table([row], EntityRow).splitlines()

    assert header.endswith(",viaf,is_protected,is_private,pseudonym,merged_into")
    assert line == "ye16etns,person,,,,,,,,,,,,true,,"
    assert written_and_read([row], EntityRow) == (row,)


def test_wording_that_is_withheld_says_so_in_a_column_of_its_own():
    row = RevisionRow(
        passage="ye16etns", number=2, splices="[]", reason="A name", date="2026-03-12", withholds_former=True
    )

    assert write_table([row], RevisionRow) == (
        "passage,number,splices,reason,date,withholds_former\nye16etns,2,[],A name,2026-03-12,true\n"
    )


def test_fault_is_given_with_the_line_on_which_its_row_begins():
    text = 'passage,tag\n"a\nb",c\nd,e\n'

    assert [row.at for row in read_table("tags.csv", text, TagRow)] == [
        "tags.csv, line 2",
        "tags.csv, line 4",
    ]

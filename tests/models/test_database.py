"""The database itself refuses what must not be, whichever way a row is written."""

import pytest
from django.db import IntegrityError, connection, transaction

from sources.annotate.acts import act
from sources.models import Change, ChangeSet, Date, Mention, Name, PassageRevision, triggers
from sources.vocabulary import ActKind
from tests.factories import (
    make_article,
    make_corpus,
    make_document,
    make_entity,
    make_mention,
    make_passage,
)

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]

TEXT = "Ada Quill lit the 😀 lamp; Ada Quill put it out."


@pytest.fixture
def revision():
    return make_passage(make_article(), TEXT)


def sql(statement, *values):
    """Run one statement as a script of somebody's would; refused statements undo themselves."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_i05_mention_with_other_words_is_refused_by_the_database(revision):
    mention = make_mention(revision, "Ada Quill", make_entity())

    with pytest.raises(IntegrityError, match="slice of its revision"):
        sql("UPDATE sources_mention SET exact = 'Ida Quill' WHERE id = %s", mention.pk)


def test_i05_mention_moved_to_other_words_is_refused_by_the_database(revision):
    mention = make_mention(revision, "Ada Quill", make_entity())

    with pytest.raises(IntegrityError, match="slice of its revision"):
        sql('UPDATE sources_mention SET start = 1, "end" = 10 WHERE id = %s', mention.pk)


def test_i03_mention_after_an_emoji_is_counted_in_code_points(revision):
    mention = make_mention(revision, "lamp", make_entity())

    assert (mention.start, mention.end) == (20, 24)


def test_i05_mention_past_the_end_of_its_text_is_refused(revision):
    with pytest.raises(IntegrityError), transaction.atomic():
        Mention.objects.create(revision=revision, start=40, end=400, exact="x" * 360)


def test_mention_of_a_text_not_held_is_taken_at_its_word():
    revision = make_passage(make_article(), None)

    mention = make_mention(revision, "Ada Quill", make_entity())

    assert mention.exact == "Ada Quill"


def test_text_filled_in_that_contradicts_a_mention_is_refused():
    revision = make_passage(make_article(), None)
    make_mention(revision, "Ada Quill", make_entity())

    with pytest.raises(IntegrityError, match="other words"):
        sql("UPDATE sources_passagerevision SET text = 'Ida Quill lit it.' WHERE id = %s", revision.pk)


def test_text_filled_in_that_agrees_with_its_mentions_is_taken():
    revision = make_passage(make_article(), None)
    make_mention(revision, "Ada Quill", make_entity())

    sql("UPDATE sources_passagerevision SET text = 'Ada Quill lit it.' WHERE id = %s", revision.pk)

    assert PassageRevision.objects.get(pk=revision.pk).text == "Ada Quill lit it."


def test_mention_beyond_a_passage_whose_text_is_not_held_is_refused():
    revision = make_passage(make_article(), None, start=0, end=5)

    with pytest.raises(IntegrityError, match="beyond its passage"), transaction.atomic():
        Mention.objects.create(revision=revision, start=1000, end=1003, exact="Ada")

    assert not Mention.objects.exists()


def test_mention_moved_beyond_a_passage_whose_text_is_not_held_is_refused():
    mention = make_mention(make_passage(make_article(), None), "Ada Quill", make_entity())

    with pytest.raises(IntegrityError, match="beyond its passage"):
        sql('UPDATE sources_mention SET start = 9, "end" = 18 WHERE id = %s', mention.pk)


@pytest.mark.parametrize("length", [4, 6])
def test_first_wording_of_another_length_than_its_passage_is_refused(length):
    with pytest.raises(IntegrityError, match="as long as its place"):
        make_passage(make_article(), "x" * length, start=0, end=5)


def test_text_filled_in_of_another_length_than_its_passage_is_refused():
    revision = make_passage(make_article(), None)

    with pytest.raises(IntegrityError, match="as long as its place"):
        sql("UPDATE sources_passagerevision SET text = 'Ada Quill.' WHERE id = %s", revision.pk)


@pytest.mark.parametrize(
    "change", ["start = start + 1", '"end" = "end" + 1', "document_id = document_id + 1"]
)
def test_place_of_a_passage_never_changes(revision, change):
    with pytest.raises(IntegrityError, match=r"(place|document) of a passage"):
        sql(f"UPDATE sources_passage SET {change} WHERE id = %s", revision.passage_id)


@pytest.mark.parametrize("change", ["sha256 = %s", "size = size + 1", "corpus_id = corpus_id + 1"])
def test_identity_of_a_document_never_changes(change):
    make_document()

    with pytest.raises(IntegrityError, match="corpus of a document never change"):
        sql(f"UPDATE sources_document SET {change}", *(["0" * 64] if "%s" in change else []))


@pytest.mark.parametrize(("table", "sentence"), [("document", "has passages"), ("passage", "has a wording")])
def test_evidence_that_is_referred_to_is_not_deleted(revision, table, sentence):
    with pytest.raises(IntegrityError, match=sentence):
        sql(f"DELETE FROM sources_{table}")


def test_insert_or_replace_does_not_walk_round_the_place_of_a_passage(revision):
    if connection.vendor != "sqlite":
        return  # only SQLite has the statement
    with pytest.raises(IntegrityError, match="has a wording"):
        sql("INSERT OR REPLACE INTO sources_passage SELECT * FROM sources_passage")


def test_access_of_a_document_outside_the_vocabulary_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_document(access="sometimes")


def test_precision_of_a_date_outside_the_vocabulary_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        Date.objects.create(edtf="1931", earliest="1931-01-01", latest="1931-12-31", precision="week")


@pytest.mark.parametrize("table", ["passagerevision", "changeset", "change"])
def test_truncate_does_not_walk_round_what_lasts(revision, table):
    if connection.vendor != "postgresql":
        return  # only PostgreSQL has the statement
    sql("SET CONSTRAINTS ALL IMMEDIATE")  # rows that wait to be checked would be refused first
    with pytest.raises(IntegrityError, match="never changes"):
        sql(f"TRUNCATE sources_{table} CASCADE")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE sources_passagerevision SET text = 'Somebody lit the lamp.' WHERE id = %s",
        "UPDATE sources_passagerevision SET number = 2 WHERE id = %s",
        "DELETE FROM sources_passagerevision WHERE id = %s",
    ],
)
def test_i02_revision_never_changes(revision, statement):
    with pytest.raises(IntegrityError, match="revision never changes"):
        sql(statement, revision.pk)


def test_date_row_never_changes(revision):
    make_mention(revision, "lamp", "1931-05-04")

    with pytest.raises(IntegrityError, match="date row never changes"):
        sql("UPDATE sources_date SET edtf = '1931-05-05'")


@pytest.mark.parametrize("table", ["sources_changeset", "sources_change"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET id = id + 1000"])
def test_t07_log_only_grows(table, statement):
    with act(ActKind.EDIT, "Renamed a corpus") as doing:
        doing.change(make_corpus(), title="The Lamp Tax")

    with pytest.raises(IntegrityError, match="log only grows"):
        sql(statement.format(table))

    assert (ChangeSet.objects.count(), Change.objects.count()) == (1, 1)


def test_t07_insert_or_replace_does_not_walk_round_the_log():
    if connection.vendor != "sqlite":
        return  # only SQLite has the statement
    with act(ActKind.EDIT, "Renamed a corpus") as doing:
        doing.change(make_corpus(), title="The Lamp Tax")

    with pytest.raises(IntegrityError, match="log only grows"):
        sql("INSERT OR REPLACE INTO sources_change SELECT * FROM sources_change")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("status", "'guessed'"),
        ("certainty", "'sure'"),
        ("score", "1.5"),
        ("anchor_kind", "'mention'"),
        ("entity_id", "NULL"),
        ("version", "0"),
    ],
)
def test_mention_outside_its_rules_is_refused(revision, column, value):
    mention = make_mention(revision, "Ada Quill", make_entity())

    with pytest.raises(IntegrityError):
        sql(f"UPDATE sources_mention SET {column} = {value} WHERE id = %s", mention.pk)


def test_mention_of_both_entity_and_date_is_refused(revision):
    mention = make_mention(revision, "Ada Quill", make_entity())
    date = make_mention(revision, "lamp", "1931").date

    with pytest.raises(IntegrityError):
        sql("UPDATE sources_mention SET date_id = %s WHERE id = %s", date.pk, mention.pk)


def test_same_entity_twice_on_the_same_words_is_refused(revision):
    quill = make_entity()
    make_mention(revision, "Ada Quill", quill)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_mention(revision, "Ada Quill", quill)


def test_entities_may_overlap_and_nest(revision):
    make_mention(revision, "Ada Quill", make_entity("Ada Quill"))
    make_mention(revision, "Ada", make_entity("Ada of the Quay"))

    assert Mention.objects.accepted().count() == 2


def test_protected_entity_without_pseudonym_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_entity(is_protected=True)


def test_coordinates_of_a_person_are_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_entity(kind="person", latitude=1.0, longitude=2.0)


def test_place_with_half_a_coordinate_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_entity("Quay", kind="place", latitude=1.0)


def test_copy_without_similarity_is_refused():
    original = make_article()

    with pytest.raises(IntegrityError), transaction.atomic():
        make_article(original.document, copy_of=original)


def test_date_that_ends_before_it_begins_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        Date.objects.create(edtf="x", earliest="1931-05-05", latest="1931-05-04", precision="interval")


def test_triggers_that_are_missing_are_named():
    with connection.cursor() as cursor:
        on_table = "" if connection.vendor == "sqlite" else " ON sources_change"
        cursor.execute(f"DROP TRIGGER sb_change_kept{on_table}")

    found = triggers.missing(connection)
    triggers.install(connection)

    assert found == {"sb_change_kept"}
    assert triggers.missing(connection) == set()


def structural(revision, **values):
    """A second wording, as a split or join makes it."""
    return PassageRevision.objects.create(
        **{
            "passage": revision.passage,
            "number": 2,
            "text": "Ada Quill",
            "reason": "Split",
            "made_by": "split",
            "former_start": revision.passage.start,
            "former_end": revision.passage.end,
            **values,
        }
    )


def test_place_moves_only_from_or_to_the_one_that_the_last_wording_calls_former(revision):
    second = structural(revision)

    sql('UPDATE sources_passage SET "end" = 9 WHERE id = %s', revision.passage_id)
    with pytest.raises(IntegrityError, match="place of a passage"), transaction.atomic():
        sql('UPDATE sources_passage SET "end" = 8 WHERE id = %s', revision.passage_id)
    sql('UPDATE sources_passage SET "end" = %s WHERE id = %s', second.former_end, revision.passage_id)


def test_wording_of_a_split_goes_only_once_its_passage_is_back(revision):
    second = structural(revision)
    sql('UPDATE sources_passage SET "end" = 9 WHERE id = %s', revision.passage_id)

    with pytest.raises(IntegrityError, match="only undoing what made the last one"), transaction.atomic():
        sql("DELETE FROM sources_passagerevision WHERE id = %s", second.pk)
    sql('UPDATE sources_passage SET "end" = %s WHERE id = %s', second.former_end, revision.passage_id)
    sql("DELETE FROM sources_passagerevision WHERE id = %s", second.pk)
    assert PassageRevision.objects.get() == revision


def test_wording_of_a_split_stays_where_a_later_one_follows(revision):
    second = structural(revision)
    PassageRevision.objects.create(passage=revision.passage, number=3, text="Ada Q.", reason="misread")

    with pytest.raises(IntegrityError, match="only undoing what made the last one"):
        sql("DELETE FROM sources_passagerevision WHERE id = %s", second.pk)


def test_correction_has_no_former_place(revision):
    with pytest.raises(IntegrityError):
        structural(revision, made_by="")


def test_first_wording_of_a_split_passage_is_as_long_as_its_former_place():
    revision = make_passage(make_article(), None)
    passage = revision.passage
    structural(revision, text=None)
    sql('UPDATE sources_passage SET "end" = start + 9 WHERE id = %s', passage.pk)

    with pytest.raises(IntegrityError, match="must be as long"), transaction.atomic():
        sql("UPDATE sources_passagerevision SET text = 'Ada Quill' WHERE id = %s", revision.pk)
    sql("UPDATE sources_passagerevision SET text = 'Ada Quill lit it.' WHERE id = %s", revision.pk)


UNSEEN = "\t\n\r\x1b\x7f\x85\u061c\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069\U000e0041\U000e007f"


@pytest.mark.parametrize("column", ["preferred_name", "sort_name", "pseudonym"])
@pytest.mark.parametrize("sign", UNSEEN, ids=lambda sign: f"U+{ord(sign):04X}")
def test_s14_unseen_sign_in_a_name_is_refused_by_the_database(column, sign):
    person = make_entity()

    with pytest.raises(IntegrityError, match="A name holds no character that cannot be seen"):
        sql(f"UPDATE sources_entity SET {column} = %s WHERE id = %s", f"Ada{sign} Quill", person.pk)


def test_s14_unseen_sign_in_a_form_of_a_name_is_refused_by_the_database():
    person = make_entity()

    with (
        pytest.raises(IntegrityError, match="A name holds no character that cannot be seen"),
        transaction.atomic(),
    ):
        Name.objects.create(entity=person, form="Ada \u202eQuill", spelling_key="ada")


def test_s14_names_of_every_script_are_taken():
    forms = ["Ада Квилл", "آدا کویل", "نیم‌روز", "क्ष", "Ada O’Quill-Ñandú", "李 \U00020bb7", "👩‍🔬"]

    assert [make_entity(form).preferred_name for form in forms] == forms

"""No public id is ever issued again: the database sees to it, whichever way rows come and go."""

import importlib

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from sources.annotate.acts import act
from sources.annotate.undo import undo
from sources.edition.fixity import verify
from sources.models import Change, ChangeSet, Mention, Name, Party, Person, RetiredId, retired_id, triggers
from sources.vocabulary import ActKind
from tests.factories import make_article, make_entity, make_passage

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


def sql(statement, *values):
    """Run one statement as a script of somebody's would; refused statements undo themselves."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else None


def party(public_id, key=None, slug="anybody"):
    columns = ["public_id", "version", "slug", "label", "position"]
    values = [public_id, 1, slug, "Anybody", 1]
    if key is not None:
        columns, values = ["id", *columns], [key, *values]
    places = ", ".join(["%s"] * len(values))
    sql(f"INSERT INTO sources_party ({', '.join(columns)}) VALUES ({places})", *values)
    return Party.objects.get(public_id=public_id).pk


def kept():
    return set(RetiredId.objects.values_list("model", "public_id", "row"))


def test_every_table_with_public_ids_is_watched():
    models = {model._meta.model_name: model for model in apps.get_app_config("sources").get_models()}
    named = {
        name
        for name, model in models.items()
        if not model._meta.proxy and name != "retiredid" and hasattr(model, "public_id")
    }

    assert named == set(retired_id.NAMED)
    assert set(retired_id.NAMED) - set(retired_id.IDENTIFIED) == {"changeset"}
    assert [models[name]._meta.db_table for name in retired_id.NAMED] == [
        retired_id.table_of(name) for name in retired_id.NAMED
    ]


def test_s22_id_of_a_deleted_row_is_refused_to_another():
    key = party("00000005")
    sql("DELETE FROM sources_party WHERE id = %s", key)

    with pytest.raises(IntegrityError, match="never given to another"):
        party("00000005")

    assert kept() == {("party", "00000005", key)}
    assert not Party.objects.exists()


def test_row_comes_back_with_its_key_and_goes_again():
    key = party("00000005")
    for _ in range(2):
        sql("DELETE FROM sources_party WHERE id = %s", key)
        party("00000005", key)

    assert kept() == {("party", "00000005", key)}
    assert [found for found in verify().damage if found.what == "id"] == []


def test_id_is_given_once_within_a_kind():
    sql("DELETE FROM sources_party WHERE id = %s", party("00000005"))

    make_entity(public_id="00000005")

    assert Person.objects.get().public_id == "00000005"


def test_replacing_a_row_that_has_the_id_is_refused():
    party("00000005")
    if connection.vendor != "sqlite":
        return  # the statement is SQLite's

    with pytest.raises(IntegrityError, match="never given to another"):
        sql(
            "INSERT OR REPLACE INTO sources_party (public_id, version, slug, label, position) "
            "VALUES ('00000005', 1, 'others', 'Others', 1)"
        )

    assert Party.objects.get().slug == "anybody"


@pytest.mark.parametrize("change", ["public_id = '00000006'", "id = id + 1"])
def test_row_keeps_its_id_and_its_key(change):
    party("00000005")

    with pytest.raises(IntegrityError, match="for ever"):
        sql(f"UPDATE sources_party SET {change}")


@pytest.mark.parametrize(
    "statement", ['UPDATE sources_retiredid SET "row" = 0', "DELETE FROM sources_retiredid"]
)
def test_what_is_retired_stays_so(statement):
    sql("DELETE FROM sources_party WHERE id = %s", party("00000005"))

    with pytest.raises(IntegrityError, match="only grows"):
        sql(statement)


def test_act_that_was_lost_keeps_its_id():
    RetiredId.objects.create(model="changeset", public_id="00000005", row=99)

    with pytest.raises(IntegrityError, match="never given to another"), transaction.atomic():
        ChangeSet.objects.create(public_id="00000005", kind="edit", made_at="2026-01-02T03:04Z", digest="x")


def test_undone_and_done_again_a_row_has_its_id_and_is_verified():
    revision = make_passage(make_article(), "Ada Quill lit the lamp.")
    with act(ActKind.ANNOTATE, "Marked") as doing:
        mark = doing.create(Mention(revision=revision, start=0, end=9, exact="Ada Quill"))

    done = undo(doing.changeset, actor=None)
    assert kept() == {("mention", mark.public_id, mark.pk)}
    undo(done.changeset, actor=None)

    assert Mention.objects.get().public_id == mark.public_id
    assert [found for found in verify().damage if found.what == "id"] == []


def test_id_that_is_not_kept_is_found_by_verify():
    with act(ActKind.CREATE, "Named") as doing:
        name = doing.create(Name(entity=make_entity(), form="Quill", spelling_key="quill"))
    undo(doing.changeset, actor=None)
    triggers.drop(connection)
    RetiredId.objects.all().delete()

    missing = [(found.item, found.sentence) for found in verify().damage if found.what == "id"]
    RetiredId.objects.create(model="name", public_id=name.public_id, row=name.pk)
    Name.objects.create(
        entity=make_entity(), form="Another", spelling_key="another", public_id=name.public_id
    )
    other = [(found.item, found.sentence) for found in verify().damage if found.what == "id"]
    triggers.install(connection)

    item = f"name {name.public_id}"
    assert missing == [(item, "It is gone, and its id is not kept from being given again.")]
    assert other == [(item, "Its id was that of another row, which is gone.")]


def test_ids_of_former_deletions_are_filled_in_from_the_record():
    gone, back = (make_entity(name) for name in ("Ada Quill", "Bo Reed"))
    for row in (gone, back):
        with act(ActKind.EDIT, "Removed") as doing:
            doing.delete(row)
    undo(doing.changeset, actor=None)
    triggers.drop(connection)
    RetiredId.objects.all().delete()

    migration = importlib.import_module("sources.migrations.0030_retired_ids")
    migration.fill(apps, None)
    triggers.install(connection)

    [told] = Change.objects.filter(label="Ada Quill", after__isnull=True)
    assert kept() == {("entity", gone.public_id, int(told.row))}


def test_keys_go_on_after_the_last_that_is_gone_where_counters_were_put_back():
    RetiredId.objects.create(model="party", public_id="00000005", row=700)

    triggers.install(connection)

    assert party("00000006") == 701
    assert retired_id.next_key(connection, "party") == 702
    assert party("00000007", slug="others") == 703
    first = retired_id.next_key(connection, "sitepage")
    assert retired_id.next_key(connection, "sitepage") == first + 1

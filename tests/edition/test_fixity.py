"""Whatever is damaged is named; what is sound passes."""

import contextlib
import json

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from sources.annotate import journal
from sources.annotate.acts import act
from sources.annotate.chain import body_digest
from sources.annotate.told import name_of
from sources.edition.fixity import verify
from sources.edition.publish import publish
from sources.edition.recorded import UNRECORDED
from sources.edition.swap import point_to
from sources.ingest import blobs
from sources.models import (
    Article,
    Change,
    ChangeSet,
    Claim,
    Date,
    Document,
    Edition,
    Mention,
    PassageRevision,
    Quotation,
    triggers,
)
from sources.vocabulary import ActKind
from tests.edition.kept import keep

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


@pytest.fixture
def published(settings, tmp_path):
    """A small archive and an edition of it."""
    settings.DATA, settings.BLOBS = tmp_path, tmp_path / "blobs"
    return keep()


def behind_its_back(statement, *values):
    """Write as somebody would who takes the triggers away first and puts them back."""
    triggers.drop(connection)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
    triggers.install(connection)


def damaged():
    """What is damaged, each by its own look; that the record tells of it otherwise is asked below."""
    return [(damage.what, damage.item) for damage in verify().damage if damage.what != "row"]


def test_what_is_sound_passes(published):
    found = verify()

    assert found.damage == ()
    assert found.checked == {
        "checks of the database": 2 if connection.vendor == "sqlite" else 0,
        "triggers": len(triggers.TRIGGERS | triggers.RETIRING),
        "documents": 2,
        "containers": 0,
        "mentions": 1,
        "quotations": 1,
        "claims": 1,
        "log entries": 5,
        "rows": 21,
        "ids of what is gone": 0,
        "journal": 1,
        "editions": 1,
    }


def test_t06_journal_that_was_changed_is_named(published):
    journal.path().write_text(journal.path().read_text().replace('"number": 1', '"number": 0'))

    assert ("journal", "line 1") in damaged()


@pytest.mark.parametrize(
    "change",
    [
        lambda file: file.write_text("".join(file.read_text().splitlines(keepends=True)[:-1])),
        lambda file: file.write_text(""),
        lambda file: file.unlink(),
        lambda file: (file.write_text(""), journal.append([{"what": "article", "act": "zzzzzzz1"}])),
    ],
    ids=["end cut", "emptied", "taken away", "written anew"],
)
def test_journal_that_lacks_what_the_record_knows_of_is_named(published, change):
    withheld = Article.objects.first()
    with act(ActKind.EDIT, "Withheld") as doing:
        doing.change(withheld, access="catalogue")

    change(journal.path())

    lost = ChangeSet.objects.exclude(journal_digest="").latest("pk")
    [(what, item, sentence)] = [(one.what, one.item, one.sentence) for one in verify().damage]
    assert what == "journal"
    assert lost.public_id in (item, *sentence.split(", ")) or "The lines of 2 acts" in sentence


def test_line_of_an_act_that_was_never_committed_is_no_damage(published):
    with contextlib.suppress(RuntimeError), act(ActKind.EDIT, "Withheld") as doing:
        doing.change(Article.objects.first(), access="catalogue")
        journal.append([{"what": "article", "act": "zzzzzzz1"}])
        raise RuntimeError

    assert damaged() == []


def test_digest_of_the_journal_is_sealed_by_the_record(published):
    entry = ChangeSet.objects.exclude(journal_digest="").latest("pk")

    behind_its_back("UPDATE sources_changeset SET journal_digest = '' WHERE id = %s", entry.pk)

    assert damaged() == [("log", entry.public_id)]


@pytest.mark.parametrize("change", [lambda data: data[:-1], lambda data: b"X" + data[1:], lambda data: b""])
def test_i01_damaged_bytes_are_named(published, change):
    document = Document.objects.get(file_name="1.txt")
    path = blobs.path_of(document.sha256)
    path.chmod(0o640)
    path.write_bytes(change(path.read_bytes()))

    assert damaged() == [("document", f"{document.public_id} 1.txt")]


def test_i01_bytes_that_are_gone_are_named(published):
    document = Document.objects.get(file_name="1.txt")
    blobs.path_of(document.sha256).unlink()

    assert damaged() == [("document", f"{document.public_id} 1.txt")]


def test_t06_two_files_of_the_store_that_changed_places_are_named(published):
    one, other = Document.objects.order_by("file_name")[:2]
    first, second = blobs.path_of(one.sha256), blobs.path_of(other.sha256)
    first.rename(first.with_suffix(".moved"))
    second.rename(first)
    first.with_suffix(".moved").rename(second)

    assert [item for _, item in damaged()] == [f"{row.public_id} {row.file_name}" for row in (one, other)]


def test_i02_wording_that_was_changed_is_named(published):
    revision = PassageRevision.objects.get(number=2)
    behind_its_back(
        "UPDATE sources_passagerevision SET text = replace(text, 'belt', 'bell') WHERE id = %s", revision.pk
    )

    assert damaged() == [("revision", f"{published.public_id} revision 2")]


def test_t06_mention_whose_words_were_changed_is_named(published):
    behind_its_back("UPDATE sources_mention SET exact = 'Ida Quill'")

    assert damaged() == [("mention", Mention.objects.get().public_id)]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("exact = 'put out the LAMPS'", "At 10–27 its revision has other words than it."),
        ("exact = ''", "At 10–27 its revision has other words than it."),
        (f"digest = '{'0' * 64}'", "Its digest is not that of its words."),
    ],
)
def test_quotation_that_was_changed_is_named(published, change, sentence):
    behind_its_back(f"UPDATE sources_quotation SET {change}")

    (damage,) = (one for one in verify().damage if one.what != "row")

    assert (damage.what, damage.item, damage.sentence) == (
        "quotation",
        Quotation.objects.get().public_id,
        sentence,
    )


def test_claim_whose_words_or_digest_are_others_is_named(published):
    claim = Claim.objects.get()
    behind_its_back("UPDATE sources_claim SET exact = 'lumps' WHERE id = %s", claim.pk)
    assert damaged() == [("claim", claim.public_id)]

    behind_its_back("UPDATE sources_claim SET exact = 'lamps', digest = %s WHERE id = %s", "0" * 64, claim.pk)
    assert damaged() == [("claim", claim.public_id)]


def test_s18_log_entry_that_was_changed_is_named(published):
    entry = ChangeSet.objects.order_by("pk").first()
    behind_its_back("UPDATE sources_changeset SET summary = 'Nothing' WHERE id = %s", entry.pk)

    assert damaged() == [("log", entry.public_id)]


def test_s18_last_log_entry_written_anew_with_its_own_digest_is_named(published):
    entry = ChangeSet.objects.order_by("pk").last()
    entry.summary = "Nothing"
    digest = body_digest(entry, entry.changes.order_by("position"))
    behind_its_back(
        "UPDATE sources_changeset SET summary = 'Nothing', body_digest = %s WHERE id = %s", digest, entry.pk
    )

    assert damaged() == [("log", entry.public_id)]


def test_s18_row_of_the_log_that_was_changed_is_named(published):
    entry = ChangeSet.objects.order_by("pk").first()
    behind_its_back(
        "UPDATE sources_change SET label = 'Nobody' WHERE changeset_id = %s AND position = 1", entry.pk
    )

    assert damaged() == [("log", entry.public_id)]


def test_s18_t07_log_entry_that_was_taken_away_is_named(published):
    first, second, *_ = ChangeSet.objects.order_by("pk")
    behind_its_back("DELETE FROM sources_change WHERE changeset_id = %s", first.pk)
    behind_its_back("DELETE FROM sources_concern WHERE changeset_id = %s", first.pk)
    behind_its_back("DELETE FROM sources_changeset WHERE id = %s", first.pk)

    assert damaged() == [("log", second.public_id)]


def test_t06_trigger_that_is_gone_is_named(published):
    where = " ON sources_passagerevision" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER sb_revision_kept{where}")

    assert damaged() == [("trigger", "sb_revision_kept")]
    triggers.install(connection)


def test_t06_edition_that_was_changed_is_named(published, settings):
    file = settings.EDITIONS / Edition.objects.get().file_name
    file.chmod(0o640)
    file.write_bytes(file.read_bytes() + b"\0")

    assert damaged() == [("edition", "1")]


def test_command_names_the_damage_and_exits_1(published, capsys):
    behind_its_back("UPDATE sources_mention SET exact = 'Ida Quill'")

    with pytest.raises(SystemExit) as ended:
        call_command("verify", format="json")

    report = json.loads(capsys.readouterr().out)
    assert (ended.value.code, report["sound"]) == (1, False)
    assert report["damage"][0] == (
        {
            "what": "mention",
            "item": Mention.objects.get().public_id,
            "sentence": "At 0–9 its revision has “Ada Quill”, not “Ida Quill”.",
        }
    )
    assert [one["what"] for one in report["damage"]] == ["mention", "row"]


CHANGED_ROWS = {
    "an entity's name": "UPDATE sources_entity SET preferred_name = 'Ida Quill'",
    "an entity's secret": "UPDATE sources_entity SET is_protected = true, pseudonym = 'A clerk'",
    "an article's status": "UPDATE sources_article SET access = 'snippets' WHERE id = (SELECT MIN(id) FROM"
    " sources_article)",
    "a corpus": "UPDATE sources_corpus SET title = 'The Lamp Tax'",
    "a question": "UPDATE sources_question SET wording = 'How few?'",
    "a row more": "INSERT INTO sources_publication (public_id, version, name, kind, place, url, language)"
    " VALUES ('zzzzzzz1', 1, 'Quay Post', 'newspaper', '', '', 'en')",
    "a row less": "DELETE FROM sources_mention",
}
if connection.vendor == "sqlite":  # PostgreSQL knows yes and no, and takes no other number for them
    CHANGED_ROWS["a truth that is read as no"] = (
        "UPDATE sources_passage SET continues = 7 WHERE id = (SELECT MIN(id) FROM sources_passage)"
    )


@pytest.mark.parametrize("statement", CHANGED_ROWS.values(), ids=CHANGED_ROWS.keys())
def test_s18_row_that_is_not_as_the_record_left_it_is_named(published, statement):
    behind_its_back(statement)

    assert [damage.what for damage in verify().damage] == ["row"]


def test_date_that_is_not_what_its_value_says_is_named(published):
    row = Date.objects.first()
    behind_its_back("UPDATE sources_date SET latest = '1999-01-01' WHERE id = %s", row.pk)

    assert [(one.what, one.item) for one in verify().damage] == [("row", f"date {row.edtf}")]


def test_other_digest_beside_an_edition_is_named(published, settings):
    (settings.EDITIONS / "edition-000001.sha256").write_text(f"{'0' * 64}  edition-000001.sqlite3\n")

    assert damaged() == [("edition", "1")]


def test_replaced_edition_before_readers_again_is_named(published, settings):
    publish()
    point_to(settings.EDITIONS / "edition-000001.sqlite3")

    assert damaged() == [("edition", "1")]


def test_every_table_is_told_by_the_record_or_said_not_to_be(published):
    told = set(Change.objects.values_list("model", flat=True))
    empty = {"apart", "contributor", "formernumber", "name", "party", "publication", "relay", "remark"}
    empty |= {"withholding"}
    empty |= {"restoration", "site", "sitepage", "taggedpassage", "topic", "user"}

    known = {name_of(model) for model in apps.get_app_config("sources").get_models() if not model._meta.proxy}

    assert known == told | empty | UNRECORDED

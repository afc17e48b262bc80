"""Whatever is damaged is named; what is sound passes."""

import json

import pytest
from django.core.management import call_command
from django.db import connection

from sources.annotate.acts import act
from sources.edition.fixity import verify
from sources.edition.publish import publish
from sources.ingest import blobs
from sources.models import (
    ChangeSet,
    Claim,
    Document,
    Edition,
    Mention,
    Passage,
    PassageRevision,
    Quotation,
    triggers,
)
from sources.models.digested import digest_of
from sources.vocabulary import ActKind
from tests.factories import (
    make_article,
    make_claim,
    make_corpus,
    make_document,
    make_entity,
    make_question,
)

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


TEXT = "Lamps out\n\nAda Quill put out the lamps, and a bolt of cloth was burned.\n"


@pytest.fixture
def published(settings, tmp_path):
    """Two documents, a mention, a quotation and a correction, all through acts, and an edition of them."""
    settings.BLOBS = tmp_path / "blobs"
    corpus = make_corpus()
    for name, text in {"1.txt": TEXT, "2.txt": TEXT.replace("lamps", "lanterns")}.items():
        take_in(corpus, name, text.encode())
    body = PassageRevision.objects.get(passage__document__file_name="1.txt", passage__number="2")
    with act(ActKind.ANNOTATE, "Marked Ada Quill and corrected a word") as doing:
        doing.create(
            Mention(revision=body, start=0, end=9, exact="Ada Quill", status="accepted", entity=make_entity())
        )
        said = Quotation(
            revision=body,
            start=10,
            end=27,
            exact="put out the lamps",
            speaker_name="a clerk",
            status="accepted",
        )
        said.digest = digest_of(said.public_id, said.exact)
        doing.create(said)
        make_claim(body, "lamps", make_question(corpus), measure="in_words", text="all")
        at = body.text.index("bolt")
        doing.create(
            PassageRevision(
                passage=body.passage,
                number=2,
                text=body.text.replace("bolt", "belt"),
                splices=[[at, at + 4, "belt"]],
                reason="Misread",
            )
        )
    publish()
    return body.passage


def take_in(corpus, name, data):
    """Store a file of a title and one paragraph."""
    blobs.store(data)
    with act(ActKind.INGEST, f"Took in {name}") as doing:
        document = make_document(corpus, file_name=name, sha256=blobs.digest(data), size=len(data))
        article = make_article(document)
        for number, (kind, start, end) in enumerate([("title", 0, 9), ("body", 11, len(data) - 1)], start=1):
            passage = doing.create(
                Passage(
                    document=document, article=article, number=str(number), kind=kind, start=start, end=end
                )
            )
            doing.create(PassageRevision(passage=passage, text=data[start:end].decode()))


def behind_its_back(statement, *values):
    """Write as somebody would who takes the triggers away first and puts them back."""
    triggers.drop(connection)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
    triggers.install(connection)


def damaged():
    return [(damage.what, damage.item) for damage in verify().damage]


def test_what_is_sound_passes(published):
    found = verify()

    assert found.damage == ()
    assert found.checked == {
        "triggers": len(triggers.TRIGGERS),
        "documents": 2,
        "containers": 0,
        "mentions": 1,
        "quotations": 1,
        "claims": 1,
        "log entries": 4,
        "editions": 1,
    }


@pytest.mark.parametrize("change", [lambda data: data[:-1], lambda data: b"X" + data[1:], lambda data: b""])
def test_damaged_bytes_are_named(published, change):
    document = Document.objects.get(file_name="1.txt")
    path = blobs.path_of(document.sha256)
    path.chmod(0o640)
    path.write_bytes(change(path.read_bytes()))

    assert damaged() == [("document", f"{document.public_id} 1.txt")]


def test_bytes_that_are_gone_are_named(published):
    document = Document.objects.get(file_name="1.txt")
    blobs.path_of(document.sha256).unlink()

    assert damaged() == [("document", f"{document.public_id} 1.txt")]


def test_two_files_of_the_store_that_changed_places_are_named(published):
    one, other = Document.objects.order_by("file_name")[:2]
    first, second = blobs.path_of(one.sha256), blobs.path_of(other.sha256)
    first.rename(first.with_suffix(".moved"))
    second.rename(first)
    first.with_suffix(".moved").rename(second)

    assert [item for _, item in damaged()] == [f"{row.public_id} {row.file_name}" for row in (one, other)]


def test_wording_that_was_changed_is_named(published):
    revision = PassageRevision.objects.get(number=2)
    behind_its_back(
        "UPDATE sources_passagerevision SET text = replace(text, 'belt', 'bell') WHERE id = %s", revision.pk
    )

    assert damaged() == [("revision", f"{published.public_id} revision 2")]


def test_mention_whose_words_were_changed_is_named(published):
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

    (damage,) = verify().damage

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


def test_log_entry_that_was_changed_is_named(published):
    entry = ChangeSet.objects.order_by("pk").first()
    behind_its_back("UPDATE sources_changeset SET summary = 'Nothing' WHERE id = %s", entry.pk)

    assert damaged() == [("log", entry.public_id)]


def test_row_of_the_log_that_was_changed_is_named(published):
    entry = ChangeSet.objects.order_by("pk").first()
    behind_its_back(
        "UPDATE sources_change SET label = 'Nobody' WHERE changeset_id = %s AND position = 1", entry.pk
    )

    assert damaged() == [("log", entry.public_id)]


def test_log_entry_that_was_taken_away_is_named(published):
    first, second, *_ = ChangeSet.objects.order_by("pk")
    behind_its_back("DELETE FROM sources_change WHERE changeset_id = %s", first.pk)
    behind_its_back("DELETE FROM sources_changeset WHERE id = %s", first.pk)

    assert damaged() == [("log", second.public_id)]


def test_trigger_that_is_gone_is_named(published):
    where = " ON sources_passagerevision" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER sb_revision_kept{where}")

    assert damaged() == [("trigger", "sb_revision_kept")]
    triggers.install(connection)


def test_edition_that_was_changed_is_named(published, settings):
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
    assert report["damage"] == [
        {
            "what": "mention",
            "item": Mention.objects.get().public_id,
            "sentence": "At 0–9 its revision has “Ada Quill”, not “Ida Quill”.",
        }
    ]

"""A published head proves what a chain alone cannot: that no end was cut and nothing written anew."""

import hashlib
import json

import pytest
from django.db import connection

from sources.annotate.acts import act
from sources.annotate.chain import body_digest, chain_digest
from sources.edition.fixity import verify
from sources.edition.manifest import read_manifest
from sources.edition.publish import publish
from sources.edition.published import Anchor
from sources.edition.swap import current_file
from sources.models import ChangeSet, Concern, Edition, triggers
from sources.vocabulary import ActKind
from tests.factories import make_entity

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


@pytest.fixture
def anchor(lamps):
    """The head as published, with three acts before the edition and two after it."""
    lit = make_entity("Ada Quill")
    for description in ("Lights lamps.", "Lit lamps.", "Put lamps out."):
        with act(ActKind.EDIT, "Described") as doing:
            doing.change(lit, description=description)
    made = publish().edition
    manifest = read_manifest(current_file())
    with act(ActKind.EDIT, "Described") as doing:
        doing.change(lit, description="Nobody knows.")
    return Anchor(made.number, made.digest, made.sha256, manifest.log.acts, manifest.log.digest)


def damage(anchor):
    return [found.sentence for found in verify(anchor).damage if found.what == "anchor"]


@pytest.fixture
def without_triggers(anchor):
    """Whoever can write to the database's file can drop what guards it."""
    triggers.drop(connection)
    yield
    triggers.install(connection)


def test_sound_archive_agrees_with_its_head(anchor):
    assert anchor.acts == 3
    assert damage(anchor) == []


def test_s19_cut_end_is_found(anchor, without_triggers):
    for entry in ChangeSet.objects.order_by("-pk")[:3]:
        entry.changes.all().delete()
        Concern.objects.filter(changeset=entry).delete()
        ChangeSet.objects.filter(pk=entry.pk).delete()

    assert damage(anchor) == ["3 acts were published, 2 are there: the end of the record was cut."]


def test_s19_record_written_anew_is_found_though_its_chain_holds(anchor, without_triggers):
    previous = ""
    for entry in ChangeSet.objects.order_by("pk").prefetch_related("changes"):
        entry.summary, entry.previous_digest = "Nothing happened", previous
        entry.body_digest = body_digest(entry, entry.changes.order_by("position"))
        entry.digest = previous = chain_digest(entry)
        entry.save()

    assert [found for found in verify().damage if found.what == "log"] == []
    assert damage(anchor) == ["Act 3 has another digest than was published: the record was written anew."]


def test_other_edition_under_the_same_number_is_found(anchor):
    Edition.objects.update(sha256=hashlib.sha256(b"another").hexdigest())

    assert damage(anchor) == ["It is another than was published."]


def test_lost_row_of_an_edition_is_found(anchor):
    Edition.objects.all().delete()

    assert damage(anchor) == ["It was published and has no row."]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"edition": 1}', "null"])
def test_anchor_that_is_none_is_refused(text):
    with pytest.raises(ValueError, match="not a published head"):
        Anchor.from_json(text)


def test_anchor_is_read_as_the_site_says_it(anchor):
    said = {name: getattr(anchor, name) for name in Anchor.__slots__}

    assert Anchor.from_json(json.dumps({**said, "made_at": "2026-11-22"})) == anchor

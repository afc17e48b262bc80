"""Every write is one act in the log, or does not happen."""

import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection

from sources.annotate.acts import Conflict, Refused, act
from sources.annotate.chain import body_digest, chain_digest
from sources.models import Change, ChangeSet, Corpus, Entity, Mention, Name, triggers
from sources.vocabulary import ActKind
from tests.factories import make_article, make_corpus, make_entity, make_mention, make_passage, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


def test_act_records_who_what_and_why():
    adler = make_user()
    corpus = make_corpus(title="The Lantern Tax")

    with act(ActKind.EDIT, "Renamed the corpus", actor=adler, reason="It was a lamp tax") as doing:
        doing.change(corpus, title="The Lamp Tax")

    entry = ChangeSet.objects.get()
    change = entry.changes.get()
    assert (entry.actor, entry.kind, entry.summary, entry.reason) == (
        adler,
        "edit",
        "Renamed the corpus",
        "It was a lamp tax",
    )
    assert (change.model, change.before["title"], change.after["title"]) == (
        "corpus",
        "The Lantern Tax",
        "The Lamp Tax",
    )
    assert (change.before["version"], change.after["version"]) == (1, 2)


def test_act_that_touches_nothing_leaves_no_entry():
    corpus = make_corpus(title="The Lamp Tax")

    with act(ActKind.EDIT, "Renamed the corpus") as doing:
        doing.change(corpus, title="The Lamp Tax")

    assert ChangeSet.objects.count() == 0


def test_act_that_fails_half_way_leaves_nothing():
    revision = make_passage(make_article(), "Ada Quill lit it.")
    quill = make_entity()

    marked = [
        Mention(revision=revision, start=0, end=9, exact=words, entity=quill)
        for words in ("Ada Quill", "Ida Quill")
    ]

    with pytest.raises(IntegrityError), act(ActKind.ANNOTATE, "Marked two names") as doing:
        doing.create_all(marked)

    assert (Mention.objects.count(), ChangeSet.objects.count()) == (0, 0)


def test_i06_second_save_of_an_old_version_is_refused_and_changes_nothing():
    corpus = make_corpus()
    mine, theirs = Corpus.objects.get(pk=corpus.pk), Corpus.objects.get(pk=corpus.pk)
    with act(ActKind.EDIT, "Theirs") as doing:
        doing.change(theirs, title="Theirs")

    with pytest.raises(Conflict, match="saved by somebody else"), act(ActKind.EDIT, "Mine") as doing:
        doing.change(mine, title="Mine")

    assert Corpus.objects.get().title == "Theirs"


def test_row_deleted_by_somebody_else_is_refused_with_a_sentence():
    corpus = make_corpus()
    Corpus.objects.all().delete()

    with pytest.raises(Refused, match="no longer there"), act(ActKind.EDIT, "Mine") as doing:
        doing.change(corpus, title="Mine")


def test_field_outside_its_rules_is_refused_with_its_sentence():
    corpus = make_corpus()

    with pytest.raises(ValidationError, match="Event years"), act(ActKind.EDIT, "Years") as doing:
        doing.change(corpus, event_years="1931")


def test_deleting_an_entity_notes_its_names_too():
    quill = make_entity()
    Name.objects.create(entity=quill, form="A. Quill", spelling_key="a quill")

    with act(ActKind.DELETE, "Removed an entity made by mistake") as doing:
        doing.delete(quill)

    assert [change.model for change in Change.objects.order_by("position")] == ["name", "entity"]
    assert Entity.objects.count() == 0


def test_log_is_a_chain_of_digests_over_its_entries():
    corpus = make_corpus()
    for title in ("One", "Two", "Three"):
        with act(ActKind.EDIT, f"Called it {title}") as doing:
            doing.change(corpus, title=title)

    entries = list(ChangeSet.objects.order_by("pk"))
    assert [entry.previous_digest for entry in entries] == ["", entries[0].digest, entries[1].digest]
    assert [entry.digest for entry in entries] == [chain_digest(entry) for entry in entries]
    assert [entry.body_digest for entry in entries] == [
        body_digest(entry, entry.changes.order_by("position")) for entry in entries
    ]


def test_mentions_text_is_in_the_log_but_a_revisions_text_only_as_digest():
    article = make_article()
    revision = make_passage(article, None)

    with act(ActKind.ATTACH, "Attached a text") as doing:
        doing.fill([(revision, "Ada Quill lit it.")])

    change = Change.objects.get()
    assert change.before["text"] is None
    digest = hashlib.sha256(b"Ada Quill lit it.").hexdigest()
    assert change.after["text"] == {"sha256": digest}


def test_nothing_is_written_while_a_trigger_is_missing():
    on_table = "" if connection.vendor == "sqlite" else " ON sources_change"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER sb_change_kept{on_table}")

    with pytest.raises(Refused, match="sb_change_kept"), act(ActKind.EDIT, "Anything"):
        pass

    triggers.install(connection)


def test_nothing_is_written_while_the_archive_is_read_only(settings):
    settings.READ_ONLY = True

    with pytest.raises(Refused, match="read-only"), act(ActKind.EDIT, "Anything"):
        pass


def test_mention_keeps_its_words_through_a_change_of_entity():
    revision = make_passage(make_article(), "Ada Quill lit it.")
    mention = make_mention(revision, "Ada Quill", make_entity())

    with act(ActKind.ANNOTATE, "Meant another Quill") as doing:
        doing.change(mention, entity=make_entity("Ada Quill the younger"))

    assert Mention.objects.get().exact == "Ada Quill"
    assert Mention.objects.get().version == 2


def test_deleting_what_somebody_saved_meanwhile_is_refused():
    mine, theirs = make_corpus(), Corpus.objects.get()
    with act(ActKind.EDIT, "Renamed a corpus") as doing:
        doing.change(theirs, title="The Lamp Tax")

    with pytest.raises(Conflict), act(ActKind.DELETE, "Deleted a corpus") as doing:
        doing.delete(mine)

    assert Corpus.objects.get().title == "The Lamp Tax"


@pytest.mark.parametrize("form", ["x" * 1000, "Ada\0Quill"])
def test_rows_created_together_have_their_fields_checked(form):
    quill = make_entity()

    with pytest.raises(ValidationError), act(ActKind.CREATE, "Forms of a name") as doing:
        doing.create_all([Name(entity=quill, form="Quill", kind="variant"), Name(entity=quill, form=form)])

    assert Name.objects.count() == 0

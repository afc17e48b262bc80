"""An edition that shows what is withheld now is recalled: its file goes, later ones say so (S25)."""

import io

import pytest
from django.core.management import CommandError, call_command

from sources.annotate.acts import act
from sources.annotate.correct import apply_correction, plan_correction
from sources.annotate.withdraw import apply_withdrawal, plan_withdrawal
from sources.edition import former
from sources.edition.publish import publish
from sources.models import Article, Document, Edition, Entity, Name, Passage
from sources.vocabulary import ActKind
from tests.factories import make_entity

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


def changed(row, **values):
    with act(ActKind.EDIT, "Changed") as doing:
        doing.change(row, **values)


def files(settings):
    return sorted(path.name for path in settings.EDITIONS.glob("edition-*.sqlite3"))


def recalled():
    return sorted(Edition.objects.filter(is_withdrawn=True).values_list("number", flat=True))


def protect_wick():
    changed(Entity.objects.get(preferred_name="Tomas Wick"), is_protected=True, pseudonym="The Lamplighter")


def withhold_wording():
    head = Passage.objects.get(article__title="Order on the quay").head
    plan = plan_correction(head, head.text.replace("Sunday", "a day"))
    apply_correction(plan, actor=None, reason="asked to", withholds_former=True)


WITHHOLDINGS = {
    "an article made a draft": lambda: changed(Article.objects.first(), status="draft"),
    "an article closed": lambda: changed(Article.objects.first(), access="snippets"),
    "a document withdrawn": lambda: apply_withdrawal(
        plan_withdrawal(Document.objects.order_by("pk").first()), actor=None, reason="asked to"
    ),
    "a wording withheld": withhold_wording,
    "somebody protected": protect_wick,
}


@pytest.mark.parametrize("withhold", WITHHOLDINGS.values(), ids=WITHHOLDINGS.keys())
def test_s25_edition_that_shows_what_is_withheld_now_is_removed(lamps, settings, read, withhold):
    publish()
    changed(make_entity("Ada Quill"), description="Lit lamps.")
    publish()
    withhold()

    third = publish()

    assert (files(settings), recalled()) == (["edition-000003.sqlite3"], [1, 2])
    told = read("SELECT number, sha256, recalled_on IS NOT NULL FROM edition_predecessor ORDER BY number")
    assert told[1] == (2, "", 1), "what replaces it says that it was recalled, without its digest"
    assert third.edition.is_withdrawn is False
    fourth = publish().edition.number
    told = read("SELECT number, sha256, recalled_on IS NOT NULL FROM edition_predecessor ORDER BY number")
    assert told[:2] == [(1, "", 1), (2, "", 1)]
    assert (told[2][0], len(told[2][1]), told[2][2], fourth) == (3, 64, 0, 4)


def test_s25_edition_with_the_entry_of_an_article_that_is_a_draft_now_is_removed(lamps, settings):
    """An entry has no passages that could tell."""
    article = Article.objects.first()
    changed(article, access="catalogue")
    publish()
    changed(article, status="draft")

    publish()

    assert (files(settings), recalled()) == (["edition-000002.sqlite3"], [1])


def test_edition_stays_where_nothing_was_withheld(lamps, settings):
    publish()
    changed(Article.objects.first(), title="Lamps out")
    changed(Entity.objects.get(preferred_name="Tomas Wick"), description="A lamplighter.")

    publish()

    assert (len(files(settings)), recalled()) == (2, [])


def test_editions_are_searched_again_when_a_protected_person_has_a_new_form(lamps, settings):
    ada = make_entity("Ada Quill", is_protected=True, pseudonym="A clerk")
    publish()
    publish()
    assert recalled() == [], "nobody is named in them"
    with act(ActKind.EDIT, "Learned another name") as doing:
        doing.create(Name(entity=ada, form="Hill Gazette", spelling_key="hill gazette"))
        doing.change(Article.objects.get(title="Order on the quay").publication, name="Gazette")

    publish()

    assert (files(settings), recalled()) == (["edition-000003.sqlite3"], [1, 2])


def test_edition_that_cannot_be_looked_through_is_recalled(lamps, settings):
    publish()
    old = settings.EDITIONS / "edition-000001.sqlite3"
    old.chmod(0o600)
    old.write_bytes(b"of another time" * 100)

    publish()

    assert (files(settings), recalled()) == (["edition-000002.sqlite3"], [1])


def test_file_of_a_recalled_edition_that_an_interruption_left_is_removed(lamps, settings):
    publish()
    publish()
    Edition.objects.filter(number=1).update(is_withdrawn=True)

    former.remove_recalled()

    assert files(settings) == ["edition-000002.sqlite3"]


def test_readers_are_spared_what_was_withheld_without_being_asked(lamps, settings):
    publish()
    call_command("publish", if_withheld=True)
    assert Edition.objects.count() == 1, "nothing was withheld"
    changed(Article.objects.first(), title="Lamps out")
    call_command("publish", if_withheld=True)
    assert Edition.objects.count() == 1, "what is new waits until somebody publishes it"
    protect_wick()

    call_command("publish", if_withheld=True, stdout=io.StringIO())

    assert (files(settings), Edition.objects.first().note) == (
        ["edition-000002.sqlite3"],
        "Without what was withheld.",
    )


def test_watching_goes_on_where_the_disk_or_the_database_fails(lamps, settings, monkeypatch):
    monkeypatch.setattr(former, "_cleared", {})  # tests number their acts alike
    publish()
    protect_wick()
    lock = settings.EDITIONS / ".lock"
    lock.unlink()
    lock.mkdir()
    waits = []

    def wait(seconds):
        waits.append(seconds)
        if len(waits) == 2:
            lock.rmdir()
        if len(waits) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr("time.sleep", wait)
    monkeypatch.setattr("signal.signal", lambda *_: None)
    errors = io.StringIO()

    call_command("publish", if_withheld=True, watch=5, stdout=io.StringIO(), stderr=errors)

    assert (waits, errors.getvalue().count("Is a directory")) == ([5, 5, 5], 1)
    assert files(settings) == ["edition-000002.sqlite3"]


def test_watching_is_for_what_was_withheld_only(lamps):
    with pytest.raises(CommandError, match="goes with --if-withheld"):
        call_command("publish", watch=5)

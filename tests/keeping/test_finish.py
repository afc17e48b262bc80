"""What a restore ends with: the backup's own edition where that is still right, else one made anew."""

import pytest
from django.db import IntegrityError, transaction

from sources.annotate import journal, standstill
from sources.annotate.acts import Refused, act
from sources.edition.middleware import current_state
from sources.edition.publish import publish
from sources.edition.swap import current_file
from sources.keeping.drill import look_at_pages
from sources.keeping.restore import finish
from sources.models import Article, ChangeSet, RetiredId
from sources.vocabulary import ActKind
from tests.factories import make_article, make_passage

pytestmark = pytest.mark.django_db


@pytest.fixture
def restored(settings, tmp_path):
    """An archive with an edition, as it stands between a restore and its end."""
    settings.DATA = tmp_path
    settings.EDITIONS = tmp_path / "editions"
    settings.CURRENT_EDITION = settings.EDITIONS / "current.sqlite3"
    make_passage(make_article(), "Every lamp was out.")
    article = make_article()
    make_passage(article, "The ropes were cut.")
    publish()
    return article


def finished():
    standstill.begin(
        {
            "made_at": "2026-01-02T03:04:05+00:00",
            "acts": ChangeSet.objects.count(),
            "head": "",
            "secret": "another",
        }
    )
    return finish()


def test_edition_of_the_backup_stands_where_nothing_was_withheld_since(restored):
    before = current_state()

    done = finished()

    assert (done.edition, done.is_kept, done.refused) == (1, True, "")
    assert current_state() == before


def test_edition_is_made_anew_where_a_later_one_was_lost(restored):
    journal.append([{"what": "edition", "number": 2, "head": "", "acts": 9, "act": "zzzzzzz1", "on": ""}])

    done = finished()

    assert (done.edition, done.is_kept) == (3, False)


def test_edition_is_made_anew_where_it_shows_what_the_record_withholds(restored):
    with act(ActKind.EDIT, "Closed") as doing:
        doing.change(restored, status="draft")

    done = finished()

    assert (done.edition, done.is_kept) == (2, False)


def test_edition_is_made_anew_where_its_file_is_not_whole(restored):
    file = current_file()
    file.chmod(0o600)
    with file.open("ab") as out:
        out.write(b"\0")

    done = finished()

    assert (done.edition, done.is_kept) == (2, False)


def test_t08_i13_ids_of_what_is_lost_are_nobody_elses(restored):
    about = {"act": "zzzzzzz1", "on": ""}
    journal.append(
        [
            {"what": "article", "id": "zzzzzzz2", "access": "full", "status": "published", **about},
            {"what": "article", "id": restored.public_id, "access": "full", "status": "draft", **about},
            {"what": "wording", "passage": "zzzzzzz3", "number": 2, "article": "zzzzzzz2", **about},
            {"what": "withholding", "id": "zzzzzzz4", "article": "zzzzzzz5", **about},
            {"what": "ended", "id": "zzzzzzz4", "article": "zzzzzzz5", **about},
            {"what": "headline", "id": "zzzzzzz6", **about},
        ]
    )

    finished()

    lost = RetiredId.objects.order_by("public_id").values_list("model", "public_id")
    assert list(lost) == [
        ("changeset", "zzzzzzz1"),
        ("article", "zzzzzzz2"),
        ("passage", "zzzzzzz3"),
        ("withholding", "zzzzzzz4"),
        ("article", "zzzzzzz5"),
        ("article", "zzzzzzz6"),
    ]
    key = RetiredId.objects.get(public_id="zzzzzzz2").row
    assert not Article.objects.filter(pk=key).exists()
    with pytest.raises(IntegrityError, match="never given to another"), transaction.atomic():
        Article.objects.create(document=restored.document, index=7, title="Lamps", public_id="zzzzzzz2")
    again = Article(document=restored.document, index=7, title="Lamps", public_id="zzzzzzz2")
    with act(ActKind.LOAD, "Loaded a package") as doing:
        doing.create(again)
    assert again.pk == key


def test_rehearsal_of_an_archive_without_an_edition_says_why_nobody_could_read(settings, tmp_path):
    settings.CURRENT_EDITION = tmp_path / "current.sqlite3"

    with pytest.raises(Refused, match="After the restore no edition stands"):
        look_at_pages()

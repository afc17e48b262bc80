"""The fixtures that every room's tests stand on do what they say."""

import pytest
from django.db import connection
from django.test.testcases import DatabaseOperationForbidden

from sources.annotate.acts import act
from sources.edition.models import Article as PublishedArticle
from sources.models import ChangeSet, Corpus, triggers
from sources.vocabulary import ActKind
from tests.factories import make_corpus


@pytest.mark.django_db(databases=["edition"])
def test_edition_is_read_while_default_is_out_of_reach(edition):
    assert PublishedArticle.objects.filter(corpus__slug="temrava").count() == 18
    with pytest.raises(DatabaseOperationForbidden):
        Corpus.objects.count()


@pytest.mark.django_db
def test_edition_leaves_no_row_behind(edition):
    assert Corpus.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("run", [1, 2])
def test_temrava_is_loaded_for_one_test(temrava, run):
    assert (Corpus.objects.count(), temrava.documents.held().count()) == (1, 18)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("run", [1, 2])
def test_transactional_test_is_flushed_and_keeps_the_triggers(run):
    assert (ChangeSet.objects.count(), triggers.missing(connection)) == (0, set())

    with act(ActKind.CREATE, "Made a corpus") as doing:
        doing.change(make_corpus(), title="The Lantern Tax, 1931")

    assert ChangeSet.objects.count() == 1


def test_nothing_is_kept_in_the_data_folder_of_this_machine(settings, archive_folder):
    assert {settings.BLOBS.parent, settings.EDITIONS.parent} == {archive_folder}

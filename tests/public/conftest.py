"""Readers of the demonstration corpus, who have the edition and nothing else."""

from pathlib import Path

import pytest
from django.conf import settings as project
from django.db import connections, transaction
from django.test import Client

from sources.edition.publish import publish
from sources.public.conditional import kept_pages
from tests.conftest import load_seed

COURIER = "/a/8v0wtq0k/firing-on-the-coal-mole/"
VORCHENKO = "/person/m8mwreec/stepan-vorchenko/"


@pytest.fixture(autouse=True)
def nothing_kept():
    """No page is kept from the test before."""
    kept_pages.clear()


@pytest.fixture
def reader(edition: Path) -> Client:
    """A reader of edition 1: the Temrava corpus."""
    return Client()


@pytest.fixture(scope="session")
def both_corpora(edition, archive_folder, django_db_blocker, tmp_path_factory) -> Path:
    """An edition of both corpora, the second without its texts."""
    folder = tmp_path_factory.mktemp("both")
    former = project.EDITIONS, project.CURRENT_EDITION
    project.EDITIONS, project.CURRENT_EDITION = folder, folder / "current.sqlite3"
    try:
        with django_db_blocker.unblock(), transaction.atomic():
            load_seed("temrava")
            load_seed("zhanaozen")
            published = publish().path
            transaction.set_rollback(True)
    finally:
        project.EDITIONS, project.CURRENT_EDITION = former
    return published


@pytest.fixture
def reader_of_both(both_corpora: Path, settings, django_db_blocker) -> Client:
    """A reader of the edition that holds both corpora."""
    alias = connections["edition"].settings_dict
    former = alias["NAME"]
    settings.CURRENT_EDITION = both_corpora
    with django_db_blocker.unblock():
        connections["edition"].close()
        alias["NAME"] = f"file:{both_corpora}?mode=ro&immutable=1"
        yield Client()
        connections["edition"].close()
        alias["NAME"] = former

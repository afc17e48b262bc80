"""Readers of the demonstration corpus, who have the edition and nothing else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings as project
from django.db import connections, transaction
from django.test import Client

from sources.edition.publish import publish
from sources.public.allowance import allowances, efforts
from sources.public.conditional import kept_pages
from tests.conftest import load_seed
from tests.factories import make_article, make_corpus, make_document, make_entity, make_mention, make_passage

COURIER = "/a/8v0wtq0k/firing-on-the-coal-mole/"
VORCHENKO = "/person/m8mwreec/stepan-vorchenko/"


@pytest.fixture(autouse=True)
def nothing_kept(settings):
    """No page is kept from the test before, and a test asks as often as it likes."""
    kept_pages.clear()
    allowances.clear()
    efforts.clear()
    settings.RATE = settings.EFFORT = 0


@pytest.fixture
def reader(edition: Path) -> Client:
    """A reader of edition 1: the Temrava corpus."""
    return Client()


def published_apart(make: Callable[[], object], folder: Path, blocker) -> Path:
    """Publish what ``make`` writes into a folder of its own, and take the rows back."""
    former = project.EDITIONS, project.CURRENT_EDITION
    project.EDITIONS, project.CURRENT_EDITION = folder, folder / "current.sqlite3"
    try:
        with blocker.unblock(), transaction.atomic():
            make()
            published = publish().path
            transaction.set_rollback(True)
    finally:
        project.EDITIONS, project.CURRENT_EDITION = former
    return published


@contextmanager
def reading(edition: Path, settings, blocker) -> Iterator[Client]:
    """Let the alias "edition" lead to another file for a while."""
    alias = connections["edition"].settings_dict
    former = alias["NAME"]
    settings.CURRENT_EDITION = edition
    with blocker.unblock():
        connections["edition"].close()
        alias["NAME"] = f"file:{edition}?mode=ro&immutable=1"
        yield Client()
        connections["edition"].close()
        alias["NAME"] = former


@pytest.fixture(scope="session")
def both_corpora(edition, django_db_blocker, tmp_path_factory) -> Path:
    """An edition of both corpora, the second without its texts."""
    return published_apart(
        lambda: [load_seed("temrava"), load_seed("zhanaozen")],
        tmp_path_factory.mktemp("both"),
        django_db_blocker,
    )


@pytest.fixture
def reader_of_both(both_corpora: Path, settings, django_db_blocker) -> Iterator[Client]:
    """A reader of the edition that holds both corpora."""
    with reading(both_corpora, settings, django_db_blocker) as client:
        yield client


def make_lanterns() -> None:
    """A small corpus with what the demonstration has not: a merge, closed texts, hostile words."""
    document = make_document(make_corpus(slug="lanterns", title="The Lantern Tax"))
    full = make_article(
        document,
        public_id="aaaaaaa0",
        title="<script>alert(1)</script> on the quay",
        url="javascript:alert(1)",
    )
    catalogue = make_article(document, public_id="aaaaaaa1", title="Tax posted", access="catalogue")
    catalogue.translated_title = "The tax is put up"
    catalogue.save()
    snippets = make_article(
        document, public_id="aaaaaaa2", title="Tax paid", access="snippets", url="https://mercury.example/1"
    )
    wick = make_entity("Tomas Wick", public_id="ccccccc0", sort_name="Wick, Tomas")
    make_entity("T. Wicke", public_id="ccccccc1", sort_name="Wicke, T.", merged_into=wick)
    make_entity("Nobody Named", public_id="ccccccc2")
    title = make_passage(full, "## <u>Tomas Wick</u> lit \u202eno lamp", kind="title")
    make_mention(title, "Tomas Wick", wick)
    make_mention(make_passage(full, "In May 1931 it was dark."), "May 1931", "1931-05")
    make_mention(make_passage(catalogue, "A secret sentence about Tomas Wick."), "Tomas Wick", wick)
    make_mention(make_passage(snippets, "A closed sentence names Tomas Wick here."), "Tomas Wick", wick)


@pytest.fixture(scope="session")
def lanterns(edition, django_db_blocker, tmp_path_factory) -> Path:
    """The small corpus as published."""
    return published_apart(make_lanterns, tmp_path_factory.mktemp("lanterns"), django_db_blocker)


@pytest.fixture
def reader_of_lanterns(lanterns: Path, settings, django_db_blocker) -> Iterator[Client]:
    """A reader of the small corpus."""
    with reading(lanterns, settings, django_db_blocker) as client:
        yield client

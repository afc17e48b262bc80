"""Editions made for one question each: published twice, somebody who only speaks, merged twice."""

import shutil
import sqlite3
from contextlib import closing
from functools import partial

import pytest

from sources.edition.checks import record
from sources.edition.publish import publish
from tests.factories import make_article, make_corpus, make_document, make_entity, make_passage
from tests.public.conftest import make_lanterns, published_apart, reading


@pytest.fixture(scope="session")
def same_twice(edition, django_db_blocker, tmp_path_factory):
    """Two editions of the same content: their numbers differ and nothing else."""
    firsts = []

    def make_and_publish() -> None:
        make_lanterns()
        firsts.append(publish().path)

    second = published_apart(make_and_publish, tmp_path_factory.mktemp("twice"), django_db_blocker)
    return firsts[0].resolve(), second.resolve()


def test_the_same_content_published_again_is_another_page(same_twice, settings, django_db_blocker):
    first, second = same_twice
    with reading(first, settings, django_db_blocker) as reader:
        before = reader.get("/edition/")
    with reading(second, settings, django_db_blocker) as reader:
        after = reader.get("/edition/", headers={"If-None-Match": before["ETag"]})

    assert "<h1>Edition 1</h1>" in before.content.decode()
    assert after.status_code == 200
    assert "<h1>Edition 2</h1>" in after.content.decode()


def make_speaker() -> None:
    """Somebody whom an invented text lets speak and never names, beside a corpus that is not invented."""
    make_lanterns()
    document = make_document(make_corpus(slug="invented", title="The Invented Quay", is_fiction=True))
    article = make_article(document, public_id="aaaaaaa9", title="Asked", published="1932-05")
    make_passage(
        article, "I carried it.", kind="answer", speaker=make_entity("Ida Tallow", public_id="ccccccc9")
    )


@pytest.fixture(scope="session")
def speaker(edition, django_db_blocker, tmp_path_factory):
    """An edition in which one person is only a speaker, in fiction."""
    return published_apart(make_speaker, tmp_path_factory.mktemp("speaker"), django_db_blocker)


@pytest.mark.parametrize("path", ["/person/ccccccc9/ida-tallow/", "/date/1932-05/"])
def test_fiction_is_labelled_where_a_corpus_only_speaks_or_was_only_published(
    speaker, settings, django_db_blocker, path
):
    with reading(speaker, settings, django_db_blocker) as reader:
        response = reader.get(path)

    assert response.status_code == 200
    assert "<strong>Fiction.</strong>" in response.content.decode()


@pytest.fixture
def chain(lanterns, tmp_path):
    """An edition with somebody merged into somebody who was merged, and two that lead to each other."""
    file = tmp_path / "chain.sqlite3"
    shutil.copyfile(lanterns, file)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.executemany(
            "INSERT OR REPLACE INTO edition_redirect (old, new) VALUES (?, ?)",
            [("ccccccc3", "ccccccc1"), ("ccccccc5", "ccccccc6"), ("ccccccc6", "ccccccc5")],
        )
    return file


def test_an_id_leads_on_however_often_it_was_merged(chain, settings, django_db_blocker):
    with reading(chain, settings, django_db_blocker) as reader:
        answers = [reader.get(f"/person/{public_id}/") for public_id in ("ccccccc3", "ccccccc1")]
        round_and_round = reader.get("/person/ccccccc5/")

    assert [answer.get("Location") for answer in answers] == ["/person/ccccccc0/tomas-wick/"] * 2
    assert round_and_round.status_code == 404


def test_the_file_taken_away_is_of_the_edition_that_is_read(same_twice, settings, django_db_blocker):
    first, second = same_twice
    with reading(first, settings, django_db_blocker) as reader:
        settings.CURRENT_EDITION = second  # as if published after this request began
        response = reader.get("/edition/file/")
        body = b"".join(response)

    assert response["Content-Disposition"] == 'attachment; filename="edition-1.sqlite3"'
    assert body == first.read_bytes() != second.read_bytes()


def make_checked(access: str) -> None:
    """An article as received in a file that was checked since, read whole or in snippets."""
    document = make_document(make_corpus(slug="lamps"), file_name="the quay.txt")
    make_passage(make_article(document, public_id="aaaaaaa9", access=access), "I carried it.")
    record({"documents": 1}, [], document.pk)


@pytest.mark.parametrize(("access", "is_repeatable"), [("full", True), ("snippets", False)])
def test_readers_are_told_of_the_last_check_and_how_to_repeat_it(
    edition, settings, django_db_blocker, tmp_path, access, is_repeatable
):
    file = published_apart(partial(make_checked, access), tmp_path, django_db_blocker)

    with reading(file, settings, django_db_blocker) as reader:
        page = reader.get("/a/aaaaaaa9/lamps-out-on-the-quay/captured/").content.decode()

    assert "the bytes held here are those received." in page
    assert ("<code>sha256sum &#x27;the quay.txt&#x27;</code> must give" in page) is is_repeatable


def of_former_format(edition, folder):
    """Give a copy of an edition file as a former version of the program made it."""
    former = folder / "former.sqlite3"
    shutil.copyfile(edition, former)
    former.chmod(0o600)
    with closing(sqlite3.connect(former)) as connection:
        connection.execute("DROP TABLE edition_saying")
        connection.execute("UPDATE edition_manifest SET value = '1' WHERE key = 'format'")
        connection.commit()
    return former


@pytest.mark.parametrize("path", ["/", "/healthz", "/person/ccccccc0/tomas-wick/", "/search/?q=wick"])
def test_an_edition_of_a_former_format_is_said_to_be_one(
    lanterns, tmp_path, settings, django_db_blocker, path
):
    former = of_former_format(lanterns, tmp_path)

    with reading(former, settings, django_db_blocker) as reader:
        response = reader.get(path)

    assert response.status_code == 503
    assert "the current edition has format 1: its editors have to publish once more" in (
        response.content.decode()
    )

"""Feeds, read by a strict schema and by a reader that is not ours; what is new is what readers had last."""

from datetime import UTC, datetime
from pathlib import Path

import feedparser
import pytest
from lxml import etree

from sources.annotate.acts import act
from sources.edition.publish import publish
from sources.edition.since import tell_since
from sources.models import Article
from sources.vocabulary import ActKind
from tests.factories import make_article, make_corpus, make_document, make_entity, make_mention, make_passage
from tests.public.conftest import published_apart, reading

SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent / "schemas" / "atom.rng"))
MARCH_1 = datetime(2026, 3, 1, tzinfo=UTC)
FEEDS = [
    "/articles/feed/",
    "/c/temrava/articles/feed/",
    "/corrections/feed/",
    "/person/m8mwreec/feed/",
    "/search/feed/?q=velisar&in=kind:body",
]


def read(reader, path):
    """Give a feed as feedparser reads it."""
    body = reader.get(path).content
    SCHEMA.assertValid(etree.fromstring(body))
    found = feedparser.parse(body)
    assert (found.bozo, found.version) == (0, "atom10")
    return found


@pytest.mark.django_db(databases=["edition"])
@pytest.mark.parametrize("path", FEEDS)
def test_strict_readers_take_every_feed(reader, path):
    feed = read(reader, path)

    ids = [entry.id for entry in feed.entries]
    assert feed.feed.links[0].href.startswith("http://testserver/")
    assert len(ids) == len(set(ids)) > 0
    assert all(
        reader.get(one.removeprefix("http://testserver").split("#")[0]).status_code == 301 for one in ids
    )


def test_strict_readers_take_hostile_words(reader_of_lanterns):
    for path in (
        "/articles/feed/",
        "/person/ccccccc0/feed/",
        '/search/feed/?q="&in=kind:<b>',
        "/search/feed/?q=quay",
    ):
        read(reader_of_lanterns, path)


def make_two_editions() -> None:
    """Two articles, and after an edition an older one more, and a change of the first."""
    corpus = make_corpus(slug="lamps", title="The Lantern Tax")
    wick = make_entity("Tomas Wick", public_id="ccccccc0")
    for number, published in enumerate(("1931-05-04", "1931-05-05")):
        add(corpus, wick, number, published)
    tell_since(publish().path, MARCH_1, None)
    add(corpus, wick, 2, "1931-05-01")
    with act(ActKind.EDIT, "Read again") as doing:
        doing.change(Article.objects.get(public_id="aaaaaaa0"), page="3")


def add(corpus, entity, number, published):
    title = f"Lamps, {number}"
    article = make_article(
        make_document(corpus), public_id=f"aaaaaaa{number}", title=title, published=published
    )
    make_mention(make_passage(article, f"Tomas Wick was seen, {number}."), "Tomas Wick", entity)


@pytest.fixture(scope="module")
def two_editions(edition, django_db_blocker, tmp_path_factory):
    return published_apart(make_two_editions, tmp_path_factory.mktemp("two"), django_db_blocker)


@pytest.mark.parametrize("path", ["/articles/feed/", "/person/ccccccc0/feed/", "/search/feed/?q=wick"])
def test_what_came_last_is_first_however_old_it_is(two_editions, settings, django_db_blocker, path):
    with reading(two_editions, settings, django_db_blocker) as client:
        entries = read(client, path).entries

    assert [entry.id.split("/a/")[1][:8] for entry in entries] == ["aaaaaaa2", "aaaaaaa1", "aaaaaaa0"]
    first = "2026-03-01T00:00:00Z"
    assert [entry.published == first for entry in entries] == [False, True, True]
    assert [entry.updated == first for entry in entries] == [False, True, False]

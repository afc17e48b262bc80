"""What the owner says in the site's name reaches readers with the edition."""

import pytest

from sources.models import Site, SitePage
from tests.public.conftest import make_lanterns, published_apart, reading

on_the_site = pytest.mark.django_db(databases=["edition"])


@on_the_site
@pytest.mark.parametrize("slug", ["what-this-is", "contact", "accessibility", "privacy"])
def test_the_program_has_pages_of_its_own_at_the_foot_of_every_page(reader, slug):
    response = reader.get(f"/about/{slug}/")

    assert response.status_code == 200
    assert f'href="/about/{slug}/"' in reader.get("/people/").content.decode()


@on_the_site
def test_no_page_is_there_that_nobody_wrote(reader):
    assert reader.get("/about/funding/").status_code == 404
    assert "/colours.css" not in reader.get("/").content.decode()


def make_owned() -> None:
    """A site whose owner has said everything that can be said."""
    make_lanterns()
    Site.objects.create(
        pk=1,
        name="The Lantern Archive",
        lead="Lamps, and who put them out.",
        contact="keeper@lanterns.example",
        link_light="#005a2b",
        accent_dark="#ffb0a0",
    )
    SitePage.objects.create(slug="privacy", title="What we keep", body="Nothing of *yours*.")
    SitePage.objects.create(slug="funding", title="Who pays", body="<b>The guild</b>.", position=1)


@pytest.fixture(scope="module")
def owned(edition, django_db_blocker, tmp_path_factory):
    """An edition of that site."""
    return published_apart(make_owned, tmp_path_factory.mktemp("owned"), django_db_blocker)


@pytest.fixture
def reader_of_owned(owned, settings, django_db_blocker):
    """A reader of that site."""
    with reading(owned, settings, django_db_blocker) as client:
        yield client


def test_the_owners_name_and_words_are_on_the_page(reader_of_owned):
    body = reader_of_owned.get("/people/").content.decode()

    assert "The Lantern Archive" in body
    assert "Sourcebook" not in body
    assert "mailto:keeper@lanterns.example" in reader_of_owned.get("/about/report/").content.decode()
    assert "keeper@lanterns.example" in reader_of_owned.get("/about/contact/").content.decode()


def test_the_owners_page_stands_in_the_place_of_the_programs(reader_of_owned):
    body = reader_of_owned.get("/about/privacy/").content.decode()

    assert "<h1>What we keep</h1>" in body
    assert "<p>Nothing of <em>yours</em>.</p>" in body
    assert "&lt;b&gt;The guild&lt;/b&gt;" in reader_of_owned.get("/about/funding/").content.decode()


def test_the_owners_colours_are_a_style_sheet_of_the_site_itself(reader_of_owned):
    assert '<link rel="stylesheet" href="/colours.css">' in reader_of_owned.get("/").content.decode()

    response = reader_of_owned.get("/colours.css")

    assert response["Content-Type"] == "text/css; charset=utf-8"
    sheet = response.content.decode()
    assert "--link: #005a2b;" in sheet.split("prefers-color-scheme: dark")[0]
    assert "--rubric: #ffb0a0;" in sheet.split("prefers-color-scheme: dark")[1]

"""The owner changes the site's words at the desk; each change is an act, and can be undone."""

import pytest
from django.urls import reverse

from sources.models import ChangeSet, Site, SitePage
from tests.admin.conftest import sign_in
from tests.factories import make_user

pytestmark = pytest.mark.django_db

BLANK = dict.fromkeys(["lead", "contact", "link_light", "link_dark", "accent_light", "accent_dark"], "")


@pytest.mark.parametrize("role", ["publisher", "administrator"])
def test_whoever_answers_for_the_site_names_it(role):
    client = sign_in(make_user(role=role))

    response = client.post(reverse("admin:sources_site_add"), BLANK | {"name": "The Lantern Archive"})

    assert response.status_code == 302
    assert (Site.objects.get().pk, Site.objects.get().name) == (1, "The Lantern Archive")
    assert ChangeSet.objects.get().summary == "New site: The Lantern Archive"
    assert client.get(reverse("admin:sources_site_add")).status_code == 403


def test_a_colour_without_contrast_is_refused_with_what_to_do():
    client = sign_in(make_user(role="publisher"))

    response = client.post(reverse("admin:sources_site_add"), BLANK | {"link_light": "#ffff00"})

    assert "Take a darker one." in response.content.decode()
    assert not Site.objects.exists()


def test_an_editor_has_no_say_in_it():
    client = sign_in(make_user(role="editor"))

    assert client.get(reverse("admin:sources_sitepage_changelist")).status_code == 403


def test_a_page_is_written_in_one_act():
    client = sign_in(make_user(role="publisher"))

    client.post(
        reverse("admin:sources_sitepage_add"),
        {"title": "Who pays", "slug": "funding", "position": "1", "body": "The guild."},
    )

    assert SitePage.objects.get().body == "The guild."
    assert ChangeSet.objects.count() == 1

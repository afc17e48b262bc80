import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from sources.models import Site, SitePage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("link_light", "#8fc0e6", "contrast of 1.7 to 1 on light paper"),
        ("link_dark", "#14507a", "Take a lighter one."),
        ("accent_light", "red", "“red” is no colour"),
        ("accent_dark", "#zzzzzz", "is no colour"),
    ],
)
def test_a_colour_that_cannot_be_read_is_refused(field, value, says):
    with pytest.raises(ValidationError, match=says):
        Site(pk=1, **{field: value}).full_clean()


def test_there_is_one_site():
    Site.objects.create(pk=1, name="One")

    with pytest.raises(IntegrityError), transaction.atomic():
        Site.objects.create(pk=2, name="Other")


@pytest.mark.parametrize("slug", ["Funding", "a/b", "1st", "über", "report"])
def test_an_address_of_a_page_is_plain_and_free(slug):
    with pytest.raises(ValidationError):
        SitePage(slug=slug, title="T", body="B").full_clean()

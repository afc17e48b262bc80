"""S15: which passwords an account may have, how they are kept, and that production wants a code as well."""

import pytest
from django.contrib.auth.hashers import identify_hasher, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse

from archive import settings as project
from tests.admin.conftest import sign_in
from tests.factories import make_user
from tests.test_headers import production  # noqa: F401 -- a fixture: the settings of production

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("lamps on quay", "This password is too short. It must contain at least 14 characters."),
        ("1q2w3e4r5t6y7u8i9o0p", "This password is too common."),
        ("wren-of-the-quay", "The password is too similar to the username."),
    ],
)
def test_s15_weak_password_is_refused(password, sentence):
    wren = make_user("wren-of-the-quays")

    with pytest.raises(ValidationError) as refused:
        validate_password(password, wren)

    assert refused.value.messages == [sentence]


def test_s15_password_of_fourteen_characters_is_taken():
    validate_password("lamps on a qua", make_user("wren"))


@pytest.mark.parametrize("page", ["admin:sources_user_add", "admin:auth_user_password_change"])
def test_s15_desk_takes_no_weak_password(page):
    root = sign_in(make_user("root", is_superuser=True))
    wren = make_user("wren")
    former = wren.password
    weak = {"username": "tern", "role": "editor", "usable_password": "true"}
    weak |= {"password1": "lamps on quay", "password2": "lamps on quay"}

    answer = root.post(reverse(page, args=[wren.pk] if "change" in page else []), weak)

    wren.refresh_from_db()
    assert (answer.status_code, wren.password) == (200, former)
    assert "at least 14 characters" in answer.content.decode()


def test_s15_passwords_are_kept_by_argon2id_alone(settings):
    settings.PASSWORD_HASHERS = project.PASSWORD_HASHERS

    kept = make_password("lamps on the quay 1931")

    assert kept.startswith("argon2$argon2id$")
    assert (len(project.PASSWORD_HASHERS), identify_hasher(kept).algorithm) == (1, "argon2")


def test_s15_production_wants_a_second_factor(production):  # noqa: F811 -- the fixture
    assert (production.SECOND_FACTOR, project.SECOND_FACTOR) == ("required", "optional")

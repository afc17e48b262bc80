"""S15: a sign-in ends with what it rested on, after half an hour's idleness, and after eight hours."""

import pytest
from django.test import Client
from django.urls import reverse

from sources.annotate.acts import act
from sources.annotate.undo import undo
from sources.models import ChangeSet, User
from tests.admin.conftest import sign_in
from tests.admin.forms import filled
from tests.admin.signing.conftest import PASSWORD
from tests.admin.signing.test_views import give, is_in
from tests.factories import make_entity, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


@pytest.fixture
def signed_in(wren):
    client = Client()
    give(client)
    return client


def change(user, **values):
    with act("edit", "Changed an account", actor=None) as doing:
        doing.change(User.objects.get(pk=user.pk), **values)


@pytest.mark.parametrize(
    ("values", "stays"),
    [
        ({"role": "publisher"}, False),
        ({"role": "annotator"}, False),
        ({"is_superuser": True}, False),
        ({"is_staff": False}, False),
        ({"is_active": False}, False),
        ({"username": "warbler"}, False),
        ({"handle": "Wren"}, True),
        ({"email": "wren@archive.example"}, True),
    ],
    ids=str,
)
def test_s15_t19_sign_in_ends_when_the_standing_of_the_account_changes(wren, signed_in, values, stays):
    change(wren, **values)

    assert is_in(signed_in) is stays


@pytest.mark.parametrize("values", [{"role": "publisher"}, {"is_active": False}], ids=str)
def test_s15_taking_the_change_back_wakes_no_sign_in(wren, signed_in, values):
    change(wren, **values)
    undo(ChangeSet.objects.get(), actor=None)

    assert not is_in(signed_in)


def test_s15_change_past_the_acts_ends_a_sign_in_too(wren, signed_in):
    User.objects.filter(pk=wren.pk).update(role="publisher")

    assert not is_in(signed_in)


def test_s15_new_password_ends_other_sign_ins_and_is_an_act(wren, signed_in):
    other = Client()
    give(other)
    fresh = "lanterns on the mole 1931"
    sent = {"old_password": PASSWORD, "new_password1": fresh, "new_password2": fresh}

    signed_in.post(reverse("admin:password_change"), sent)

    assert (is_in(signed_in), is_in(other)) == (True, False)
    assert ChangeSet.objects.get().summary == "Set a new password for wren"


def test_s15_idle_for_half_an_hour_it_is_over(signed_in, clock):
    give(signed_in)
    clock.pass_by(minutes=29)
    still = is_in(signed_in)
    clock.pass_by(minutes=29)
    used = is_in(signed_in)
    clock.pass_by(minutes=31)

    assert (still, used, is_in(signed_in)) == (True, True, False)


def test_s15_after_eight_hours_it_is_over_however_busy(signed_in, clock):
    give(signed_in)
    ends = []
    for _ in range(25):
        ends.append(signed_in.get("/admin/jsi18n/").status_code == 200)
        clock.pass_by(minutes=20)

    assert ends == [True] * 25
    assert not is_in(signed_in)


def test_s15_session_is_written_once_a_minute_at_most(signed_in, clock, django_assert_num_queries):
    give(signed_in)
    signed_in.get("/admin/second-factor/")

    with django_assert_num_queries(6) as queries:  # session, account twice, passkeys, app, codes
        signed_in.get("/admin/second-factor/")

    assert [query for query in queries if "UPDATE" in query["sql"]] == []


def test_s15_accounts_are_changed_with_a_fresh_password_only(clock, wren):
    root = sign_in(make_user("root", is_superuser=True, role="administrator"))
    clock.pass_by(minutes=20)
    root.get("/admin/")
    page = reverse("admin:sources_user_change", args=[wren.pk])
    sent = filled(root.get(page), "user_form", role="publisher")

    answer = root.post(page, sent)

    wren.refresh_from_db()
    assert (answer.status_code, wren.role) == (400, "editor")
    assert "This needs your password once more" in answer.content.decode()


def test_s15_undoing_a_change_of_an_account_wants_a_fresh_password(clock, wren):
    root = sign_in(make_user("root", is_superuser=True))
    change(wren, role="publisher")
    clock.pass_by(minutes=20)

    root.post(reverse("admin:sources_changeset_undo", args=[ChangeSet.objects.get().pk]))

    wren.refresh_from_db()
    assert wren.role == "publisher"


def test_s15_protecting_is_done_at_once_and_showing_again_wants_a_fresh_password(clock):
    person = make_entity("Ada Quill")
    editor = sign_in(make_user("adler"))
    clock.pass_by(minutes=20)
    page = reverse("admin:sources_person_change", args=[person.pk])
    form = {"preferred_name": "Ada Quill", "sort_name": "Quill, Ada", "language": "en", "script": "Latn"}
    form |= {f"names-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    hidden = {"is_protected": "on", "pseudonym": "the lamplighter"}

    answers = [
        editor.post(page, form | hidden | {"seen_version": "1"}).status_code,
        editor.post(page, form | {"seen_version": "2"}).status_code,
    ]

    person.refresh_from_db()
    assert (answers, person.is_protected) == ([302, 400], True)

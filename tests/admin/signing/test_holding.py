"""S17: one act holds an account, ends its sign-ins and leads to what it did; one command gives it back."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from sources.admin.signing.factor import has_factor
from sources.models import ChangeSet, Publication, Tries
from tests.admin.conftest import sign_in
from tests.admin.forms import filled, messages_of
from tests.admin.signing.test_views import LOGIN, give, is_in
from tests.factories import make_publication, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


@pytest.fixture
def keeper(db, clock):
    return sign_in(make_user("heron", role="administrator"))


def rename(client, paper, name):
    page = reverse("admin:sources_publication_change", args=[paper.pk])
    client.post(page, filled(client.get(page), "publication_form", name=name))


def test_s17_hold_closes_and_signs_out_in_one_act(wren, keeper):
    client = Client()
    give(client)

    keeper.post(
        reverse("admin:sources_user_hold", args=[wren.pk]), {"reason": "Acts at three in the morning"}
    )

    wren.refresh_from_db()
    entry = ChangeSet.objects.get()
    assert (wren.is_active, is_in(client), give(Client()).status_code) == (False, False, 200)
    assert (entry.summary, entry.reason) == ("Held the account of wren", "Acts at three in the morning")


def test_s17_hold_never_waits_for_a_password(wren, keeper, clock):
    clock.pass_by(minutes=20)

    keeper.post(reverse("admin:sources_user_hold", args=[wren.pk]))

    wren.refresh_from_db()
    assert not wren.is_active


def test_s17_superuser_is_not_held_by_an_administrator(root, keeper):
    answer = keeper.post(reverse("admin:sources_user_hold", args=[root.user.pk]))

    root.user.refresh_from_db()
    assert (answer.status_code, root.user.is_active) == (403, True)


def test_s17_what_it_did_is_taken_back_at_once_the_latest_first(wren, root, editor):
    paper = make_publication()
    thief = sign_in(wren)
    for name in ("Forged", "Forged anew"):
        rename(thief, paper, name)
    rename(editor, make_publication(name="Mole Gazette"), "Gazette of the Mole")
    page = f"{reverse('admin:sources_changeset_changelist')}?actor__id__exact={wren.pk}"
    own = list(ChangeSet.objects.filter(actor=wren).values_list("pk", flat=True))

    done = root.post(page, {"action": "take_back", "_selected_action": own}, follow=True)

    assert "Taken back: 2 acts." in messages_of(done)
    assert set(Publication.objects.values_list("name", flat=True)) == {"Quay Mercury", "Gazette of the Mole"}


def test_s17_page_says_how_many_acts_there_are(wren, root):
    rename(sign_in(wren), make_publication(), "Forged")

    page = root.get(reverse("admin:sources_user_hold", args=[wren.pk])).content.decode()

    assert "it did 1 act." in " ".join(page.split())
    assert f"?actor__id__exact={wren.pk}" in page


def test_s15_administrator_removes_a_lost_app_as_an_act(wren, with_app, keeper):
    page = reverse("admin:sources_user_second_factor", args=[wren.pk])

    keeper.post(page, {"reason": "Telephone in the harbour"})

    entry = ChangeSet.objects.first()
    assert not has_factor(wren)
    assert (entry.summary, entry.reason) == ("Removed the second factor of wren", "Telephone in the harbour")


def test_s15_removing_an_app_wants_a_fresh_password(wren, with_app, keeper, clock):
    clock.pass_by(minutes=20)

    answer = keeper.post(reverse("admin:sources_user_second_factor", args=[wren.pk]))

    assert (answer.status_code, has_factor(wren)) == (302, True)
    assert answer["Location"].startswith("/admin/confirm/")


# The command ---------------------------------------------------------------------------------------------


def test_rescue_lets_a_held_account_in_again(wren, with_app, keeper, capsys):
    keeper.post(reverse("admin:sources_user_hold", args=[wren.pk]))
    for _ in range(7):
        give(Client(), "wrong")

    call_command("rescue_account", "wren", reason="Spoke to her")

    password = capsys.readouterr().out.split("Password: ")[1].split()[0]
    waiting, client = Tries.objects.exists(), Client()
    give(client, password)
    entry = ChangeSet.objects.first()
    assert (is_in(client), has_factor(wren), waiting) == (True, False, False)
    assert (entry.summary, entry.reason, entry.actor) == ("Rescued the account of wren", "Spoke to her", None)


def test_rescue_keeps_what_it_is_told_to_keep(wren, with_app):
    call_command("rescue_account", "wren", "--keep-password", "--keep-second-factor")

    client = Client()
    assert (give(client)["Location"], has_factor(wren)) == (f"{LOGIN}code/", True)


def test_rescue_names_the_accounts_where_there_is_none_of_that_name(wren):
    with pytest.raises(CommandError) as refused:
        call_command("rescue_account", "wrenn")

    assert str(refused.value) == "There is no account 'wrenn'; there are: wren."


def test_rescue_is_refused_while_the_archive_is_read_only(wren, settings):
    settings.READ_ONLY = True

    with pytest.raises(CommandError, match="read-only"):
        call_command("rescue_account", "wren")

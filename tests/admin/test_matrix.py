"""Who reaches what: every address of the desk, for every role, asked for and posted to.

The table names every route that the desk's own resolver has: one that is added and not listed here fails.
A forged POST of a role that may not write changes no row, whatever it carries.
"""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from sources.models import ChangeSet, Mention, Remark, User
from tests.admin.conftest import sign_in
from tests.admin.filled import fill, first_rows
from tests.admin.routes import OUTSIDE, address, routes
from tests.annotate.states import digest_of_database
from tests.factories import make_user

pytestmark = pytest.mark.django_db

ROLES = ("stranger", "closed", "annotator", "editor", "publisher", "administrator", "root")
ALL = frozenset({"annotator", "editor", "publisher", "administrator", "root"})
READERS = ALL - {"administrator"}
EDITORS = READERS - {"annotator"}
PUBLISHERS = frozenset({"publisher", "root"})
KEEPERS = frozenset({"administrator", "root"})
SITE_KEEPERS = PUBLISHERS | KEEPERS
NOBODY: frozenset[str] = frozenset()

# Pages of each model: who may look, add, change, delete.
MODELS = {
    "article": (READERS, NOBODY, EDITORS, NOBODY),
    "claim": (READERS, NOBODY, EDITORS, EDITORS),
    "change": (READERS, NOBODY, NOBODY, NOBODY),
    "changeset": (READERS, NOBODY, NOBODY, NOBODY),
    "corpus": (READERS, EDITORS, EDITORS, EDITORS),
    "date": (READERS, NOBODY, NOBODY, NOBODY),
    "document": (READERS, NOBODY, EDITORS, NOBODY),
    "edition": (READERS, NOBODY, NOBODY, NOBODY),
    "entity": (READERS, NOBODY, NOBODY, NOBODY),
    "mention": (READERS, NOBODY, EDITORS, EDITORS),
    "organisation": (READERS, EDITORS, EDITORS, EDITORS),
    "party": (READERS, EDITORS, EDITORS, EDITORS),
    "passage": (READERS, NOBODY, NOBODY, NOBODY),
    "person": (READERS, EDITORS, EDITORS, EDITORS),
    "place": (READERS, EDITORS, EDITORS, EDITORS),
    "publication": (READERS, EDITORS, EDITORS, EDITORS),
    "question": (READERS, EDITORS, EDITORS, EDITORS),
    "quotation": (READERS, NOBODY, EDITORS, EDITORS),
    "remark": (READERS, READERS, READERS, NOBODY),  # whoever said it may; here nobody of these
    "site": (SITE_KEEPERS, NOBODY, SITE_KEEPERS, NOBODY),  # there is one, and can be no other
    "sitepage": (SITE_KEEPERS, SITE_KEEPERS, SITE_KEEPERS, SITE_KEEPERS),
    "topic": (READERS, EDITORS, EDITORS, EDITORS),
    "user": (KEEPERS, KEEPERS, KEEPERS, NOBODY),
}

# Every other page: who may ask for it, who may post to it.
PAGES = {
    "index": (ALL, ALL),
    "app_list": (ALL, ALL),
    "tag_all": (READERS, EDITORS),
    "publish": (PUBLISHERS, PUBLISHERS),
    "review": (READERS, EDITORS),
    "withheld": (READERS, NOBODY),
    "withheld_csv": (EDITORS, NOBODY),
    "withheld_end": (PUBLISHERS, PUBLISHERS),
    "withhold": (EDITORS, EDITORS),
    "withhold_seek": (EDITORS, NOBODY),
    "add": (EDITORS, EDITORS),
    "added": (EDITORS, EDITORS),
    "added-text": (EDITORS, EDITORS),
    "password_change": (ALL, ALL),
    "password_change_done": (ALL, ALL),
    "confirm": (ALL, ALL),
    "second_factor": (ALL, ALL),
    "sources_user_hold": (KEEPERS, KEEPERS),
    "sources_user_second_factor": (KEEPERS, KEEPERS),
    "auth_user_password_change": (KEEPERS, KEEPERS),
    "autocomplete": (READERS, NOBODY),
    "jsi18n": (ALL, ALL),
    "document-original": (READERS, NOBODY),
    "document-container": (READERS, NOBODY),
    "sources_article_read": (READERS, NOBODY),
    "sources_article_mark": (NOBODY, READERS),
    "sources_article_mention": (NOBODY, EDITORS),
    "sources_article_passage": (NOBODY, EDITORS),
    "sources_article_correct": (EDITORS, EDITORS),
    "sources_article_move": (NOBODY, EDITORS),
    "sources_article_desk": (READERS, NOBODY),
    "sources_article_desk_look": (NOBODY, READERS),
    "sources_article_desk_act": (NOBODY, READERS),
    "sources_article_desk_changes": (READERS, NOBODY),
    "sources_article_desk_about": (READERS, NOBODY),
    "sources_article_desk_lookup": (READERS, NOBODY),
    "sources_article_desk_tag_all": (READERS, NOBODY),
    "sources_article_desk_splice": (NOBODY, EDITORS),
    "sources_article_claims": (READERS, NOBODY),
    "sources_article_claims_carry": (NOBODY, EDITORS),
    "sources_article_claim_new": (READERS, READERS),
    "sources_article_claim": (EDITORS, EDITORS),
    "sources_article_differences": (READERS, NOBODY),
    "sources_article_recount": (EDITORS, EDITORS),
    "sources_article_replace": (EDITORS, EDITORS),
    "sources_changeset_undo": (EDITORS, EDITORS),
    "sources_document_withdraw": (EDITORS, EDITORS),
    "sources_entity_kind": (EDITORS, EDITORS),
    "sources_entity_look_alikes": (EDITORS, EDITORS),
    "sources_entity_merge": (EDITORS, EDITORS),
    "sources_entity_split": (EDITORS, EDITORS),
    "sources_entity_unmerge": (EDITORS, EDITORS),
    "sources_passage_do": (NOBODY, EDITORS),
    "sources_person_protect": (EDITORS, EDITORS),
    "sources_passage_regions": (READERS, NOBODY),
    "sources_passage_split": (EDITORS, EDITORS),
}
# What a page answers whoever may see it: shown, asked for wrongly, not there, not by this method.
LET_IN = {200, 302, 400, 404, 405, 409, 422}
NAMED = [route for route in routes() if route.name not in OUTSIDE]
VERBS = ("changelist", "add", "change", "history", "delete")


def rights(name):
    """Who may ask for a route, and who may post to it."""
    if name in PAGES:
        return PAGES[name]
    _, model, verb = name.split("_")
    look, add, change, delete = MODELS[model]
    return {
        "changelist": (look, look),
        "add": (add, add),
        "change": (look, change),
        "history": (look, NOBODY),
        "delete": (delete, delete),
    }[verb]


def test_every_route_is_in_the_table():
    known = {f"sources_{model}_{verb}" for model in MODELS for verb in VERBS} | set(PAGES) | OUTSIDE

    assert {route.name for route in routes()} - known == set()
    assert known - {route.name for route in routes()} == set()


NAMES = {
    "annotator": "wren",
    "editor": "adler",
    "publisher": "finch",
    "administrator": "heron",
    "root": "root",
}


@pytest.fixture(scope="module")
def archive(django_db_setup, django_db_blocker, tmp_path_factory):
    """A row of every kind that an address can name, and somebody of each role; made once for all routes."""
    folder = tmp_path_factory.mktemp("editions")
    place = {"EDITIONS": folder, "CURRENT_EDITION": folder / "current.sqlite3"}
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(**place):
        cast = {"stranger": Client(), "closed": Client()}
        cast["closed"].force_login(make_user("gone", is_staff=False))
        for role, name in NAMES.items():
            values = {"is_superuser": True} if role == "root" else {"role": role}
            cast[role] = sign_in(make_user(name, handle=name.title(), **values))
        own = fill(1, cast["root"].user)
        plover = make_user("plover", role="annotator")
        Remark.objects.update(author=plover)  # who said it may take it back: nobody of these
        waiting = Mention.objects.filter(status="suggested").first()
        # What is counted there is remembered by the figure's own row, which is no content.
        cast["root"].get(reverse("admin:sources_entity_look_alikes"))
        yield first_rows() | own | {"mention": waiting.pk, "user": plover.pk}, cast, state()
        transaction.set_rollback(True)


@pytest.fixture
def rows(archive):
    return archive[0]


@pytest.fixture
def cast(archive):
    return archive[1]


@pytest.fixture
def written(archive):
    """What the archive holds; each test has it so, for what the one before did is taken back."""
    return archive[2]


def test_every_address_names_a_row_that_is_there(rows):
    """Where none is there, 404 would hide that nobody was refused."""
    named = {key for route in NAMED for key in [model_of(route)] if route.pattern.regex.groupindex}

    assert {model for model in named if model in MODELS} - rows.keys() == set()


def model_of(route):
    parts = str(route.name).replace("-", "_").split("_")
    return parts[1] if parts[0] == "sources" else parts[0]


def posted(route, rows):
    """What somebody might send who never saw the page: the fields of any of them."""
    return {
        "action": "delete_selected",
        "_selected_action": [rows.get(route.name.split("_")[1] if "_" in route.name else "", 9)],
        "post": "yes",
        "_save": "Save",
        "preferred_name": "Forged",
        "name": "Forged",
        "title": "Forged",
        "text": "Forged",
        "kind": "place",
        "username": "forged",
        "role": "publisher",
        "is_superuser": "on",
        "password1": "lamps on the quay 31",
        "password2": "lamps on the quay 31",
        "going": f"mention:{rows['mention']}",
        "do": "accept-all",
        "to": "published",
        "ticked": f"{rows['mention']}:1",
        "seen": f"{rows['mention']}:1",
        "first": rows["person"],
        "second": rows["entity"] + 1,
        "reason": "forged",
        "article": rows["article"],
        "seen_version": "1",
        "_saveasnew": "1",
    }


@pytest.mark.parametrize("route", NAMED, ids=lambda route: route.name)
def test_s04_each_role_reaches_what_the_table_says_and_asking_writes_nothing(route, rows, cast, written):
    may_ask, may_post = rights(route.name)
    page = address(route, rows)

    asked = {role: cast[role].get(page).status_code for role in ROLES}

    for role in ROLES:
        if role in {"stranger", "closed"}:
            assert asked[role] == 302, role
        elif role in may_ask:
            assert asked[role] in LET_IN, role
        else:  # where nobody may, the method itself may be what is refused
            assert asked[role] in {403, 404, 405}, role
    for role in ROLES:
        if role in may_post:
            continue
        status = cast[role].post(page, posted(route, rows)).status_code
        # A list that may be seen offers no such act, and shows itself again.
        refused = {200, 302, 400, 403, 404, 405} if role in may_ask else {403, 404, 405}
        assert status in ({302} if role in {"stranger", "closed"} else refused), role
    assert state() == written


@pytest.mark.slow
def test_s30_every_page_of_the_desk_is_there_where_the_database_takes_nothing(rows, cast, settings):
    root = cast["root"]
    settings.READ_ONLY = True
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only=ON")
    try:
        answers = {route.name: root.get(address(route, rows)).status_code for route in NAMED}
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only=OFF")

    assert {name: status for name, status in answers.items() if status not in LET_IN | {403}} == {}


def test_s04_t17_whatever_the_desk_takes_is_refused_without_its_token(rows, cast, written):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast["root"].user)

    answers = {
        route.name: client.post(address(route, rows), posted(route, rows)).status_code
        for route in routes()
        if route.name not in {"view_on_site", None}
    }

    # What takes no POST at all may say so first.
    assert {name: status for name, status in answers.items() if status not in {403, 405}} == {}
    assert state() == written


def state():
    people = User.objects.order_by("pk").values_list("username", "role", "is_superuser", "password")
    return digest_of_database(), list(people), ChangeSet.objects.count()


def test_administrator_cannot_become_or_touch_a_superuser(cast):
    root = cast["root"]
    heron = User.objects.get(username="heron")
    page = reverse("admin:sources_user_change", args=[heron.pk])
    own = {"username": "heron", "role": "administrator", "is_staff": "on", "is_active": "on"}
    own["seen_version"] = "0"

    cast["administrator"].post(page, own | {"is_superuser": "on"})
    answers = [
        cast["administrator"].post(reverse(f"admin:{name}", args=[root.user.pk]), own).status_code
        for name in ("sources_user_change", "auth_user_password_change")
    ]

    heron.refresh_from_db()
    assert (heron.is_superuser, answers) == (False, [403, 403])


def test_administrator_sees_no_work_and_no_acts(cast, rows):
    page = cast["administrator"].get(reverse("admin:index")).content.decode()

    assert "Looked at it" in cast["editor"].get(reverse("admin:index")).content.decode()
    assert "Looked at it" not in page
    assert reverse("admin:sources_user_changelist") in page

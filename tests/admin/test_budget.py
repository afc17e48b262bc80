"""No page of the desk asks the database more than twenty times, and none more often for more rows."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse
from django.utils import timezone

from sources.admin.site import desk
from sources.annotate import authority
from sources.models import Article, Edition, Entity, Mention, Party, Remark, Site, SitePage, Topic
from sources.vocabulary import EntityKind
from tests.admin.conftest import sign_in
from tests.admin.filled import fill, first_rows
from tests.admin.routes import OUTSIDE, address, routes
from tests.conftest import load_seed
from tests.factories import (
    make_article,
    make_claim,
    make_corpus,
    make_document,
    make_passage,
    make_publication,
    make_question,
    make_user,
)

BUDGET = 20
# Where something is withheld and somebody protected, what could be undone by comparing is looked for too.
ALLOWED = {"publish": 27}
NAMED = [route for route in routes() if route.name not in OUTSIDE]

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def full(django_db_setup, django_db_blocker):
    """The demonstration corpus, with acts, look-alikes and remarks; three rows at least of each model.

    Made once for the module, taken back at its end: to load it takes longer than all that is asked of it.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        load_seed("temrava")
        root = sign_in(make_user("root", handle="Root", is_superuser=True))
        for name in ("Tom Wick", "Tom Wyck", "Thom Wick"):
            authority.create(EntityKind.PERSON, name, actor=root.user)
        for article in Article.objects.all():
            Remark.objects.create(article=article, text="Is it complete?", author=root.user)
        marks = list(Mention.objects.values_list("pk", flat=True)[:40])
        Mention.objects.filter(pk__in=marks).update(status="suggested")
        for number in range(3):
            make_publication(name=f"Paper {number}")
            corpus = make_corpus()
            document = make_document(corpus)
            make_user(f"wren{number}", handle=f"Wren {number}")
            Topic.objects.create(name=f"Topic {number}", slug=f"topic-{number}")
            SitePage.objects.create(slug=f"page-{number}", title=f"Page {number}", body="Lamps.")
            question = make_question(corpus, slug=f"lamps-{number}")
            make_claim(
                make_passage(make_article(document), f"{number + 2} lamps went out."),
                "lamps",
                question,
                text="some",
            )
            Party.objects.create(label=f"Group {number}", slug=f"group-{number}")
            Edition.objects.create(number=100 + number, made_at=timezone.now(), size=9)
        yield root
        transaction.set_rollback(True)


def asked(client, page):
    """How often the database is asked, where the page may have been asked for before."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(page)
    assert answer.status_code in {200, 302, 403, 404, 405}, page
    return len(queries)


def settled(client, page, expected=None):
    """How often it is asked, what is asked only once left out; at first, perhaps, as often as expected."""
    found = asked(client, page)
    return found if found == expected else asked(client, page)


@pytest.fixture(scope="module")
def rows(full):
    """The first row of each model; of the entities the one that is named most."""
    busiest = Entity.objects.with_counts().order_by("-mention_count").first()
    return first_rows() | dict.fromkeys(("entity", busiest.kind), busiest.pk)


@pytest.fixture(scope="module")
def queries(django_db_setup, django_db_blocker, tmp_path_factory):
    """How often each address asks where there is one row of each kind, and where there are three.

    Each archive is made and taken back once for the module.
    """
    folder, found = tmp_path_factory.mktemp("editions"), {}
    with django_db_blocker.unblock():
        for times in (1, 3):
            place = {
                "EDITIONS": folder / str(times),
                "CURRENT_EDITION": folder / str(times) / "current.sqlite3",
            }
            with transaction.atomic(), override_settings(**place):
                root = sign_in(make_user("root", handle="Root", is_superuser=True))
                own = fill(times, root.user)
                rows = first_rows() | own
                found[times] = {
                    route.name: settled(root, address(route, rows), found.get(1, {}).get(route.name))
                    for route in NAMED
                }
                transaction.set_rollback(True)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("route", NAMED, ids=lambda route: route.name)
def test_every_page_asks_as_often_for_one_row_as_for_three(queries, route):
    assert queries[1][route.name] == queries[3][route.name] <= ALLOWED.get(route.name, BUDGET)


@pytest.mark.parametrize("route", NAMED, ids=lambda route: route.name)
def test_every_page_stays_within_the_budget(full, rows, route):
    page = address(route, rows)

    # What is asked once for a process is no page's: where it made the difference, the page is asked again.
    assert asked(full, page) <= BUDGET or settled(full, page) <= BUDGET


def test_merge_of_the_busiest_stays_within_the_budget(full, rows):
    busiest = Entity.objects.get(pk=rows["entity"])
    other = Entity.objects.filter(kind=busiest.kind).exclude(pk=busiest.pk).first()
    page = reverse("admin:sources_entity_merge", args=[other.pk])

    assert settled(full, f"{page}?other={busiest.pk}") <= BUDGET


@pytest.mark.parametrize(
    "model", [one for one in desk._registry if one is not Site], ids=lambda one: one.__name__
)
def test_list_asks_as_often_for_one_row_as_for_three(full, model):
    rows = [str(row.pk) for row in model._default_manager.order_by("-pk")[:3]]
    page = reverse(f"admin:sources_{model._meta.model_name}_changelist")

    for_three = settled(full, f"{page}?pk__in={','.join(rows)}")
    for_one = settled(full, f"{page}?pk__in={rows[0]}", for_three)

    assert len(rows) == 3
    assert for_one == for_three

"""No page of the desk asks the database more than twenty times, however much there is."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from sources.admin.site import desk
from sources.annotate import authority
from sources.models import Article, Edition, Entity, Mention, Remark, Topic
from sources.vocabulary import EntityKind
from tests.admin.conftest import sign_in
from tests.conftest import load_seed
from tests.factories import make_corpus, make_document, make_publication, make_user

BUDGET = 20

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
            make_document(make_corpus())
            make_user(f"wren{number}", handle=f"Wren {number}")
            Topic.objects.create(name=f"Topic {number}", slug=f"topic-{number}")
            Edition.objects.create(number=100 + number, made_at=timezone.now(), size=9)
        yield root
        transaction.set_rollback(True)


def asked(client, page):
    client.get(page)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(page)
    assert answer.status_code in {200, 302, 403}, page
    return len(queries)


def pages_of(model):
    """The pages of one model: its list and new page, and those of its first row."""
    name = model._meta.model_name
    yield reverse(f"admin:sources_{name}_changelist")
    yield reverse(f"admin:sources_{name}_add")
    rows = model._default_manager.all()
    row = rows.order_by("pk").first()
    for verb in ("change", "history", "delete") if row is not None else ():
        yield reverse(f"admin:sources_{name}_{verb}", args=[row.pk])


@pytest.mark.parametrize("model", desk._registry, ids=lambda model: model.__name__)
def test_pages_of_every_model_stay_within_the_budget(full, model):
    over = {page: number for page in pages_of(model) if (number := asked(full, page)) > BUDGET}

    assert over == {}


def test_pages_of_the_desk_stay_within_the_budget(full):
    busiest = Entity.objects.with_counts().order_by("-mention_count").first()
    other = Entity.objects.filter(kind=busiest.kind).exclude(pk=busiest.pk).first()
    pages = [
        reverse("admin:index"),
        reverse("admin:review"),
        reverse("admin:sources_entity_look_alikes"),
        reverse("admin:sources_entity_split", args=[busiest.pk]),
        reverse("admin:sources_entity_kind", args=[busiest.pk]),
        f"{reverse('admin:sources_entity_merge', args=[other.pk])}?other={busiest.pk}",
        reverse(f"admin:sources_{busiest.kind}_change", args=[busiest.pk]),
    ]

    over = {page: number for page in pages if (number := asked(full, page)) > BUDGET}

    assert over == {}


@pytest.mark.parametrize("model", desk._registry, ids=lambda model: model.__name__)
def test_list_asks_as_often_for_one_row_as_for_three(full, model):
    rows = [str(row.pk) for row in model._default_manager.order_by("-pk")[:3]]
    page = reverse(f"admin:sources_{model._meta.model_name}_changelist")

    for_one, for_three = (asked(full, f"{page}?pk__in={','.join(some)}") for some in (rows[:1], rows))

    assert len(rows) == 3
    assert for_one == for_three

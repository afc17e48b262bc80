"""Dates follow the day of publication that they were counted from, when an editor says so."""

import pytest
from django.urls import reverse

from sources.annotate import review
from sources.annotate.acts import act, date_for
from sources.annotate.suggest import suggest_article
from sources.models import Mention
from sources.vocabulary import ActKind, MentionStatus
from tests.factories import make_article, make_passage, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


@pytest.fixture
def article(client):
    user = make_user(role="editor")
    client.force_login(user)
    article = make_article(published="1931-05-06")
    make_passage(article, "Yesterday the crews came back.")
    suggest_article(article)
    mention = Mention.objects.get(exact="Yesterday")
    review.accept(mention, review.target_of(mention), actor=user)
    with act(ActKind.EDIT, "Another day") as doing:
        doing.change(article, published=date_for("1931-05-08"))
    return article


def test_page_shows_each_date_now_and_then(client, article):
    page = client.get(reverse("admin:sources_article_recount", args=[article.pk])).content.decode()

    assert "5 May 1931" in page
    assert "7 May 1931" in page
    assert "to review" in page


def test_recounting_sends_what_was_confirmed_to_review(client, article):
    client.post(reverse("admin:sources_article_recount", args=[article.pk]))

    mention = Mention.objects.get(exact="Yesterday")
    assert (mention.status, mention.proposed_edtf) == (MentionStatus.NEEDS_REVIEW, "1931-05-07")


def test_changing_the_day_on_the_form_leads_to_the_page(client, article):
    address = reverse("admin:sources_article_change", args=[article.pk])
    form = client.get(address).context["adminform"].form
    values = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    formset = client.get(address).context["inline_admin_formsets"][0].formset
    values |= {f"{formset.prefix}-{key}": value for key, value in formset.management_form.initial.items()}
    values = {key: value for key, value in values.items() if value is not None} | {"published": "1931-06-02"}

    page = client.post(
        address,
        {key: value if not isinstance(value, list) else "" for key, value in values.items()},
        follow=True,
    )

    assert reverse("admin:sources_article_recount", args=[article.pk]) in page.content.decode()

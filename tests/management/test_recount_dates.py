import pytest
from django.core.management import call_command

from sources.annotate.acts import date_for
from sources.annotate.suggest import suggest_article
from sources.models import Article, Mention
from tests.factories import make_article, make_passage


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("options", "told", "value"),
    [
        ([], "1 date would change; --apply does it.", "1931-05-05"),
        (["--apply"], "1 date recounted, 0 to review.", "1931-05-07"),
    ],
)
def test_recount_shows_and_does(capsys, options, told, value):
    article = make_article(published="1931-05-06")
    make_passage(article, "Yesterday the crews came back.")
    suggest_article(article)
    Article.objects.update(published=date_for("1931-05-08"))

    call_command("recount_dates", article.public_id, *options)

    assert capsys.readouterr().out.splitlines() == ["“Yesterday”: 1931-05-05 → 1931-05-07", told]
    assert Mention.objects.get().proposed_edtf == value

"""The record of acts is the queue: every decision makes the articles that it concerns wait."""

import json

import pytest
from django.core.management import CommandError, call_command

from sources.annotate import authority, correct, look_alikes, pending, review, undo
from sources.annotate.acts import act
from sources.annotate.marking import NewEntity
from sources.annotate.suggest import TOGETHER, suggest_article
from sources.models import Article, ChangeSet, Examination, Mention
from sources.vocabulary import ActKind, EntityKind
from tests.factories import make_article, make_passage, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


@pytest.fixture
def articles():
    """One names Vorchenko, one spells him otherwise, one does not know him."""
    made = [make_article() for _ in range(3)]
    make_passage(made[0], "Harbour master Stepan Vorchenko spoke to the crew in Lisbon.")
    make_passage(made[1], "Mr Stepan Worchenko was seen near the mole.")
    make_passage(made[2], "Nobody came to the quay.")
    for article in made:
        suggest_article(article)
    pending.follow()
    list(pending.work())
    return made


def asked():
    pending.follow()
    return set(Examination.objects.pending().values_list("article_id", flat=True))


def test_accepted_name_makes_articles_with_its_forms_wait(articles):
    first = Mention.objects.get(exact="Stepan Vorchenko")
    review.accept(first, NewEntity(EntityKind.PERSON, "Stepan Vorchenko"), actor=make_user())

    assert articles[0].pk in asked()
    assert articles[2].pk not in asked()


def test_taking_a_name_back_makes_them_wait_again(articles):
    authority.create(EntityKind.PERSON, "Stepan Vorchenko", actor=make_user())
    asked()
    list(pending.work())
    assert Mention.objects.get(exact="Stepan Vorchenko").proposed_entity is not None

    undo.undo(ChangeSet.objects.latest("pk"), actor=make_user("other"))

    assert asked() == {articles[0].pk, articles[1].pk}


def test_rejected_form_makes_articles_with_it_wait(articles):
    review.reject(Mention.objects.get(exact="Lisbon"), actor=make_user())

    assert asked() == {articles[0].pk}


def test_correction_makes_its_article_wait(articles):
    plan = correct.plan_correction(articles[2].passages.get().head, "Nobody came to Lisbon.")
    correct.apply_correction(plan, actor=None, reason="misread")

    assert asked() == {articles[2].pk}


def test_date_of_publication_makes_its_article_wait(articles):
    with act(ActKind.EDIT, "Other years") as doing:
        doing.change(Article.objects.get(pk=articles[2].pk), event_years=["1931"])

    assert asked() == {articles[2].pk}


def test_what_was_done_waits_no_more(articles):
    review.reject(Mention.objects.get(exact="Lisbon"), actor=make_user())
    pending.follow()

    assert [report.article for report in pending.work()] == [articles[0].public_id]
    assert asked() == set()


def test_stopped_run_goes_on_where_it_was(articles):
    more = [make_article() for _ in range(TOGETHER)]
    pending.ask([article.pk for article in (*articles, *more)], "test")
    run = pending.work()
    next(run)
    run.close()

    assert len(list(pending.work())) == len(articles)


def test_command_looks_through_all_and_tells_it_as_json(capsys):
    make_passage(make_article(), "They sailed from Lisbon to Porto.")

    call_command("suggest", "--all", "--format", "json")

    told = json.loads(capsys.readouterr().out)
    assert {name: told[name] for name in ("articles", "added", "changed", "removed", "kept")} == {
        "articles": 1,
        "added": 2,
        "changed": 0,
        "removed": 0,
        "kept": 0,
    }


def test_command_looks_through_one(articles, capsys):
    call_command("suggest", articles[0].public_id)

    assert capsys.readouterr().out.startswith("1 article looked through with sourcebook-rules-")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Say what to look through"),
        (["00000000"], "There is no article 00000000"),
        (["--corpus", "nowhere"], "There is no corpus “nowhere”"),
    ],
)
def test_command_says_what_it_cannot_do(arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("suggest", *arguments)


def test_working_off_what_waits_counts_look_alikes_for_the_first_page(articles):
    call_command("suggest", "--pending", "--format", "json")

    assert look_alikes.last_count().is_old is False

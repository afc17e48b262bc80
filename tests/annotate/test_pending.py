"""The record of acts is the queue: every decision makes the articles that it concerns wait."""

import json
import os

import pytest
from django.core.management import CommandError, call_command

from sources.annotate import authority, correct, look_alikes, pending, review, undo
from sources.annotate.acts import act
from sources.annotate.marking import NewEntity
from sources.annotate.storing import store
from sources.annotate.suggest import TOGETHER, suggest_article
from sources.management.commands import suggest
from sources.models import Article, ChangeSet, Examination, Mention, Quotation
from sources.recognise.find import find
from sources.recognise.readers import FEWEST
from sources.values.span import Span
from sources.vocabulary import ActKind, EntityKind, Kind
from tests.factories import make_article, make_claim, make_passage, make_question, make_user

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


@pytest.fixture
def broken(monkeypatch):
    """Articles of which the fifth cannot be read: the rules themselves fail at its words."""
    made = [make_article() for _ in range(8)]
    for number, article in enumerate(made):
        make_passage(article, f"They sailed from Lisbon to Porto in {'trouble' if number == 4 else 'May'}.")

    def failing(text, *given, **named):
        if "trouble" in text:
            raise ValueError("a rule that cannot read this")
        return find(text, *given, **named)

    monkeypatch.setattr("sources.recognise.readers.find", failing)
    pending.ask([article.pk for article in made], "test")
    return made


def test_article_that_fails_stops_none_of_the_others(broken):
    reports = list(pending.work())

    assert [(report.article, report.problem) for report in reports] == [
        (article.public_id, "ValueError: a rule that cannot read this" if article is broken[4] else "")
        for article in broken
    ]
    assert [one.article_id for one in Examination.objects.pending()] == [broken[4].pk]


def test_command_names_the_article_that_fails_and_does_the_others(broken, capsys):
    with pytest.raises(CommandError, match="1 article could not be looked through"):
        call_command("suggest", "--pending", "--format", "json")

    told = capsys.readouterr()
    assert f"Article {broken[4].public_id} could not be looked through" in told.err
    assert {name: json.loads(told.out)[name] for name in ("articles", "failed")} == {
        "articles": 7,
        "failed": 1,
    }


def test_article_that_cannot_be_stored_stops_none_of_the_others(monkeypatch):
    made = [make_article() for _ in range(8)]
    for article in made:
        make_passage(article, "They sailed from Lisbon to Porto.")
    bad = made[4].passages.get().head

    def failing(plan, doing):
        if any(one.revision == bad.pk for one in plan.add):
            raise ValueError("cannot be stored")
        store(plan, doing)

    monkeypatch.setattr("sources.annotate.storing.store", failing)
    pending.ask([article.pk for article in made], "test")

    assert [bool(report.problem) for report in pending.work()] == [article is made[4] for article in made]
    assert Mention.objects.count() == 14


@pytest.mark.parametrize("deed", ["label", "move", "join"])
def test_passage_that_is_another_makes_its_articles_wait(articles, deed):
    passage = articles[0].passages.get()
    values = {
        "label": {"kind": Kind.BOILERPLATE},
        "move": {"article": articles[2], "number": "9"},
        "join": {"joined_into": make_passage(articles[0], "More.").passage},
    }
    with act(ActKind.EDIT, "Changed a passage") as doing:
        doing.change(passage, **values[deed])

    assert asked() == ({articles[0].pk, articles[2].pk} if deed == "move" else {articles[0].pk})


def claimed(article):
    """Let a claim stand in a quotation that the machine would no longer suggest."""
    revision = article.passages.get().head
    quotation = Quotation(revision=revision, rule="older", recogniser="sourcebook-rules-0")
    quotation.put(Span(0, len(revision.text)), revision.text)
    quotation.save()
    question = make_question(article.document.corpus)
    claim = make_claim(revision, "crew", question, quotation=quotation, text="nobody")
    return quotation, claim


def test_stale_quotation_goes_when_its_claim_has_gone(articles):
    quotation, claim = claimed(articles[0])
    look(articles[0])
    assert Quotation.objects.filter(pk=quotation.pk).exists()
    claim.delete()

    look(articles[0])

    assert not Quotation.objects.filter(pk=quotation.pk).exists()


def look(article):
    pending.ask([article.pk], "test")
    list(pending.work())


def test_claim_that_goes_from_a_quotation_makes_its_article_wait(articles):
    _quotation, claim = claimed(articles[0])
    with act(ActKind.DELETE, "Removed a claim") as doing:
        doing.delete(claim)

    assert asked() == {articles[0].pk}


@pytest.mark.parametrize(
    ("wanted", "texts", "readers"),
    [(4, 10_000, 4), (4, FEWEST, 1), (4, 3 * FEWEST, 3), (1, 10_000, 1), (4, 3, 1), (16, 10_000, 16)],
)
def test_readers_are_no_more_than_there_is_to_read(wanted, texts, readers):
    assert suggest._readers(wanted, texts) == readers


def test_readers_that_nobody_asked_for_have_room_on_a_large_machine(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: set(range(64)), raising=False)

    assert suggest._processors() == 4

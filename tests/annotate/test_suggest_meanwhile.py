"""What somebody changes while an article is read: what is stored, and noted, is of the article as it is."""

import pytest

from sources.annotate import pending, relabel
from sources.annotate.acts import act, date_for
from sources.annotate.knowing import know
from sources.annotate.settled import Answers
from sources.annotate.suggest import suggest_article, suggest_articles
from sources.models import Article, Mention
from sources.recognise.readers import read
from sources.vocabulary import ActKind, Kind
from tests.factories import make_article, make_corpus, make_document, make_passage, meanwhile

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]

TEXT = "Harbour master Stepan Vorchenko left on 3 March, and was seen in Lisbon on Lantern Day."


@pytest.fixture
def article():
    corpus = make_corpus(feasts=["Lantern Day: 10-14"])
    article = make_article(make_document(corpus), event_years=["1931"])
    make_passage(article, TEXT)
    return Article.objects.select_related("published", "document__corpus").get(pk=article.pk)


def published_later(article):
    with act(ActKind.EDIT, "Changed when it was published") as doing:
        doing.change(Article.objects.get(pk=article.pk), published=date_for("1932-06-10"))


def other_years(article):
    with act(ActKind.EDIT, "Changed the years") as doing:
        doing.change(Article.objects.get(pk=article.pk), event_years=["1933"])


def other_feasts(article):
    with act(ActKind.EDIT, "Changed the feasts") as doing:
        doing.change(type(article.document.corpus).objects.get(), feasts=["Lantern Day: 11-20"])


def labelled(article):
    relabel.relabel([article.passages.get()], Kind.BOILERPLATE, actor=None)


DEEDS = [published_later, other_years, other_feasts, labelled]


def marks():
    return sorted(Mention.objects.values_list("exact", "proposed_edtf"))


def from_nothing():
    Mention.objects.all().delete()
    suggest_article(Article.objects.get())
    return marks()


@pytest.mark.parametrize("deed", DEEDS)
def test_what_changes_while_it_is_read_is_heeded(article, deed):
    def reading(texts):
        for text in texts:
            done = read(text)
            deed(article)
            yield done

    list(suggest_articles([article], Answers(know()), reading))

    assert marks() == from_nothing()


@pytest.mark.parametrize("deed", DEEDS)
def test_what_changes_just_before_it_is_stored_is_heeded(article, deed):
    with meanwhile(lambda: deed(article)):
        suggest_article(article, answers=Answers(know()))

    assert marks() == from_nothing()


@pytest.mark.parametrize("deed", DEEDS)
def test_article_given_as_it_was_is_looked_through_as_it_is(article, deed):
    deed(article)
    suggest_article(article)

    assert marks() == from_nothing()


@pytest.mark.parametrize("deed", DEEDS)
def test_what_changes_afterwards_makes_it_be_looked_through_again(article, deed):
    suggest_article(article, answers=Answers(know()))
    pending.follow()
    list(pending.work())
    deed(article)
    pending.ask([article.pk], "a test")

    list(pending.work())

    assert marks() == from_nothing()

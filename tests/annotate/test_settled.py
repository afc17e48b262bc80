"""What is kept of an article changes nothing: with it and without it, the same is suggested."""

import random
from contextlib import suppress
from pathlib import Path

import pytest
from django.db import transaction

from sources.annotate import authority, correct, merge, pending, quoting, relabel, review, settled, undo
from sources.annotate import kept as keeping
from sources.annotate.acts import Refused, act, date_for
from sources.annotate.examined import read
from sources.annotate.knowing import know
from sources.annotate.marking import NewEntity
from sources.annotate.settled import Answers
from sources.models import Article, ChangeSet, Entity, Findings, Mention, Passage, Quotation
from sources.recognise import fingerprint
from sources.recognise.find import find
from sources.recognise.fingerprint import of_files
from sources.recognise.packing import packed, unpacked, words_of
from sources.values.splice import Splice
from sources.vocabulary import ActKind, EntityKind, Kind
from tests.factories import make_article, make_corpus, make_document, make_entity, make_passage

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]

TEXTS = (
    (
        "Harbour master Stepan Vorchenko told reporters in Lisbon that the strike began on 3 May 1931.",
        "The following day Vorchenko left for Porto. “Nobody goes back,” said Anna Orlen on Lantern Day.",
    ),
    (
        "Mr Stepan Worchenko was seen near the mole with Anna Orlen of the Dockers’ Union.",
        "“We stay,” Orlen said on Friday. Boris Vorchenko, his brother, agreed two days later.",
    ),
    ("Rose Hill said that the Dockers’ Union of Lisbon met in May. Hope left; Rose Hill stayed.",),
    ("Nobody came to the quay.",),
)
_ASIDE = ("id", "public_id", "anchor_mention")


@pytest.fixture
def articles():
    corpus = make_corpus(feasts=["Lantern Day: 10-14"], event_years=["1931"])
    made = [make_article(make_document(corpus), published="1931-05-09") for _ in TEXTS]
    for article, texts in zip(made, TEXTS, strict=True):
        for text in texts:
            make_passage(article, text)
    look_again()
    return made


def look_again():
    """Look through every article; give the reports."""
    pending.ask(Article.objects.order_by("pk").values_list("pk", flat=True), "a test")
    return list(pending.work())


def suggestions():
    """Every mark with all its columns, by its place: but for keys and ids, which another run gives anew."""
    columns = [f.attname for f in Mention._meta.concrete_fields if f.name not in _ASIDE]
    pointed = [f"anchor_mention__{name}" for name in ("revision", "start", "end")]
    said = [f.attname for f in Quotation._meta.concrete_fields if f.name not in (*_ASIDE, "digest")]
    marks = sorted(map(repr, Mention.objects.values_list(*columns, *pointed)))
    return marks + sorted(map(repr, Quotation.objects.values_list(*said)))


def from_nothing():
    """Tell what a run without anything kept would suggest, and leave the archive as it was."""
    with transaction.atomic():
        Findings.objects.all().delete()
        outcome = [look_again(), suggestions()]
        transaction.set_rollback(True)
    return outcome


class Desk:
    """Editors who decide at random."""

    def __init__(self, seed):
        self.dice = random.Random(seed)

    def decide(self):
        deeds = (
            self.accept,
            self.accept,
            self.reject,
            self.say,
            self.undo,
            self.correct,
            self.label,
            self.merge,
        )
        with suppress(Refused):
            self.dice.choice((*deeds, self.date, self.name, self.years))()

    def one_of(self, rows):
        return self.dice.choice(list(rows.order_by("pk")))

    def accept(self):
        mention = self.one_of(Mention.objects.awaiting_review())
        kind = mention.proposed_kind
        new = NewEntity(EntityKind(kind), mention.exact) if kind in {str(one) for one in EntityKind} else None
        review.accept(mention, review.target_of(mention) or new or "1931", actor=None)

    def reject(self):
        review.reject(self.one_of(Mention.objects.all()), actor=None)

    def say(self):
        quotation = self.one_of(Quotation.objects.all())
        self.dice.choice((quoting.accept, quoting.reject))(quotation, actor=None)

    def undo(self):
        if ChangeSet.objects.exists():
            undo.undo(self.one_of(ChangeSet.objects.all()), actor=None)

    def correct(self):
        head = self.one_of(Passage.objects.standing()).head
        at = self.dice.choice([place for place, sign in enumerate(head.text) if sign == " "])
        words = self.dice.choice([" Anna Orlen ", " ", " on Friday "])
        plan = correct.plan_correction(head, [Splice(at, at + 1, words)])
        correct.apply_correction(plan, actor=None, reason="misread")

    def label(self):
        passage = self.one_of(Passage.objects.standing())
        relabel.relabel([passage], self.dice.choice([Kind.BODY, Kind.TITLE, Kind.BOILERPLATE]), actor=None)

    def merge(self):
        pair = self.dice.sample(list(Entity.objects.order_by("pk")), 2) if Entity.objects.count() > 1 else []
        if pair:
            merge.merge(*pair, actor=None)

    def name(self):
        entity = self.one_of(Entity.objects.filter(merged_into=None)) if Entity.objects.exists() else None
        if entity:
            with act(ActKind.EDIT, "Added a name") as doing:
                authority.add_name(entity, self.dice.choice(["Rose", "Lisbon", "Worchenko", "Hope"]), doing)

    def date(self):
        with act(ActKind.EDIT, "Changed when it was published") as doing:
            doing.change(self.one_of(Article.objects.all()), published=date_for("1932-06-10"))

    def years(self):
        with act(ActKind.EDIT, "Changed the years") as doing:
            doing.change(self.one_of(Article.objects.all()), event_years=[self.dice.choice(["1930", "1933"])])


def run(seed, decisions):
    desk = Desk(seed)
    for number in range(decisions):
        desk.decide()
        anew = from_nothing()
        assert [look_again(), suggestions()] == anew, (seed, number)


def test_random_decisions_get_what_a_run_without_anything_kept_gives(articles):
    run(seed=1, decisions=8)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 42))
def test_forty_histories_get_what_runs_without_anything_kept_give(articles, seed):
    run(seed, decisions=15)


def test_article_without_a_change_is_passed_over(articles):
    keys = [article.pk for article in articles]

    assert list(settled.unchanged(keys, Answers(know()))) == keys


def test_other_code_of_suggesting_makes_every_article_be_looked_through(articles, monkeypatch):
    keys = [article.pk for article in articles]
    monkeypatch.setattr(settled, "makings", lambda: "another release")

    assert settled.unchanged(keys, Answers(know())) == {}


def test_code_of_suggesting_is_digested_with_what_it_is_read_with():
    file = Path(settled.__file__).with_name("propose.py")
    whole = settled.makings()
    without = of_files([path for path in file.parent.rglob("*") if path != file], "ahocorasick-rs")

    assert whole.split()[0] == fingerprint.fingerprint()
    assert whole.split()[1] == of_files(file.parent.rglob("*"), "ahocorasick-rs") != without
    assert of_files([file]) != of_files([file], "ahocorasick-rs")


def test_only_articles_that_speak_of_a_new_name_are_read_again(articles):
    make_entity("Anna Orlen")

    passed = settled.unchanged([article.pk for article in articles], Answers(know()))

    assert list(passed) == [articles[2].pk, articles[3].pk]


def test_mark_that_is_gone_makes_its_article_be_read_again(articles):
    Mention.objects.get(exact="Porto").delete()

    reports = look_again()

    assert [report.added for report in reports] == [1, 0, 0, 0]


def test_kept_candidates_come_back_as_they_were_found(articles):
    for article in articles:
        text = read(article)
        told = keeping.asked(text)
        found = find(told.text, told.regions, told.published, told.event_years, feasts=told.feasts)

        assert unpacked(packed(found), text.text) == found
        assert keeping.cold(text) == keeping.Cold(keeping.digest(text), found, words_of(found))


def test_queries_do_not_grow_with_the_articles_passed_over(articles, django_assert_num_queries):
    answers = Answers(know())

    with django_assert_num_queries(6):
        settled.unchanged([articles[0].pk], answers)
    with django_assert_num_queries(6):
        settled.unchanged([article.pk for article in articles], answers)


def test_name_that_no_text_has_is_asked_about_once(articles, django_assert_num_queries):
    make_entity("Zebedee Quillfeather")
    keys = [article.pk for article in articles]
    answers = Answers(know())

    with django_assert_num_queries(9):
        first = settled.unchanged(keys, answers)
    with django_assert_num_queries(6):
        second = settled.unchanged(keys, answers)

    assert list(first) == list(second) == keys

"""What a new article repeats is found in the whole corpus, and linked once."""

from dataclasses import replace
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sources.annotate.replace import apply_replacement, plan_replacement
from sources.annotate.undo import undo
from sources.annotate.withdraw import apply_withdrawal, plan_withdrawal
from sources.ingest.known import AT_ONCE, WORN, KnownArticles
from sources.ingest.runs import marked
from sources.intake.doorway import ingest
from sources.models import Article, ChangeSet, CopyMark, Corpus, MarkedArticle, Passage
from tests.benchmarks.copies_quality import CHANGES, measure
from tests.benchmarks.reports import report
from tests.export.package.packages import copy_of, load_folder
from tests.factories import make_article, make_corpus, make_document, make_passage

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]

BRIEF = (
    "The company said in a statement that all nine boats had come back before dark and that the crews had "
    "been paid in full for the three days on which the harbour was closed."
)


@pytest.mark.parametrize("name", CHANGES)
def test_changed_reprints_are_found_and_nothing_else(name, tmp_path):
    articles, passages = measure(name, 6, tmp_path)

    assert (articles.recall, articles.precision, passages.precision) == (1.0, 1.0, 1.0)
    assert passages.recall >= (0.75 if name.startswith("30") else 0.95)


def take_in(folder, **texts):
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
        ingest([folder / f"{name}.txt"], "lamps")


def test_third_printing_leads_to_the_first(tmp_path):
    text = report(1)
    take_in(tmp_path, first=text, second=text + "\n", third=text.replace(" the ", " that ", 3))

    first, *copies = Article.objects.order_by("pk")
    assert [row.copy_of for row in copies] == [first, first]
    of = Passage.objects.exclude(duplicate_of=None).values_list("duplicate_of__article", flat=True)
    assert (len(of), set(of)) == (50, {first.pk})


def test_agency_paragraph_in_a_report_is_linked_and_the_report_is_no_copy(tmp_path):
    one, other = report(2).split("\n\n"), report(3).split("\n\n")
    one.insert(9, BRIEF)
    other.insert(20, BRIEF.replace("nine", "all nine"))
    take_in(tmp_path, one="\n\n".join(one), other="\n\n".join(other))

    (linked,) = Passage.objects.exclude(duplicate_of=None)
    assert (linked.number, linked.duplicate_of.number) == ("21", "10")
    assert Article.objects.exclude(copy_of=None).count() == 0


def test_long_report_that_holds_an_earlier_brief_is_no_copy_of_it(tmp_path):
    long = report(4).split("\n\n")
    brief = [long[0], long[1], long[2], long[5], long[6]]
    take_in(tmp_path, brief="\n\n".join(brief) + "\n", long="\n\n".join(long))
    take_in(tmp_path, again="\n\n".join(brief) + "\n\n")

    brief, long, again = Article.objects.order_by("pk")
    assert (long.copy_of, again.copy_of) == (None, brief)


def test_other_corpora_are_not_looked_through(tmp_path):
    take_in(tmp_path, one=report(5))
    ingest([tmp_path / "one.txt"], "lanterns")

    assert Article.objects.exclude(copy_of=None).count() == 0


def test_marks_are_written_and_asking_costs_the_same_for_every_size(tmp_path):
    costs = []
    for first in (0, 6):
        for number in range(first, first + 6):
            (tmp_path / f"{number}.txt").write_text(report(number), "utf-8")
        ingest([tmp_path], "lamps")
        known = KnownArticles(Corpus.objects.get(slug="lamps"))
        known.find([])
        with CaptureQueriesContext(
            connection,
        ) as asked:
            known.find([marked(text) for text in report(99).split("\n\n")])
        costs.append(len(asked))

    assert costs == [1, 1]
    assert MarkedArticle.objects.count() == 12
    assert (
        CopyMark.objects.filter(article__in=Article.objects.values("pk")).count() == CopyMark.objects.count()
    )


def test_article_that_came_in_otherwise_is_known_too(tmp_path):
    article = make_article(make_document(make_corpus(slug="lamps")), title="Lamps")
    for text in report(7).strip().split("\n\n"):
        make_passage(article, text)

    take_in(tmp_path, again=report(7))

    assert Article.objects.exclude(copy_of=None).get().copy_of == article


def test_phrase_that_many_share_is_marked_no_further():
    known = KnownArticles(make_corpus())
    phrase = replace(marked(BRIEF), marks=(32,))

    for number in range(WORN + 9):
        known.add(number + 1, [phrase])
    known.settle(least=1)

    assert CopyMark.objects.filter(run=32).count() == WORN


def test_marks_are_written_many_at_once():
    known = KnownArticles(make_corpus())
    counts = []

    for number in range(AT_ONCE + 1):
        known.add(number + 1, [])
        known.settle()
        counts.append(MarkedArticle.objects.count())

    assert [number for number, (one, other) in enumerate(pairwise(counts)) if one != other] == [AT_ONCE - 2]


def test_text_that_is_attached_later_is_compared_too(tmp_path):
    folder = copy_of("temrava", tmp_path)
    texts = (folder / "texts").rename(tmp_path / "texts")
    load_folder(folder)
    first = sorted(texts.iterdir())[0]
    printed = tmp_path / "reprint.txt"
    printed.write_bytes(b"Printed again\n\n" + first.read_bytes())
    ingest([printed], "temrava")
    (reprint,) = Article.objects.filter(document__file_name="reprint.txt")

    ingest([first], "temrava")

    late = Article.objects.get(document__file_name=first.name)
    assert (late.copy_of, late.similarity > 0.9) == (reprint, True)
    assert ChangeSet.objects.order_by("-pk")[0].kind == "attach"


def withdraw(article):
    apply_withdrawal(plan_withdrawal(article.document), actor=None, reason="scanned from another paper")


def test_copy_of_a_withdrawn_printing_is_found_by_the_earliest_that_stands(tmp_path):
    text = report(1)
    take_in(tmp_path, first=text, second=text + "\n", third=text + "\n\n")
    first, second, _ = Article.objects.order_by("pk")

    withdraw(first)
    take_in(tmp_path, fourth=text + "\n\n\n", fifth=text + "\n\n\n\n")

    late = Article.objects.order_by("pk")[3:]
    assert [row.copy_of for row in late] == [second, second]
    of = Passage.objects.filter(article__in=late).values_list("duplicate_of__article", flat=True)
    assert (len(of), set(of)) == (50, {second.pk})


def test_copy_after_the_withdrawal_was_undone_leads_to_the_first_again(tmp_path):
    text = report(1)
    take_in(tmp_path, first=text, second=text + "\n")
    first, second = Article.objects.order_by("pk")
    withdraw(first)
    act = ChangeSet.objects.latest("pk")
    take_in(tmp_path, third=text + "\n\n")

    undo(act, actor=None)
    take_in(tmp_path, fourth=text + "\n\n\n")

    third, fourth = Article.objects.order_by("pk")[2:]
    assert (third.copy_of, fourth.copy_of) == (second, first)


def test_copy_after_a_better_capture_took_the_place_leads_to_that(tmp_path):
    text = report(1)
    take_in(tmp_path, first=text, better=text + "\n")
    first, better = Article.objects.order_by("pk")

    apply_replacement(plan_replacement(first, better), actor=None)
    take_in(tmp_path, third=text + "\n\n")

    third = Article.objects.latest("pk")
    assert third.copy_of == better
    assert set(third.passages.values_list("duplicate_of__article", flat=True)) == {better.pk}


def test_paragraph_of_a_withdrawn_report_is_found_where_it_was_repeated(tmp_path):
    reports = [report(number).split("\n\n") for number in (2, 3, 4)]
    for place, one in enumerate(reports):
        one.insert(9 + place, BRIEF)
    take_in(tmp_path, one="\n\n".join(reports[0]), other="\n\n".join(reports[1]))
    one, other = Article.objects.order_by("pk")

    withdraw(one)
    take_in(tmp_path, third="\n\n".join(reports[2]))

    linked = Passage.objects.get(article=Article.objects.latest("pk"), duplicate_of__isnull=False)
    assert linked.duplicate_of.article == other


def test_marks_of_two_runs_at_once_are_kept_once(tmp_path):
    take_in(tmp_path, one=report(1))
    corpus, marks = Corpus.objects.get(), CopyMark.objects.count()
    MarkedArticle.objects.all().delete()
    runs = KnownArticles(corpus), KnownArticles(corpus)
    for run in runs:
        run.find([])

    for run in runs:
        run.settle(least=1)

    assert CopyMark.objects.count() == marks

"""Since when an article is as readers see it is told by two files, and of what was hidden nothing is told."""

import shutil
import sqlite3
from datetime import UTC, datetime

import pytest

from sources.annotate.acts import act
from sources.annotate.withdraw import apply_withdrawal, plan_withdrawal
from sources.edition.digest import content_digest
from sources.edition.publish import publish
from sources.edition.since import second_after, tell_since
from sources.models import Article, Mention
from sources.vocabulary import ActKind
from tests.factories import make_article, make_document, make_passage

pytestmark = pytest.mark.django_db
MARCH_1, MARCH_2, MARCH_3 = (f"2026-03-0{day}T00:00:00Z" for day in (1, 2, 3))


@pytest.fixture
def told_at(tmp_path):
    """Publish, as if at a moment and after another edition; give what the file tells of each article."""

    def publish_as(moment, before=None):
        file = tmp_path / f"{moment}.sqlite3"
        shutil.copyfile(publish().path, file)  # an edition may be recalled, and its file with it
        tell_since(file, datetime.fromisoformat(moment).astimezone(UTC), before)
        with sqlite3.connect(file) as connection:
            rows = connection.execute(
                "SELECT public_id, article_id IS NULL, corpus, first_at, changed_at FROM edition_since"
            ).fetchall()
            return file, {public_id: tuple(told) for public_id, *told in rows}, content_digest(connection)

    return publish_as


def test_only_what_changed_is_said_to_have(lamps, told_at):
    first, second = Article.objects.order_by("pk")
    before, told, _ = told_at(MARCH_1)
    with act(ActKind.EDIT, "Read the paper again") as doing:
        doing.change(second, page="3")
    added = make_article(make_document(lamps), title="Lamps again")
    make_passage(added, "No lamp was seen.")

    after, told_after, _ = told_at(MARCH_2, before)

    new = (0, "lamps", MARCH_1, MARCH_1)
    assert told == {first.public_id: new, second.public_id: new}
    assert told_after == {
        first.public_id: new,
        second.public_id: (0, "lamps", MARCH_1, MARCH_2),
        added.public_id: (0, "lamps", MARCH_2, MARCH_2),
    }
    assert told_at(MARCH_3, after)[1] == told_after


@pytest.mark.parametrize("moment", [MARCH_1, MARCH_2.replace("Z", "+00:00")])
def test_what_changed_is_dated_after_all_that_was_told_whatever_the_clock_says(lamps, told_at, moment):
    first, _ = Article.objects.order_by("pk")
    before, _, _ = told_at(MARCH_2)
    with act(ActKind.EDIT, "Read the paper again") as doing:
        doing.change(first, page="3")

    _, told_after, _ = told_at(moment, before)

    assert told_after[first.public_id][3] == second_after(MARCH_2) == "2026-03-02T00:00:01Z"


def test_a_mark_taken_back_is_a_change(lamps, told_at):
    before, told, _ = told_at(MARCH_1)
    marked = Mention.objects.get(exact="Salt Quay")
    with act(ActKind.REVIEW, "Not that quay") as doing:
        doing.change(marked, status="rejected")

    _, told_after, _ = told_at(MARCH_2, before)

    assert {one for one in told if told_after[one] != told[one]} == {
        marked.revision.passage.article.public_id
    }


def test_what_was_withdrawn_or_taken_back_is_gone_and_stays_so(lamps, told_at):
    first, second = Article.objects.order_by("pk")
    third = make_article(make_document(lamps), title="Lamps again")
    make_passage(third, "No lamp was seen.")
    before, _, _ = told_at(MARCH_1)
    apply_withdrawal(plan_withdrawal(first.document), actor=None, reason="Another paper's.")
    with act(ActKind.EDIT, "Asked for by the author") as doing:
        doing.change(second, status="draft")

    after, told, _ = told_at(MARCH_2, before)
    _, told_later, _ = told_at(MARCH_3, after)

    assert told == {
        first.public_id: (1, "lamps", MARCH_1, MARCH_2),
        second.public_id: (1, "lamps", MARCH_1, MARCH_2),
        third.public_id: (0, "lamps", MARCH_1, MARCH_1),
    }
    assert told_later == told


def test_history_is_no_part_of_what_an_edition_says(lamps, told_at, tmp_path):
    before, _, digest = told_at(MARCH_1)

    _, told, same_digest = told_at(MARCH_2, before)
    _, as_new, third_digest = told_at(MARCH_3, None)

    assert digest == same_digest == third_digest
    assert told != as_new
    (tmp_path / "other").write_bytes(b"no edition")
    assert told_at(MARCH_3, tmp_path / "other")[1] == as_new

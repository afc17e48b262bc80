"""What the first page says waits."""

import pytest
from django.urls import reverse

from sources.admin.dashboard import Task
from sources.annotate import authority, look_alikes
from sources.models import Quotation
from sources.values.span import Span
from sources.vocabulary import EntityKind
from tests.factories import make_claim, make_entity, make_mention, make_passage, make_question


def pairs_on(client):
    """What the first page says of pairs: the number and its note."""
    tasks = client.get(reverse("admin:index")).context["tasks"]
    return [(task.count, task.note.partition(" UTC")[2]) for task in tasks if "alike" in task.what]


@pytest.mark.django_db
def test_first_page_compares_no_names_and_tells_how_old_its_figure_is(editor):
    authority.create(EntityKind.PERSON, "Ada Quill", actor=editor.user)
    authority.create(EntityKind.PERSON, "Ada Quil", actor=editor.user)
    notes = [task.note for task in editor.get(reverse("admin:index")).context["tasks"]]

    editor.get(reverse("admin:sources_entity_look_alikes"))
    young = pairs_on(editor)
    compared = look_alikes._pairs.cache_info()
    authority.create(EntityKind.PERSON, "Adah Quill", actor=editor.user)
    old = pairs_on(editor)

    assert notes == ["not counted yet: look for them"]
    assert (young, old) == ([(1, "")], [(1, "; names have changed since")])
    assert look_alikes._pairs.cache_info() == compared


def test_one_task_is_said_in_the_singular():
    said = [Task(number, "documents known only by their hash", "").words for number in (1, 2)]

    assert said == ["document known only by its hash", "documents known only by their hash"]


def waiting_on_the_desk(client, article):
    """What the desk counts as left: every mark that is open, of whatever kind."""
    state = client.get(reverse("admin:sources_article_desk", args=[article.pk])).context["state"]
    marks = [one for passage in state["passages"] for one in passage["mentions"]]
    return sum(one["status"] in {"suggested", "needs_review"} for one in marks)


@pytest.mark.django_db
def test_what_waits_in_an_article_is_one_number_everywhere(editor, revision):
    article = revision.passage.article
    question = make_question(article.document.corpus)
    make_claim(revision, "4 May", question, status="suggested", text="some")
    quotation = Quotation(revision=revision, status="suggested", speaker_name="she")
    quotation.put(Span(0, 9), "Ada Quill")
    quotation.save()
    joined = make_passage(article, "Tom Wick went.", joined_into=revision.passage)
    make_mention(joined, "Tom Wick", make_entity("T. W."), status="needs_review")

    first = editor.get(reverse("admin:index")).context
    (listed,) = editor.get(reverse("admin:sources_article_changelist")).context["cl"].result_list

    assert [one["waiting"] for one in first["in_work"]] == [3]
    assert [one["waiting"] for one in first["progress"]] == [3]
    assert (listed.waiting_in, waiting_on_the_desk(editor, article)) == (3, 3)

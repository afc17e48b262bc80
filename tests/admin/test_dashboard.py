"""What the first page says waits."""

import pytest
from django.urls import reverse

from sources.admin.dashboard import Task
from sources.annotate import authority, look_alikes
from sources.vocabulary import EntityKind


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

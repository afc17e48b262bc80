"""What is filled in for the editor."""

import pytest

from sources.annotate import authority
from sources.annotate.acts import act
from sources.models import ChangeSet, Entity
from sources.vocabulary import ActKind, EntityKind


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("Stepan Vorchenko", "person", "Vorchenko, Stepan"),
        ("Anna Maria van der Meer", "person", "van der Meer, Anna Maria"),
        ("Kreich", "person", "Kreich"),
        ("The Harbour Office", "organisation", "Harbour Office, The"),
        ("Salt Quay", "place", "Salt Quay"),
    ],
)
def test_sort_name_is_proposed_from_the_name(name, kind, expected):
    assert authority.sort_name(name, kind) == expected


@pytest.mark.django_db
@pytest.mark.editorial
def test_new_entity_gets_its_key_and_is_one_act():
    authority.create(EntityKind.PERSON, "Zhanna Quill", actor=None)

    entity = Entity.objects.get()
    assert (entity.sort_name, entity.kind) == ("Quill, Zhanna", "person")
    assert list(Entity.objects.called(entity.spelling_key)) == [entity]
    assert ChangeSet.objects.get().summary == "New person: Zhanna Quill"


@pytest.mark.django_db
@pytest.mark.editorial
def test_form_that_the_entity_has_already_is_not_added_again():
    quill = authority.create(EntityKind.PERSON, "Zhanna Quill", actor=None)

    with act(ActKind.ANNOTATE, "Added forms") as doing:
        added = [
            authority.add_name(quill, form, doing) for form in ("Janna Quill", "Janna Quill", "Zhanna Quill")
        ]

    assert [name is not None for name in added] == [True, False, False]

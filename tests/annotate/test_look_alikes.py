"""Spellings of one name meet; what an editor told apart, or an identifier does, is not proposed."""

import pytest

from sources.annotate import authority, look_alikes
from sources.annotate.acts import Refused, act
from sources.annotate.look_alikes import tell_apart
from sources.annotate.merge import merge
from sources.annotate.undo import undo
from sources.models import ChangeSet, Entity, Name
from sources.values.spelling import ALIKE, similarity
from sources.vocabulary import ActKind, EntityKind
from tests.values.test_spelling import ALIKE_ONLY, SAME_KEY

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


def person(name, **values):
    return authority.create(EntityKind.PERSON, name, actor=None, **values)


def proposed():
    return [(one.first_name, one.second_name) for one in look_alikes.look_alikes()]


def test_two_spellings_of_a_name_are_proposed_with_the_reason():
    person("Stepan Vorchenko"), person("Stepan Worczenko"), person("Ada Quill")

    (pair,) = look_alikes.look_alikes()

    assert (pair.first_name, pair.second_name) == ("Stepan Vorchenko", "Stepan Worczenko")
    assert pair.reason != ""


def test_another_form_of_the_name_counts_too():
    quill = person("Ada Quill")
    person("A. Quyllson"), person("Adah Marsh")
    with act(ActKind.EDIT, "Name") as doing:
        authority.add_name(quill, "Ada Marsh", doing)

    assert proposed() == [("Ada Marsh", "Adah Marsh")]


def test_same_name_is_first_and_said_to_be():
    person("Ada Quill"), person("Ada Quil"), person("Ada Kuill")

    pairs = look_alikes.look_alikes()

    assert pairs[0].reason == "the same name, as spelling goes"
    assert [pair.score for pair in pairs] == sorted((pair.score for pair in pairs), reverse=True)


def test_person_and_place_of_one_name_are_not_proposed():
    person("Halmya"), authority.create(EntityKind.PLACE, "Halmya", actor=None)

    assert proposed() == []


def test_different_identifiers_tell_apart():
    person("Ada Quill", wikidata="Q1"), person("Ada Quill", wikidata="Q2")

    assert proposed() == []


def test_what_was_told_apart_is_remembered_until_that_is_undone():
    one, two = person("Ada Quill"), person("Ada Quill")
    tell_apart(two, one, actor=None)

    assert proposed() == []
    undo(ChangeSet.objects.first(), actor=None)
    assert proposed() == [("Ada Quill", "Ada Quill")]


def test_telling_apart_twice_or_from_itself_is_refused():
    one, two = person("Ada Quill"), person("Ada Quill")
    tell_apart(one, two, actor=None)

    with pytest.raises(Refused, match="already"):
        tell_apart(two, one, actor=None)
    with pytest.raises(Refused, match="one record"):
        tell_apart(one, one, actor=None)


def test_merged_records_are_not_proposed():
    one, two = person("Ada Quill"), person("Ada Quill")

    merge(one, two, actor=None)

    assert proposed() == []


def test_comparisons_grow_with_the_names_not_with_their_square(monkeypatch):
    asked = []
    monkeypatch.setattr(look_alikes, "_compared", lambda one, other: asked.append((one, other)))
    letters = "bcdfghjklmnprstv"
    for number in range(400):
        word = "".join(letters[number // 16**place % 16] + "a" for place in range(3))
        Entity.objects.create(
            kind="person", preferred_name=f"Ministry {word}", sort_name=word, spelling_key=f"ministry {word}"
        )

    look_alikes.look_alikes()

    assert Name.objects.count() == 0
    assert len(asked) <= 400 * 2 * look_alikes.NEIGHBOURS
    assert len(asked) < 400 * 399 / 2


@pytest.mark.parametrize(
    ("one", "other"), [pair for pair in (*SAME_KEY, *ALIKE_ONLY) if similarity(*pair) >= ALIKE]
)
def test_no_pair_that_the_spelling_engine_calls_alike_is_passed_over(one, other):
    person(one), person(other)

    assert proposed() == [(one, other)]


def figure():
    known = look_alikes.last_count()
    return None if known is None else (known.pairs, known.is_old)


def test_number_of_pairs_is_kept_until_a_name_changes():
    person("Ada Quill"), person("Ada Quil")

    before = figure()
    look_alikes.recount()
    counted = figure()
    with act(ActKind.EDIT, "An article, no name"):
        pass
    unmoved = figure()
    other = person("Adah Quill")
    moved = figure()
    look_alikes.recount()
    counted_again = figure()
    tell_apart(other, Entity.objects.earliest("pk"), actor=None)

    assert before is None
    assert (counted, unmoved, moved) == ((1, False), (1, False), (1, True))
    assert (counted_again, figure()) == ((3, False), (3, True))


def test_counting_again_writes_only_what_is_new():
    person("Ada Quill"), person("Ada Quil")
    look_alikes.recount()
    first = look_alikes.last_count()

    look_alikes.recount()

    assert look_alikes.last_count() == first

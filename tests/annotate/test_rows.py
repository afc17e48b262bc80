"""Rows are checked and inserted as Django would, only sooner."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from sources.annotate import rows
from sources.models import Article, Passage, PassageRevision, Person
from sources.vocabulary import EntityKind, Genre, Kind
from tests.factories import make_article, make_document

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


def passages(article, number):
    return [
        Passage(
            document=article.document, article=article, number=str(n + 1), kind=Kind.BODY, start=n, end=n + 1
        )
        for n in range(number)
    ]


def test_inserted_rows_have_keys_in_order_and_are_what_django_reads():
    article = make_article()
    made = rows.insert(passages(article, 150))

    stored = list(Passage.objects.order_by("pk"))
    assert [row.pk for row in made] == [row.pk for row in stored]
    assert [(row.number, row.kind, row.public_id) for row in made] == [
        (row.number, row.kind, row.public_id) for row in stored
    ]
    assert not any(row._state.adding for row in made)


def test_row_that_points_to_one_stored_meanwhile_gets_its_key():
    first, second = passages(make_article(), 2)
    second.duplicate_of = first

    rows.insert([first])
    rows.insert([second])

    assert Passage.objects.get(pk=second.pk).duplicate_of == first


def test_row_that_points_to_one_not_stored_is_refused():
    first, second = passages(make_article(), 2)
    second.duplicate_of = first

    with pytest.raises(ValueError, match="duplicate_of of “¶2” is not stored yet; store it first"):
        rows.insert([second])


def test_every_sort_of_column_comes_back_as_it_was():
    document = make_document()
    made = Article(
        document=document, index=3, title="Lamps", genre=Genre.INTERVIEW, event_years=["1931", "1932~"]
    )
    rows.insert([made])

    stored = Article.objects.get()
    assert (stored.index, stored.genre, stored.event_years, stored.similarity) == (
        3,
        "interview",
        ["1931", "1932~"],
        None,
    )


def test_proxy_is_inserted_as_its_entity():
    (made,) = rows.insert([Person(kind=EntityKind.PERSON, preferred_name="Ada Quill", sort_name="Quill")])

    assert Person.objects.get(pk=made.pk).preferred_name == "Ada Quill"


def test_database_refuses_what_it_would_refuse_of_any_row():
    article = make_article()
    twice = [*passages(article, 1), *passages(article, 1)]

    with pytest.raises(IntegrityError), transaction.atomic():
        rows.insert(twice)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"number": ""}, "number"),
        ({"number": "123456789"}, "number"),
        ({"kind": "gossip"}, "kind"),
        ({"start": -1}, "start"),
        ({"confidence": "high"}, "confidence"),
        ({"reason": "a\0b"}, "reason"),
    ],
)
def test_field_that_is_wrong_is_named_each_time(values, field):
    (row,) = passages(make_article(), 1)
    rows.clean(row)
    for name, value in values.items():
        setattr(row, name, value)

    for _ in range(2):
        with pytest.raises(ValidationError) as refused:
            rows.clean(row)
        assert list(refused.value.message_dict) == [field]


def test_text_that_is_not_held_is_not_blank():
    (row,) = rows.insert(passages(make_article(), 1))

    rows.clean(PassageRevision(passage=row, text=None))

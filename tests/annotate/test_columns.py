"""Rows given as columns are checked, inserted and told as rows given one by one."""

import pytest
from django.core.exceptions import ValidationError

from sources.annotate.acts import act
from sources.annotate.told import snapshot
from sources.models import Change, Passage, PassageRevision
from sources.vocabulary import ActKind, Kind
from tests.factories import make_article

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


def columns(article, number):
    return {
        "document_id": [article.document_id] * number,
        "article_id": [article.pk] * number,
        "number": [str(n + 1) for n in range(number)],
        "kind": [str(Kind.BODY)] * number,
        "start": list(range(number)),
        "end": [n + 1 for n in range(number)],
    }


def labels(number):
    return [f"¶{n + 1}" for n in range(number)]


def test_log_tells_rows_given_as_columns_as_it_tells_rows():
    article = make_article()
    with act(ActKind.INGEST, "Took in it") as doing:
        keys = doing.create_columns(Passage, labels(150), **columns(article, 150))
        doing.create_columns(
            PassageRevision,
            [f"¶{n + 1} rev. 1" for n in range(150)],
            passage_id=keys,
            number=[1] * 150,
            text=["x"] * 150,
        )

    rows = [*Passage.objects.order_by("pk"), *PassageRevision.objects.order_by("pk")]
    assert [row.pk for row in rows[:150]] == keys
    told = Change.objects.filter(changeset=doing.changeset).order_by("position")
    assert [(one.model, one.row, one.label, one.before, one.after) for one in told] == [
        (type(row)._meta.model_name, str(row.pk), str(row), None, snapshot(row)) for row in rows
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("number", ""),
        ("number", "123456789"),
        ("kind", "gossip"),
        ("start", -1),
        ("start", "far"),
        ("reason", "a\0b"),
        ("confidence", "high"),
    ],
)
def test_column_with_one_wrong_value_is_named(name, value):
    article = make_article()
    given = {"confidence": [1.0] * 3, "reason": [""] * 3} | columns(article, 3)
    given[name][1] = value

    with pytest.raises(ValidationError) as refused, act(ActKind.INGEST, "Took in it") as doing:
        doing.create_columns(Passage, labels(3), **given)

    assert list(refused.value.message_dict) == [name]
    assert Passage.objects.count() == 0


def test_column_that_is_none_is_refused():
    with pytest.raises(TypeError, match="Passage has no column article"), act(ActKind.INGEST, "It") as doing:
        doing.create_columns(Passage, labels(1), article=[None])

"""A public id that is drawn and taken is drawn again; one that was brought is refused."""

import pytest
from django.db import IntegrityError, transaction

from sources.annotate import columns, rows
from sources.annotate.acts import act
from sources.annotate.chain import chain_digest
from sources.annotate.told import snapshot
from sources.models import Change, ChangeSet, Passage, Person, Quotation
from sources.models.digested import digest_of
from sources.values import public_id
from sources.vocabulary import ActKind, EntityKind, Kind
from tests.factories import make_article, make_passage

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


@pytest.fixture
def draws(monkeypatch):
    """Let the next draws be these numbers (the id of 5 is 00000005), and then random ones again."""

    def set_draws(*numbers):
        left, at_random = list(numbers), public_id.secrets.token_bytes
        monkeypatch.setattr(
            public_id.secrets,
            "token_bytes",
            lambda size: left.pop(0).to_bytes(size) if left and size == 5 else at_random(size),
        )

    return set_draws


def some_passages(article, number, first=0):
    return [
        Passage(document=article.document, article=article, number=str(n), kind=Kind.BODY, start=n, end=n + 1)
        for n in range(first, first + number)
    ]


def as_columns(article, number, **more):
    return {
        "document_id": [article.document_id] * number,
        "article_id": [article.pk] * number,
        "number": [str(n) for n in range(number)],
        "kind": [str(Kind.BODY)] * number,
        "start": list(range(number)),
        "end": [n + 1 for n in range(number)],
    } | more


def numbers_and_ids():
    return list(Passage.objects.order_by("pk").values_list("number", "public_id"))


def test_drawn_id_that_a_stored_row_has_is_drawn_again_and_the_order_stays(draws):
    article = make_article()
    draws(5)
    rows.insert(some_passages(article, 1, first=9))

    draws(1, 5, 2, 5, 3)  # the row at 1 meets it twice
    made = rows.insert(some_passages(article, 3))

    assert numbers_and_ids() == [
        *[("9", "00000005"), ("0", "00000001"), ("1", "00000003"), ("2", "00000002")],
    ]
    assert [(row.number, row.public_id) for row in made] == numbers_and_ids()[1:]
    assert [row.pk for row in made] == sorted(row.pk for row in made)


def test_drawn_id_of_a_row_that_is_gone_is_drawn_again(draws):
    article = make_article()
    draws(5)
    [gone] = rows.insert(some_passages(article, 1, first=9))
    gone.delete()

    draws(1, 5, 2, 5, 3)
    rows.insert(some_passages(article, 3))
    draws(5, 4)
    columns.insert(columns.laid_out(Passage, 1, as_columns(article, 1) | {"number": ["8"]}))

    assert [one for _, one in numbers_and_ids()] == ["00000001", "00000003", "00000002", "00000004"]


def test_row_that_is_brought_under_the_id_of_one_that_is_gone_is_that_one():
    article = make_article()
    gone, other, brought = some_passages(article, 3)
    gone.public_id = "00000005"
    rows.insert([gone, other])
    key = gone.pk
    gone.delete()

    brought.public_id = "00000005"
    rows.insert([*some_passages(article, 1, first=7), brought])

    assert brought.pk == key
    assert numbers_and_ids()[0] == ("2", "00000005")


def test_id_drawn_twice_in_one_batch_is_drawn_again(draws):
    article = make_article()
    draws(7, 7, 7, 8, 8, 9)
    rows.insert(some_passages(article, 3))

    assert [one for _, one in numbers_and_ids()] == ["00000007", "00000008", "00000009"]


def test_drawn_id_gives_way_to_one_that_was_brought_with_it(draws):
    drawn, brought = some_passages(make_article(), 2)
    drawn.public_id, brought.public_id = public_id.Drawn("00000005"), "00000005"
    draws(6)

    rows.insert([drawn, brought])

    assert numbers_and_ids() == [("0", "00000006"), ("1", "00000005")]


def test_id_that_was_brought_and_is_taken_is_refused():
    article = make_article()
    first, second = some_passages(article, 2)
    first.public_id = second.public_id = "00000005"
    rows.insert([first])

    with pytest.raises(IntegrityError, match="public_id"), transaction.atomic():
        rows.insert([second])
    given = as_columns(article, 1, public_id=["00000005"]) | {"number": ["7"]}
    with pytest.raises(IntegrityError, match="public_id"), transaction.atomic():
        columns.insert(columns.laid_out(Passage, 1, given))

    assert numbers_and_ids() == [("0", "00000005")]


def test_other_thing_that_is_taken_is_refused_whatever_the_id(draws):
    article = make_article()
    rows.insert(some_passages(article, 1))

    with pytest.raises(IntegrityError, match="number"), transaction.atomic():
        rows.insert(some_passages(article, 1))


def test_columns_are_drawn_again_in_every_statement_and_told_as_stored(draws):
    article = make_article()
    draws(5)
    rows.insert(some_passages(article, 1, first=500))

    draws(*range(10, 80), 5, *range(90, 160), 5)  # one in each of two statements
    with act(ActKind.INGEST, "Took in it") as doing:
        keys = doing.create_columns(Passage, ["¶"] * 150, **as_columns(article, 150))

    stored = list(Passage.objects.filter(pk__in=keys).order_by("pk"))
    assert [(row.pk, row.number) for row in stored] == list(zip(keys, map(str, range(150)), strict=True))
    assert len({row.public_id for row in stored} - {"00000005"}) == 150
    told = Change.objects.filter(changeset=doing.changeset).order_by("position")
    assert [change.after for change in told] == [snapshot(row) for row in stored]


def test_digest_of_a_quotation_is_of_the_id_that_it_got(draws):
    revision = make_passage(make_article(), "“Lamps,” she said.")
    place = {"revision": revision, "start": 1, "end": 6}
    first = Quotation(**place, public_id=public_id.Drawn("00000005"))
    first.put(first.span, "Lamps")
    rows.insert([first])
    again = Quotation(revision=revision, start=1, end=5, public_id=public_id.Drawn("00000005"))
    again.put(again.span, "Lamp")
    given = {"revision_id": [revision.pk], "start": [1], "end": [4], "exact": ["Lam"]}
    given |= {"public_id": [again.public_id], "digest": [digest_of("00000005", "Lam")]}

    rows.insert([again])
    columns.insert(columns.laid_out(Quotation, 1, given))

    stored = Quotation.objects.order_by("pk")
    assert [one.exact for one in stored] == ["Lamps", "Lamp", "Lam"]
    assert [one.digest for one in stored] == [digest_of(one.public_id, one.exact) for one in stored]
    assert len({one.public_id for one in stored}) == 3


def test_act_whose_id_is_taken_is_chained_under_another(draws):
    with act(ActKind.INGEST, "First") as doing:
        doing.create(Person(kind=EntityKind.PERSON, preferred_name="Ada Quill", sort_name="Quill"))
    taken = int.from_bytes(b"\0\0\0\0\5")
    draws(1, taken)
    with act(ActKind.INGEST, "Second") as doing:
        doing.create(Person(kind=EntityKind.PERSON, preferred_name="Bo Reed", sort_name="Reed"))
    draws(2, taken, 6)
    with act(ActKind.INGEST, "Third") as doing:
        doing.create(Person(kind=EntityKind.PERSON, preferred_name="Cy Wren", sort_name="Wren"))

    second, third = ChangeSet.objects.order_by("pk")[1:]
    assert [second.public_id, third.public_id] == ["00000005", "00000006"]
    assert (third.previous_digest, third.digest) == (second.digest, chain_digest(third))


def test_proxy_whose_id_is_taken_gets_another(draws):
    draws(5, 5, 6)
    people = [Person(kind=EntityKind.PERSON, preferred_name=name, sort_name=name) for name in ("Ada", "Bo")]

    rows.insert(people)

    assert [one.public_id for one in Person.objects.order_by("pk")] == ["00000005", "00000006"]

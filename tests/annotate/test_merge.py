"""Two records become one and two again: nothing is lost on the way, nothing is left behind."""

import pytest
from django.db import IntegrityError, connection, transaction

from sources.annotate import marking
from sources.annotate.acts import Refused, act
from sources.annotate.merge import in_words, merge, plan_merge
from sources.annotate.references import references
from sources.annotate.split_entity import change_kind, parts, split
from sources.annotate.told import snapshot
from sources.annotate.undo import undo
from sources.annotate.unmerge import plan_unmerge, unmerge
from sources.models import ChangeSet, Contributor, Entity, Mention, Name, Quotation
from sources.models.digested import digest_of
from sources.values.span import Span
from sources.vocabulary import ActKind, EntityKind
from tests.annotate.states import digest_of_database
from tests.factories import make_article, make_entity, make_mention, make_passage

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]

TEXT = "Ada Quill lit the lamp. A. Quyll put it out, said Ada Quill."


@pytest.fixture
def revision():
    return make_passage(make_article(), TEXT)


@pytest.fixture
def two(revision):
    """One person twice: each with a mark, a name, and more that names her."""
    quill, quyll = (
        make_entity("Ada Quill"),
        make_entity("Ada Quyll", wikidata="Q7", description="Lamplighter."),
    )
    Name.objects.create(entity=quill, form="A. Quill")
    Name.objects.create(entity=quyll, form="A. Quyll")
    make_mention(revision, "Ada Quill", quill)
    make_mention(revision, "A. Quyll", quyll, note="see page 3")
    Contributor.objects.create(article=revision.passage.article, position=0, name="A. Quyll", entity=quyll)
    revision.passage.speaker = quyll
    revision.passage.save()
    said = Quotation(revision=revision, start=24, end=43, exact=TEXT[24:43], speaker=quyll, status="accepted")
    said.digest = digest_of(said.public_id, said.exact)
    said.save()
    return quill, quyll


def last_act():
    return ChangeSet.objects.order_by("-pk").first()


def naming(entity):
    """How many rows of each sort name an entity."""
    found = {reference.noun: reference.rows(entity).count() for reference in references()}
    return {noun: number for noun, number in found.items() if number}


def test_every_foreign_key_to_an_entity_takes_part():
    assert {(one.model.__name__, one.field.name) for one in references()} >= {
        ("Contributor", "entity"),
        ("Entity", "merged_into"),
        ("Mention", "entity"),
        ("Name", "entity"),
        ("Passage", "speaker"),
        ("Quotation", "speaker"),
    }


def test_i11_merging_carries_every_row_over(two):
    quill, quyll = two

    merge(quill, quyll, actor=None)

    assert naming(quyll) == {}
    assert naming(quill) == {
        "contributors": 1,
        "records merged into it before": 1,
        "mentions": 2,
        "names": 3,
        "passages (speaker)": 1,
        "quotations (speaker)": 1,
    }
    quill.refresh_from_db()
    assert (quill.wikidata, quill.description) == ("Q7", "Lamplighter.")
    assert sorted(quill.names.values_list("form", flat=True)) == ["A. Quill", "A. Quyll", "Ada Quyll"]


def test_i11_merging_is_one_act_whose_undoing_restores_everything(two):
    before = digest_of_database()
    merge(*two, actor=None)

    undo(last_act(), actor=None)

    assert digest_of_database() == before
    assert list(ChangeSet.objects.order_by("pk").values_list("kind", flat=True)) == ["merge", "undo"]


def test_i11_unmerging_restores_everything(two):
    before = digest_of_database()
    merge(*two, actor=None)

    unmerge(Entity.objects.get(pk=two[1].pk), actor=None)

    assert digest_of_database() == before


def test_preview_tells_each_fact_before_and_after(two):
    lines = plan_merge(*two).fields

    assert [(line.label, line.kept, line.merged, line.becomes) for line in lines] == [
        ("preferred name", "Ada Quill", "Ada Quyll", "Ada Quill"),
        ("description", "", "Lamplighter.", "Lamplighter."),
        ("wikidata", "", "Q7", "Q7"),
    ]
    assert [line.is_choice for line in lines] == [True, False, False]


def test_preferred_name_may_be_taken_from_the_one_that_goes(two):
    quill, quyll = two

    merge(quill, quyll, actor=None, take={"preferred_name"})

    quill.refresh_from_db()
    assert quill.preferred_name == "Ada Quyll"
    assert sorted(quill.names.values_list("form", flat=True)) == ["A. Quill", "A. Quyll", "Ada Quill"]


def test_what_was_shown_is_what_is_done_or_nothing(two):
    quill, quyll = two
    seen = plan_merge(quill, quyll).seen
    with act(ActKind.EDIT, "Described") as doing:
        doing.change(quyll, description="Another word.")

    with pytest.raises(Refused, match="changed since you looked"):
        merge(quill, quyll, actor=None, seen=seen)

    assert naming(quyll)["mentions"] == 1


@pytest.mark.parametrize("identifier", ["wikidata", "viaf"])
def test_different_identifiers_stop_a_merge_with_the_reason(identifier):
    quill, wick = make_entity(**{identifier: "Q1"}), make_entity("Tom Wick", **{identifier: "Q2"})

    with pytest.raises(Refused, match=rf"different {identifier} identifiers \(Q1 and Q2\)"):
        merge(quill, wick, actor=None)


def test_merging_what_is_merged_into_itself_or_another_kind_is_refused(two):
    quill, quyll = two
    quay = make_entity("Quay", "place")
    with pytest.raises(Refused, match="into itself"):
        merge(quill, quill, actor=None)
    with pytest.raises(Refused, match="is a person, “Quay” a place"):
        merge(quill, quay, actor=None)
    merge(quill, quyll, actor=None)

    with pytest.raises(Refused, match="is merged into “Ada Quill” already"):
        merge(quyll, quill, actor=None)


def test_mark_that_is_there_twice_is_set_aside_and_comes_back(two, revision):
    quill, quyll = two
    make_mention(revision, "Ada Quill", quyll)
    before = digest_of_database()
    plan = merge(quill, quyll, actor=None)

    assert [in_words(one) for one in plan.moving if one.twins] == [
        "1 mentions come over. 1 mark on words that the other has marked too: set aside as rejected."
    ]
    assert list(Mention.objects.filter(exact="Ada Quill").order_by("pk").values_list("status", "entity")) == [
        ("accepted", quill.pk),
        ("rejected", None),
    ]
    unmerge(Entity.objects.get(pk=quyll.pk), actor=None)
    assert digest_of_database() == before


def test_accepted_mark_wins_over_a_suggestion_on_the_same_words(two, revision):
    quill, quyll = two
    Mention.objects.filter(entity=quill).update(status="suggested")
    make_mention(revision, "Ada Quill", quyll)
    before = digest_of_database()

    merge(quill, quyll, actor=None)

    assert list(Mention.objects.filter(exact="Ada Quill").order_by("pk").values_list("status", "entity")) == [
        ("rejected", None),
        ("accepted", quill.pk),
    ]
    undo(last_act(), actor=None)
    assert digest_of_database() == before


def test_name_that_both_have_stays_with_the_one_that_goes(two):
    quill, quyll = two
    twin = Name.objects.create(entity=quyll, form="A. Quill")

    merge(quill, quyll, actor=None)

    twin.refresh_from_db()
    assert twin.entity == quyll
    assert Name.objects.filter(form="A. Quill").count() == 2


def test_whoever_is_merged_with_somebody_at_risk_is_at_risk():
    quill = make_entity()
    secret = make_entity("A. Quyll", is_protected=True, pseudonym="the lamplighter")

    merge(quill, secret, actor=None)

    quill.refresh_from_db()
    assert (quill.is_protected, quill.pseudonym) == (True, "the lamplighter")


def test_whoever_is_merged_with_somebody_private_is_private():
    quill = make_entity()
    quyll = make_entity("A. Quyll", is_private=True)

    merge(quill, quyll, actor=None)

    quill.refresh_from_db()
    assert quill.is_private


def test_a_private_record_that_is_no_person_is_not_private():
    quill = make_entity(is_private=True)

    change_kind(quill, EntityKind.ORGANISATION, actor=None)

    quill.refresh_from_db()
    assert (quill.kind, quill.is_private) == ("organisation", False)


def test_merged_of_merged_leads_to_the_last_in_one_step(two):
    quill, quyll = two
    third = make_entity("Ada Quail")
    merge(quill, quyll, actor=None)

    merge(third, Entity.objects.get(pk=quill.pk), actor=None)

    quyll.refresh_from_db()
    assert quyll.merged_into == third


def test_unmerging_in_the_middle_asks_for_the_last_first(two):
    quill, quyll = two
    third = make_entity("Ada Quail")
    before = digest_of_database()
    merge(quill, quyll, actor=None)
    merge(third, Entity.objects.get(pk=quill.pk), actor=None)

    unmerge(Entity.objects.get(pk=quill.pk), actor=None)
    unmerge(Entity.objects.get(pk=quyll.pk), actor=None)

    assert digest_of_database() == before


def test_unmerging_keeps_what_was_edited_since(two):
    quill, quyll = two
    merge(quill, quyll, actor=None)
    mention = Mention.objects.get(exact="A. Quyll")
    with act(ActKind.EDIT, "Noted") as doing:
        doing.change(mention, note="checked")
        doing.change(Entity.objects.get(pk=quill.pk), description="Lamplighter of the quay.")

    plan = unmerge(Entity.objects.get(pk=quyll.pk), actor=None)

    mention.refresh_from_db()
    quill.refresh_from_db()
    assert (mention.entity, mention.note) == (quyll, "checked")
    assert (quill.description, quill.wikidata) == ("Lamplighter of the quay.", "")
    assert plan.stays == ("The entity “Ada Quill”: description was changed since and stays.",)


def test_unmerging_asks_where_later_rows_belong(two, revision):
    quill, quyll = two
    merge(quill, quyll, actor=None)
    quill.refresh_from_db()
    marking.mark(revision, Span(50, 59), quill, actor=None)
    marking.mark(revision, Span(54, 59), quill, actor=None)
    mine, theirs = plan_unmerge(Entity.objects.get(pk=quyll.pk)).made_since

    unmerge(Entity.objects.get(pk=quyll.pk), actor=None, theirs={theirs.key})

    assert [one.noun for one in (mine, theirs)] == ["mention", "mention"]
    assert [Mention.objects.get(pk=one.row.pk).entity for one in (mine, theirs)] == [quill, quyll]


def test_unmerging_can_be_undone_and_done_again(two):
    before = digest_of_database()
    merge(*two, actor=None)
    merged = digest_of_database()
    unmerge(Entity.objects.get(pk=two[1].pk), actor=None)

    undo(last_act(), actor=None)

    assert digest_of_database() == merged
    unmerge(Entity.objects.get(pk=two[1].pk), actor=None)
    assert digest_of_database() == before


def test_identifier_given_to_another_since_stops_an_unmerge(two):
    quill, quyll = two
    merge(quill, quyll, actor=None)
    with act(ActKind.EDIT, "Moved the identifier") as doing:
        doing.change(Entity.objects.get(pk=quill.pk), wikidata="")
    make_entity("Ada Quail", wikidata="Q7")

    with pytest.raises(Refused, match="“Ada Quail” has the wikidata identifier Q7"):
        unmerge(Entity.objects.get(pk=quyll.pk), actor=None)


def test_record_that_came_in_merged_can_stand_again():
    quill = make_entity()
    quyll = make_entity("Ada Quyll", merged_into=quill)

    unmerge(quyll, actor=None)

    quyll.refresh_from_db()
    assert quyll.merged_into is None


def test_i11_ring_of_merged_records_is_refused_by_the_database():
    one = make_entity()
    two = make_entity("Ada Quyll", merged_into=one)
    three = make_entity("Ada Quail", merged_into=two)

    with (
        pytest.raises(IntegrityError, match="by way of others"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE sources_entity SET merged_into_id = %s WHERE id = %s", [three.pk, one.pk])


def test_splitting_gives_the_chosen_rows_to_a_new_record(two):
    quyll = two[1]
    before = digest_of_database()
    going = {part.key for part in parts(quyll) if isinstance(part.row, Mention | Name)}

    made = split(quyll, "A. Quyll", going=going, actor=None)

    assert naming(made) == {"mentions": 1}
    assert naming(quyll) == {"contributors": 1, "passages (speaker)": 1, "quotations (speaker)": 1}
    assert (made.preferred_name, made.kind) == ("A. Quyll", "person")
    undo(last_act(), actor=None)
    assert digest_of_database() == before


def test_splitting_refuses_what_is_not_its_own(two):
    quill, quyll = two
    own = Mention.objects.get(entity=quill)

    with pytest.raises(Refused, match="tick what belongs"):
        split(quyll, "Somebody", going={f"mention:{own.pk}"}, actor=None)


def test_changing_the_kind_takes_what_only_a_place_has():
    quay = make_entity("Quay Street", "place", latitude=1.0, longitude=2.0, geonames="610612")
    before = snapshot(quay)

    change_kind(quay, EntityKind.ORGANISATION, actor=None)

    quay.refresh_from_db()
    assert (quay.kind, quay.latitude, quay.geonames) == ("organisation", None, "")
    undo(last_act(), actor=None)
    quay.refresh_from_db()
    assert {**snapshot(quay), "version": 1} == before


def test_nothing_is_marked_as_a_record_that_is_merged(two, revision):
    quill, quyll = two
    merge(quill, quyll, actor=None)

    with pytest.raises(Refused, match="“Ada Quyll” is merged into “Ada Quill”; choose that one"):
        marking.mark(revision, Span(50, 59), quyll, actor=None)

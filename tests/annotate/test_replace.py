"""A better capture takes over the marks on its words, the facts it lacks, and the addresses."""

import pytest

from sources.annotate.acts import Refused
from sources.annotate.correct import apply_correction, plan_correction
from sources.annotate.replace import apply_replacement, plan_replacement
from sources.annotate.undo import undo
from sources.models import Article, ChangeSet, Contributor, FormerNumber, Mention, TaggedPassage, Topic
from sources.values.splice import Splice
from tests.annotate.states import digest_of_database
from tests.factories import (
    make_article,
    make_corpus,
    make_document,
    make_entity,
    make_mention,
    make_passage,
    make_publication,
    meanwhile,
)

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]

OLD = ["Lamps out on tbe quay", "Ada Quill lit the lomp. Tom Wick", "saw Ada Quill leave.", "Subscribe now"]
NEW = [
    "Lamps out on the quay",
    "Ada Quill lit the lamp. Tom Wick saw Ada Quill leave.",
    "She never came back.",
]


@pytest.fixture
def two():
    """A poor capture with marks and facts, and a better one that was taken for its copy."""
    corpus = make_corpus()
    old = make_article(make_document(corpus), publication=make_publication(), page="3")
    for number, text in enumerate(OLD):
        made = make_passage(old, text, kind="title" if number == 0 else "body")
        if "Ada Quill" in text:
            make_mention(made, "Ada Quill", make_entity(f"Ada Quill {number}"))
    make_mention(old.passages.get(number="2").head, "lomp", make_entity("lamp", kind="place"))
    make_mention(old.passages.get(number="4").head, "Subscribe", make_entity("Sub", kind="organisation"))
    Contributor.objects.create(article=old, position=0, name="Ida Tallow")
    new = make_article(
        make_document(corpus), title="[Untitled]", published="", status="draft", copy_of=old, similarity=0.8
    )
    for number, text in enumerate(NEW):
        repeats = old.passages.get(number=str(number + 1)) if number < 2 else None
        make_passage(new, text, duplicate_of=repeats)
    return old, new


def places():
    rows = Mention.objects.order_by("pk").select_related("revision__passage__article")
    return [
        (one.exact, one.revision.passage.article_id, one.revision.passage.number, one.start, one.status)
        for one in rows
    ]


def test_marks_go_with_the_same_words_and_no_others(two):
    old, new = two

    apply_replacement(plan_replacement(old, new, may_publish=True), actor=None)

    assert places() == [
        ("Ada Quill", new.pk, "2", 0, "accepted"),
        ("Ada Quill", new.pk, "2", 37, "accepted"),
        ("lomp", old.pk, "2", 18, "needs_review"),
        ("Subscribe", old.pk, "4", 0, "needs_review"),
    ]
    assert [one.exact for one in Mention.objects.awaiting_review()] == ["lomp", "Subscribe"]


def test_facts_that_the_new_lacks_are_handed_on(two):
    old, new = two

    apply_replacement(plan_replacement(old, new, may_publish=True), actor=None)

    new.refresh_from_db()
    assert (new.title, new.publication, new.published, new.page, new.status, new.copy_of) == (
        old.title,
        old.publication,
        old.published,
        "3",
        "published",
        None,
    )
    assert [one.name for one in new.contributors.all()] == ["Ida Tallow"]
    assert new.passages.exclude(duplicate_of=None).count() == 0


def test_addresses_lead_to_the_passages_of_the_new(two):
    old, new = two

    apply_replacement(plan_replacement(old, new, may_publish=True), actor=None)

    led = FormerNumber.objects.values_list("article", "number", "passage__article", "passage__number")
    assert sorted(led) == [
        (old.pk, "1", new.pk, "1"),
        (old.pk, "2", new.pk, "2"),
        (old.pk, "3", new.pk, "2"),
    ]
    assert list(Article.objects.standing()) == [new]
    assert ChangeSet.objects.get().summary == f"Replaced “{old}” by the capture in {new.document}"


def test_topics_and_speakers_follow(two):
    old, new = two
    topic, speaker = Topic.objects.create(name="lamps", slug="lamps"), make_entity("Ida Tallow")
    passage = old.passages.get(number="2")
    TaggedPassage.objects.create(content_object=passage, tag=topic)
    old.passages.filter(pk=passage.pk).update(speaker=speaker, speaker_name="Tallow")

    apply_replacement(plan_replacement(old, new, may_publish=True), actor=None)

    now = new.passages.get(number="2")
    assert ([one.slug for one in now.topics.all()], now.speaker, now.speaker_name) == (
        ["lamps"],
        speaker,
        "Tallow",
    )


def test_mark_that_is_there_already_is_not_made_twice(two):
    old, new = two
    quill = Mention.objects.order_by("pk").first().entity
    same = make_mention(new.passages.get(number="2").head, "Ada Quill", quill, status="suggested")

    plan = plan_replacement(old, new, may_publish=True)

    assert [other for _, other in plan.there_already] == [same]
    apply_replacement(plan, actor=None)
    kept = Mention.objects.get(revision__passage__article=new, entity=quill)
    assert (kept.pk, kept.status) == (same.pk, "accepted")


def test_date_that_was_counted_from_a_mark_is_counted_from_the_same_one_of_the_new(two):
    old, new = two
    head = old.passages.get(number="2").head
    anchor = make_mention(head, "Tom Wick", "1931-05-04")
    make_mention(head, "lit", "1931-05-05", anchor_kind="mention", anchor_mention=anchor)
    same = make_mention(new.passages.get(number="2").head, "Tom Wick", "1931-05-04")
    before = digest_of_database()

    apply_replacement(plan_replacement(old, new, may_publish=True), actor=None)

    assert Mention.objects.get(exact="lit").anchor_mention == same
    undo(ChangeSet.objects.get(), actor=None)
    assert digest_of_database() == before


@pytest.mark.parametrize("other", ["same", "document", "corpus"])
def test_what_is_no_other_capture_is_refused(two, other):
    old, _ = two
    new = {"same": old, "document": make_article(old.document), "corpus": make_article()}[other]

    with pytest.raises(Refused, match=r"two: choose the better|of another document of the same corpus"):
        plan_replacement(old, new, may_publish=True)


def test_text_that_is_not_held_is_refused(two):
    old, _ = two
    new = make_article(make_document(old.document.corpus))
    make_passage(new, None)

    with pytest.raises(Refused, match="is not held"):
        plan_replacement(old, new, may_publish=True)


def test_replacement_whose_marks_changed_since_is_refused(two):
    old, new = two
    plan = plan_replacement(old, new, may_publish=True)
    first = old.passages.get(number="1").head

    with (
        pytest.raises(Refused, match="since this was planned"),
        meanwhile(lambda: make_mention(first, "quay", make_entity("Salt Quay", kind="place"))),
    ):
        apply_replacement(plan, actor=None)


def test_undo_of_a_replacement_gives_back_exactly_what_was(two):
    old, new = two
    topic = Topic.objects.create(name="lamps", slug="lamps")
    TaggedPassage.objects.create(content_object=old.passages.get(number="2"), tag=topic)
    make_article(copy_of=old, similarity=0.7)
    before = digest_of_database()

    apply_replacement(plan_replacement(old, new, may_publish=True), actor=None)
    undo(ChangeSet.objects.get(), actor=None)

    assert digest_of_database() == before


def test_copies_follow_to_the_text_that_the_new_capture_is_a_copy_of():
    corpus = make_corpus()
    first, old, now, other = (make_article(make_document(corpus)) for _ in range(4))
    for article in (first, old, now, other):
        make_passage(article, "Ada Quill lit the lamp.")
    now.copy_of, now.similarity, other.copy_of, other.similarity = first, 0.9, old, 0.8
    now.save()
    other.save()

    apply_replacement(plan_replacement(old, now), actor=None)

    other.refresh_from_db()
    assert other.copy_of == first


# What the public sees --------------------------------------------------------------------------------


def pair(old=(), new=()):
    """Two captures of one paragraph, with these facts."""
    corpus = make_corpus()
    made = [make_article(make_document(corpus), **dict(facts)) for facts in (old, new)]
    for article, end in zip(made, ".!", strict=True):
        make_passage(article, f"The witness Qrbl Zonk spoke then{end}")
    return made


def withhold(article):
    revision = article.passages.get().head
    plan = plan_correction(revision, [Splice(12, 21, "X")])
    apply_correction(plan, actor=None, reason="a name", withholds_former=True)


@pytest.mark.parametrize(
    ("old", "new", "may_publish", "then", "gained", "lost"),
    [
        (("published", "full"), ("draft", "catalogue"), False, ("in_review", "catalogue"), 0, 1),
        (("published", "full"), ("draft", "catalogue"), True, ("published", "catalogue"), 1, 1),
        (("draft", "full"), ("published", "full"), False, ("published", "full"), 0, 0),
        (("published", "snippets"), ("published", "full"), False, ("published", "snippets"), 0, 1),
        (("in_review", "full"), ("draft", "full"), True, ("in_review", "full"), 0, 0),
    ],
)
def test_access_is_the_stricter_and_status_rises_only_by_right(old, new, may_publish, then, gained, lost):
    first, second = pair(*(zip(("status", "access"), facts, strict=True) for facts in (old, new)))

    plan = plan_replacement(first, second, may_publish=may_publish)
    apply_replacement(plan, actor=None)

    second.refresh_from_db()
    assert (second.status, second.access) == then
    assert (plan.publicity.gained, plan.publicity.lost) == (gained, lost)


def test_withheld_words_of_the_old_must_be_withheld_in_the_new_first():
    old, new = pair()
    withhold(old)

    with pytest.raises(Refused, match="passage 1 of the new capture has those words again"):
        plan_replacement(old, new)

    withhold(new)
    assert plan_replacement(old, new).corrected == ("1",)


def test_withheld_words_that_come_back_in_another_passage_of_the_new_are_refused():
    old, new = pair()
    withhold(old)
    withhold(new)
    make_passage(new, "Later QRBL  Zonk left.")

    with pytest.raises(Refused, match="Passage 2 of the new capture has words that were withheld"):
        plan_replacement(old, new)


def test_withheld_passage_without_counterpart_is_refused():
    old, _ = pair()
    withhold(old)
    other = make_article(make_document(old.document.corpus))
    make_passage(other, "Nothing of the kind was ever said on the quay, nobody came.")

    with pytest.raises(Refused, match="nothing in the new capture has its place"):
        plan_replacement(old, other)

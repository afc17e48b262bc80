"""Words, headlines and articles kept from readers as one act, and shown again."""

import pytest
from django.db import IntegrityError, transaction
from django.http import QueryDict

from sources.admin.withholding.choosing import ticked
from sources.annotate import elsewhere
from sources.annotate.acts import Conflict, Refused, act
from sources.annotate.elsewhere import Headline, Words
from sources.annotate.protect import refuse_told
from sources.annotate.reveal import end
from sources.annotate.undo import plan_undo, undo
from sources.annotate.withheld import withheld_places
from sources.annotate.withhold import MARK, Extent, Why, plan_articles, plan_words, withhold
from sources.models import Article, ChangeSet, Entity, Mention, Name, Passage, PassageRevision, Withholding
from sources.values.span import Span
from sources.vocabulary import ActKind, WithheldFor
from tests.annotate.states import digest_of_database
from tests.factories import make_article, make_entity, make_mention, make_passage, make_user

pytestmark = pytest.mark.django_db

TEXT = "Ada Quill lit the lamp. She told the paper so."
ASKED = Why(WithheldFor.ASKED_FOR, "rang on 3 May")


@pytest.fixture
def user():
    return make_user()


def words(revision, text=None):
    start = revision.text.index(text) if text else 0
    return Words(revision, Span(start, start + len(text or revision.text)))


def keep_back(user, *chosen, headlines=()):
    withhold(plan_words(chosen, headlines), ASKED, actor=user, by=user)
    return ChangeSet.objects.latest("pk")


def head(revision):
    return revision.passage.revisions.order_by("-number").first()


def test_words_leave_a_mark_in_their_place_and_a_row_says_why(user):
    revision = make_passage(make_article(), TEXT)

    entry = keep_back(user, words(revision, "Ada Quill"))

    row = Withholding.objects.get()
    assert head(revision).text == f"{MARK} lit the lamp. She told the paper so."
    assert (row.revision, row.reason, row.note, row.made_by) == (
        head(revision),
        "somebody_named_asks",
        "rang on 3 May",
        user,
    )
    assert (entry.kind, entry.summary, entry.reason) == (
        ActKind.WITHHOLD,
        "Withheld 1 passage",
        "somebody named asks",
    )
    assert [one.number for one in withheld_places().places[revision.passage.document_id]] == [2]


def test_two_stretches_of_one_passage_are_one_wording_and_one_row(user):
    revision = make_passage(make_article(), TEXT)

    keep_back(user, words(revision, "Ada Quill"), words(revision, "the paper"), words(revision, "paper so"))

    assert head(revision).text == f"{MARK} lit the lamp. She told {MARK}."
    assert Withholding.objects.count() == 1


def test_whole_passage_keeps_its_number_and_loses_its_speaker(user):
    revision = make_passage(make_article(), TEXT, speaker=make_entity())

    entry = keep_back(user, words(revision))
    withheld = Passage.objects.get()
    undo(entry, actor=user)

    assert (withheld.number, withheld.speaker) == ("1", None)
    assert Passage.objects.get().speaker.preferred_name == "Ada Quill"
    assert head(revision).text == TEXT


def test_marks_on_withheld_words_wait_and_come_back_with_them(user):
    revision = make_passage(make_article(), TEXT)
    mention = make_mention(revision, "Ada Quill", make_entity())
    later = make_mention(revision, "paper", make_entity("Quay Mercury", "organisation"))

    entry = keep_back(user, words(revision, "Ada Quill"))
    mention.refresh_from_db()
    later.refresh_from_db()
    withheld = (mention.status, mention.revision_id, later.status, later.exact, later.start)
    undo(entry, actor=user)

    assert withheld == ("needs_review", revision.pk, "accepted", "paper", TEXT.index("paper") + 1)
    marks = Mention.objects.order_by("pk").values_list("status", "revision", "start")
    assert list(marks) == [("accepted", revision.pk, 0), ("accepted", revision.pk, TEXT.index("paper"))]


def test_undoing_at_once_leaves_everything_as_it_was(user):
    article = make_article(title="Ada Quill lit the lamp")
    one, other = make_passage(article, TEXT), make_passage(article, "Again Ada Quill came.")
    make_mention(one, "Ada Quill", make_entity())
    before = digest_of_database()
    title = Headline(article, "title", f"{MARK} lit the lamp")

    entry = keep_back(user, words(one, "Ada Quill"), words(other, "Ada Quill"), headlines=[title])
    withheld = Article.objects.get().title
    lines = plan_undo(entry)
    undone = undo(entry, actor=user)

    assert withheld == f"{MARK} lit the lamp"
    assert {line.obstacle for line in lines} == {""}
    assert undone.refused == ()
    assert digest_of_database() == before
    with pytest.raises(Refused, match="withheld again by an act of their own"):
        undo(undone.changeset, actor=user)
    with pytest.raises(Refused, match="was undone already"):
        undo(entry, actor=user)


def test_undoing_after_an_edition_keeps_the_wording_that_it_showed(user):
    revision = make_passage(make_article(), TEXT)
    entry = keep_back(user, words(revision, "Ada Quill"))
    with act(ActKind.PUBLISH, "Published") as doing:
        doing.change(Article.objects.get(), page="3")

    undo(entry, actor=user)

    assert list(revision.passage.revisions.order_by("number").values_list("text", flat=True)) == [
        TEXT,
        TEXT.replace("Ada Quill", MARK),
        TEXT,
    ]
    assert Withholding.objects.get().ended_on is not None
    assert withheld_places().places == {}


def test_ended_withholding_shows_the_words_and_cannot_be_ended_twice(user):
    revision = make_passage(make_article(), TEXT)
    keep_back(user, words(revision, "Ada Quill"))
    with act(ActKind.PUBLISH, "Published") as doing:
        doing.change(Article.objects.get(), page="3")
    row = Withholding.objects.get()

    said = end(row, actor=user, reason="She allows it")

    assert said == "The words of passage 1 are shown from the next edition on."
    assert head(revision).text == TEXT
    with pytest.raises(Refused, match="was ended on"):
        end(Withholding.objects.get(), actor=user, reason="Again")
    with pytest.raises(Refused, match="withheld again by an act of their own"):
        undo(ChangeSet.objects.latest("pk"), actor=user)


def test_ending_without_a_reason_is_refused(user):
    keep_back(user, words(make_passage(make_article(), TEXT)))

    with pytest.raises(Refused, match="Say why it may be shown again"):
        end(Withholding.objects.get(), actor=user, reason=" ")


def test_words_of_a_passage_that_was_corrected_meanwhile_are_refused(user):
    revision = make_passage(make_article(), TEXT)
    plan = plan_words([words(revision, "Ada Quill")])
    PassageRevision.objects.create(passage=revision.passage, number=2, text="Other words.", reason="misread")

    with pytest.raises(Refused, match="was corrected while you looked at it"):
        withhold(plan, ASKED, actor=user, by=user)

    assert Withholding.objects.count() == 0


def test_mark_made_meanwhile_is_refused(user):
    revision = make_passage(make_article(), TEXT)
    plan = plan_words([words(revision, "Ada Quill")])
    make_mention(revision, "lamp", make_entity("Lamp", "place"))

    with pytest.raises(Refused, match="marks of passage 1 changed"):
        withhold(plan, ASKED, actor=user, by=user)


@pytest.mark.parametrize(
    ("extent", "status", "access"),
    [(Extent.NOTHING, "draft", "full"), (Extent.FACTS, "published", "catalogue")],
)
def test_article_is_taken_back_and_stays_so_until_somebody_ends_it(user, extent, status, access):
    article = make_article()

    withhold(plan_articles([article], extent), ASKED, actor=user, by=user)

    article = Article.objects.get()
    assert (article.status, article.access) == (status, access)
    for column, value in (("status", "published"), ("access", "full")):
        if getattr(article, column) == value:
            continue
        with pytest.raises(IntegrityError, match="article is withheld"), transaction.atomic():
            Article.objects.update(**{column: value})
    end(Withholding.objects.get(), actor=user, reason="Settled")
    article = Article.objects.get()
    assert (article.status, article.access) == ("published", "full")


def test_article_withheld_by_mistake_is_undone(user):
    article = make_article()
    before = digest_of_database()

    withhold(plan_articles([article], Extent.NOTHING), ASKED, actor=user, by=user)
    undo(ChangeSet.objects.latest("pk"), actor=user)

    assert digest_of_database() == before


def test_article_withheld_already_is_refused(user):
    article = make_article()
    withhold(plan_articles([article], Extent.NOTHING), ASKED, actor=user, by=user)

    with pytest.raises(Refused, match="is withheld already"):
        plan_articles([Article.objects.get()], Extent.NOTHING)


def test_article_saved_by_somebody_else_meanwhile_is_a_conflict(user):
    plan = plan_articles([make_article()], Extent.NOTHING)
    with act(ActKind.EDIT, "Dated") as doing:
        doing.change(Article.objects.get(), page="3")

    with pytest.raises(Conflict):
        withhold(plan, ASKED, actor=user, by=user)


def test_database_refuses_a_withholding_of_what_is_shown():
    article, revision = make_article(), make_passage(make_article(), TEXT)

    for of in ({"article": article}, {"revision": revision}, {"entity": make_entity()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Withholding.objects.create(reason="another_reason", **of)
    protected = make_entity("Tom Wick", is_protected=True, pseudonym="W.")
    Withholding.objects.create(reason="another_reason", entity=protected)
    with pytest.raises(IntegrityError), transaction.atomic():
        Withholding.objects.create(reason="because", entity=protected)
    with pytest.raises(IntegrityError), transaction.atomic():
        Withholding.objects.create(reason="another_reason")


def test_ended_withholding_of_a_name_shows_it(user):
    person = make_entity(is_protected=True, pseudonym="the lamplighter")
    row = Withholding.objects.create(reason="another_reason", entity=person)

    end(row, actor=user, reason="She speaks under her own name now")

    assert Entity.objects.get().is_protected is False
    undo(ChangeSet.objects.latest("pk"), actor=user)
    assert (Entity.objects.get().is_protected, Withholding.objects.get().ended_on) == (True, None)


@pytest.mark.parametrize(
    ("pseudonym", "form", "is_refused"),
    [
        ("A clerk", "A. Quyll", False),
        ("The clerk", "The Lamp", False),
        ("Mrs Velasquez", "Ruth Velasquez", True),
        ("the Velasquez’s driver", "Velasquez-Orne", True),
    ],
)
def test_name_learned_of_somebody_protected_may_not_be_told_by_the_pseudonym(pseudonym, form, is_refused):
    person = make_entity("Ada Quill", is_protected=True, pseudonym=pseudonym)

    with act(ActKind.EDIT, "Learned") as doing:
        doing.create(Name(entity=person, form=form, spelling_key=form.lower()))
        try:
            refuse_told(doing.changes)
        except Refused:
            assert is_refused
        else:
            assert not is_refused


# Where else the words stand ---------------------------------------------------------------------


def found(*chosen):
    return [
        (one.how, one.what.text if isinstance(one.what, Words) else one.what.becomes, one.is_ticked)
        for one in elsewhere.find(chosen, MARK).places
    ]


def test_s23_same_words_are_found_in_other_articles_and_headlines_however_they_are_set():
    revision = make_passage(make_article(), TEXT)
    other = make_article(title="ada  quill comes home")
    make_passage(other, "So ADA\u00a0QUILL said; Ada Quills did not.")

    assert found(words(revision, "Ada Quill")) == [
        ("a headline", f"{MARK} comes home", True),
        ("the same words", "ADA\u00a0QUILL", True),
    ]


def test_sentence_of_a_whole_passage_is_found_where_it_is_quoted():
    text = "The lamp went out before the boats came in. It was cold."
    revision = make_passage(make_article(), text)
    make_passage(make_article(), "She said: “The lamp went out before the boats came in.” Nobody spoke.")

    assert found(words(revision)) == [
        ("the same words", "The lamp went out before the boats came in.", True),
    ]


def test_headline_that_quotes_a_sentence_loses_it_when_ticked():
    article = make_article(title="The lamp went out before the boats came in.")
    revision = make_passage(article, "The lamp went out before the boats came in. It was cold.")
    asked = QueryDict(f"also=headline-{article.pk}-title")

    _, (headline,) = ticked(asked, [words(revision)])

    assert headline.becomes == MARK
    with pytest.raises(Refused, match="has the words no more"):
        ticked(asked, [words(revision, "It was cold.")])


def test_copy_in_other_words_is_offered_whole():
    revision = make_passage(make_article(), TEXT)
    make_passage(make_article(), "Ada Quill had lit a lamp, says the paper.", duplicate_of=revision.passage)

    how = "a copy, in somewhat other words: all of the passage"
    assert found(words(revision)) == [(how, "Ada Quill had lit a lamp, says the paper.", True)]


def test_former_wordings_and_what_is_chosen_are_no_other_places():
    revision = make_passage(make_article(), TEXT)
    former = make_passage(make_article(), TEXT)
    PassageRevision.objects.create(passage=former.passage, number=2, text="She lit it.", reason="misread")

    assert found(words(revision, "Ada Quill")) == []


def test_words_without_the_other_alphabet_s_small_letters_are_found(user):
    shouted = make_article(title="МАРТА ДОУ ВИДЕЛА")
    make_passage(shouted, "Все видела МАРТА ДОУ.")
    chosen = words(make_passage(make_article(), "Её звали Марта Доу."), "Марта Доу")

    places = elsewhere.find([chosen], MARK).places

    assert {place.how for place in places} == {"a headline", "the same words"}


def test_more_places_than_are_shown_are_told_and_common_words_hide_none(monkeypatch):
    monkeypatch.setattr(elsewhere, "MOST", 3)
    chosen = words(make_passage(make_article(), "Ada Quill lit the ferry lamps."), "the ferry lamps")
    for text in [*["The lamps of the ferry."] * 9, *["Nobody lit the ferry lamps."] * 3]:
        make_passage(make_article(), text)

    assert [len((found := elsewhere.find([chosen], MARK)).places), found.is_cut] == [3, False]
    make_passage(make_article(), "Nobody saw the ferry lamps.")
    assert [len((found := elsewhere.find([chosen], MARK)).places), found.is_cut] == [3, True]


def test_every_phrase_is_looked_for_however_many_are_chosen():
    names = [
        f"The {chr(97 + number // 26)}{chr(97 + number % 26)}-th keeper of lamps" for number in range(110)
    ]
    chosen = [words(make_passage(make_article(), f"{one}."), one) for one in names[:3]]
    chosen += [words(make_passage(chosen[0].revision.passage.article, f"{one}."), one) for one in names[3:]]
    make_passage(make_article(), f"{names[109]} wept.")

    assert len(elsewhere.find(chosen, MARK).places) == 1


def test_one_short_word_is_not_looked_for():
    revision = make_passage(make_article(), "He is so.")
    make_passage(make_article(), "It is so.")

    assert found(words(revision, "so")) == []


@pytest.mark.parametrize("count", [1, 3])
def test_finding_asks_the_same_whatever_there_is(count, django_assert_num_queries):
    revision = make_passage(make_article(), TEXT)
    for _ in range(count):
        make_passage(make_article(title="Ada Quill"), TEXT)

    with django_assert_num_queries(4):
        places = elsewhere.find([words(revision, "Ada Quill")], MARK).places

    assert len(places) == 2 * count

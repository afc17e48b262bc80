"""An article in snippets: never more than a third of it is in the edition, whatever is marked in it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sources.edition.context import Around
from sources.edition.select import ArticleContent, Marked
from sources.edition.snippets import FULL_WIDTH, Room, room
from sources.models import Article, Passage, PassageRevision


def content_of(texts, marks, access="snippets") -> ArticleContent:
    """An article with these wordings; each mark is a passage's place, its start and its length."""
    content = ArticleContent(Article(access=access))
    for place, text in enumerate(texts, start=1):
        content.passages.append(Passage(pk=place))
        content.revisions[place].append(PassageRevision(pk=place, text=text))
    for place, start, end in marks:
        exact = texts[place][start:end]
        content.mentions[place + 1].append(Marked(start, end, exact, None, None, "", "", "", None))
    return content


def shown_of(content: ArticleContent) -> int:
    """Count the characters that readers could put together again."""
    width = room(content).width
    seen = set()
    for place, marks in content.mentions.items():
        text = content.revisions[place][0].text
        for one in marks:
            before, after = Around(text, width).of(one.start, one.end)
            begin, end = one.start - len(before.lstrip("…")), one.end + len(after.rstrip("…"))
            seen |= {(place, at) for at in range(begin, end)}
    return len(seen)


@st.composite
def marked_texts(draw):
    texts = draw(st.lists(st.text("ab …", min_size=1, max_size=300), min_size=1, max_size=6))
    marks = []
    for place, text in enumerate(texts):
        starts = draw(st.lists(st.integers(0, len(text) - 1), max_size=12))
        marks += [(place, start, min(len(text), start + draw(st.integers(1, 12)))) for start in starts]
    return texts, marks


@settings(max_examples=80, deadline=None)
@given(marked_texts())
def test_no_more_than_a_third_can_be_put_together_or_the_marks_stand_alone(made):
    texts, marks = made
    content = content_of(texts, marks)

    whole = sum(map(len, texts))

    assert shown_of(content) <= whole / 3 or room(content).width == 0


def test_article_with_few_marks_has_all_words_round_them():
    content = content_of(["x" * 1000], [(0, 500, 510)])

    assert room(content) == Room(FULL_WIDTH, has_claims=True)


def test_article_that_is_marked_all_over_has_fewer():
    content = content_of(["x" * 1000], [(0, start, start + 5) for start in range(0, 1000, 60)])

    assert room(content) == Room(width=0, has_claims=True)


def test_article_in_full_is_not_bounded():
    content = content_of(["x" * 20], [(0, 5, 10)], access="full")

    assert room(content) == Room(FULL_WIDTH, has_claims=True)

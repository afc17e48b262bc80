"""All that can be read of a closed text, over every address and every page of a list, is a part of it.

``readable`` gathers it from whatever readers can ask for: who adds a way of reading gives its addresses
here, and the same must hold.
"""

import re
from html import unescape

import pytest

from sources.edition.snippets import LARGEST_PART
from tests.factories import (
    make_article,
    make_claim,
    make_corpus,
    make_document,
    make_entity,
    make_mention,
    make_passage,
    make_question,
)
from tests.public.conftest import published_apart, reading
from tests.public.test_pages import pages_from

RUN = 4  # words one after the other that count as read
PASSAGES, NAMED, BETWEEN = 12, 5, 14
SYLLABLES = ("ka", "mor", "ti", "lun", "ve", "sar", "po", "dri")


def word(number: int) -> str:
    """Give a word that stands once in the text and nowhere else."""
    letters = [SYLLABLES[number // 8**place % 8] for place in range(4)]
    return "".join(letters)


def closed_text(passage: int) -> str:
    """Give a passage in which somebody is named again and again."""
    said = []
    for name in range(NAMED):
        first = (passage * NAMED + name) * BETWEEN
        said.append(f"Lamp{chr(97 + name)} Wick " + " ".join(word(first + one) for one in range(BETWEEN)))
    return ", ".join(said) + "."


def make_closed() -> None:
    """An article in snippets with sixty names and a claim in each passage, and an open one."""
    corpus = make_corpus(slug="lamps", title="The Lantern Tax")
    closed = make_article(make_document(corpus), public_id="aaaaaaa1", title="Paid", access="snippets")
    question = make_question(corpus, slug="lamps", wording="How many lamps?")
    people = [make_entity(f"Lamp{chr(97 + name)} Wick") for name in range(NAMED)]
    for number in range(PASSAGES):
        text = closed_text(number)
        passage = make_passage(closed, text)
        for person in people:
            make_mention(passage, person.preferred_name, person)
        make_claim(passage, word(number * NAMED * BETWEEN + 3), question, measure="in_words", text="many")
    open_one = make_article(make_document(corpus), public_id="aaaaaaa2", title="Lit")
    passage = make_passage(open_one, "Lampa Wick lit it.")
    make_mention(passage, "Lampa Wick", people[0])


@pytest.fixture(scope="module")
def closed(edition, django_db_blocker, tmp_path_factory):
    return published_apart(make_closed, tmp_path_factory.mktemp("closed"), django_db_blocker)


def runs(text: str) -> list[str]:
    """Give every run of words of a text."""
    words = re.findall(r"\w+", text.casefold())
    return [" ".join(words[place : place + RUN]) for place in range(len(words) - RUN + 1)]


def readable(bodies: list[str], texts: list[str]) -> float:
    """Say which part of these texts can be read in the bodies, all put together."""
    plain = {
        " ".join(re.findall(r"\w+", re.sub(r"<[^>]*>", " ", unescape(body)).casefold())) for body in bodies
    }
    wanted = [run for text in texts for run in runs(text)]
    return sum(any(run in body for body in plain) for run in wanted) / len(wanted)


@pytest.mark.slow
def test_all_snippets_together_are_a_part_of_the_text(closed, settings, django_db_blocker):
    texts = [closed_text(number) for number in range(PASSAGES)]
    asked = [f"/search/?q={word(number)}" for number in range(0, PASSAGES * NAMED * BETWEEN, 7)]
    asked += [f"/search/?q=lamp{chr(97 + name)}&page={page}" for name in range(NAMED) for page in (1, 2, 3)]
    with reading(closed, settings, django_db_blocker) as reader:
        pages = pages_from(reader, ["/", "/sitemap.xml", "/sitemap/1.xml", *asked], most=1500)
    bodies = [page.body for page in pages.values()]
    inside = closed.read_bytes().decode("utf-8", errors="ignore")

    shown = readable(bodies, texts)

    assert len(pages) > 100
    assert 0 < shown <= LARGEST_PART
    assert readable([inside], texts) <= LARGEST_PART, "the file has no more than its pages"

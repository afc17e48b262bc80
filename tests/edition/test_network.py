"""The network of a corpus: who is named with whom, never who is private."""

import json

import pytest

from sources.edition.network import _Named, network
from sources.edition.publish import publish
from sources.models import Entity
from tests.factories import make_article, make_document, make_entity, make_mention, make_passage

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


def drawn(read) -> tuple[list[str], list[list[int]]]:
    """Give the names of the dots and the lines of the only corpus."""
    [(row,)] = read("SELECT network FROM edition_corpus")
    found = json.loads(row)
    return [dot[3] for dot in found["dots"]], found["lines"]


@pytest.fixture
def guild(lamps):
    """Two more passages that name Wick with a guild, one of them with a private witness."""
    article = make_article(make_document(lamps), title="The guild met")
    guild = make_entity("Lamplighters’ Guild", kind="organisation")
    witness = make_entity("Ida Tallow", is_private=True)
    for words in (
        "Tomas Wick spoke to the Lamplighters’ Guild.",
        "The Lamplighters’ Guild heard Tomas Wick and Ida Tallow.",
    ):
        passage = make_passage(article, words)
        make_mention(passage, "Tomas Wick", Entity.objects.get(preferred_name="Tomas Wick"))
        make_mention(passage, "Lamplighters’ Guild", guild)
        if "Ida" in words:
            make_mention(passage, "Ida Tallow", witness)
    return lamps


def test_two_named_in_two_passages_are_joined_by_a_line_of_two(guild, read):
    publish()

    assert drawn(read) == (["Tomas Wick", "Lamplighters’ Guild"], [[0, 1, 2]])


def test_nobody_together_is_no_drawing(lamps, read):
    publish()

    assert drawn(read) == ([], [])


def test_of_each_only_the_strongest_lines_are_drawn():
    named = [_Named(n, ("person", str(n), "slug", f"Name {n}", 9)) for n in range(5)]
    together = {(one, other): 10 - one - other for one in range(5) for other in range(one + 1, 5)}

    lines = network(named, together)["lines"]

    assert [line[:2] for line in lines] == [[0, 1], [0, 2], [0, 3], [0, 4], [1, 2], [1, 3], [1, 4]]

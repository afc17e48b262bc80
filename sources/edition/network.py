"""Who is named together with whom, as a drawing of each corpus: laid out once, when it is published.

Of the people and organisations named most, those that stand in one passage with another of them. What is
asked is asked of the finished file, so that an edition made by changing a copy can ask it again.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from django.db.backends.sqlite3.base import DatabaseWrapper

from sources.edition.building import as_json
from sources.edition.numbers import WITHIN
from sources.values.layout import laid_out

MOST_DOTS = 24
LINES_A_DOT = 2  # more, and no line can be told from another


@dataclass(frozen=True, slots=True)
class _Named:
    """One of those named most."""

    id: int
    shown: tuple[str, str, str, str, int]  # kind, public id, slug, name, passages


def draw_networks(building: DatabaseWrapper) -> None:
    """Lay out the network of every corpus, into the corpus's row; one that is as it was keeps its drawing."""
    with building.cursor() as cursor:
        cursor.execute("SELECT id, network FROM edition_corpus")
        for corpus, stored in cursor.fetchall():
            named = _most_named(building, corpus)
            drawn = network(named, _together(building, corpus, named), json.loads(stored or "{}"))
            cursor.execute("UPDATE edition_corpus SET network = %s WHERE id = %s", [as_json(drawn), corpus])


def _most_named(building: DatabaseWrapper, corpus: int) -> list[_Named]:
    """Find those named in most passages; private people are not put forward."""
    with building.cursor() as cursor:
        cursor.execute(
            "SELECT e.id, e.kind, e.public_id, e.slug, e.name, c.passage_count "
            "FROM edition_entityincorpus c JOIN edition_entity e ON e.id = c.entity_id "
            "WHERE c.corpus_id = %s AND c.kind IN ('person', 'organisation') AND c.passage_count > 0 "
            "AND NOT e.is_private ORDER BY c.passage_count DESC, e.sort_name, e.public_id LIMIT %s",
            [corpus, MOST_DOTS],
        )
        return [_Named(row, tuple(shown)) for row, *shown in cursor.fetchall()]


def _together(building: DatabaseWrapper, corpus: int, named: list[_Named]) -> dict[tuple[int, int], int]:
    """Count the passages that name two of them, by their places in the list."""
    passages: dict[int, set[int]] = defaultdict(set)
    with building.cursor() as cursor:
        for place, one in enumerate(named):
            cursor.execute(
                # An appearance's place begins with its passage's number, and is in the index.
                "SELECT DISTINCT position >> %s FROM edition_appearance "
                "WHERE entity_id = %s AND corpus_id = %s AND NOT in_copy",
                [WITHIN, one.id, corpus],
            )
            passages[place] = {row for (row,) in cursor.fetchall()}
    counts = {
        (one, other): len(passages[one] & passages[other])
        for one, other in combinations(range(len(named)), 2)
    }
    return {pair: count for pair, count in counts.items() if count}


def _strengths(weights: Mapping[tuple[int, int], int]) -> dict[tuple[int, int], int]:
    """Give how strong each line is, in tenths of the strongest: a count that grows by one seldom moves it."""
    most = max(weights.values(), default=1)
    return {pair: max(round(10 * count / most), 1) for pair, count in weights.items()}


Drawing = dict[str, list[list[object]]]


def network(
    named: list[_Named], together: Mapping[tuple[int, int], int], former: Drawing | None = None
) -> Drawing:
    """Give the drawing: ``dots`` as ``[kind, id, slug, name, passages, x, y]`` and ``lines`` as
    ``[dot, dot, passages]``, x and y from 0 to 1.

    Of each dot the strongest lines are drawn; a dot without any is left out. Where dots stand follows from
    the lines and how strong they are, roughly, alone: so with those of a ``former`` drawing they stand where
    they stood in it, though one passage more is counted.
    """
    lines: set[tuple[int, int]] = set()
    for place in range(len(named)):
        own = sorted((pair for pair in together if place in pair), key=lambda pair: (-together[pair], pair))
        lines.update(own[:LINES_A_DOT])
    kept = sorted({place for pair in lines for place in pair})
    new = {old: number for number, old in enumerate(kept)}
    weights = {(new[one], new[other]): together[one, other] for one, other in sorted(lines)}
    drawn: list[list[object]] = [[one, other, count] for (one, other), count in weights.items()]
    strengths = _strengths(weights)
    told = {(one, other): count for one, other, count in (former or {}).get("lines", ())}
    if former and strengths == _strengths(told) and len(former["dots"]) == len(kept):  # type: ignore[arg-type]  # as it was drawn here
        places = [(dot[-2], dot[-1]) for dot in former["dots"]]
    else:
        places = list(laid_out(len(kept), strengths))
    return {
        "dots": [[*named[old].shown, *places[number]] for old, number in new.items()],
        "lines": drawn,
    }

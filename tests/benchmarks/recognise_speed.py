"""How fast the recogniser is, against the bare Aho-Corasick scan of the same text.

Builds a text from the invented passages and 5,000 made-up name forms, so that it needs no corpus; the names
in it are others in each article, for what was met before costs less:

    python -m tests.benchmarks.recognise_speed [--megabytes 2]

Prints bytes a second (of processor time) and the ratio to the bare scan, the goal being 10 %: for the rules,
which read an article once, and for looking up and joining what they found, which each decision does again.
"""

import argparse
import itertools
import random
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import ahocorasick_rs

from sources.recognise.authority import Authority, KnownForm, link
from sources.recognise.candidate import Candidate, SearchRegion
from sources.recognise.find import find
from sources.recognise.quotations.finding import find_quotations
from sources.values.span import Span
from sources.vocabulary import MentionKind
from tests.benchmarks.recognise_quality import GOLD, read_gold

_SYLLABLES = (
    "ba",
    "dor",
    "kel",
    "lin",
    "mar",
    "nov",
    "per",
    "rust",
    "sel",
    "tam",
    "ur",
    "ven",
    "zan",
    "ko",
    "lai",
    "fen",
    "gor",
    "hul",
)


_PASSAGES = 25
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")


def made_up() -> Iterator[str]:
    """Give names that nobody bears."""
    return ("".join(parts).capitalize() for parts in itertools.product(_SYLLABLES, repeat=3))


def corpus(size: int) -> list[tuple[str, list[SearchRegion]]]:
    """Give articles of invented passages in random order, half of the names in each replaced by others."""
    lines = [line for text in read_gold(GOLD) for line in text.text.split("\n") if line]
    dice, names = random.Random(1), list(made_up())
    articles = []
    while size > 0:
        others: dict[str, str] = {}
        swap = partial(_swapped, others, names, dice)
        chosen = [_NAME.sub(swap, line) for line in dice.choices(lines, k=_PASSAGES)]
        starts = itertools.accumulate((len(line) + 1 for line in chosen), initial=0)
        regions = [SearchRegion(Span(at, at + len(line))) for at, line in zip(starts, chosen, strict=False)]
        articles.append(("\n".join(chosen), regions))
        size -= len(articles[-1][0].encode())
    return articles


def _swapped(
    others: dict[str, str], names: Sequence[str], dice: random.Random, found: "re.Match[str]"
) -> str:
    word = found.group()
    return others.setdefault(word, dice.choice(names) if dice.random() < 1 / 2 else word)


def rate(run: Callable[[], object], size: int) -> float:
    begun = time.process_time()
    run()
    return size / (time.process_time() - begun) / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--megabytes", type=float, default=2.0)
    articles = corpus(round(1e6 * parser.parse_args().megabytes))
    size = sum(len(text.encode()) for text, _ in articles)
    forms = [KnownForm(name, MentionKind.PERSON, name, name) for name in itertools.islice(made_up(), 5000)]
    longest = ahocorasick_rs.MatchKind.LeftmostLongest
    automaton = ahocorasick_rs.AhoCorasick([one.form for one in forms], matchkind=longest)
    authority = Authority.of(forms)
    find(*articles[0], "2011-12-19")
    bare = rate(lambda: [automaton.find_matches_as_indexes(text) for text, _ in articles], size)
    sys.stdout.write(f"{len(articles)} articles, {size / 1e6:.1f} MB; bare scan {bare:.1f} MB/s\n")
    cold: list[list[Candidate]] = []

    def read() -> None:
        cold.extend(find(*article, "2011-12-19", ("2011",)) for article in articles)

    def join() -> None:
        for (text, regions), found in zip(articles, cold, strict=True):
            linked = link(text, regions, found, authority)
            find_quotations(text, regions, [one.candidate for one in linked])

    for label, run in (("rules, once a text", read), ("list and joining", join)):
        found = rate(run, size)
        sys.stdout.write(f"{label:20}{found:7.2f} MB/s{100 * found / bare:7.1f} %\n")


if __name__ == "__main__":
    main()

"""How fast the recogniser is, against the bare Aho-Corasick scan of the same text.

Builds a text from the invented passages and 5,000 made-up name forms, so that it needs no corpus:

    python -m tests.benchmarks.recognise_speed [--megabytes 2]

Prints bytes a second (of processor time) and the ratio to the bare scan, the goal being 10 %.
"""

import argparse
import itertools
import sys
import time
from collections.abc import Callable

import ahocorasick_rs

from sources.recognise.candidate import KnownName, SearchRegion
from sources.recognise.find import find
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


def known_names(count: int) -> list[KnownName]:
    words = ("".join(parts).capitalize() for parts in itertools.product(_SYLLABLES, repeat=3))
    return [KnownName(word, MentionKind.PERSON, word) for word in itertools.islice(words, count)]


def corpus(size: int) -> tuple[str, list[SearchRegion]]:
    lines = [line for text in read_gold(GOLD) for line in text.text.split("\n") if line]
    parts: list[str] = []
    regions: list[SearchRegion] = []
    at = 0
    for number, line in enumerate(itertools.cycle(lines)):
        if at >= size:
            break
        parts.append(line)
        regions.append(SearchRegion(Span(at, at + len(line)), article=number // 25))
        at += len(line) + 1
    return "\n".join(parts), regions


def rate(run: Callable[[], object], size: int) -> float:
    begun = time.process_time()
    run()
    return size / (time.process_time() - begun) / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--megabytes", type=float, default=2.0)
    text, regions = corpus(round(1e6 * parser.parse_args().megabytes))
    names = known_names(5000)
    size = len(text.encode())
    automaton = ahocorasick_rs.AhoCorasick(
        [n.form for n in names], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
    )
    find(text[:20000], [r for r in regions if r.span.end < 20000], "2011-12-19")
    bare = rate(lambda: automaton.find_matches_as_indexes(text), size)
    whole = rate(lambda: find(text, regions, "2011-12-19", ("2011",), known=names), size)
    sys.stdout.write(
        f"bare scan {bare:8.1f} MB/s\nrecogniser {whole:7.2f} MB/s\nratio {100 * whole / bare:11.1f} %\n"
    )


if __name__ == "__main__":
    main()

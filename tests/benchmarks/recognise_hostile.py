"""How long the recogniser takes over texts made to slow it down; no one may take a second.

    python -m tests.benchmarks.recognise_hostile

Prints the processor time of each, the slowest last, and ends with 1 where one took longer. Names, dates and
quotations are looked for, as in an article that consists of the text. The form of the patterns is held by
``tests/recognise/test_patterns.py`` in every run of the tests; this is the clock.
"""

import argparse
import sys
import time

from sources.recognise.candidate import SearchRegion
from sources.recognise.find import find
from sources.recognise.quotations.finding import find_quotations
from sources.values.span import Span

_LIMIT, _MEGABYTE = 1.0, 1_000_000
TEXTS: dict[str, str] = {
    "a ": "a " * 10_000,
    "A ": "A " * 10_000,
    "Mr ": "Mr " * 10_000,
    "of the ": "of the " * 10_000,
    "Aa of the ": "Aa of the " * 10_000,
    '"': '"' * 10_000,
    "“": "“" * 10_000,
    "“a” ": "“a” " * 10_000,
    "“He said: ": "“He said: " * 5_000,
    "digits": "1234567890" * 10_000,
    "16 ": "16 " * 10_000,
    "16th ": "16th " * 10_000,
    "December ": "December " * 10_000,
    "Jan or ": "Jan or " * 5_000,
    "on the 1st, 2nd, 3rd ": "on the 1st, 2nd, 3rd " * 2_000,
    "two days before ": "two days before " * 5_000,
    "the first of ": "the first of " * 10_000,
    "Anna Petrova and ": "Anna Petrova and " * 5_000,
    "A.": "A." * 10_000,
    "A-": "A-" * 10_000,
    "O’": "O’" * 10_000,
    "nested brackets": "(" * 10_000 + ")" * 10_000,
    "square brackets": "[" * 10_000 + "]" * 10_000,
    "blanks": " " * _MEGABYTE,
    "1 MB without blanks": "a" * _MEGABYTE,
    "1 MB of capitals": "A" * _MEGABYTE,
    "1 MB of digits": "1" * _MEGABYTE,
    "1 MB in one line": "the mill stood still and " * (_MEGABYTE // 25),
}


def seconds(text: str) -> float:
    """Give the processor time for all that is looked for in one text."""
    regions = [SearchRegion(Span(0, len(text)))]
    begun = time.process_time()
    find_quotations(text, regions, find(text, regions, "2011-12-19"))
    return time.process_time() - begun


def main() -> None:
    """Measure each, print, and say by the exit code whether all were quick."""
    argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0]).parse_args()
    seconds("Anna Petrova left Temrava on Friday.")
    taken = sorted((seconds(text), name) for name, text in TEXTS.items())
    for time_taken, name in taken:
        sys.stdout.write(f"{name:24}{len(TEXTS[name]):10,} characters {time_taken:8.3f} s\n")
    sys.exit(int(taken[-1][0] > _LIMIT))


if __name__ == "__main__":
    main()

"""Where forms of a name stand in a text: whole words, the longest form first.

"Aral" does not stand in "Aralsk", but it does in "Aral’s" and "Aral-based"; where "Stepan Vorchenko"
and "Vorchenko" are both looked for, the longer one wins and the shorter is not found inside it.
"""

import re
from collections.abc import Iterable, Iterator

from sources.values.span import Span


def occurrences(text: str, forms: Iterable[str]) -> Iterator[Span]:
    """Give the places of any of the forms, in order and letter for letter, none inside another."""
    longest_first = sorted({form for form in forms if form}, key=len, reverse=True)
    if not longest_first:
        return
    # No letter or digit goes on at an edge where the form itself has one.
    pattern = "|".join(
        f"{_edge(form[0], '<!')}{re.escape(form)}{_edge(form[-1], '!')}" for form in longest_first
    )
    for found in re.finditer(pattern, text):
        yield Span(found.start(), found.end())


def _edge(letter: str, look: str) -> str:
    return rf"(?{look}[^\W_])" if letter.isalnum() else ""


def shortest(forms: Iterable[str]) -> list[str]:
    """Leave out the forms that hold another one: whatever holds them holds the shorter too."""
    kept: list[str] = []
    for form in sorted({form for form in forms if form}, key=len):
        if not any(one in form for one in kept):
            kept.append(form)
    return kept

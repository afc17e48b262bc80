"""The numbers of passages that come to stand where none was counted.

Numbers are citable, so none is ever changed for another passage's sake, nor given twice in an
article, or outside the articles of a document, not even when its first bearer has left. A part split
from 7 is 7a, then 7b; what comes before the first passage is 0a, 0b …; what comes after the last goes
on counting.
"""

import re
from collections.abc import Iterable

from sources.models import Article, Change, Document, Passage

LETTERS = "abcdefghijklmnopqrstuvwxyz"
_NUMBER = re.compile(r"(f?\d+)([a-z]*)")


def next_part(number: str, used: Iterable[str]) -> str:
    """Give the number of a part split from ``number``: its figure with the first letter after those used."""
    figure = _figure(number)[0]
    highest = max((_rank(letters) for base, letters in map(_figure, used) if base == figure), default=0)
    return figure + _letters(highest + 1)


def next_numbers(used: Iterable[str], count: int, *, prefix: str = "") -> list[str]:
    """Go on counting after the highest number used: 13, 14 …; with the prefix f, f4, f5 …"""
    figures = [
        base.removeprefix("f") for base, _ in map(_figure, used) if base.startswith("f") == (prefix == "f")
    ]
    highest = max(map(int, figures), default=0)
    return [f"{prefix}{highest + 1 + step}" for step in range(count)]


def numbers_before_first(used: Iterable[str], count: int) -> list[str]:
    """Number passages before the first: 0a, 0b …, in captured order."""
    found: list[str] = []
    for _ in range(count):
        found.append(next_part("0", [*used, *found]))
    return found


def used_in(article: Article) -> set[str]:
    """Give every number that an article's passages have or had."""
    return {
        *article.passages.values_list("number", flat=True),
        *article.former_numbers.values_list("number", flat=True),
    }


def used_outside_articles(document: Document) -> set[str]:
    """Give the numbers that a document's passages of no article have, or had by the log."""
    rows = list(document.passages.values_list("pk", "article", "number"))
    changes = Change.objects.filter(model="passage", row__in=[str(pk) for pk, _, _ in rows])
    states = [state for pair in changes.values_list("before", "after") for state in pair if state]
    return {
        *(number for _, article, number in rows if article is None),
        *(state["number"] for state in states if state["article_id"] is None),
    }


def taken_since(change: Change) -> str:
    """Say that another passage has the number to which undoing would lead this one back; "" otherwise."""
    before, after = change.before, change.after
    if change.model != "passage" or not before or not after or before["number"] == after["number"]:
        return ""
    where = {"article": before["article_id"], "number": before["number"]}
    if before["article_id"] is None:
        where["document"] = before["document_id"]
    if Passage.objects.filter(**where).exclude(pk=before["id"]).exists():
        return f"Another passage has the number {before['number']} since."
    return ""


def used_beside(passage: Passage) -> set[str]:
    """Give every number used where the passage is numbered: in its article, or outside articles."""
    return used_in(passage.article) if passage.article else used_outside_articles(passage.document)


def _figure(number: str) -> tuple[str, str]:
    found = _NUMBER.fullmatch(number)
    return (found[1], found[2]) if found else (number, "")


def _rank(letters: str) -> int:
    rank = 0
    for letter in letters:
        rank = rank * len(LETTERS) + LETTERS.index(letter) + 1
    return rank


def _letters(rank: int) -> str:
    letters = ""
    while rank:
        rank, letter = divmod(rank - 1, len(LETTERS))
        letters = LETTERS[letter] + letters
    return letters

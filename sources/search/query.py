"""What a reader types, as a question that FTS5 can answer and that can do nothing else.

Words, "phrases", a prefix*, -without, and fields ("speaker:Orlen"). Everything a reader types is
data: each term is written as a quoted FTS5 string (https://www.sqlite.org/fts5.html §3.1), so that no
operator, column filter or bracket of the query language can be reached. Pure: text in, expression out.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LONGEST = 200  # characters of a query that are read
MOST_TERMS = 12
LONGEST_NAME = 5  # words of a query that are tried as one name

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
FIELDS = (
    "title",
    "speaker",
    "kind",
    "publication",
    "contributor",
    "topic",
    "corpus",
    "person",
    "place",
    "organisation",
    "date",
)
_TERM = re.compile(rf'([-−]?)(?:({"|".join(FIELDS)}):)?(?:"([^"]*)"?|([^\s"]+))', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked for: its words, and whether as a phrase, as a beginning, or as not there."""

    words: str
    is_phrase: bool = False
    is_prefix: bool = False
    is_excluded: bool = False
    field: str = ""  # one of FIELDS; empty for words of the passage itself


@dataclass(frozen=True, slots=True)
class Query:
    """A question in its parts. It asks for nothing where every term only excludes."""

    terms: tuple[Term, ...]

    @property
    def wanted(self) -> tuple[Term, ...]:
        """Give the terms that must be there."""
        return tuple(term for term in self.terms if not term.is_excluded and not term.field)

    @property
    def excluded(self) -> tuple[Term, ...]:
        """Give the terms that must not be there."""
        return tuple(term for term in self.terms if term.is_excluded and not term.field)

    @property
    def fields(self) -> tuple[Term, ...]:
        """Give what is asked of the passage's source and surroundings."""
        return tuple(term for term in self.terms if term.field)

    def __bool__(self) -> bool:
        return bool(self.wanted) or any(not term.is_excluded for term in self.fields)


def parse(text: str) -> Query:
    """Read a query; signs without a letter or figure, and what is beyond the limits, are left out."""
    plain = unicodedata.normalize("NFC", text[:LONGEST]).translate(_QUOTES)
    terms = []
    for minus, field, phrase, word in _TERM.findall(plain):
        words = " ".join((phrase or word).split())
        is_prefix = bool(word) and word.endswith("*")
        if any(character.isalnum() for character in words):
            words = "".join(sign for sign in words.rstrip("* ") if sign.isprintable()).strip()
            terms.append(Term(words, bool(phrase), is_prefix, bool(minus), field.lower()))
    return Query(tuple(terms[:MOST_TERMS]))


def possible_names(query: Query) -> tuple[tuple[int, int, str], ...]:
    """Give the runs of wanted plain words that may be a name, the longest first: (first, after, words)."""
    wanted = query.wanted
    runs = []
    for first in range(len(wanted)):
        for after in range(first + 1, min(first + LONGEST_NAME, len(wanted)) + 1):
            part = wanted[first:after]
            is_name = len(part) == 1 or not any(term.is_phrase or term.is_prefix for term in part)
            if is_name and not part[0].is_prefix:
                runs.append((first, after, " ".join(term.words for term in part)))
    return tuple(sorted(runs, key=lambda run: (run[0] - run[1], run[0])))


def expression(query: Query, spellings: Mapping[tuple[int, int], Sequence[str]] | None = None) -> str:
    """Write the FTS5 expression; runs of wanted terms that are names are also met in these spellings."""
    spellings = spellings or {}
    wanted = query.wanted
    parts = []
    number = 0
    while number < len(wanted):
        run = next((run for run in spellings if run[0] == number), (number, number + 1))
        own = " AND ".join(_quoted(term) for term in wanted[run[0] : run[1]])
        others = [f'"{_escaped(form)}"' for form in spellings.get(run, ())]
        parts.append(" OR ".join([f"({own})", *others]))
        number = run[1]
    asked = " AND ".join(f"({part})" for part in parts)
    if not asked:
        return ""
    without = " OR ".join(_quoted(term) for term in query.excluded)
    return f"({asked}) NOT ({without})" if without else asked


def _quoted(term: Term) -> str:
    return f'"{_escaped(term.words)}"{" *" if term.is_prefix else ""}'


def _escaped(words: str) -> str:
    return words.replace('"', '""').replace("\0", "")

"""How the pages say numbers, lists and kinds: one voice, wherever they stand."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from sources.values.edtf import in_words
from sources.vocabulary import Access, Genre, Kind, NameKind, Role

_NUMBERS = (
    "no one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905 -- read as a row
)
_PLURALS = {"person": "people", "entry": "entries", "copy": "copies"}
_MONTHS = re.compile(
    r"\b(Jan)uary|\b(Feb)ruary|\b(Mar)ch|\b(Apr)il|\b(Aug)ust|\b(Sep)tember|\b(Oct)ober|\b(Nov)ember|\b(Dec)ember"
)

# Singular and plural, in the words a reader uses: these are the labels of the captured page.
KINDS: dict[str, tuple[str, str]] = {
    Kind.TITLE: ("headline", "headlines"),
    Kind.SUBTITLE: ("standfirst", "standfirsts"),
    Kind.BYLINE: ("byline", "bylines"),
    Kind.DATELINE: ("dateline", "datelines"),
    Kind.HEADING: ("heading", "headings"),
    Kind.BODY: ("text", "text"),
    Kind.QUESTION: ("question", "questions"),
    Kind.ANSWER: ("answer", "answers"),
    Kind.DUPLICATE: ("line printed twice", "lines printed twice"),
    Kind.CAPTION: ("caption", "captions"),
    Kind.EDITOR_NOTE: ("editors’ note", "editors’ notes"),
    Kind.SOURCE_CREDIT: ("credit", "credits"),
    Kind.PUBLICATION_DATE: ("date of publication", "dates of publication"),
    Kind.URL: ("address", "addresses"),
    Kind.RELATED_LINK: ("link to another article", "links to other articles"),
    Kind.COMMENT: ("reader’s comment", "readers’ comments"),
    Kind.BOILERPLATE: ("navigation", "navigation"),
}
GENRES: dict[str, str] = {
    Genre.NEWS_REPORT: "news report",
    Genre.MAGAZINE_ARTICLE: "magazine article",
    Genre.ESSAY: "essay",
    Genre.INTERVIEW: "interview",
    Genre.BLOG_POST: "blog post",
    Genre.OFFICIAL_DOCUMENT: "official document",
    Genre.OTHER: "",
}
ROLES: dict[str, str] = {
    Role.AUTHOR: "by",
    Role.TRANSLATOR: "translated by",
    Role.INTERVIEWER: "interviewed by",
    Role.INTERVIEWEE: "with",
    Role.EDITOR: "edited by",
    Role.AGENCY: "agency",
}
RELATIONS: dict[str, str] = {
    NameKind.PREFERRED: "preferred here",
    NameKind.VARIANT: "variant",
    NameKind.TRANSLITERATION: "transliteration",
    NameKind.PARTIAL: "part of the name",
    "as_written": "as written in the text",
}
ACCESS: dict[str, str] = {
    Access.FULL: "full text",
    Access.SNIPPETS: "names and dates in context only",
    Access.CATALOGUE: "catalogue entry only",
}


def plural(noun: str) -> str:
    """Give the plural of one of the nouns that the pages count."""
    return _PLURALS.get(noun, f"{noun}s")


def count(number: int, noun: str) -> str:
    """Say a number of things in figures: "1 passage", "1 204 passages"."""
    return f"{figure(number)} {noun if number == 1 else plural(noun)}"


def count_in_words(number: int, noun: str) -> str:
    """Say a number of things within a sentence: "six articles", "17 passages", "no passage"."""
    if number == 0:
        return f"no {noun}"
    return (
        count(number, noun)
        if number >= len(_NUMBERS)
        else f"{_NUMBERS[number]} {noun if number == 1 else plural(noun)}"
    )


def figure(number: int) -> str:
    """Write a number with its thousands set apart by a narrow space that does not break."""
    return f"{number:,}".replace(",", "\u202f")


def file_size(size: int) -> str:
    """Write the size of a document; an edition holds none (0) of one that it shows under pseudonyms."""
    return f"{figure(size)} bytes" if size else "size not shown"


def sentence(words: str) -> str:
    """Give the words with a capital first letter, the rest as it is."""
    return words[:1].upper() + words[1:]


def stopped(words: str) -> str:
    """Close a sentence with its full stop, unless it ends with one ("said by Anna V.") or another sign."""
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."


def listing(words: Iterable[str]) -> str:
    """Join words as a sentence does: "a, b and c"."""
    *first, last = [*words] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def ranges(numbers: Sequence[str]) -> str:
    """Say which passages: 1, 2, 16, 17, 18 is "1–2 and 16–18". Numbers like 7a stand alone."""
    runs: list[list[str]] = []
    for number in numbers:
        follows = (
            runs and number.isdigit() and runs[-1][-1].isdigit() and int(number) == int(runs[-1][-1]) + 1
        )
        if follows:
            runs[-1].append(number)
        else:
            runs.append([number])
    return listing(run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def kind(value: str, number: int = 1) -> str:
    """Name a kind of passage, for one or for several."""
    return KINDS[value][number != 1]


def brief(words: str) -> str:
    """Shorten the months of a date in words: "16 December 2011" is "16 Dec 2011"."""
    return _MONTHS.sub(lambda found: next(filter(None, found.groups())), words)


def similarity(share: float | None) -> str:
    """Say how much of a copy is the same: 0.962 is "96 % the same"."""
    if share is None:
        return "likeness not measured"
    return f"{int(share * 100)}\u202f% the same"


def day(value: date) -> str:
    """Write a day of the calendar: 21 November 2026."""
    return in_words(value.isoformat())


def reason_given(reason: str) -> str:
    """Quote an editor's reason as a sentence of its own; nothing where none was given."""
    words = reason.strip()
    if not words:
        return ""
    return f"Reason given: “{words}”" + ("" if words.endswith((".", "!", "?", "…")) else ".")

"""How the pages say numbers, lists and kinds: one voice, wherever they stand."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from django.utils.translation import gettext, gettext_noop, ngettext, pgettext

from sources.values import calendar_words
from sources.values.edtf import in_words
from sources.values.listing import listed
from sources.values.numerals import grouped
from sources.vocabulary import Access, Genre, Kind, NameKind

_MANY = 13  # from here on a sentence has figures

# Singular and plural, in the words a reader uses: these are the labels of the captured page.
KINDS: dict[str, tuple[str, str]] = {
    Kind.TITLE: (gettext_noop("headline"), gettext_noop("headlines")),
    Kind.SUBTITLE: (gettext_noop("standfirst"), gettext_noop("standfirsts")),
    Kind.BYLINE: (gettext_noop("byline"), gettext_noop("bylines")),
    Kind.DATELINE: (gettext_noop("dateline"), gettext_noop("datelines")),
    Kind.HEADING: (gettext_noop("heading"), gettext_noop("headings")),
    Kind.BODY: (gettext_noop("text"), gettext_noop("text")),
    Kind.QUESTION: (gettext_noop("question"), gettext_noop("questions")),
    Kind.ANSWER: (gettext_noop("answer"), gettext_noop("answers")),
    Kind.DUPLICATE: (gettext_noop("line printed twice"), gettext_noop("lines printed twice")),
    Kind.CAPTION: (gettext_noop("caption"), gettext_noop("captions")),
    Kind.EDITOR_NOTE: (gettext_noop("editors’ note"), gettext_noop("editors’ notes")),
    Kind.SOURCE_CREDIT: (gettext_noop("credit"), gettext_noop("credits")),
    Kind.PUBLICATION_DATE: (gettext_noop("date of publication"), gettext_noop("dates of publication")),
    Kind.URL: (gettext_noop("address"), gettext_noop("addresses")),
    Kind.RELATED_LINK: (gettext_noop("link to another article"), gettext_noop("links to other articles")),
    Kind.COMMENT: (gettext_noop("reader’s comment"), gettext_noop("readers’ comments")),
    Kind.BOILERPLATE: (gettext_noop("navigation"), gettext_noop("navigation")),
}
GENRES: dict[str, str] = {
    Genre.NEWS_REPORT: gettext_noop("news report"),
    Genre.MAGAZINE_ARTICLE: gettext_noop("magazine article"),
    Genre.ESSAY: gettext_noop("essay"),
    Genre.INTERVIEW: gettext_noop("interview"),
    Genre.BLOG_POST: gettext_noop("blog post"),
    Genre.OFFICIAL_DOCUMENT: gettext_noop("official document"),
    Genre.OTHER: "",
}
RELATIONS: dict[str, str] = {
    NameKind.PREFERRED: gettext_noop("preferred here"),
    NameKind.VARIANT: gettext_noop("variant"),
    NameKind.TRANSLITERATION: gettext_noop("transliteration"),
    NameKind.PARTIAL: gettext_noop("part of the name"),
    "as_written": gettext_noop("as written in the text"),
}
ACCESS: dict[str, str] = {
    Access.FULL: gettext_noop("full text"),
    Access.SNIPPETS: gettext_noop("names and dates in context only"),
    Access.CATALOGUE: gettext_noop("catalogue entry only"),
}
# What the pages count: of none, and of so many.
# Translators: %(count)s is a figure, or a number in words where it is twelve or less.
COUNTED: dict[str, tuple[str, Callable[[int], str]]] = {
    "answer": (
        gettext_noop("no answer"),
        lambda number: ngettext("%(count)s answer", "%(count)s answers", number),
    ),
    "article": (
        gettext_noop("no article"),
        lambda number: ngettext("%(count)s article", "%(count)s articles", number),
    ),
    "asserter": (
        gettext_noop("no asserter"),
        lambda number: ngettext("%(count)s asserter", "%(count)s asserters", number),
    ),
    "contributor": (
        gettext_noop("no contributor"),
        lambda number: ngettext("%(count)s contributor", "%(count)s contributors", number),
    ),
    "copy": (
        gettext_noop("no copy"),
        lambda number: ngettext("%(count)s copy", "%(count)s copies", number),
    ),
    "date": (
        gettext_noop("no date"),
        lambda number: ngettext("%(count)s date", "%(count)s dates", number),
    ),
    "entry": (
        gettext_noop("no entry"),
        lambda number: ngettext("%(count)s entry", "%(count)s entries", number),
    ),
    "organisation": (
        gettext_noop("no organisation"),
        lambda number: ngettext("%(count)s organisation", "%(count)s organisations", number),
    ),
    "passage": (
        gettext_noop("no passage"),
        lambda number: ngettext("%(count)s passage", "%(count)s passages", number),
    ),
    "person": (
        gettext_noop("no person"),
        lambda number: ngettext("%(count)s person", "%(count)s people", number),
    ),
    "place": (
        gettext_noop("no place"),
        lambda number: ngettext("%(count)s place", "%(count)s places", number),
    ),
    "publication": (
        gettext_noop("no publication"),
        lambda number: ngettext("%(count)s publication", "%(count)s publications", number),
    ),
    "report": (
        gettext_noop("no report"),
        lambda number: ngettext("%(count)s report", "%(count)s reports", number),
    ),
    "source": (
        gettext_noop("no source"),
        lambda number: ngettext("%(count)s source", "%(count)s sources", number),
    ),
    "topic": (
        gettext_noop("no topic"),
        lambda number: ngettext("%(count)s topic", "%(count)s topics", number),
    ),
    "whole article": (
        gettext_noop("no whole article"),
        lambda number: ngettext("%(count)s whole article", "%(count)s whole articles", number),
    ),
}


def count(number: int, noun: str) -> str:
    """Say a number of things in figures: "1 passage", "1 204 passages"."""
    return COUNTED[noun][1](number) % {"count": figure(number)}


def count_in_words(number: int, noun: str) -> str:
    """Say a number of things within a sentence: "six articles", "17 passages", "no passage"."""
    none, so_many = COUNTED[noun]
    return so_many(number) % {"count": in_sentence(number)} if number else gettext(none)


def in_sentence(number: int) -> str:
    """Write a number within a sentence: "one" to "twelve", then in figures."""
    return figure(number) if not 0 < number < _MANY else _small(number)


def _small(number: int) -> str:
    # Translators: a number before what is counted; where that would have to bend it, write a figure.
    words = (
        pgettext("number", "one"),
        pgettext("number", "two"),
        pgettext("number", "three"),
        pgettext("number", "four"),
        pgettext("number", "five"),
        pgettext("number", "six"),
        pgettext("number", "seven"),
        pgettext("number", "eight"),
        pgettext("number", "nine"),
        pgettext("number", "ten"),
        pgettext("number", "eleven"),
        pgettext("number", "twelve"),
    )
    return words[number - 1]


def figure(number: int) -> str:
    """Write a number with its thousands set apart as the language does."""
    return grouped(number)


def file_size(size: int) -> str:
    """Write the size of a document; an edition holds none (0) of one that it shows under pseudonyms."""
    if not size:
        return gettext("size not shown")
    return ngettext("%(size)s byte", "%(size)s bytes", size) % {"size": figure(size)}


def sentence(words: str) -> str:
    """Give the words with a capital first letter, the rest as it is."""
    return words[:1].upper() + words[1:]


def stopped(words: str) -> str:
    """Close a sentence with its full stop, unless it ends with one ("said by Anna V.") or another sign."""
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."


def listing(words: Iterable[str]) -> str:
    """Join words as a sentence does: "a, b and c"."""
    return listed(words)


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
    # Translators: passages, from one number to another.
    several = pgettext("numbers", "%(first)s–%(last)s")
    return listing(run[0] if len(run) == 1 else several % {"first": run[0], "last": run[-1]} for run in runs)


def kind(value: str, number: int = 1) -> str:
    """Name a kind of passage, for one or for several."""
    return gettext(KINDS[value][number != 1])


def genre(value: str) -> str:
    """Name what kind of text an article is; "" of one that is of none of these."""
    return gettext(GENRES[value]) if GENRES.get(value) else ""


def relation(value: str) -> str:
    """Say how a form of a name is related to whom it names."""
    return gettext(RELATIONS[value]) if value in RELATIONS else value.replace("_", " ")


def access(value: str) -> str:
    """Say how much of an article's text readers are shown."""
    return gettext(ACCESS[value])


def brief(words: str) -> str:
    """Shorten the months of a date in words: "16 December 2011" is "16 Dec 2011"."""
    return calendar_words.brief(words)


def similarity(share: float | None) -> str:
    """Say how much of a copy is the same: 0.962 is "96 % the same"."""
    if share is None:
        return gettext("likeness not measured")
    # Translators: the blank before the sign of per cent is a narrow one that does not break.
    return gettext("%(share)s\u202f%% the same") % {"share": int(share * 100)}


def day(value: date) -> str:
    """Write a day of the calendar: 21 November 2026."""
    return in_words(value.isoformat())


def reason_given(reason: str) -> str:
    """Quote an editor's reason as a sentence of its own; nothing where none was given."""
    words = reason.strip()
    if not words:
        return ""
    # Translators: what an editor wrote; a full stop follows where that has none of its own.
    said = gettext("Reason given: “%(reason)s”") % {"reason": words}
    return said if words.endswith((".", "!", "?", "…")) else stopped(said)

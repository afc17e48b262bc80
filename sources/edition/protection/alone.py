"""Which words of a protected name are looked for by themselves in a finished file, and where.

A family name that nobody else in the file bears tells who is meant wherever it stands. One that others bear
too is theirs as likely; but in an article in which somebody stands under a pseudonym, each word of that
person's name undoes it, so there all are looked for. Words of the language (Will, Rose) are let pass.
"""

import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from sources.edition.protection.people import Protected
from sources.values.calendar_words import month
from sources.values.edtf_words import MONTHS
from sources.values.traces import Alone, LowerCase, Name, folded

# In so many articles a word in lower case is one of the language, and no slip of a printer's.
FAMILY_IN, GIVEN_IN = 3, 2

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WORD = re.compile(r"[^\W\d_]+")
_ARTICLE = re.compile(r"\barticle ([0-9a-z]{8})\b")
_NAMING = (
    "SELECT article_id FROM edition_appearance WHERE entity_id = ?",
    "SELECT article_id FROM edition_saying WHERE speaker_id = ?",
    "SELECT article_id FROM edition_passage WHERE speaker_id = ? AND article_id IS NOT NULL",
    "SELECT article_id FROM edition_claim WHERE asserter_id = ?",
    "SELECT x.article_id FROM edition_originarticle x JOIN edition_origin o ON o.id = x.origin_id"
    " WHERE o.entity_id = ?",
)
_NAMES = (
    "SELECT id, name FROM edition_entity UNION SELECT entity_id, form FROM edition_entityname"
    " UNION SELECT entity_id, name FROM edition_origin"
)
_BESIDE = "SELECT DISTINCT entity_id FROM edition_appearance WHERE article_id = ? AND entity_id IS NOT NULL"


@dataclass(frozen=True, slots=True)
class LookedFor:
    """What is looked for everywhere, and in the articles that name somebody at risk besides."""

    everywhere: Alone = field(default_factory=Alone)
    in_articles: dict[str, Alone] = field(default_factory=dict)  # by public id, where marks are known
    unmarked: dict[str, Alone] = field(default_factory=dict)  # in their titles and former wordings

    def add(self, article: str, words: set[str], given: set[str], beside: set[str]) -> None:
        """Look for words in an article; where nothing is marked, not for those of others whom it names."""
        self.in_articles[article] = Alone(frozenset(words), frozenset(given))
        words, given = ({one for one in some if one.casefold() not in beside} for some in (words, given))
        self.unmarked[article] = Alone(frozenset(words), frozenset(given))

    def at(self, where: str, *, has_marks: bool) -> Alone:
        """Give what is looked for in a row of which it is said in words where it is."""
        found = _ARTICLE.search(where)
        articles = self.in_articles if has_marks else self.unmarked
        return articles.get(found[1], self.everywhere) if found else self.everywhere


def looked_for(connection: sqlite3.Connection, people: Protected) -> LookedFor:
    """Find out from a file what has to be looked for in it."""
    names = names_of(people)
    rows = {
        row: public_id
        for row, public_id in connection.execute("SELECT id, public_id FROM edition_entity")
        if public_id in names
    }
    lower = _in_lower_case(connection, {word for name in names.values() for word in name.words | name.single})
    borne = _borne(connection, set(rows))
    families = {word for name in names.values() for word in name.single | name.families}
    of_others = {word for words in borne.values() for word in words}
    of_others |= _calendar()
    everywhere = {word for word in families if lower[word] < FAMILY_IN and word.casefold() not in of_others}
    found = LookedFor(Alone(frozenset(everywhere)))
    for article, own in _articles(connection, rows).items():
        given = {word for one in own for word in names[one].words if lower[word] < GIVEN_IN}
        family = {word for one in own for word in names[one].families if lower[word] < FAMILY_IN}
        beside = {word for (one,) in connection.execute(_BESIDE, [article]) for word in borne.get(one, ())}
        beside |= _calendar()
        found.add(_public_id(connection, article), everywhere | family, given - family - everywhere, beside)
    return found


def _calendar() -> set[str]:
    """Give the names of months and days: Ruth Friday's is in every headline, where nothing can be marked."""
    months = (one for number in range(1, 13) for one in (month(number), MONTHS[number - 1]))
    return {one.casefold() for one in (*months, *_DAYS)}


def names_of(people: Protected) -> dict[str, Name]:
    """Give the names of those at risk by the public id under which they are shown."""
    forms: dict[str, frozenset[str]] = defaultdict(frozenset)
    pseudonyms = {}
    for pk, shown in people.stand_ins.items():
        forms[shown.public_id] |= people.forms[pk]
        pseudonyms[shown.public_id] = shown.preferred_name
    return {one: Name(known, pseudonyms[one]) for one, known in forms.items()}


def _articles(connection: sqlite3.Connection, rows: Mapping[int, str]) -> dict[int, set[str]]:
    """Give the articles (their numbers in the file) that name somebody at risk, and whom."""
    found: dict[int, set[str]] = defaultdict(set)
    for row, public_id in rows.items():
        for query in _NAMING:
            for (article,) in connection.execute(query, [row]):
                found[article].add(public_id)
    return found


def _public_id(connection: sqlite3.Connection, article: int) -> str:
    query = "SELECT public_id FROM edition_article WHERE id = ?"
    return str(connection.execute(query, [article]).fetchone()[0])


def _borne(connection: sqlite3.Connection, own: set[int]) -> dict[int | None, set[str]]:
    """Give the words of everybody else's names, by the number of their record; None for those without one."""
    found: dict[int | None, set[str]] = defaultdict(set)
    for row, name in connection.execute(_NAMES):
        if row not in own:
            found[row] |= set(_WORD.findall(folded(name).casefold()))
    return found


def _in_lower_case(connection: sqlite3.Connection, words: set[str]) -> Counter[str]:
    """Count the articles in which each of these words stands in lower case."""
    found: dict[str, set[int]] = defaultdict(set)
    texts = "SELECT article_id, text FROM edition_passage WHERE text IS NOT NULL AND article_id IS NOT NULL"
    seeker = LowerCase(words)
    for article, text in connection.execute(texts) if words else ():
        for word in seeker.found(text):
            found[word].add(article)
    return Counter({word: len(articles) for word, articles in found.items()})

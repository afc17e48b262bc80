"""What is asked of a passage besides its words: its kind, its speaker, whom it names, where it was printed.

The same conditions answer a field that is typed ("speaker:Orlen") and a facet that is chosen
("in=person:m8mwreec"). Each becomes one SQL condition on the passage ``p`` and its article ``a``; a
name that leads nowhere becomes one that nothing fulfils, and is told to the reader.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sources.edition.models import Corpus, Entity, NameKey, Origin, Topic
from sources.search import dates
from sources.search.query import Query, Term, expression
from sources.values import edtf, spelling
from sources.vocabulary import Kind

NOTHING = "0"
MOST_IDS = 200  # entities or publications that one field may mean

_BY_APPEARANCE = "p.id IN (SELECT x.passage_id FROM edition_appearance x WHERE {} AND NOT x.in_copy)"
_BY_TOPIC = "p.id IN (SELECT x.passage_id FROM edition_passagetopic x WHERE x.topic_id IN ({}))"
_BY_ORIGIN = "a.id IN (SELECT x.article_id FROM edition_originarticle x WHERE x.origin_id IN ({}))"
_BY_TITLE = (
    "a.id IN (SELECT t.article_id FROM passage_text JOIN edition_passage t ON t.id = passage_text.rowid"
    " WHERE passage_text MATCH %s AND t.kind = 'title')"
)
_BY_DATE = "x.date_id IN (SELECT d.id FROM edition_date d WHERE d.earliest >= %s AND d.latest <= %s)"
_BY_DAY = "x.date_id IN (SELECT d.id FROM edition_date d WHERE d.precision = 'day' AND d.edtf LIKE %s)"


@dataclass(frozen=True, slots=True)
class Condition:
    """One SQL condition with its values."""

    sql: str
    values: tuple[str | int, ...] = ()
    is_nothing: bool = False


def _in(template: str, column: str, ids: Iterable[int]) -> Condition:
    found = tuple(ids)[:MOST_IDS]
    if not found:
        return Condition(NOTHING, is_nothing=True)
    places = ", ".join(["%s"] * len(found))
    return Condition(template.format(f"{column} IN ({places})" if column else places), found)


def typed(term: Term) -> Condition:
    """Give the condition of a field that was typed; the value is a name, in any spelling, or a word."""
    made = _TYPED[term.field](term)
    return Condition(f"NOT ({made.sql})", made.values, made.is_nothing) if term.is_excluded else made


def chosen(kind: str, value: str) -> Condition:
    """Give the condition of a facet: the value is the id, slug or date that its link bears."""
    make = _CHOSEN.get(kind)
    return make(value) if make else Condition(NOTHING, is_nothing=True)


def _title(term: Term) -> Condition:
    words = expression(Query((Term(term.words, term.is_phrase, term.is_prefix),)))
    return Condition(_BY_TITLE, (words,))


def _entities(words: str, kinds: Sequence[str]) -> list[int]:
    rows = NameKey.objects.filter(key__in=spelling.accented(words) - {""}, entity__kind__in=kinds)
    return list(rows.values_list("entity", flat=True).distinct()[:MOST_IDS])


def _named(term: Term) -> Condition:
    return _in(_BY_APPEARANCE, "x.entity_id", _entities(term.words, [term.field]))


def _speaker(term: Term) -> Condition:
    known = _in("p.{}", "speaker_id", _entities(term.words, ["person", "organisation"]))
    as_printed = "instr(lower(p.speaker_name), lower(%s)) > 0"
    if known.is_nothing:
        return Condition(as_printed, (term.words,))
    return Condition(f"({known.sql} OR {as_printed})", (*known.values, term.words))


def _kind(term: Term) -> Condition:
    asked = term.words.casefold().replace(" ", "_")
    kinds = [kind.value for kind in Kind if kind.value == asked or KIND_WORDS.get(asked) == kind]
    return Condition("p.kind = %s", (kinds[0],)) if kinds else Condition(NOTHING, is_nothing=True)


KIND_WORDS = {
    "text": Kind.BODY,
    "headline": Kind.TITLE,
    "standfirst": Kind.SUBTITLE,
    "note": Kind.EDITOR_NOTE,
}


def _holding(words: str, rows: Iterable[tuple[int, str]]) -> list[int]:
    asked = words.casefold()
    return [pk for pk, name in rows if asked in name.casefold()]


def _origin(term: Term) -> Condition:
    rows = Origin.objects.filter(kind=term.field).values_list("pk", "name")
    return _in(_BY_ORIGIN, "", _holding(term.words, rows))


def _topic(term: Term) -> Condition:
    return _in(_BY_TOPIC, "", _holding(term.words, Topic.objects.values_list("pk", "name")))


def _corpus(term: Term) -> Condition:
    rows = ((corpus.pk, f"{corpus.slug} {corpus.title}") for corpus in Corpus.objects.all())
    return _in("a.{}", "corpus_id", _holding(term.words, rows))


def _date(term: Term) -> Condition:
    if end := dates.day_of_any_year(term.words):
        return Condition(_BY_APPEARANCE.format(_BY_DAY), (f"%{end}",))
    return _within(dates.asked(term.words))


def _within(asked: edtf.Edtf | None) -> Condition:
    if asked is None or asked.earliest is None or asked.latest is None:
        return Condition(NOTHING, is_nothing=True)
    return Condition(_BY_APPEARANCE.format(_BY_DATE), (asked.earliest.isoformat(), asked.latest.isoformat()))


_TYPED: dict[str, Callable[[Term], Condition]] = {
    "title": _title,
    "speaker": _speaker,
    "kind": _kind,
    "publication": _origin,
    "contributor": _origin,
    "topic": _topic,
    "corpus": _corpus,
    "person": _named,
    "place": _named,
    "organisation": _named,
    "date": _date,
}


def _entity_id(public_id: str) -> Condition:
    return _in(
        _BY_APPEARANCE, "x.entity_id", Entity.objects.filter(public_id=public_id).values_list("pk", flat=True)
    )


def _origin_id(public_id: str) -> Condition:
    return _in(_BY_ORIGIN, "", Origin.objects.filter(public_id=public_id).values_list("pk", flat=True))


def _date_value(value: str) -> Condition:
    sql = "x.date_id IN (SELECT d.id FROM edition_date d WHERE d.edtf = %s)"
    return Condition(_BY_APPEARANCE.format(sql), (value,))


_CHOSEN: dict[str, Callable[[str], Condition]] = {
    "kind": lambda value: Condition("p.kind = %s", (value,)),
    "corpus": lambda value: Condition(
        "a.corpus_id IN (SELECT c.id FROM edition_corpus c WHERE c.slug = %s)", (value,)
    ),
    "publication": _origin_id,
    "person": _entity_id,
    "place": _entity_id,
    "organisation": _entity_id,
    "date": _date_value,
    "topic": lambda value: Condition(
        _BY_TOPIC.format("SELECT t.id FROM edition_topic t WHERE t.slug = %s"), (value,)
    ),
}
CHOSEN = tuple(_CHOSEN)

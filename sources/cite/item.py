"""One source as a CSL-JSON item, from which every other format is written.

CSL-JSON (https://github.com/citation-style-language/schema, csl-data.json) is what Zotero, pandoc
and citeproc read. Three decisions: ``URL`` is this archive's address of what was read, because
originals vanish, and the original's address stands in ``note``; the corpus is the
``archive_collection``, the site the ``archive``, with the edition and the day of capture beside its
name, so that every style prints them; the passage is the ``archive_location`` ("passage 6 (rev. 1)"),
for ``locator`` belongs to a citation, not to an item. For a translation of the title CSL has no variable:
it is ``custom``, as the schema provides, and stands in ``note`` for programs that do not look there.
"""

import re
from collections.abc import Sequence
from typing import Final, Required, TypedDict, cast

from sources.cite import languages
from sources.cite.dates import CslDate, csl_date
from sources.cite.genres import csl_type
from sources.cite.plain import plain
from sources.cite.source import Contributor, Source
from sources.vocabulary import Role

# Hangul, kana, Han: such names have their family first and no space (CSL 1.0.2, "Non-Western names").
_EAST_ASIAN: Final = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]")
TRANSLATED_TITLE: Final = "translated-title"
UNTITLED = "[Untitled]"  # Square brackets: supplied by the archive, not printed in the source.


class Name(TypedDict, total=False):
    """A person (family and given) or one name as printed (literal)."""

    family: str
    given: str
    literal: str


Item = TypedDict(
    "Item",
    {
        "id": Required[str],
        "type": Required[str],
        "title": Required[str],
        "author": list[Name],
        "editor": list[Name],
        "translator": list[Name],
        "interviewer": list[Name],
        "container-title": str,
        "publisher": str,
        "publisher-place": str,
        "issued": CslDate,
        "accessed": CslDate,
        "page": str,
        "language": str,
        "archive": str,
        "archive_collection": str,
        "archive_location": str,
        "URL": str,
        "note": str,
        "custom": dict[str, str],
    },
    total=False,
)


def item(source: Source) -> Item:
    """Give the CSL-JSON item of a source; what is not known is left out, never empty."""
    kind = csl_type(source.genre, source.publication_kind)
    found: Item = {
        "id": plain(f"{source.id}-{source.passage}" if source.passage else source.id),
        "type": kind,
        "title": plain(source.title) or UNTITLED,
    }
    if source.contributors:
        _add_people(found, source.contributors)
    published_as = "publisher" if kind == "document" else "container-title"
    texts = {
        published_as: source.publication,
        "publisher-place": source.place,
        "page": source.page,
        "language": source.language,
        "archive": _archive(source),
        "archive_collection": source.corpus,
        "archive_location": _location(source),
        "URL": source.address or source.original_url,
        "note": _note(source),
    }
    if translated := plain(source.translated_title):
        found["custom"] = {TRANSLATED_TITLE: translated}
    dates = {"issued": csl_date(source.published), "accessed": csl_date(source.accessed)}
    known = {key: words for key, text in texts.items() if text and (words := plain(text))}
    known_dates = {key: date for key, date in dates.items() if date}
    return cast("Item", {**found, **known, **known_dates})


def _add_people(found: Item, contributors: Sequence[Contributor]) -> None:
    """Put each contributor where CSL has a place for the role.

    In an interview the person interviewed is CSL's author, and who else is called its author put
    the questions. An agency is the author of what nobody signed; beside a signature, see the note.
    """
    people: dict[str, list[Name]] = {}
    for contributor in contributors:
        if name := _name(contributor):
            people.setdefault(contributor.role, []).append(name)
    authors = people.get(Role.AUTHOR, [])
    interviewers = people.get(Role.INTERVIEWER, [])
    if interviewed := people.get(Role.INTERVIEWEE):
        interviewers = interviewers or [name for name in authors if name not in interviewed]
        authors = interviewed
    if authors := authors or people.get(Role.AGENCY, []):
        found["author"] = authors
    if interviewers:
        found["interviewer"] = interviewers
    if translators := people.get(Role.TRANSLATOR):
        found["translator"] = translators
    if editors := people.get(Role.EDITOR):
        found["editor"] = editors


def _name(contributor: Contributor) -> Name | None:
    """Give the CSL name: a person needs both parts, anything else is one literal."""
    family, given = plain(contributor.family), plain(contributor.given)
    if family and given:
        return {"family": family, "given": given}
    literal = plain(contributor.literal) or family or given
    return {"literal": literal} if literal else None


def translated_title(item: Item) -> str:
    """Give the title in English; "" where there is none beside the title."""
    return item.get("custom", {}).get(TRANSLATED_TITLE, "")


def undivided(name: Name) -> str:
    """Give a name that is never turned round: one in one piece, or an East Asian one, family first."""
    family = name.get("family", "")
    return name.get("literal") or (f"{family}{name.get('given', '')}" if _EAST_ASIAN.match(family) else "")


def in_one_piece(name: Name) -> str:
    """Give "Vera Orlen"; a name that is one piece as it is."""
    return undivided(name) or f"{name.get('given', '')} {name.get('family', '')}".strip()


def _archive(source: Source) -> str:
    """Name the archive and what was read there: "Sourcebook, ed. 7 (captured 2026-02-03)"."""
    edition = f"ed. {source.edition}" if source.edition is not None else ""
    archive = ", ".join(filter(None, (source.site, edition)))
    return f"{archive} (captured {source.got})" if archive and source.got else archive


def _location(source: Source) -> str:
    """Name the passage and the wording of it that was read: "passage 6 (rev. 1)"."""
    if not source.passage:
        return ""
    revision = f" (rev. {source.revision})" if source.revision is not None else ""
    return f"passage {source.passage}{revision}"


def _note(source: Source) -> str:
    """Say what no CSL field holds: the language of the original, the agency, the first address."""
    is_signed = any(person.role in {Role.AUTHOR, Role.INTERVIEWEE} for person in source.contributors)
    agencies = [_name(person) for person in source.contributors if person.role == Role.AGENCY and is_signed]
    sentences = [f"Distributed by {in_one_piece(agency)}." for agency in agencies if agency]
    if translated := plain(source.translated_title):
        sentences.append(f"Title in English: {translated}.")
    if source.translated_from:
        sentences.append(f"Translated from {languages.name(source.translated_from)}.")
    if source.address and source.original_url:
        sentences.append(f"Originally at {source.original_url}")
    return " ".join(sentences)

"""An index of names: under their letters, with other spellings leading to the preferred one.

Scripts keep apart: Latin letters from A to Z first, then each other script under its own name, as a
printed index has them.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from string import ascii_uppercase

from sources.edition.models import Entity, EntityName
from sources.public import addresses
from sources.values.slug import letter
from sources.values.spelling import script_name

LATIN_END = 0x250


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the index: an entity, or a spelling that says where to look."""

    words: str
    language: str
    address: str
    remark: str
    count: int
    see: str  # the preferred name, where the line is another spelling
    is_fiction: bool


@dataclass(frozen=True, slots=True)
class Letter:
    """The lines under one letter or script."""

    label: str
    anchor: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """The whole index, and the letters that lead into it (no anchor: no name begins so)."""

    letters: tuple[Letter, ...]
    ways_in: tuple[tuple[str, str], ...]


def index(counted: Sequence[tuple[Entity, int]], names: Iterable[EntityName]) -> Index:
    """Arrange entities with their counts, and the other spellings of their names."""
    entities = {entity.pk: entity for entity, _ in counted}
    lines = [(entity.sort_name, _own(entity, count)) for entity, count in counted]
    for words, name in _other_forms(names, entities):
        lines.append((words, _see(words, name, entities[name.entity_id])))
    return arranged(lines)


def arranged(lines: Iterable[tuple[str, Entry]]) -> Index:
    """Arrange lines, each with the words that it is filed under."""
    keyed = sorted(lines, key=lambda line: (_place(line[0]), _key(line[0]), line[1].see))
    letters = [
        Letter(label, f"l-{label}", tuple(entry for _, entry in found))
        for (_, label), found in groupby(keyed, key=lambda line: _place(line[0]))
    ]
    present = {one.label: one.anchor for one in letters}
    others = [one.label for one in letters if one.label not in ascii_uppercase]
    ways = tuple((label, present.get(label, "")) for label in [*ascii_uppercase, *others])
    return Index(tuple(letters), ways)


def _other_forms(
    names: Iterable[EntityName], entities: Mapping[int, Entity]
) -> Iterable[tuple[str, EntityName]]:
    """Give the forms that lead somewhere else in the index than the preferred name, inverted like it.

    Of a person one form for each surname is enough, the shortest; "Abazi, T." stands beside "Abazi,
    Toma" anyway, and leads nobody further.
    """
    found: dict[tuple[int, str], tuple[str, EntityName]] = {}
    for name in names:
        entity = entities[name.entity_id]
        words = inverted(name.form, entity)
        is_person = entity.kind == "person"
        filed = _key(words.partition(",")[0]) if is_person else _key(words)
        own = _key(entity.sort_name.partition(",")[0]) if is_person else _key(entity.sort_name)
        kept = found.get((entity.pk, filed))
        if filed != own and (kept is None or len(words) < len(kept[0])):
            found[entity.pk, filed] = (words, name)
    return found.values()


def inverted(form: str, entity: Entity) -> str:
    """Write another form as the index writes the preferred one: "S. Worczenko" is "Worczenko, S."

    How many words the surname has is told by the sort name ("Vorchenko, Stepan": one).
    """
    surname, comma, _ = entity.sort_name.partition(",")
    words = form.split()
    length = len(surname.split())
    if entity.kind != "person" or not comma or "," in form or len(words) <= length or words[-1].endswith("."):
        return form
    return f"{' '.join(words[-length:])}, {' '.join(words[:-length])}"


def _own(entity: Entity, count: int) -> Entry:
    address = addresses.entity(entity.kind, entity.public_id, entity.slug)
    return Entry(entity.sort_name, entity.language, address, entity.description, count, "", entity.is_fiction)


def _see(words: str, name: EntityName, entity: Entity) -> Entry:
    address = addresses.entity(entity.kind, entity.public_id, entity.slug)
    return Entry(words, name.language, address, "", 0, entity.sort_name, entity.is_fiction)


def _place(sort_name: str) -> tuple[int, str]:
    """Give what stands where: A to Z, then other scripts by name, then what begins with no letter."""
    first = letter(sort_name)
    if first in ascii_uppercase:
        return 0, first
    if first == "#":
        return 2, "#"
    return 1, _script(first)


def _script(character: str) -> str:
    """Name the script of a letter: the first word of its Unicode name ("CYRILLIC CAPITAL LETTER VE")."""
    return script_name(unicodedata.name(character, "Other").split()[0].capitalize())


def _key(words: str) -> str:
    """Sort without accents and capitals, so that Çelik stands with Celik."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    return "".join(character for character in plain if not unicodedata.combining(character))

"""Who is at risk, under which names, and who stands there for readers instead.

A protected person appears under a pseudonym, with an address of its own: the address of the record
may have been public before, and would tell who is meant. It is made from the record's id with a key
that never leaves the data folder, so that it is the same in every edition and nobody can work it out.
"""

import copy
import hashlib
import hmac
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.db.models import Q

from sources.annotate import kept_keys
from sources.models import Claim, Contributor, Document, Entity, Mention, Passage, Quotation
from sources.values.disguise import Forms
from sources.values.public_id import ALPHABET, LENGTH

KEY_FILE = "pseudonyms.key"
AT_RISK = Q(is_protected=True) | Q(merged_into__is_protected=True)


@dataclass(frozen=True, slots=True)
class Protected:
    """The people at risk, by primary key, those merged into one of them included."""

    stand_ins: Mapping[int, Entity] = field(default_factory=dict)
    forms: Mapping[int, frozenset[str]] = field(default_factory=dict)  # of each
    documents: frozenset[int] = frozenset()  # in which one is named, speaks or has a part

    def __bool__(self) -> bool:
        """Whether anybody is at risk at all."""
        return bool(self.stand_ins)

    def shown(self, entity: Entity) -> Entity:
        """Give the record as readers get it: itself, or who stands there instead."""
        return self.stand_ins.get(entity.pk, entity)

    def forms_of(self, people: Iterable[int]) -> Forms:
        """Gather the forms of these people's names, each with the pseudonym."""
        return Forms({form: self.stand_ins[pk].preferred_name for pk in people for form in self.forms[pk]})

    @property
    def all_forms(self) -> Forms:
        """All forms of all of them."""
        return self.forms_of(self.stand_ins)


def protected() -> Protected:
    """Read who is at risk now."""
    people = list(Entity.objects.filter(AT_RISK).select_related("merged_into").prefetch_related("names"))
    if not people:
        return Protected()
    marked = _marked(people)
    forms: dict[int, frozenset[str]] = {}
    for one in people:
        # The forms of a record that was merged into another are that one's too.
        for pk in (one.pk, one.merged_into_id):
            if pk is not None:
                forms[pk] = forms.get(pk, frozenset()) | frozenset(_forms(one, marked[one.pk]))
    stand_ins = {one.pk: _stand_in(one) for one in people}
    return Protected(stand_ins, forms, frozenset(_documents(list(stand_ins))))


def _marked(people: Iterable[Entity]) -> dict[int, set[str]]:
    """Gather the words that mark each of these people, in one query for all."""
    found: dict[int, set[str]] = defaultdict(set)
    marks = Mention.objects.accepted().filter(entity__in=people)
    for person, exact in marks.values_list("entity", "exact").distinct():
        found[person].add(exact)
    return found


def _forms(person: Entity, marked: Iterable[str]) -> Iterable[str]:
    yield person.preferred_name
    yield person.sort_name
    for name in person.names.all():
        yield name.form
    yield from filter(is_name, marked)


def is_name(exact: str) -> bool:
    """Tell a name from a description that a mark may stand on (“his sister”, “The girl”)."""
    words = [word for word in exact.split() if word.casefold() not in _NO_NAMES]
    return any(word[:1].isupper() for word in words)


_NO_NAMES = {"the", "a", "an", "this", "that", "his", "her", "its", "their", "my", "our", "your"}
_NO_NAMES |= {"he", "she", "it", "they", "i", "we", "you", "him", "them", "one"}


def _documents(people: list[int]) -> Iterable[int]:
    yield from (
        Mention.objects.accepted()
        .filter(entity__in=people)
        .values_list("revision__passage__document", flat=True)
    )
    said = Quotation.objects.accepted().filter(speaker__in=people)
    yield from said.values_list("revision__passage__document", flat=True)
    told = Claim.objects.accepted().filter(Q(asserter__in=people) | Q(relays__entity__in=people))
    yield from told.values_list("revision__passage__document", flat=True)
    yield from Passage.objects.filter(speaker__in=people).values_list("document", flat=True)
    parts = Contributor.objects.filter(entity__in=people)
    yield from parts.values_list("article__document", flat=True)


def _stand_in(person: Entity) -> Entity:
    """Make who is shown: the pseudonym, and nothing else that is known of the person."""
    shown = copy.copy(person)
    pseudonym = person.pseudonym or (person.merged_into.pseudonym if person.merged_into else "")
    standing = person.merged_into if person.merged_into and not person.is_protected else person
    shown.public_id = alias(standing.public_id)
    shown.preferred_name = shown.sort_name = pseudonym
    shown.language, shown.script, shown.description = "en", "Latn", ""
    shown.latitude = shown.longitude = None
    shown.wikidata = shown.geonames = shown.viaf = ""
    return shown


def alias(public_id: str) -> str:
    """Give the public id under which a protected record is shown."""
    digest = hmac.digest(kept_key(), public_id.encode(), hashlib.sha256)
    number = int.from_bytes(digest[:8])
    letters = []
    for _ in range(LENGTH):
        number, letter = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[letter])
    return "".join(letters)


def kept_key() -> bytes:
    """Read the key of pseudonyms, made when first it is needed."""
    return kept_keys.kept_key(KEY_FILE)


def masked_document(document: Document) -> Document:
    """Give a document in which somebody is disguised, as readers get it.

    Without its name, its origin, its size and its digest: each could lead back to the words.
    """
    shown = copy.copy(document)
    shown.file_name = f"{document.public_id}{Path(document.file_name).suffix}"
    shown.origin, shown.size, shown.sha256 = "", 0, ""
    return shown

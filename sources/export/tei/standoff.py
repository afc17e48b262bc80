"""What stands beside the text (TEI P5 §16.10): who, where and when, and on which characters.

A span is an ``annotation`` that points at its characters with string-range(): marks of the sources
overlap, and elements could not. ``motivation`` is the Web Annotation's.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TypeVar

from sources.edition.models import Appearance, Claim, Date, Entity, EntityName, Passage
from sources.export.gathering import Whole
from sources.export.site import Site
from sources.export.tei.elements import Element, Elements, identity, string_range
from sources.export.xmltext import Clean, clean

_LISTS = {
    "person": ("listPerson", "person", "persName"),
    "place": ("listPlace", "place", "placeName"),
    "organisation": ("listOrg", "org", "orgName"),
}
Row = TypeVar("Row", Entity, Date)
EDTF = "https://www.loc.gov/standards/datetime/"


@dataclass(slots=True)
class Named:
    """Whom and what an article names, each once."""

    entities: dict[str, Entity] = field(default_factory=dict)  # by public id
    speakers: dict[str, tuple[str, str, str]] = field(default_factory=dict)  # kind, slug, name by public id
    dates: dict[str, Date] = field(default_factory=dict)  # by EDTF

    @classmethod
    def of(cls, whole: Whole) -> "Named":
        """Gather them: what is marked, and who speaks."""
        found = cls()
        for passage in whole.passages:
            if passage.speaker is not None:
                found.entities[passage.speaker.public_id] = passage.speaker
            for _start, _end, _how, kind, public_id, slug, name in passage.sayings:
                if public_id:
                    found.speakers[public_id] = (kind, slug, name)
            for one in whole.appearances.get(passage.pk, ()):
                if one.entity is not None:
                    found.entities[one.entity.public_id] = one.entity
                elif one.date is not None:
                    found.dates[one.date.edtf] = one.date
        return found


def lists(make: Elements, parent: Element, named: Named, site: Site) -> None:
    """List persons, places, organisations and dates, in the order of their names and days."""
    entities = sorted(named.entities.values(), key=lambda one: (one.sort_name, one.public_id))
    for kind, (several, *_) in _LISTS.items():
        of_kind = [one for one in entities if one.kind == kind]
        unmarked = sorted(
            (name, public_id, slug)
            for public_id, (its_kind, slug, name) in named.speakers.items()
            if its_kind == kind and public_id not in named.entities
        )
        if of_kind or unmarked:
            here = make.add(parent, several)
            for one in of_kind:
                entity(make, here, one, (), site)
            for name, public_id, slug in unmarked:
                _begin(make, here, (kind, public_id, slug, name), site)
    if named.dates:
        dates(make, parent, sorted(named.dates.values(), key=lambda one: (str(one.earliest), one.edtf)))


def with_names(make: Elements, rows: Iterable[Entity], site: Site) -> Iterator[Element]:
    """Give lists of these entities with all forms of their names, one list for each kind that follows."""
    for kind, of_kind in groupby(rows, key=lambda one: one.kind):
        here = make.root(_LISTS[kind][0])
        for one in of_kind:
            entity(make, here, one, [name for name in one.names.all() if name.form != one.name], site)
        yield here


def entity(make: Elements, parent: Element, one: Entity, names: Sequence[EntityName], site: Site) -> None:
    """Write an authority record; ``names`` are its other forms."""
    form = _LISTS[one.kind][2]
    here = _begin(make, parent, (one.kind, one.public_id, one.slug, one.name), site, one.language)
    for name in names:
        make.add(here, form, name.form, type=name.relation, xml_lang=name.language)
    if one.latitude is not None and one.longitude is not None and one.kind == "place":
        make.add(make.add(here, "location"), "geo", f"{one.latitude} {one.longitude}")
    for scheme in ("wikidata", "geonames", "viaf"):
        if value := getattr(one, scheme):
            make.add(here, "idno", value, type=scheme)
    make.add(here, "idno", site.of_entity(one.kind, one.public_id, one.slug), type="URI")
    if one.description:
        make.add(here, "note", one.description)


def _begin(
    make: Elements, parent: Element, who: tuple[str, str, str, str], site: Site, language: str = ""
) -> Element:
    kind, public_id, slug, name = who
    _, single, form = _LISTS[kind]
    address = site.of_entity(kind, public_id, slug)
    here = make.add(parent, single, xml_id=identity("e", public_id), corresp=address)
    make.add(here, form, name, type="preferred", xml_lang=language)
    return here


def dates(make: Elements, parent: Element, rows: Iterable[Date]) -> None:
    """List dates: EDTF in ``when-custom``, the days within which each lies in W3C's form."""
    here = make.add(parent, "list", type="dates")
    for one in rows:
        make.add(
            make.add(here, "item"),
            "date",
            one.words,
            xml_id=identity("d", one.edtf),
            when_custom=one.edtf,
            datingMethod=EDTF,
            **_days(one),
        )


def _days(one: Date) -> dict[str, str]:
    if one.earliest is not None and one.earliest == one.latest:
        return {"when": one.earliest.isoformat()}
    days = {"notBefore": one.earliest, "notAfter": one.latest}
    return {name: day.isoformat() for name, day in days.items() if day is not None}


def annotations(make: Elements, parent: Element, whole: Whole, site: Site) -> None:
    """Write every mention and claim with the characters that bear it."""
    here = make.add(parent, "listAnnotation")
    for passage in whole.passages:
        text = clean(passage.text) if passage.text is not None else None
        for place, one in enumerate(whole.appearances.get(passage.pk, ()), start=1):
            identified = f"{identity('m', passage.public_id)}-{place}"
            _mention(make, here, one, identified, _target(passage, text, one))
        for claim in whole.claims.get(passage.pk, ()):
            _claim(make, here, claim, _target(passage, text, claim), site)
    if not len(here):
        parent.remove(here)


def _mention(make: Elements, parent: Element, one: Appearance, identified: str, target: str) -> None:
    if one.entity is not None:
        names = identity("e", one.entity.public_id)
    else:
        assert one.date is not None  # noqa: S101 -- the database's own constraint on appearances
        names = identity("d", one.date.edtf)
    here = make.add(
        parent,
        "annotation",
        xml_id=identified,
        motivation="identifying",
        target=target,
        cert=_CERTAINTY.get(one.certainty, ""),
    )
    make.add(here, "ptr", target=f"#{names}")
    if "(" not in target:  # a reader without the text still learns how the source writes it
        make.add(here, "note", one.exact, type="exact")
    if one.anchor:
        make.add(here, "note", one.anchor, type="counted-from")


def _claim(make: Elements, parent: Element, one: Claim, target: str, site: Site) -> None:
    here = make.add(
        parent,
        "annotation",
        xml_id=identity("c", one.public_id),
        motivation="classifying",
        target=target,
    )
    make.add(here, "ptr", target=site.base + site.claim(one.public_id))
    make.add(here, "note", one.question.wording, type="question")
    make.add(here, "note", one.stated, type="answer")
    make.add(here, "note", one.asserter_name, type="asserter")


def _target(passage: Passage, text: Clean | None, one: Appearance | Claim) -> str:
    """Point at the characters, or at the passage where they are not shown."""
    if text is None or one.start is None or one.end is None:
        return f"#{identity('p', passage.public_id)}"
    return string_range(passage.public_id, text.at(one.start), text.at(one.end))


_CERTAINTY: Mapping[str, str] = {"certain": "high", "probable": "medium", "possible": "low"}

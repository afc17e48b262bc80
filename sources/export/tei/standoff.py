"""What stands beside the text (TEI P5 §16.10): who, where and when, and on which characters.

A span is an ``annotation`` that points at its characters with string-range(): marks of the sources
overlap, and elements could not. ``motivation`` is the Web Annotation's.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from sources.edition.models import Claim, Date, Entity, EntityName
from sources.export.gathering import Line, Mention, Records, Who, Whole
from sources.export.site import Site
from sources.export.tei.elements import NAMESPACE, Elements, identity, string_range
from sources.export.xmltext import Clean, clean

_LISTS = {
    "person": ("listPerson", "person", "persName"),
    "place": ("listPlace", "place", "placeName"),
    "organisation": ("listOrg", "org", "orgName"),
}
EDTF = "https://www.loc.gov/standards/datetime/"


def lists(make: Elements, whole: Whole, named: Records, site: Site) -> str:
    """List persons, places, organisations and dates, in the order of their names and days."""
    known = {one.public_id for one in named.entities}
    speakers = {
        public_id: Who(kind, public_id, slug, name)
        for line in whole.passages
        for _start, _end, _how, kind, public_id, slug, name in line.sayings
        if public_id and public_id not in known
    }
    entities = sorted(named.entities, key=lambda one: (one.sort_name, one.public_id))
    unmarked = sorted(speakers.values(), key=lambda who: (who.name, who.public_id, who.slug))
    found: list[str] = []
    for kind, (several, *_) in _LISTS.items():
        of_kind = [entity(make, one, (), site) for one in entities if one.kind == kind]
        of_kind += [_record(make, who, site) for who in unmarked if who.kind == kind]
        if of_kind:
            found.append(make.branch(several, *of_kind))
    if named.dates:
        days = sorted(named.dates, key=lambda one: (str(one.earliest), one.edtf))
        found.append(make.branch("list", *dates(make, days), type="dates"))
    return "".join(found)


def with_names(make: Elements, rows: Iterable[Entity], site: Site) -> Iterator[str]:
    """Give lists of these entities with all forms of their names, one list for each kind that follows."""
    for kind, of_kind in groupby(rows, key=lambda one: one.kind):
        name = _LISTS[kind][0]
        told = (
            entity(make, one, [name for name in one.names.all() if name.form != one.name], site)
            for one in of_kind
        )
        yield f'<{name} xmlns="{NAMESPACE}">{"".join(told)}</{name}>'


def entity(make: Elements, one: Entity, names: Sequence[EntityName], site: Site) -> str:
    """Write an authority record; ``names`` are its other forms."""
    form = _LISTS[one.kind][2]
    who = Who(one.kind, one.public_id, one.slug, one.name)
    inner = [make.leaf(form, name.form, type=name.relation, xml_lang=name.language) for name in names]
    if one.latitude is not None and one.longitude is not None and one.kind == "place":
        inner.append(make.branch("location", make.leaf("geo", f"{one.latitude} {one.longitude}")))
    known = {"wikidata": one.wikidata, "geonames": one.geonames, "viaf": one.viaf}
    inner += [make.leaf("idno", value, type=scheme) for scheme, value in known.items() if value]
    inner.append(make.leaf("idno", site.of_entity(one.kind, one.public_id, one.slug), type="URI"))
    if one.description:
        inner.append(make.leaf("note", one.description))
    return _record(make, who, site, *inner, language=one.language)


def _record(make: Elements, who: Who, site: Site, *inner: str, language: str = "") -> str:
    _, single, form = _LISTS[who.kind]
    name = make.leaf(form, who.name, type="preferred", xml_lang=language)
    address = site.of_entity(who.kind, who.public_id, who.slug)
    return make.branch(single, name, *inner, xml_id=identity("e", who.public_id), corresp=address)


def dates(make: Elements, rows: Iterable[Date]) -> Iterator[str]:
    """Give dates: EDTF in ``when-custom``, the days within which each lies in W3C's form."""
    for one in rows:
        told = make.leaf(
            "date",
            one.words,
            xml_id=identity("d", one.edtf),
            when_custom=one.edtf,
            datingMethod=EDTF,
            **_days(one),
        )
        yield make.branch("item", told)


def _days(one: Date) -> dict[str, str]:
    if one.earliest is not None and one.earliest == one.latest:
        return {"when": one.earliest.isoformat()}
    days = {"notBefore": one.earliest, "notAfter": one.latest}
    return {name: day.isoformat() for name, day in days.items() if day is not None}


def annotations(make: Elements, whole: Whole, site: Site) -> str:
    """Write every mention and claim with the characters that bear it; nothing where there is none."""
    found: list[str] = []
    for line in whole.passages:
        if not line.mentions and not line.claims:
            continue
        text = clean(line.text) if line.text is not None else None
        for place, one in enumerate(line.mentions, start=1):
            found.append(_mention(make, one, f"{line.public_id}-{place}", _target(line, text, one)))
        found += [_claim(make, claim, _target(line, text, claim), site) for claim in line.claims]
    return make.branch("listAnnotation", *found) if found else ""


def _mention(make: Elements, one: Mention, place: str, target: str) -> str:
    """Write a mention, of which there are more than of anything: ids and numbers need no escape."""
    names = f"e-{one.entity.public_id}" if one.entity is not None else identity("d", one.edtf)
    notes = ""
    if "(" not in target:  # a reader without the text still learns how the source writes it
        notes = make.leaf("note", one.exact, type="exact")
    if one.anchor:
        notes += make.leaf("note", one.anchor, type="counted-from")
    return (
        f'<annotation xml:id="m-{place}" motivation="identifying" target="{target}"'
        f'{_CERTAINTY.get(one.certainty, "")}><ptr target="#{names}"/>\n{notes}</annotation>\n'
    )


def _claim(make: Elements, one: Claim, target: str, site: Site) -> str:
    return make.branch(
        "annotation",
        make.leaf("ptr", target=site.base + site.claim(one.public_id)),
        make.leaf("note", one.question.wording, type="question"),
        make.leaf("note", one.stated, type="answer"),
        make.leaf("note", one.asserter_name, type="asserter"),
        xml_id=identity("c", one.public_id),
        motivation="classifying",
        target=target,
    )


def _target(line: Line, text: Clean | None, one: Mention | Claim) -> str:
    """Point at the characters, or at the passage where they are not shown."""
    if text is None or one.start is None or one.end is None:
        return f"#p-{line.public_id}"
    if not text.dropped:
        return string_range(line.public_id, one.start, one.end)
    return string_range(line.public_id, text.at(one.start), text.at(one.end))


_CERTAINTY: Mapping[str, str] = {
    "certain": ' cert="high"',
    "probable": ' cert="medium"',
    "possible": ' cert="low"',
}

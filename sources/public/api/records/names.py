"""Whom, when and what sources name, and where they come from: entities, dates, topics, publications."""

from django.utils.translation import gettext_noop as _

from sources.public import addresses
from sources.public.api.records.parts import (
    ENTITY_NAMED,
    ID_FIELD,
    ITSELF,
    day_of,
    filled,
    itself,
    page_of,
    short,
)
from sources.public.api.shapes import (
    DAY,
    FIGURE,
    TEXT,
    TRUTH,
    WHOLE,
    Field,
    Shape,
    one_of,
    or_none,
)
from sources.vocabulary import EntityKind

NAME = Shape(
    "Name",
    _("One form of a name."),
    Field("form", TEXT, _("the form")),
    Field(
        "relation",
        {**TEXT, "enum": ["preferred", "variant", "transliteration", "partial", "as_written"]},
        _("how it relates to the preferred one"),
    ),
    Field("language", TEXT, _("BCP 47")),
    Field("script", TEXT, _("ISO 15924")),
    Field("times", WHOLE, _("how often sources write it")),
)
IDENTIFIERS = Shape(
    "Identifiers",
    _("What other authority files call it; null where that is not known."),
    *(
        Field(name, or_none(TEXT), said, filled(name))
        for name, said in (("wikidata", _("Wikidata")), ("geonames", _("GeoNames")), ("viaf", _("VIAF")))
    ),
)
COORDINATES = Shape(
    "Coordinates",
    _("Where a place is (WGS 84)."),
    Field("latitude", FIGURE, _("degrees north")),
    Field("longitude", FIGURE, _("degrees east")),
)
ENTITY = Shape(
    "Entity",
    _("A person, place or organisation."),
    ID_FIELD,
    Field("kind", one_of(EntityKind), _("what it is")),
    Field("name", TEXT, _("preferred form of its name")),
    Field("sort_name", TEXT, _("the form under which it is sorted")),
    Field("language", TEXT, _("BCP 47, of that form")),
    Field("script", TEXT, _("ISO 15924, of that form")),
    Field("description", TEXT, _("in a few words")),
    Field("names", NAME, _("every form of the name"), lambda row, _site: row.names.all(), is_list=True),
    Field("identifiers", IDENTIFIERS, _("what other authority files call it"), ITSELF),
    Field(
        "coordinates",
        COORDINATES,
        _("of a place"),
        lambda row, _site: row if None not in (row.latitude, row.longitude) else None,
        is_missing=True,
    ),
    Field("is_fiction", TRUTH, _("named in invented texts only")),
    Field("is_private", TRUTH, _("known through the events alone: please do not advertise")),
    Field("passage_count", WHOLE, _("passages that name it, copies left out")),
    Field("article_count", WHOLE, _("articles that name it, copies left out")),
    Field("mention_count", WHOLE, _("times that it is named, copies left out")),
    Field("saying_count", WHOLE, _("turns and quotations of this speaker")),
    page_of(lambda row, _site: short(row.kind, row.public_id)),
    itself("entities"),
)
DATE = Shape(
    "Date",
    _("A day, month, season, year, interval or set that sources name."),
    Field("id", TEXT, _("EDTF (ISO 8601-2)"), lambda row, _site: row.edtf),
    Field("words", TEXT, _("the same in words")),
    Field("earliest", or_none(DAY), _("first day that it may mean"), day_of("earliest")),
    Field("latest", or_none(DAY), _("last day that it may mean"), day_of("latest")),
    Field("precision", TEXT, _("day, month, season, year, …")),
    Field("passage_count", WHOLE, _("passages that name it, copies left out")),
    page_of(lambda row, _site: addresses.date(row.edtf)),
    itself("dates", "edtf"),
)
TOPIC = Shape(
    "Topic",
    _("A topic with its meaning."),
    Field("id", TEXT, _("its slug"), lambda row, _site: row.slug),
    Field("name", TEXT, _("its name")),
    Field("description", TEXT, _("what belongs under it")),
    Field("passage_count", WHOLE, _("passages under it, copies left out")),
    Field("is_fiction", TRUTH, _("on invented texts only")),
    page_of(lambda row, _site: addresses.topic(row.slug)),
    itself("topics", "slug"),
)


def _origin(name: str, said: str, resource: str, *more: Field) -> Shape:
    return Shape(
        name,
        said,
        Field("id", TEXT, _("its id"), lambda row, _site: row.public_id),
        Field("name", TEXT, _("its name")),
        Field("sort_name", TEXT, _("the form under which it is sorted")),
        Field("remark", TEXT, _("what it is, in a few words")),
        *more,
        Field("article_count", WHOLE, _("articles, copies left out")),
        Field("copy_count", WHOLE, _("copies")),
        Field("first", or_none(DAY), _("first known day of publication"), day_of("first")),
        Field("last", or_none(DAY), _("last known day of publication"), day_of("last")),
        Field("is_fiction", TRUTH, _("of invented texts only")),
        page_of(lambda row, _site: short(row.kind, row.public_id)),
        itself(resource),
    )


PUBLICATION = _origin(
    "Publication",
    _("What articles appeared in."),
    "publications",
    Field("language", TEXT, _("BCP 47")),
    Field("url", TEXT, _("its address, as noted")),
)
CONTRIBUTOR = _origin(
    "Contributor",
    _("Who had a part in articles (authors, translators, …), by the authority record or the printed name."),
    "contributors",
    Field("entity", ENTITY_NAMED, _("the authority record"), is_missing=True),
)

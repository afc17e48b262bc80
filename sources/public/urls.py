"""The readers' site: every public address. Paths are written out again in ``addresses.py``, for speed."""

import re

from django.urls import path, re_path, register_converter
from django.urls.converters import IntConverter, StringConverter

from sources.cite.formats import FORMATS
from sources.public.api import views as api
from sources.public.api.resources import RESOURCES
from sources.public.oai import views as oai
from sources.public.views import (
    about,
    account_files,
    accounts,
    articles,
    citations,
    cited_lists,
    comparing,
    dates,
    days,
    dossiers,
    editions,
    entities,
    entity_days,
    feeds,
    home,
    indexes,
    indexes_within,
    machines,
    near,
    origins,
    passages,
    search,
    selection,
    taking,
    topics,
    unapi,
)

# The longest first: ".bib" alone would take what ".biblatex.bib" begins with.
ENDINGS = "|".join(re.escape(fmt.ending) for fmt in sorted(FORMATS, key=lambda fmt: -len(fmt.ending)))


# As far as lists are paged, which partials/pages.html says on the last.
LATER = "[2-9]|[1-9][0-9]|[1-4][0-9][0-9]|500"


class PublicId(StringConverter):
    """Eight characters of lower-case Crockford base 32."""

    regex = "[0-9a-hjkmnp-tv-z]{8}"


class PassageNumber(StringConverter):
    """A passage's number: 7, or 7a for what was split off it."""

    regex = "[0-9]+[a-z]*"


class Kind(StringConverter):
    """What an entity is."""

    regex = "person|place|organisation"


class Kinds(StringConverter):
    """The index of a kind."""

    regex = "people|places|organisations"


class Origin(StringConverter):
    """Where articles come from."""

    regex = "publication|contributor"


class Origins(StringConverter):
    """The index of publications or of contributors."""

    regex = "publications|contributors"


class ApiList(StringConverter):
    """The name of a list of the API."""

    regex = "|".join(RESOURCES)


class Ending(StringConverter):
    """How the file of a citation format ends."""

    regex = ENDINGS


class Sha256(StringConverter):
    """A SHA-256 in hexadecimal digits."""

    regex = "[0-9a-f]{64}"


class Form(StringConverter):
    """How a dossier is had: as a page, or as a Word file."""

    regex = r"/|\.docx"


class Later(IntConverter):
    """The number of a page after the first, which has the list's own address, as far as lists are paged."""

    regex = LATER


CONVERTERS: dict[str, type[StringConverter | IntConverter]] = {
    "id": PublicId,
    "passage": PassageNumber,
    "kind": Kind,
    "kinds": Kinds,
    "origin": Origin,
    "origins": Origins,
    "ending": Ending,
    "list": ApiList,
    "form": Form,
    "later": Later,
    "sha256": Sha256,
}
for name, converter in CONVERTERS.items():
    register_converter(converter, name)

app_name = "sources"

urlpatterns = [
    path("", home.home, name="home"),
    path("c/<slug:slug>/", home.corpus, name="corpus"),
    path("c/<slug:corpus>/<kinds:kinds>/", indexes.entities, name="corpus-entities"),
    path(
        "c/<slug:corpus>/<kinds:kinds>/within/", indexes_within.entities_within, name="corpus-entities-within"
    ),
    path("c/<slug:corpus>/<kinds:kinds>/<str:letter>/", indexes.entities, name="corpus-entities-letter"),
    path("c/<slug:corpus>/dates/", indexes.dates, name="corpus-dates"),
    path("c/<slug:corpus>/day/<str:text>/", days.day, name="corpus-day"),
    path("c/<slug:corpus>/day/<str:text>/page/<later:number>/", days.day, name="corpus-day-page"),
    path("c/<slug:corpus>/day/<str:text>/cite.<ending:ending>", cited_lists.date, name="corpus-day-file"),
    path("c/<slug:corpus>/day/<str:text>/dossier<form:form>", dossiers.date, name="corpus-day-dossier"),
    path("c/<slug:corpus>/cite.<ending:ending>", cited_lists.articles, name="corpus-file"),
    path("c/<slug:slug>/corpus.tei.xml", taking.corpus_tei, name="corpus-tei"),
    path("c/<slug:slug>/package.zip", taking.package, name="corpus-package"),
    path("c/<slug:slug>/bag.zip", taking.bag, name="corpus-bag"),
    path("c/<slug:slug>/annotations.json", taking.corpus_annotations, name="corpus-annotations"),
    path("c/<slug:corpus>/articles/", indexes.articles, name="corpus-articles"),
    path("c/<slug:corpus>/articles/feed/", feeds.articles, name="corpus-articles-feed"),
    path("c/<slug:corpus>/articles/page/<later:number>/", indexes.articles, name="corpus-articles-page"),
    path("c/<slug:corpus>/<origins:kinds>/", origins.index, name="corpus-origins"),
    path("c/<slug:corpus>/<origins:kinds>/<str:letter>/", origins.index, name="corpus-origins-letter"),
    path("c/<slug:corpus>/accounts/", accounts.index, name="corpus-accounts"),
    path("c/<slug:corpus>/topics/", topics.index, name="corpus-topics"),
    path("<kinds:kinds>/", indexes.entities, name="entities"),
    path("<kinds:kinds>/within/", indexes_within.entities_within, name="entities-within"),
    path("<kinds:kinds>/<str:letter>/", indexes.entities, name="entities-letter"),
    path("<origins:kinds>/", origins.index, name="origins"),
    path("<origins:kinds>/<str:letter>/", origins.index, name="origins-letter"),
    path("topics/", topics.index, name="topics"),
    path("accounts/", accounts.index, name="accounts"),
    path("account/<slug:slug>/", accounts.account, name="account"),
    path("account/<slug:slug>/cite.<ending:ending>", account_files.cite, name="account-citation-file"),
    path("account/<slug:slug>/dossier<form:form>", dossiers.account, name="account-dossier"),
    path("account/<slug:slug>/claims.csv", account_files.as_csv, name="account-csv"),
    path("account/<slug:slug>/claims.json", account_files.as_json, name="account-json"),
    path("account/<slug:slug>/annotations.json", account_files.annotations, name="account-annotations"),
    path("account/<slug:slug>/claims.jsonld", account_files.as_schema, name="account-schema"),
    path("claim/<id:public_id>/", accounts.claim, name="claim"),
    path("claim/<id:public_id>/cite.<ending:ending>", account_files.cite_claim, name="claim-citation-file"),
    path("claim/<id:public_id>/annotation.json", account_files.annotation, name="claim-annotation"),
    path("claim/<id:public_id>/claim.jsonld", account_files.claim_as_schema, name="claim-schema"),
    path("dates/", indexes.dates, name="dates"),
    path("articles/", indexes.articles, name="articles"),
    path("articles/cite.<ending:ending>", cited_lists.articles, name="articles-file"),
    path("articles/feed/", feeds.articles, name="articles-feed"),
    path("corrections/feed/", feeds.corrections, name="corrections-feed"),
    path("articles/page/<later:number>/", indexes.articles, name="articles-page"),
    path("a/<id:public_id>/", articles.bare, name="article-bare"),
    path("a/<id:public_id>/cite.<ending:ending>", citations.of, name="article-citation-file"),
    path(
        "a/<id:public_id>/<passage:number>/cite.<ending:ending>", citations.of, name="passage-citation-file"
    ),
    path("a/<id:public_id>/article.tei.xml", taking.article_tei, name="article-tei"),
    path("a/<id:public_id>/annotations.json", taking.article_annotations, name="article-annotations"),
    path("a/<id:public_id>/<str:slug>/", articles.article, name="article"),
    path("a/<id:public_id>/<str:slug>/captured/", articles.captured, name="article-captured"),
    path("a/<id:public_id>/<str:slug>/cite/", citations.page, name="article-citation"),
    path("a/<id:public_id>/<str:slug>/<passage:number>/", passages.passage, name="passage"),
    path(
        "a/<id:public_id>/<str:slug>/<passage:number>/rev/<int:revision_number>/",
        passages.revision,
        name="passage-revision",
    ),
    path("a/<id:public_id>/<str:slug>/<passage:number>/cite/", citations.page, name="passage-citation"),
    path("a/<id:public_id>/<str:slug>/<passage:number>/near/", near.near, name="passage-near"),
    path("compare/<id:one>/<id:other>/", comparing.articles, name="compare"),
    path("compare/<id:one>/<id:other>/<kind:kind>/<id:public_id>/", comparing.entity, name="compare-entity"),
    re_path(
        r"^compare/(?P<one>[0-9a-hjkmnp-tv-z]{8})/(?P<other>[0-9a-hjkmnp-tv-z]{8})/date/(?P<text>.+)/$",
        comparing.date,
        name="compare-date",
    ),
    path("document/<id:public_id>/", articles.document, name="document"),
    path("document/<id:public_id>/page/<later:number>/", articles.document, name="document-page"),
    path("<kind:kind>/<id:public_id>/", entities.bare, name="entity-bare"),
    path("<kind:kind>/<id:public_id>/feed/", feeds.entity, name="entity-feed"),
    path("<kind:kind>/<id:public_id>/cite.<ending:ending>", cited_lists.entity, name="entity-citation-file"),
    path("<kind:kind>/<id:public_id>/dossier<form:form>", dossiers.entity, name="entity-dossier"),
    path("<kind:kind>/<id:public_id>/<str:slug>/", entities.entity, name="entity"),
    path("<kind:kind>/<id:public_id>/<str:slug>/page/<later:number>/", entities.entity, name="entity-page"),
    path("<kind:kind>/<id:public_id>/<str:slug>/by-day/", entity_days.entity_days, name="entity-days"),
    path(
        "<kind:kind>/<id:public_id>/<str:slug>/by-day/page/<later:number>/",
        entity_days.entity_days,
        name="entity-days-page",
    ),
    path("<origin:kind>/<id:public_id>/", origins.bare, name="origin-bare"),
    path("<origin:kind>/<id:public_id>/cite.<ending:ending>", cited_lists.origin, name="origin-file"),
    path("<origin:kind>/<id:public_id>/<str:slug>/", origins.origin, name="origin"),
    path("<origin:kind>/<id:public_id>/<str:slug>/page/<later:number>/", origins.origin, name="origin-page"),
    path("topic/<str:slug>/", topics.topic, name="topic"),
    path("topic/<str:slug>/cite.<ending:ending>", cited_lists.topic, name="topic-file"),
    path("topic/<str:slug>/dossier<form:form>", dossiers.topic, name="topic-dossier"),
    path("topic/<str:slug>/page/<later:number>/", topics.topic, name="topic-page"),
    # An interval has a slash of its own, so a date takes all that is not the number of a page.
    re_path(rf"^date/(?P<text>.+?)/page/(?P<number>{LATER})/$", dates.date, name="date-page"),
    re_path(rf"^date/(?P<text>.+?)/cite\.(?P<ending>{ENDINGS})$", cited_lists.date, name="date-file"),
    re_path(r"^date/(?P<text>.+?)/dossier(?P<form>/|\.docx)$", dossiers.date, name="date-dossier"),
    re_path(r"^date/(?P<text>.+?)/$", dates.date, name="date"),
    path("search/", search.search, name="search"),
    path("about/report/", about.report, name="report"),
    path("about/searching/", about.searching, name="searching"),
    path("search/feed/", feeds.search, name="search-feed"),
    path("search/cite.<ending:ending>", search.cite, name="search-citation-file"),
    path("search/dossier<form:form>", dossiers.searched, name="search-dossier"),
    path("selection/dossier<form:form>", dossiers.selected, name="selection-dossier"),
    path("selection/", selection.selection, name="selection"),
    path("selection/choose/", selection.choose, name="selection-choose"),
    path("selection/cite.<ending:ending>", selection.cite, name="selection-file"),
    path("unapi", unapi.unapi, name="unapi"),
    path("about/", about.about, name="about"),
    path("about/citing/", about.citing, name="citing"),
    path("about/<slug:slug>/", about.site_page, name="site-page"),
    path("data/", taking.data, name="data"),
    path("data/tables.zip", taking.tables, name="data-tables"),
    path("data/archive.json", taking.everything, name="data-json"),
    path("data/places.geojson", taking.places, name="data-places"),
    path("data/api/", api.page, name="api-page"),
    path("colours.css", about.colours, name="colours"),
    path("edition/", about.edition, name="edition"),
    path("edition/file/", about.edition_file, name="edition-file"),
    path("data/edition/<sha256:sha256>.sqlite", editions.file, name="edition-data"),
    path(".well-known/edition.json", editions.offer, name="edition-offer"),
    path("api/v1/", api.begin, name="api"),
    path("api/v1/openapi.json", api.described, name="api-description"),
    path("api/v1/search", api.search, name="api-search"),
    path("api/v1/<list:name>", api.listed, name="api-list"),
    path("api/v1/<list:name>/<path:key>", api.record, name="api-record"),
    re_path(r"^api(?:/[\s\S]*)?\Z", api.nowhere, name="api-nowhere"),  # also where a line ends within
    path("oai", oai.oai, name="oai"),
    path("healthz", machines.healthz, name="healthz"),
    path(".well-known/archive-head.json", machines.archive_head, name="archive-head"),
    path(".well-known/security.txt", machines.security, name="security"),
    path("favicon.ico", machines.favicon, name="favicon"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("sitemap/<int:number>.xml", machines.sitemap_part, name="sitemap-part"),
]

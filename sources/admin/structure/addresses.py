"""Addresses of the pages on which structure is looked at and changed."""

from django.urls import URLPattern, path

from sources.admin.site import desk
from sources.admin.structure import deeds, regions


def of_passages() -> list[URLPattern]:
    """Give those below the list of passages."""
    return [
        path("regions/", desk.admin_view(regions.regions), name="sources_passage_regions"),
        path("regions/do/", desk.admin_view(deeds.do), name="sources_passage_do"),
        path("<int:pk>/split/", desk.admin_view(deeds.split_passage), name="sources_passage_split"),
    ]


def of_documents() -> list[URLPattern]:
    """Give those below the list of documents."""
    return [
        path(
            "<int:pk>/withdraw/", desk.admin_view(deeds.withdraw_document), name="sources_document_withdraw"
        ),
    ]


def of_articles() -> list[URLPattern]:
    """Give those below the list of articles."""
    return [
        path("<int:pk>/replace/", desk.admin_view(deeds.replace_article), name="sources_article_replace"),
    ]

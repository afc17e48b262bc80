from sources.admin import (
    accounts,
    articles,
    authorities,
    documents,
    editions,
    log,
    mentions,
    passages,
    publications,
    quotations,
    remarks,
    sites,
    topics,
)
from sources.admin.site import desk

__all__ = [
    "accounts",
    "articles",
    "authorities",
    "desk",
    "documents",
    "editions",
    "log",
    "mentions",
    "passages",
    "publications",
    "quotations",
    "remarks",
    "sites",
    "topics",
]

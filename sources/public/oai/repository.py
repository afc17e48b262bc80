"""What the archive is to a harvester: since when it has records, and how it names them."""

import re
from typing import Final

from django.db.models import Max, Min
from lxml import etree

from sources.edition.models import Since
from sources.edition.since import second_after
from sources.export.dublincore import XSI, Element
from sources.public.oai.records import identifier

NAMESPACE: Final = "http://www.openarchives.org/OAI/2.0/oai-identifier"
SCHEMA: Final = f"{NAMESPACE}.xsd"
# What that schema takes for a repository: a domain, not an address in figures nor "localhost".
HOST: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9-]*(\.[a-zA-Z][a-zA-Z0-9-]*)+")


def earliest() -> str:
    """Give the earliest datestamp of any record."""
    return str(Since.objects.aggregate(first=Min("changed_at"))["first"])


def complete_until() -> str:
    """Give the moment before which no record will ever be dated that is not here: to ask from next time.

    It is the second after the newest datestamp; what an edition after this one changes is dated so or later
    (``edition/since.py``).
    """
    return second_after(str(Since.objects.aggregate(last=Max("changed_at"))["last"]))


def identifier_description(host: str) -> Element:
    """Say how records are named (http://www.openarchives.org/OAI/2.0/guidelines-oai-identifier.htm)."""
    made = etree.Element(f"{{{NAMESPACE}}}oai-identifier", nsmap={None: NAMESPACE, "xsi": XSI})
    made.set(f"{{{XSI}}}schemaLocation", f"{NAMESPACE} {SCHEMA}")
    for name, text in (
        ("scheme", "oai"),
        ("repositoryIdentifier", host),
        ("delimiter", ":"),
        ("sampleIdentifier", identifier(host, Since.objects.order_by("public_id")[0].public_id)),
    ):
        etree.SubElement(made, f"{{{NAMESPACE}}}{name}").text = text
    return made

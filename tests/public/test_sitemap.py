"""The sitemap as the protocol has it (https://www.sitemaps.org/protocol.html): its index and every part."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import etree

from sources.public.frame import current
from sources.public.views import machines

SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent / "schemas" / "sitemap.rng"))
NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
MOST_BYTES = 52_428_800  # of one file, uncompressed
of_edition = pytest.mark.django_db(databases=["edition"])


def sent(reader, path: str) -> etree._Element:
    """Give a file of the sitemap, which is valid and no longer than it may be."""
    answer = reader.get(path)
    body = b"".join(answer) if answer.streaming else answer.content
    root = etree.fromstring(body)
    SCHEMA.assertValid(root)
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    assert len(body) <= MOST_BYTES
    assert len(root) <= 50_000
    return root


def addresses_in(root: etree._Element) -> list[str]:
    """Give the addresses that a file names."""
    return root.xpath("//s:loc/text()", namespaces=NAMESPACE)


@of_edition
@pytest.mark.parametrize("site", ["http://testserver", "https://archive.example"])
def test_index_and_parts_are_valid_and_of_one_site(reader, settings, site):
    settings.SITE_ADDRESS = "" if site == "http://testserver" else site

    index = sent(reader, "/sitemap.xml")
    parts = [sent(reader, urlsplit(one).path) for one in addresses_in(index)]

    named = addresses_in(index) + [address for part in parts for address in addresses_in(part)]
    lastmods = [len(root.xpath("//s:lastmod", namespaces=NAMESPACE)) for root in (index, *parts)]
    assert (etree.QName(index).localname, {etree.QName(part).localname for part in parts}) == (
        "sitemapindex",
        {"urlset"},
    )
    assert {f"{urlsplit(one).scheme}://{urlsplit(one).netloc}" for one in named} == {site}
    assert len(named) == len(set(named)) > 100
    assert sum(lastmods) == len(named)


def test_no_part_is_longer_than_the_protocol_allows():
    assert machines.MOST_ADDRESSES == 50_000


@pytest.mark.parametrize(
    "entry",
    [
        "<url/>",
        "<url><loc>/people/</loc></url>",
        "<url><loc>https://x.example/a b</loc></url>",
        "<url><loc>https://x.example/</loc><lastmod>yesterday</lastmod></url>",
        "<url><loc>https://x.example/</loc><lastmod>2026-02-30</lastmod></url>",
        "<url><loc>https://x.example/</loc><lastmod>2026-02-03T10:00:00</lastmod></url>",
        "<url><lastmod>2026-02-03</lastmod><loc>https://x.example/</loc></url>",
        f"<url><loc>https://x.example/{'x' * 2048}</loc></url>",
    ],
)
def test_schema_refuses_what_the_protocol_does(entry):
    assert not SCHEMA.validate(etree.fromstring(f'<urlset xmlns="{NAMESPACE["s"]}">{entry}</urlset>'))


@of_edition
def test_paths_are_counted_without_making_them(reader):
    frame = current()

    assert machines._number_of_paths(frame) == len(list(machines._paths(frame)))

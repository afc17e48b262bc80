"""MODS as an XML parser reads it: one record for one item, with equal fields."""

import pytest
from hypothesis import given, settings
from lxml import etree

from sources.cite import mods
from sources.cite.item import item
from tests.cite.hostile import lists
from tests.cite.shapes import ASKED, ASKING, COMMITTEE, SHAPES, read_here, source

SPACE = {"m": mods.NAMESPACE}


def records(found):
    """Give the records of these sources as read."""
    return etree.fromstring(mods.write([item(one) for one in found]).encode())


def texts(record, path):
    return record.xpath(f"{path}/text()", namespaces=SPACE)


@settings(max_examples=75, deadline=None)
@given(found=lists)
def test_hostile_text_is_one_record_for_one_item_with_equal_fields(found):
    items = [item(one) for one in found]

    read = records(found)

    assert [texts(one, "m:titleInfo[not(@type)]/m:title") for one in read] == [[it["title"]] for it in items]
    translated = [texts(one, "m:titleInfo[@type='translated']/m:title") for one in read]
    assert translated == [list(it.get("custom", {}).values()) for it in items]
    assert [texts(one, "m:identifier") for one in read] == [[it["id"]] for it in items]
    urls = [texts(one, "m:location/m:url") for one in read]
    assert urls == [[it["URL"]] if "URL" in it else [] for it in items]
    notes = [texts(one, "m:note[not(@type)]") for one in read]
    assert notes == [[it["note"]] if "note" in it else [] for it in items]


def test_a_passage_is_a_newspaper_article_in_its_host_and_its_archive():
    [record] = records([read_here(page="1", place="Halmya")])

    assert texts(record, 'm:genre[@authority="local"]') == ["newspaperArticle"]
    assert texts(record, "m:originInfo/m:dateIssued") == ["1927-10-15"]
    assert texts(record, 'm:relatedItem[@type="host"]/m:titleInfo/m:title') == ["Temrava Courier"]
    assert texts(record, "m:relatedItem/m:originInfo/m:place/m:placeTerm") == ["Halmya"]
    assert texts(record, "m:relatedItem/m:part/m:extent/*") == ["1", "1"]
    shelf = "The Temrava Strike, passage 6 (rev. 1)"
    assert texts(record, "m:location/m:physicalLocation") == ["Sourcebook, ed. 7", shelf]
    assert texts(record, "m:location/m:shelfLocator") == [shelf]


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("1927-10~", [("1927-10", None, "approximate")]),
        ("1927-10-15/1927-10-16", [("1927-10-15", "start", None), ("1927-10-16", "end", None)]),
        ("1927-21", [("Spring 1927", None, None)]),
        ("199X", [("the 1990s", None, None)]),
        ("", []),
    ],
)
def test_date_is_coded_where_it_can_be(published, expected):
    [record] = records([source(published=published)])

    dates = record.xpath("m:originInfo/m:dateIssued", namespaces=SPACE)

    assert [(one.text, one.get("point"), one.get("qualifier")) for one in dates] == expected


def test_interview_names_who_was_asked_and_who_asked():
    [record] = records([source(genre="interview", contributors=(ASKED, ASKING, COMMITTEE))])

    names = record.xpath("m:name", namespaces=SPACE)

    read = [(texts(one, "m:namePart"), texts(one, "m:role/m:roleTerm")) for one in names]
    assert read == [(["Vorchenko", "Stepan"], ["ive"]), (["Orlen", "Vera"], ["ivr"])]
    assert texts(record, 'm:note[@type="publication"]') == ["Published in Temrava Courier."]


def test_an_organisation_is_named_in_one_piece():
    [record] = records([SHAPES["organisation"]])

    assert texts(record, "m:name[not(@type)]/m:namePart") == ["Committee for Peace and Rights"]

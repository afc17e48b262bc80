"""The pictures on the pages: each with words for who cannot see it, and a table with the same figures."""

import re

import pytest

pytestmark = pytest.mark.django_db(databases=["edition"])


def test_corpus_has_its_map_with_all_places_as_a_table(reader):
    body = reader.get("/c/temrava/").content.decode()

    where = body.split('id="h-where"')[1].split("</section>")[0]
    assert where.count('<svg viewBox="0 0 1000 520"') == 2
    assert "Most passages, 24, name Temrava, at 43.30°" in where
    assert "No coasts: the places are invented." in where
    drawn = set(re.findall(r"<text[^>]*>([^<]+)</text>", where)) - {"500 m", "100 km"}
    listed = re.findall(r'<td><a href="/place/[^"]+"><bdi>([^<]+)</bdi>', where)
    assert len(listed) == 14
    assert drawn <= set(listed)


def test_corpus_has_who_is_named_with_whom_as_a_table(reader):
    body = reader.get("/c/temrava/").content.decode()

    net = body.split('id="h-net"')[1].split("</section>")[0]
    lines = net.count('<line class="joint"')
    assert lines > 10
    assert len(re.findall(r'<td class="num">', net)) == lines


def test_place_has_a_map_and_a_person_has_none(reader):
    body = reader.get("/places/").content.decode()
    [mole] = re.findall(r'"(/place/\w+/coal-mole/)"', body)

    assert '<figure class="map place">' in reader.get(mole).content.decode()
    assert '<figure class="map' not in reader.get("/person/m8mwreec/stepan-vorchenko/").content.decode()


def test_corpus_costs_the_same_with_its_pictures(reader, django_assert_num_queries):
    reader.get("/about/")

    with django_assert_num_queries(4, using="edition"):
        reader.get("/c/temrava/")

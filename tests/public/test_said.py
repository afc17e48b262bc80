"""What somebody said reaches readers, apart from what was said of them."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.public.showing.marked import marked
from tests.public.conftest import COURIER, VORCHENKO

on_the_site = pytest.mark.django_db(databases=["edition"])

TEXT = "“It was dark,” said Wick."
SAID = [0, 14, "direct", "person", "pppppppp", "wick", "Wick"]


def test_a_quotation_has_a_corner_at_either_end_and_the_second_leads_to_its_speaker():
    assert str(marked(TEXT, [], [SAID])) == (
        '<span class="says from direct"></span>“It was dark,”'
        '<a class="says to direct" href="/person/pppppppp/wick/" data-card="pppppppp" '
        'aria-label="Said by Wick, quoted"></a> said Wick.'
    )


def test_within_a_link_a_corner_is_a_mere_sign():
    mark = [0, 24, "organisation", "oooooooo", "slug", "Name"]

    assert str(marked(TEXT, [mark], [SAID])).count("<a ") == 1


def test_a_speaker_without_a_record_is_named_all_the_same():
    drawn = str(marked(TEXT, [], [[0, 14, "indirect", "", "", "", "a docker"]]))

    assert '<span class="says to indirect" role="img" aria-label="Said by a docker, retold"></span>' in drawn


spans = st.tuples(st.integers(0, 20), st.integers(0, 20)).filter(lambda pair: pair[0] != pair[1])


@given(st.lists(spans, max_size=4), st.lists(spans, max_size=4))
def test_corners_add_no_letter_and_nest_no_link(marks, sayings):
    text = "abcdefghij <&> klmnop"
    rows = [[*sorted(span), "person", "pppppppp", "slug", "Name"] for span in marks]
    said = [[*sorted(span), "direct", "person", "ssssssss", "slug", "Name"] for span in sayings]

    drawn = str(marked(text, rows, said))

    assert unescape(re.sub("<[^>]*>", "", drawn)) == text
    assert all("<a " not in inner for inner in re.findall("<a [^>]*>(.*?)</a>", drawn))


@on_the_site
def test_person_page_has_what_they_said_apart_from_what_was_said_of_them(reader):
    body = reader.get(VORCHENKO).content.decode()

    said, of = body.split('id="h-said"')[1].split('id="h-of"')
    assert "What they said" in said
    assert "We were told Saturday, and they came on Friday" in said
    assert '<span class="note">quoted</span>' in said
    assert "What was said of them" in of
    assert "quoted in four articles." in body


@on_the_site
def test_article_names_the_speaker_beside_the_words(reader):
    body = reader.get(COURIER).content.decode()

    passage = body.split('id="p7"')[1].split('id="p8"')[0]
    assert f'Words of <a href="{VORCHENKO}"><bdi>Stepan Vorchenko</bdi></a>, quoted' in passage
    assert 'aria-label="Said by Stepan Vorchenko, quoted"' in passage


@on_the_site
def test_captured_page_is_the_text_alone(reader):
    assert 'class="says' not in reader.get(f"{COURIER}captured/").content.decode()

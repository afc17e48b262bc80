"""Names that cannot trick the eye, identifiers of the right shape: refused by acts too."""

import pytest
from django.core.exceptions import ValidationError

from sources.annotate.acts import act
from sources.models import Entity, Name
from sources.vocabulary import ActKind
from tests.factories import make_entity


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("preferred_name", "Ada\x01 Quill"),
        ("preferred_name", "Ada\u202e lliuQ"),
        ("sort_name", "Quill\nAda"),
        ("pseudonym", "\u2066A. Q."),
        ("description", "A keeper\x07 of lamps."),
        ("wikidata", "42"),
        ("wikidata", "Q42\n"),
        ("geonames", "Q42"),
        ("viaf", "\u0661\u0662"),
        ("language", "<b>"),
        ("language", "english language"),
        ("script", "latin"),
        ("script", "\x01<b>"),
    ],
)
def test_field_refuses(field, value):
    with pytest.raises(ValidationError):
        Entity._meta.get_field(field).clean(value, None)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("preferred_name", "می‌خواهم"),
        ("preferred_name", "D’Arcy “the Lamp” O’Neill-Skłodowska"),
        ("description", "A keeper of lamps.\r\nLater a pilot."),
        ("wikidata", "Q42"),
        ("geonames", "610612"),
        ("viaf", "113230702"),
        ("language", "zh-Hant-TW"),
        ("language", "sl-rozaj-biske"),
        ("language", "qaa-x-harbour"),
        ("script", "Cyrl"),
    ],
)
def test_field_takes(field, value):
    assert Entity._meta.get_field(field).clean(value, None) == value


@pytest.mark.django_db
def test_act_refuses_a_form_that_turns_the_words_after_it():
    entity = make_entity()

    with (
        pytest.raises(ValidationError, match="Character 4 is U\\+202E"),
        act(ActKind.EDIT, "", actor=None) as doing,
    ):
        doing.create(Name(entity=entity, form="Ada\u202e lliuQ", kind="variant"))

    assert Name.objects.count() == 0

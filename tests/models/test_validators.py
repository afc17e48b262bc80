"""Names that cannot trick the eye, identifiers of the right shape: refused by acts too."""

import contextlib

import pytest
from django.apps import apps
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


# Whatever the archive says in its own words, or as the name of somebody or something.
NAMED = {
    "article": ["title", "translated_title"],
    "claim": ["text"],
    "contributor": ["name", "given", "family"],
    "corpus": ["title"],
    "entity": ["preferred_name", "sort_name", "pseudonym"],
    "name": ["form"],
    "party": ["label"],
    "passkey": ["name"],
    "publication": ["name", "place"],
    "question": ["wording", "unit", "counted"],
    "site": ["name"],
    "sitepage": ["title"],
    "topic": ["name"],
    "user": ["handle"],
}
PROSE = {
    "corpus": ["description"],
    "entity": ["description"],
    "question": ["method", "options"],
    "remark": ["text"],
    "site": ["lead"],
    "sitepage": ["body"],
    "topic": ["description"],
}
SIGNS = ["\u202e", "\u2066", "\u200f", "\u061c", "\x1b", "\x85", "\u2028", "\U000e0041", "\U000e007f", "\x00"]


@pytest.mark.parametrize(
    ("model", "field"),
    [(model, field) for table in (NAMED, PROSE) for model, fields in table.items() for field in fields],
)
def test_s14_every_label_and_every_text_of_ours_refuses_signs_that_cannot_be_seen(model, field):
    column = apps.get_model("sources", model)._meta.get_field(field)
    taken = []
    for sign in SIGNS:
        with contextlib.suppress(ValidationError):
            taken.append(column.run_validators(f"a{sign}b"))

    assert taken == []


@pytest.mark.parametrize("model", NAMED)
def test_s14_line_ends_are_for_texts_and_not_for_labels(model):
    for field in NAMED[model]:
        with pytest.raises(ValidationError):
            apps.get_model("sources", model)._meta.get_field(field).run_validators("a\nb")


@pytest.mark.django_db
def test_act_refuses_a_form_that_turns_the_words_after_it():
    entity = make_entity()

    with (
        pytest.raises(ValidationError, match="Character 4 is U\\+202E"),
        act(ActKind.EDIT, "", actor=None) as doing,
    ):
        doing.create(Name(entity=entity, form="Ada\u202e lliuQ", kind="variant"))

    assert Name.objects.count() == 0

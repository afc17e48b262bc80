"""S14: a name that looks like another's, or mixes scripts, is asked about once, wherever it is typed."""

import csv
import json

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse

from sources.annotate.look_the_same import doubts_about
from sources.models import Article, Entity, Mention, Name
from tests.admin.forms import errors_of, filled
from tests.admin.test_shielding import SECRET, secret  # noqa: F401 -- a fixture
from tests.export.package.packages import copy_of
from tests.factories import make_entity

pytestmark = pytest.mark.django_db

# “Ada Quill” with two Cyrillic letters; and “cocoa”, all of it Cyrillic, beside a ship's Latin name.
TRICK, OTHER = "\u0410d\u0430 Quill", "\u0441\u043e\u0441\u043e\u0430"
MIXES = f"“{TRICK}” has letters of Cyrillic and Latin."
LOOKS = f"“{TRICK}” looks like “Ada Quill”, which is written with other letters."


def asked_and_taken(client, page, form_id, **typed):
    """Send a form with a name typed; then what the page shows once more. Give the first page's errors."""
    first = client.post(page, filled(client.get(page), form_id, **typed))
    assert first.status_code == 200
    again = client.post(page, filled(first, form_id))
    assert again.status_code == 302, errors_of(again)
    return errors_of(first)


def test_s14_new_record_is_asked_about_once(editor):
    make_entity()
    page = reverse("admin:sources_person_add")

    said = asked_and_taken(editor, page, "person_form", preferred_name=TRICK)

    assert said == [f"{MIXES} {LOOKS} If that is the name all the same, save once more."]
    assert Entity.objects.filter(preferred_name=TRICK).exists()


def test_s14_what_was_confirmed_of_one_name_does_not_do_for_another(editor):
    make_entity()
    make_entity("cocoa", kind="organisation")
    page = reverse("admin:sources_person_add")
    first = editor.post(page, filled(editor.get(page), "person_form", preferred_name=TRICK))

    second = editor.post(page, filled(first, "person_form", preferred_name=OTHER))

    assert "looks like “cocoa”" in errors_of(second)[0]
    assert Entity.objects.count() == 2


def test_s14_record_renamed_and_a_form_of_its_name_are_asked_about(editor):
    make_entity()
    tom = make_entity("Tom Wick")
    page = reverse("admin:sources_person_change", args=[tom.pk])
    row = {
        "names-TOTAL_FORMS": "1",
        "names-0-form": TRICK,
        "names-0-kind": "variant",
        "names-0-script": "Latn",
    }

    renamed = asked_and_taken(editor, page, "person_form", preferred_name="Tom W\u0456ck")
    formed = asked_and_taken(editor, page, "person_form", **row)

    assert renamed[0].startswith("“Tom W\u0456ck” has letters of Latin and Cyrillic. If")
    assert formed == [f"{MIXES} {LOOKS} If that is the name all the same, save once more."]
    assert (Name.objects.get().form, Entity.objects.get(pk=tom.pk).preferred_name) == (TRICK, "Tom W\u0456ck")


def test_s14_record_split_off_is_asked_about(editor, revision):
    ada = Entity.objects.get(preferred_name="Ada Quill")
    page = reverse("admin:sources_entity_split", args=[ada.pk])
    going = f"mention:{Mention.objects.get(entity=ada).pk}"

    first = editor.post(page, {"preferred_name": TRICK, "going": going})
    assert Entity.objects.filter(preferred_name=TRICK).count() == 0
    editor.post(page, filled(first) | {"going": going})

    assert LOOKS in errors_of(first)[0]
    assert Entity.objects.filter(preferred_name=TRICK).count() == 1


def test_s14_plain_page_asks_and_takes_a_tick(editor, revision):
    article = Article.objects.get()
    page = reverse("admin:sources_article_mark", args=[article.pk, revision.passage_id])
    sent = {
        "mark-revision": revision.pk,
        "mark-exact": "lamp",
        "mark-new_name": TRICK,
        "mark-new_kind": "person",
        "mark-certainty": "certain",
    }

    asked = editor.post(page, sent)
    taken = editor.post(page, sent | {"mark-is_another": "on"})

    assert (asked.status_code, taken.status_code) == (400, 302)
    assert LOOKS in " ".join(errors_of(asked))
    assert Mention.objects.get(exact="lamp").entity.preferred_name == TRICK


def deed(client, article, **asked):
    page = reverse("admin:sources_article_desk_act", args=[article.pk])
    return client.post(page, json.dumps({"since": 0} | asked), content_type="application/json")


def marking(revision, target):
    return {"do": "mark", "revision": revision.pk, "start": 18, "end": 22, "target": target}


def test_s14_annotation_desk_says_what_a_name_looks_like_and_takes_it_when_that_was_seen(editor, revision):
    article, target = Article.objects.get(), {"kind": "person", "name": TRICK}
    lookup = reverse("admin:sources_article_desk_lookup", args=[article.pk])

    asked = deed(editor, article, **marking(revision, target))
    offered = editor.get(lookup, {"q": TRICK, "kind": "person"}).json()
    taken = deed(editor, article, **marking(revision, target | {"isAnother": True}))

    assert (asked.status_code, taken.status_code) == (400, 200)
    assert (
        asked.json()["refused"] == f"{MIXES} {LOOKS} If that is the name all the same, type it and choose it."
    )
    assert offered["doubts"] == [MIXES, LOOKS]
    assert Mention.objects.get(exact="lamp").entity.preferred_name == TRICK


def test_s14_the_same_letters_and_ones_own_other_names_are_not_asked_about():
    ada = make_entity()
    Name.objects.create(entity=ada, form="Ада", spelling_key="ada", script="Cyrl")

    assert doubts_about("Ada Quill") == ()
    assert doubts_about("A\u0301da", other_than=ada.pk) == ()
    assert doubts_about(TRICK, other_than=ada.pk) == (MIXES,)
    assert doubts_about("Ida Quill") == ()


def test_s14_name_is_asked_about_again_once_what_it_looks_like_is_there():
    assert doubts_about("\u0421ocoa Co") == ("“\u0421ocoa Co” has letters of Cyrillic and Latin.",)
    make_entity("Cocoa Co", kind="organisation")
    assert len(doubts_about("\u0421ocoa Co")) == 2


# Signs that cannot be seen, through every way in ------------------------------------------------------------


@pytest.mark.parametrize(
    ("model", "form", "field"),
    [
        ("publication", "publication_form", "name"),
        ("corpus", "corpus_form", "title"),
        ("party", "party_form", "label"),
        ("topic", "topic_form", "name"),
        ("site", "site_form", "name"),
        ("sitepage", "sitepage_form", "title"),
    ],
)
@pytest.mark.parametrize("sign", ["\u202e", "\U000e0041"])
def test_s14_label_with_a_sign_that_cannot_be_seen_is_refused_by_its_form(root, model, form, field, sign):
    page = reverse(f"admin:sources_{model}_add")

    answer = root.post(page, filled(root.get(page), form, **{field: f"Lamps{sign}x"}))

    assert f"Character 6 is U+{ord(sign):04X}, which cannot be seen" in " ".join(errors_of(answer))
    assert apps.get_model("sources", model).objects.count() == 0


def test_s14_name_made_at_the_annotation_desk_is_refused_too(editor, revision):
    target = {"kind": "person", "name": "Ada\u202e lliuQ", "isAnother": True}

    answer = deed(editor, Article.objects.get(), **marking(revision, target))

    assert answer.status_code == 400
    assert "Character 4 is U+202E" in answer.json()["refused"]


@pytest.mark.parametrize(
    ("file", "column"),
    [
        ("entities.csv", "preferred_name"),
        ("names.csv", "form"),
        ("parties.csv", "label"),
        ("questions.csv", "wording"),
    ],
)
def test_s14_package_with_such_a_name_is_refused_whole(tmp_path, file, column):
    package = copy_of("temrava", tmp_path)
    rows = list(csv.DictReader((package / file).open(encoding="utf-8", newline="")))
    rows[0][column] = f"A\u202e{rows[0][column]}"
    with (package / file).open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, rows[0], lineterminator="\n")
        table.writeheader()
        table.writerows(rows)

    with pytest.raises((CommandError, ValidationError), match=r"U\+202E"):
        call_command("load_corpus", str(package))

    assert not Entity.objects.exists()


# Nobody is told of a person at risk by what a name looks like -----------------------------------------------


def test_t16_annotator_learns_nothing_of_a_hidden_name_by_typing_it(annotator, secret, revision):  # noqa: F811 -- the fixture
    open_article, person = revision.passage.article, secret[0]
    page = reverse("admin:sources_article_mark", args=[open_article.pk, revision.passage_id])
    lookup = reverse("admin:sources_article_desk_lookup", args=[open_article.pk])
    look_alike = SECRET.replace("x", "\u0445")
    sent = {"mark-revision": revision.pk, "mark-exact": "lamp", "mark-new_kind": "person"}
    sent |= {"mark-certainty": "certain"}

    def said(name):
        answer = annotator.post(page, sent | {"mark-new_name": name})
        found = annotator.get(lookup, {"q": name, "kind": "person"}).json()
        Mention.objects.filter(exact="lamp").delete()
        return (
            answer.status_code,
            found["entities"],
            [doubt.replace(name, "NAME") for doubt in found["doubts"]],
        )

    nobody = "Qzxv Lbrw"
    assert said(SECRET) == said(nobody)
    assert said(look_alike) == said(nobody.replace("x", "\u0445"))
    for target in ({"entity": person.pk}, {"entity": 10**6}):
        answer = deed(annotator, open_article, **marking(revision, target))
        assert answer.json()["refused"].startswith("That entity is no longer there")
    for chosen in ({"mark-entity": person.pk}, {"mark-entity_id": person.public_id}):
        assert annotator.post(page, sent | chosen).status_code == 400

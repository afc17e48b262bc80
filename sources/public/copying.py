"""The whole public site as files, for any web server, a disk or a stick.

Every page is asked of the site itself, from its first page and every address of the edition on, and
written where its address says, with links that lead from file to file. What a server would do is
done beforehand: an address that leads elsewhere is followed, and the search has an index of its own
(``searchable``). A name that some file system refuses is written otherwise; links know how.
"""

import re
import shutil
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape, unescape
from io import BytesIO
from pathlib import Path, PurePosixPath
from posixpath import relpath
from urllib.parse import quote, unquote, urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import HttpResponseBase

from sources.public import searchable

FILES = (
    *("css/tokens.css", "css/base.css", "css/reading.css", "icon.svg"),
    *("js/card.js", "js/copy.js", "js/copy_search.js"),
)
SEARCH = "/search/"
# Asked of a program, not of a shelf: left out of a copy, and so are links to them.
EDITION_FILE = "/edition/file/"
NOT_COPIED = (
    *("/admin/", "/api/", "/healthz", "/oai", "/search/feed/", "/search/cite.", "/selection/", "/unapi"),
)
BEGIN = (
    "/",
    "/about/",
    "/about/citing/",
    "/about/searching/",
    "/edition/",
    "/robots.txt",
    "/sitemap.xml",
    "/sitemap/1.xml",
)

_LINK = re.compile(r'(\s(?:href|src|action)=")(/(?!/)[^"]*)(")')
_FIRST_LINK = re.compile(r'\s(?:href|src)="(/(?!/)[^"]*)"')
_MODULE = re.compile(r'<script type="module"')
# What needs a server is marked so in the templates, and is not in a copy.
_SERVED = re.compile(
    r'<(li|p|form)\b[^>]*\sdata-served\b[^>]*>.*?</\1>|<link rel="(?:unapi-server|service-desc)"[^>]*>',
    re.DOTALL,
)
_REFUSED = re.compile(r'[<>:"\\|?*%\x00-\x1f]')  # by one file system or another
TOLD_EVERY = 500  # pages between two words of progress
_LONGEST = 100  # characters of one name in a path


class NotCopied(Exception):
    """A page that the site links to could not be had."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What was written."""

    pages: int
    files: int
    bytes: int


@dataclass(slots=True)
class _Site:
    """The pages asked for so far: what each address answered, or where it led."""

    ask: Callable[[str], HttpResponseBase]
    folder: Path
    led: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)  # file, by address
    pages: int = 0
    files: int = 0
    size: int = 0


def export_site(folder: Path, progress: Callable[[str], None] = lambda _: None) -> Copied:
    """Write every public page of the current edition into a new or empty folder.

    Raises FileExistsError where the folder holds anything, NotCopied where a page cannot be had.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty; name a new folder, or empty this one.")
    folder.mkdir(parents=True, exist_ok=True)
    site = _Site(_asking(), folder)
    bodies = folder / ".pages"
    bodies.mkdir()
    kept = _gather(site, bodies, progress)
    _write_files(site)
    for address, body in kept:
        _write(site, site.names[address], _linked(site, address, body.read_text("utf-8")).encode())
    shutil.rmtree(bodies)
    for name, content in searchable.files():
        _write(site, f"search/{name}", content)
    return Copied(site.pages, site.files, site.size)


def _asking() -> Callable[[str], HttpResponseBase]:
    """Give a way to ask the site for a page, as a server of its own would."""
    handler = WSGIHandler()
    host = settings.ALLOWED_HOSTS[0].lstrip(".*") if settings.ALLOWED_HOSTS else ""
    name = urlsplit(settings.SITE_ADDRESS).hostname or host or "localhost"
    scheme = "https" if settings.SECURE_SSL_REDIRECT else "http"

    def ask(path: str) -> HttpResponseBase:
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": unquote(path).encode().decode("latin-1"),
            "QUERY_STRING": "",
            "SERVER_NAME": name,
            "SERVER_PORT": "443" if scheme == "https" else "80",
            "wsgi.url_scheme": scheme,
            "wsgi.input": BytesIO(),
        }
        return handler.get_response(WSGIRequest(environ))

    return ask


def _gather(site: _Site, bodies: Path, progress: Callable[[str], None]) -> list[tuple[str, Path]]:
    """Follow every link; keep the pages, whose links can be written when all addresses are known."""
    waiting, seen = deque(BEGIN), set(BEGIN)
    kept: list[tuple[str, Path]] = []
    told = 0
    while waiting:
        address = waiting.popleft()
        response = site.ask(address)
        if response.status_code in {301, 302}:
            site.led[address] = response["Location"]
            links: Iterator[str] = iter([response["Location"]])
        elif response.status_code != 200:  # noqa: PLR2004 -- HTTP's own number
            raise NotCopied(
                f"{address} answered {response.status_code}; a copy needs every page it links to."
            )
        else:
            links = _keep(site, address, response, bodies, kept)
        for link in links:
            if link not in seen:
                seen.add(link)
                waiting.append(link)
        if site.pages >= told + TOLD_EVERY:
            told = site.pages
            progress(f"{told} pages, {len(waiting)} addresses waiting")
    return kept


def _keep(
    site: _Site, address: str, response: HttpResponseBase, bodies: Path, kept: list[tuple[str, Path]]
) -> Iterator[str]:
    content = b"".join(response)
    media_type = response["Content-Type"].partition(";")[0]
    site.names[address] = file_of(address, media_type)
    if media_type != "text/html" or response.has_header("Content-Disposition"):
        _write(site, site.names[address], content)
        return iter(())
    site.pages += 1
    if address == SEARCH:
        return iter(())
    body = bodies / f"{len(kept)}"
    page = _SERVED.sub("", content.decode())
    body.write_text(page, "utf-8")
    kept.append((address, body))
    return _links(page)


def _links(body: str) -> Iterator[str]:
    for link in _FIRST_LINK.findall(body):
        address = urlsplit(unescape(link))
        if not address.query and not address.path.startswith(
            (settings.STATIC_URL, *NOT_COPIED, SEARCH, EDITION_FILE)
        ):
            yield address.path


def file_of(address: str, media_type: str = "text/html") -> str:
    """Give the file of an address: every name one that any file system takes."""
    names = [_name(part) for part in PurePosixPath(unquote(address)).parts if part != "/"]
    if address.endswith("/"):
        names.append("index.html" if media_type == "text/html" else "index.xml")
    return "/".join(names)


def _name(part: str) -> str:
    plain = _REFUSED.sub(lambda found: f"_{ord(found[0]):02x}", part)
    return (plain[:_LONGEST]).rstrip(". ") or "_"


def _linked(site: _Site, address: str, body: str) -> str:
    """Write a page's links as they lead from its file to the others."""
    here = str(PurePosixPath(site.names[address]).parent)

    def relative(found: re.Match[str]) -> str:
        link = urlsplit(unescape(found[2]))
        target = _target(site, link.path, has_query=bool(link.query))
        fragment = f"#{link.fragment}" if link.fragment else ""
        return f"{found[1]}{escape(quote(relpath(target, here)))}{fragment}{found[3]}"

    # A browser opens no module from a disk; ours need nothing that only a module has.
    return _MODULE.sub("<script defer", _LINK.sub(relative, body))


def _target(site: _Site, path: str, *, has_query: bool) -> str:
    if path.startswith(settings.STATIC_URL):
        return f"static/{path.removeprefix(settings.STATIC_URL)}"
    if has_query or path.startswith((SEARCH, *NOT_COPIED)):
        return "search/index.html"
    for _ in range(10):  # a merged name may lead on to another
        path = site.led.get(path, path)
    return site.names[path]


def _write(site: _Site, name: str, content: bytes) -> None:
    file = site.folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    site.files += 1
    site.size += len(content)


def _write_files(site: _Site) -> None:
    """Write the style sheets and scripts, the edition itself, and the page of the search."""
    for name in FILES:
        _write(site, f"static/{name}", Path(settings.BASE_DIR, "static", name).read_bytes())
    edition = settings.CURRENT_EDITION.resolve()
    site.names[EDITION_FILE] = f"edition/{edition.name}"
    (site.folder / "edition").mkdir(exist_ok=True)
    shutil.copyfile(edition, site.folder / site.names[EDITION_FILE])
    site.files, site.size = site.files + 1, site.size + edition.stat().st_size
    site.names[SEARCH] = file_of(SEARCH)
    page = searchable.page()
    _write(site, site.names[SEARCH], _linked(site, SEARCH, page).encode())
    site.pages += 1

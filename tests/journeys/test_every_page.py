"""Every page of the desk, for each role: in the light and the dark, on a desk and a phone, no dead corner.

The pages are those of the desk's own registry of addresses, so a new one is looked at by itself. What two
roles see alike is looked at once.
"""

import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.admin.routes import OUTSIDE, address, routes
from tests.benchmarks.desk import PASSWORD, run
from tests.journeys.hostile import ROWS
from tests.journeys.test_desk import signed_in
from tests.journeys.walking import ASIDE, Shown, axe_faults, page_at, width_at
from tests.serving import served

# Some minutes for all four roles: before a release.
pytestmark = [pytest.mark.journey, pytest.mark.long]

ROLES = ("publisher", "editor", "annotator", "administrator")
# The demonstration, with a row of every kind that a page is made of.
FILL = """
from sources.annotate import authority, merge, quoting
from sources.models import Article, Entity, PassageRevision, Remark, User
from sources.values.span import Span
for role in ("annotator", "editor", "publisher", "administrator"):
    User.objects.create_user(role, password=PASSWORD, role=role, handle=role.title(), is_staff=True)
adler = User.objects.get(username="editor")
made = [authority.create("person", name, actor=adler) for name in ("Tom Wick", "Tom Wyck", "Thom Wick")]
merge.merge(made[0], made[2], actor=adler)
# The first of the list, whose page is looked at, is the one that was merged.
article = Article.objects.order_by("pk").first()
Remark.objects.create(article=article, text="Is it complete?", author=adler, asks_second_opinion=True)
"""


@pytest.fixture(scope="module")
def desk(
    begun: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, dict[str, int]]]:
    """A server with the demonstration corpus, suggestions and an edition; and the first row of each model."""
    data = begun(tmp_path_factory.mktemp("every"))
    run(data, "manage.py", "load_corpus", "seeds/temrava")
    run(data, "manage.py", "suggest", "--all")
    run(data, "manage.py", "shell", "-v", "0", "-c", f"PASSWORD = {PASSWORD!r}\n{FILL}")
    run(data, "manage.py", "publish")
    rows = json.loads(run(data, "manage.py", "shell", "-v", "0", "-c", ROWS))
    with served(data) as site:
        yield site, rows


def upload(context: BrowserContext, site: str) -> str:
    """Upload a text, and give the token of what waits."""
    page = context.new_page()
    page.goto(f"{site}/admin/add/")
    text = {"name": "lamps.txt", "mimeType": "text/plain", "buffer": b"Lamps out\n\nAda Quill lit the lamp."}
    page.locator("input[type=file]").first.set_input_files(text)
    page.get_by_label("New corpus").fill("Lamps")
    page.get_by_role("button", name="Look at them").click()
    page.wait_for_url(re.compile(r"/admin/add/\w+/"))
    page.close()
    return page.url.rstrip("/").rpartition("/")[2]


def looks(page: Page) -> list[object]:
    """What is wrong with the page that is shown, in the light and the dark, on a desk and a phone."""
    faults: list[object] = [*axe_faults(page)]
    for width in (1280, 360):
        needed = width_at(page, width, 720)
        if needed > width:
            faults.append(f"{width} wide, and needs {needed}")
    page.set_viewport_size({"width": 1280, "height": 720})
    return faults


def elsewhere(asked: str, site: str) -> list[str]:
    """The address that is asked for, where it is another host's (S27)."""
    return [] if asked.startswith((f"{site}/", "data:", "blob:")) else [asked]


def content(html: str) -> str:
    """What is on a page, without its frame and the token of the form."""
    html = html.partition('<div id="content"')[2].partition("<!-- END Content -->")[0] or html
    return re.sub(r'value="\w{64}"', "", html)


def links_of(html: str, where: str) -> set[str]:
    """The addresses that a page leads to, but for its own."""
    links = {
        urldefrag(urljoin(where, unescape(link))).url
        for link in re.findall(r'<a\s[^>]*?href="([^"]*)"', html)
    }
    return links - {where}


@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_a_role_is_whole(
    desk: tuple[str, dict[str, int]], browser: Browser, role: str, seen: set[str]
):
    site, rows = desk
    context = signed_in(browser, site, role)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda one: said.extend(elsewhere(one.url, site)))
    token = upload(context, site) if role in {"editor", "publisher"} else "0" * 32
    faults: dict[str, list[object]] = {}
    links: dict[str, str] = {}

    for route in routes():
        where = site + address(route, rows, token) if route.name not in OUTSIDE else ""
        html = page_at(context, where) if where and not ASIDE.search(where) else ""
        for link in links_of(html, where):
            links.setdefault(link, where)
        if not html or content(html) in seen:
            continue
        seen.add(content(html))
        said.clear()
        page.goto(where)
        # That an address answers 403 or 404 the browser says too, and nothing else of these pages.
        refused = [line for line in said if "status of 40" not in line]
        faults[where] = [*refused, *page.evaluate("window.__blocked"), *looks(page)]

    assert {where: wrong for where, wrong in faults.items() if wrong} == {}
    assert dead(context, site, links) == {}
    context.close()


def dead(context: BrowserContext, site: str, links: dict[str, str]) -> dict[str, str]:
    """The links that lead to nothing, or to what this role may not see; and the page that has them."""
    shown, found = Shown(), {}
    for link, where in links.items():
        if link.startswith(f"{site}/") and shown.is_new(link.removeprefix(site)):
            answer = context.request.get(link, max_retries=3)  # as in page_at
            # Django's own lists send whoever asks for a row that they may not see to the first page.
            is_sent_off = answer.url == f"{site}/admin/" and link != answer.url
            if answer.status >= 400 or is_sent_off:
                found[link.removeprefix(site)] = f"{answer.status}, from {where}"
    return found


@pytest.fixture(scope="module")
def seen() -> set[str]:
    """What was looked at for one role and is the same for another."""
    return set()

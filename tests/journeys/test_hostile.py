"""Forty strings that would run where a page wrote them as markup, in every field; every page is looked at.

They stand in every column of text that the database lets them into, in the record, in what is typed into
each form and in a file that is uploaded; an edition is published with them. Then every page that the
desk's own registry of addresses has is looked at, and every link followed, into the readers' site too.
"""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Error, Page

from tests.admin.routes import OUTSIDE, address, routes
from tests.benchmarks.desk import PASSWORD, run
from tests.journeys.hostile import FILL, ROWS, STRINGS, WRITE
from tests.journeys.test_desk import ACCOUNTS, signed_in
from tests.journeys.walking import Shown, page_at
from tests.serving import served

pytestmark = [pytest.mark.journey, pytest.mark.slow]

# Columns with a form of their own (an address, a code, an identifier, a member of a container), and those
# that never change once written: the wordings have the strings from the beginning, the record gets them as
# the summary and the reason of acts.
REFUSED = [
    "Article.rights",
    "Article.url",
    "Change.label",
    "Change.model",
    "Change.row",
    "ChangeSet.body_digest",
    "ChangeSet.journal_digest",
    "ChangeSet.nonce",
    "ChangeSet.previous_digest",
    "ChangeSet.reason",
    "ChangeSet.summary",
    "Claim.exact",
    "Claim.option",
    "Date.edtf",
    "Date.precision",
    "Document.container_sha256",
    "Document.member",
    "Document.rights",
    "Document.withdrawn_reason",
    "Entity.geonames",
    "Entity.language",
    "Entity.script",
    "Entity.viaf",
    "Entity.wikidata",
    "Name.language",
    "Name.script",
    "PassageRevision.reason",
    "PassageRevision.text",
    "Publication.url",
    "Question.options",
    "Question.wording",
    "Quotation.exact",
    "User.email",
]


# The browser sets XML in a page of its own, of which our policy blocks the style.
XML = {"/oai"}


@pytest.fixture(scope="module")
def hostile(
    begun: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, list[str], dict[str, int]]]:
    """A server whose every row has the strings, published; the columns that let none in; the first rows."""
    data = begun(tmp_path_factory.mktemp("hostile"))
    named = f"PASSWORD, STRINGS = {PASSWORD!r}, {STRINGS!r}"
    told = run(data, "manage.py", "shell", "-v", "0", "-c", f"{named}\n{ACCOUNTS}\n{WRITE}\n{FILL}")
    run(data, "manage.py", "publish")
    rows = run(data, "manage.py", "shell", "-v", "0", "-c", ROWS)
    with served(data) as site:
        yield site, json.loads(told), json.loads(rows)


def looked_at(page: Page, where: str) -> None:
    """Say what ran or was blocked on the page that is shown, where anything was."""
    found = page.evaluate("[window.__pwn ?? [], window.__blocked ?? []]")
    assert found == [[], []], f"{where}: {found}"


def walk(page: Page, site: str, starts: list[str]) -> set[str]:
    """Follow the links that ask for what was not yet asked of their route; gives the routes shown."""
    waiting = [f"{site}{start}" for start in starts]
    shown = Shown()
    while waiting:
        here = waiting.pop(0)
        if not shown.is_new(here.removeprefix(site)):
            continue
        try:
            answer = page.goto(here)
        except Error as error:
            if "Download is starting" in str(error):  # a file that is saved, not shown
                continue
            raise
        assert answer is not None
        assert answer.status < 500, here
        looked_at(page, here)
        links = page.eval_on_selector_all("a[href]", "all => all.map((one) => one.getAttribute('href'))")
        targets = [urldefrag(urljoin(here, link)).url for link in links]
        waiting += [one for one in targets if one.startswith(f"{site}/") and urlsplit(one).path not in XML]
    return set(shown.routes)


def fill_in(page: Page, site: str, model: str) -> None:
    """Type a string into every field of a new row's form, and save it: kept or refused, it is shown."""
    page.goto(f"{site}/admin/sources/{model}/add/")
    fields = page.locator("#content-main form :is(input[type=text], input[type=url], textarea):visible")
    for number in range(fields.count()):
        fields.nth(number).fill(STRINGS[number % len(STRINGS)].replace("\t", " "))
    page.locator("#content-main form").first.evaluate("form => { form.noValidate = true; }")
    with page.expect_navigation():
        page.locator("#content-main form [name=_save]").click()
    looked_at(page, f"{model} as typed")


def upload(page: Page, site: str) -> str:
    """Upload a file that is made of them, look at what it would become, and give the upload's token."""
    lines = "\n\n".join(f"Then {string} was said." for string in STRINGS)
    page.goto(f"{site}/admin/add/")
    name = "<img src=x onerror=__pwn.push(4)>.txt"
    page.locator("input[type=file]").first.set_input_files(
        {"name": name, "mimeType": "text/plain", "buffer": lines.encode()}
    )
    page.get_by_label("New corpus").fill(STRINGS[0])
    page.get_by_role("button", name="Look at them").click()
    page.wait_for_url(re.compile(r"/admin/add/\w+/"))
    looked_at(page, "upload")
    return page.url.rstrip("/").rpartition("/")[2]


def test_t11_forty_strings_in_every_field_run_on_no_page(
    hostile: tuple[str, list[str], dict[str, int]], browser: Browser
):
    site, refused, rows = hostile
    context = signed_in(browser, site)
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda line: said.append(line.text) if "Content Security" in line.text else None)

    for model in ("person", "place", "organisation", "publication", "topic", "corpus"):
        fill_in(page, site, model)
    token = upload(page, site)
    named = [address(route, rows, token) for route in routes() if route.name not in OUTSIDE]
    seen = walk(page, site, [path for path in named if page_at(context, f"{site}{path}")] + ["/"])

    assert (asked, said) == ([], [])
    assert refused == REFUSED
    assert {"admin:index", "admin:added", "sources:home", "sources:article"} - seen == set()
    context.close()

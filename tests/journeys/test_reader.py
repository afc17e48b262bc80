"""A reader walks the site: without scripts, on a phone, in the dark, with a screen reader's eyes."""

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import rispy
from playwright.sync_api import Browser, expect

from tests.journeys.walking import AXE, axe_faults, width_at

pytestmark = pytest.mark.journey

COURIER = "/a/8v0wtq0k/firing-on-the-coal-mole/"
PAGES = {
    "home": "/",
    "corpus": "/c/temrava/",
    "people": "/people/",
    "place": "/place/d01r3ech/coal-mole/",
    "privacy": "/about/privacy/",
    "accounts": "/accounts/",
    "question": "/account/killed-on-the-mole/",
    "dates": "/dates/",
    "sources": "/articles/",
    "person": "/person/m8mwreec/stepan-vorchenko/",
    "by day": "/person/m8mwreec/stepan-vorchenko/by-day/",
    "people of a topic": "/people/within/?topic=burials",
    "article": COURIER,
    "interview": "/a/mf9z6s60/nadia-orlen-tally-clerk/",
    "captured": f"{COURIER}captured/",
    "passage": f"{COURIER}7/",
    "former wording": f"{COURIER}10/rev/1/",
    "cite": f"{COURIER}cite/",
    "a selection": "/selection/?id=8v0wtq0k-7&id=mf9z6s60-5&id=00000000",
    "choosing": "/selection/choose/?q=mole&id=8v0wtq0k-6",
    "date": "/date/1927-10-15/",
    "month": "/date/1927-10/",
    "year": "/date/1927/",
    "search": "/search/?q=velisar",
    "nothing found": "/search/?q=xqzzkv",
    "narrowed": "/search/?q=velisar&in=kind:body",
    "name spelt wrong": "/search/?q=vorchenkop",
    "how to search": "/about/searching/",
    "topics": "/topics/",
    "topic": "/topic/firing-order/",
    "contributors": "/contributors/",
    "publication": "/publication/c6z2b74k/halmya-gazette/",
    "day by source": "/c/temrava/day/1927-10-14/",
    "two sources": "/compare/8v0wtq0k/jsbvsret/",
    "two on a day": "/compare/8v0wtq0k/jsbvsret/date/1927-10-14/",
    "beside a passage": f"{COURIER}6/near/",
    "report": "/about/report/",
    "about": "/about/",
    "edition": "/edition/",
    "data": "/data/",
    "for programs": "/data/api/",
    "not found": "/date/1927-13-45/",
}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = AXE | {"light": {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}}


def test_from_a_person_to_another_source_and_home_with_a_citation(site, browser: Browser, tmp_path: Path):
    context = browser.new_context(java_script_enabled=False, accept_downloads=True)
    page = context.new_page()

    page.goto(f"{site}/people/")
    page.get_by_role("link", name="Vorchenko, Stepan").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Stepan Vorchenko")
    gazette = page.locator(".bysource > li", has_text="writes S. Worczenko").first
    gazette.locator("a.where").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Order Restored at Temrava")
    expect(page.locator(".passage b, .passage .m.person").first).to_be_visible()
    with page.expect_download() as waiting:
        page.locator("#cite").get_by_role("link", name="RIS").click()
    file = tmp_path / "passage.ris"
    waiting.value.save_as(file)

    [record] = rispy.loads(file.read_text("utf-8"))
    assert (record["type_of_reference"], record["title"]) == ("NEWS", "Order Restored at Temrava")
    assert context.cookies() == []
    context.close()


@pytest.mark.slow
def test_s27_axe_finds_nothing_and_nothing_is_asked_of_anybody_else(site, browser: Browser):
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    hosts, refused = set(), []
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)

    found = {}
    for name, path in PAGES.items():
        page.goto(f"{site}{path}")
        if faults := axe_faults(page, RULES):
            found[name] = faults

    assert found == {}, json.dumps(found, indent=1)
    assert hosts == {urlsplit(site).netloc}
    assert [text for text in refused if "404" not in text] == []
    assert context.cookies() == []
    context.close()


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 360])
def test_nothing_is_wider_than_a_phone(site, browser: Browser, width):
    context = browser.new_context(viewport={"width": width, "height": 700})
    page = context.new_page()

    wider = {}
    for name, path in PAGES.items():
        page.goto(f"{site}{path}")
        found = width_at(page, width, 700)
        if found > width:
            wider[name] = found

    assert wider == {}
    context.close()


def test_what_can_be_touched_is_large_enough(site, browser: Browser):
    """WCAG 2.5.8: 24 px, or in a sentence, or with room around it. Controls are checked here."""
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()

    page.goto(f"{site}{COURIER}")
    boxes = page.locator("button, .masthead nav a, .switch a, .passage .n a, summary").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(box => [box.width, box.height])"
    )

    assert [box for box in boxes if box[0] and min(box) < 23.9] == []
    context.close()


def test_card_says_who_is_meant_and_goes_with_escape(site, browser: Browser):
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()

    page.goto(f"{site}{COURIER}")
    page.locator("#p7 a.m.person").first.hover()
    card = page.locator("#card")
    expect(card).to_be_visible()
    expect(card).to_contain_text("Winchman")
    page.keyboard.press("Escape")

    expect(card).to_be_hidden()
    context.close()


def test_the_whole_site_can_be_walked_by_keyboard(site, browser: Browser):
    context = browser.new_context()
    page = context.new_page()

    page.goto(f"{site}{COURIER}")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the text")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#"))
    page.keyboard.press("Tab")

    expect(page.locator("main :focus")).to_have_css("outline-width", "3px")
    context.close()


def test_print_keeps_numbers_and_provenance_and_leaves_controls_out(site, browser: Browser):
    context = browser.new_context()
    page = context.new_page()

    page.goto(f"{site}{COURIER}")
    page.emulate_media(media="print")

    expect(page.locator("#p7 .n")).to_be_visible()
    expect(page.locator("#provenance")).to_be_visible()
    for control in (".masthead nav", ".takeaway", ".tools", "details.cite"):
        expect(page.locator(control).first).to_be_hidden()
    context.close()


def test_scripts_are_modules_and_the_page_is_complete_without_them(site, browser: Browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()

    page.goto(f"{site}{COURIER}")

    scripts = re.findall(r"<script[^>]*>", page.content())
    assert [bool(re.search(r'type="module"', script)) for script in scripts] == [True]
    expect(page.locator(".register li").first).to_be_visible()
    context.close()


def test_a_citation_is_copied_with_its_italics(site, browser: Browser):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.clock.install(time=0)
    page.goto(f"{site}{COURIER}7/cite/")
    page.clock.pause_at(3_600_000)  # what is said after the act is taken back two seconds later

    button = page.get_by_role("button", name="Copy").first
    expect(button).to_be_visible()
    button.click()

    expect(page.get_by_role("status")).to_have_text("Copied")
    page.clock.run_for(2_000)
    expect(page.get_by_role("status")).to_have_text("")
    kinds = """async () => {
      const [item] = await navigator.clipboard.read();
      return Promise.all(["text/plain", "text/html"].map(async (kind) => (await item.getType(kind)).text()));
    }"""
    text, html = page.evaluate(kinds)
    assert text.startswith("“Firing on the Coal Mole,” Temrava Courier, October 15, 1927")
    assert "<cite>Temrava Courier</cite>" in re.sub(r"<cite[^>]*>", "<cite>", html)
    context.close()

"""An editor's day at the desk, in a browser: mark, change, undo, publish; by keyboard, without a script."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.benchmarks.desk import PASSWORD, run
from tests.journeys.walking import axe_faults, width_at
from tests.serving import served

pytestmark = [pytest.mark.journey, pytest.mark.slow]


@pytest.fixture(scope="module")
def desk(begun: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with the demonstration corpus, not yet published, and one account."""
    data = begun(tmp_path_factory.mktemp("desk"))
    run(data, "manage.py", "load_corpus", "seeds/temrava")
    run(
        data,
        "manage.py",
        "createsuperuser",
        "--noinput",
        "--username",
        "adler",
        "--email",
        "a@archive.example",
    )
    with served(data) as address:
        yield address


def sign_in(context: BrowserContext, desk: str) -> Page:
    page = context.new_page()
    page.goto(f"{desk}/admin/")
    page.get_by_label("Username").fill("adler")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What to do next")
    return page


def open_article(page: Page, desk: str, title: str) -> None:
    page.goto(f"{desk}/admin/sources/article/")
    page.get_by_role("link", name=f"Read “{title}”").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.wait_for_load_state()  # its styles too


def test_mark_change_undo_and_publish(desk: str, browser: Browser):
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    page = sign_in(context, desk)
    blocked: list[str] = []
    page.on("console", lambda said: blocked.append(said.text) if said.type == "error" else None)

    open_article(page, desk, "Firing on the Coal Mole")
    passage = page.locator(".line", has=page.locator(".where a", has_text="Work on passage 3")).first
    words = " ".join((passage.locator(".text").text_content() or "").split()[:2])
    passage.locator(".where a").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".select2-selection").first).to_be_visible()  # the script has made it
    page.get_by_label("The words").fill(words)
    page.get_by_label("Which").fill("1")
    page.get_by_label("Or a date").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".select2-search__field")).to_be_focused()
    page.keyboard.type("Worczenko")
    expect(page.locator(".select2-results__option")).to_have_text(
        [re.compile(r"^Stepan Vorchenko \(person\)")]
    )
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Mark", exact=True).press("Enter")
    expect(page.locator(".messagelist")).to_contain_text(f"Recorded: Marked “{words}” as Stepan Vorchenko")

    change_and_undo(page, words)
    publish(page, desk)
    assert blocked == []
    page.goto(f"{desk}/people/")
    expect(page.get_by_role("link", name="Vorchenko, Stepan").first).to_be_visible()
    context.close()


def change_and_undo(page: Page, words: str) -> None:
    page.locator("a.mk", has_text=words).first.click()
    page.locator("#mention-form").get_by_label("Certainty").select_option("possible")
    page.locator("#mention-form").get_by_role("button", name="Save").click()
    expect(page.locator(".messagelist")).to_contain_text(f"Changed the mention “{words}”")
    page.locator(".messagelist").get_by_role("link", name="Undo").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Undo this act?")
    expect(page.locator(".change-lines")).to_contain_text("possible")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".messagelist")).to_contain_text("Rows put back: 1")


def publish(page: Page, desk: str) -> None:
    page.goto(f"{desk}/admin/publish/")
    page.get_by_label("What is new").fill("The first edition.")
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".messagelist")).to_contain_text("Edition 1 is published")


def test_marking_and_deciding_without_a_script(desk: str, browser: Browser):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = sign_in(context, desk)

    open_article(page, desk, "Firing on the Coal Mole")
    passage = page.locator(".line", has=page.locator(".where a", has_text="Work on passage 8")).first
    words = " ".join((passage.locator(".text").text_content() or "").split()[:3])
    passage.locator(".where a").click()
    page.get_by_label("The words").fill(words)
    page.get_by_label("Which").fill("1")
    page.get_by_label("Or a date").fill("1927-10-14")
    page.get_by_role("button", name="Mark", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("1927-10-14 reads: 14 October 1927.")

    page.get_by_role("link", name="begin with").click()
    page.get_by_role("button", name="Reject").click()
    expect(page.locator(".messagelist")).to_contain_text("Recorded: Rejected")
    context.close()


PAGES = {
    "what to do next": "/admin/",
    "articles": "/admin/sources/article/",
    "mentions": "/admin/sources/mention/",
    "people": "/admin/sources/person/",
    "record": "/admin/sources/changeset/",
    "publish": "/admin/publish/",
}


def test_pages_are_accessible_fit_a_phone_and_need_nothing_inline(desk: str, browser: Browser):
    faults: dict[str, object] = {}
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    page = sign_in(context, desk)
    blocked: list[str] = []
    page.on("console", lambda said: blocked.append(said.text) if "Content Security" in said.text else None)
    for name, address in all_pages(page, desk).items():
        blocked.clear()  # axe itself writes styles, into the page before
        page.goto(address)
        width = width_at(page, 320)
        page.set_viewport_size({"width": 1280, "height": 720})
        errors = blocked.copy()
        rules = axe_faults(page)
        if rules or errors or width > 320:
            faults[name] = (rules, errors, width)
    context.close()

    assert faults == {}


def test_marks_in_the_text_look_as_their_key_says(desk: str, browser: Browser):
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    page = sign_in(context, desk)
    open_article(page, desk, "Firing on the Coal Mole")
    look = """(selector) => {
        const style = getComputedStyle(document.querySelector(selector));
        return [style.textDecorationStyle, style.textDecorationColor];
    }"""

    looks = {kind: page.evaluate(look, f".text a.mk.{kind}.accepted") for kind in ("person", "place", "date")}

    keys = {kind: page.evaluate(look, f".key .mk.{kind}:not(.suggested)") for kind in looks}
    assert looks == keys
    assert [style for style, _ in looks.values()] == ["solid", "dotted", "dashed"]
    context.close()


def all_pages(page: Page, desk: str) -> dict[str, str]:
    open_article(page, desk, "Firing on the Coal Mole")
    reading = page.url
    passage = page.locator(".where a").nth(6).get_attribute("href") or ""
    mention = page.locator("a.mk").first.get_attribute("href") or ""
    number = passage.split("=")[1].split("#")[0]
    page.goto(f"{desk}/admin/sources/changeset/")
    act = page.locator(".field-summary a").first.get_attribute("href") or ""
    page.goto(f"{desk}/admin/sources/person/")
    person = page.locator(".field-preferred_name a").first.get_attribute("href") or ""
    return {name: f"{desk}{address}" for name, address in PAGES.items()} | {
        "reading": reading,
        "a passage at work": f"{reading}{passage}",
        "a mention at work": f"{reading}{mention}",
        "correct": f"{reading}correct/{number}/",
        "an act": f"{desk}{act}",
        "undo": f"{desk}{act.replace('/change/', '/undo/')}",
        "person": f"{desk}{person}",
        "history": f"{desk}{person.replace('/change/', '/history/')}",
    }


def test_two_editors_in_two_browsers_overwrite_nothing(desk: str, browser: Browser):
    first, second = browser.new_context(), browser.new_context()
    pages = [sign_in(context, desk) for context in (first, second)]
    for page in pages:
        page.goto(f"{desk}/admin/sources/publication/")
        page.locator(".field-name a").first.click()
    pages[0].get_by_label("Place").fill("Lower Temrava")
    pages[0].get_by_role("button", name="Save", exact=True).click()
    expect(pages[0].locator(".messagelist")).to_contain_text("Recorded: Changed the publication")
    pages[1].get_by_label("Place").fill("Upper Temrava")
    pages[1].get_by_role("button", name="Save", exact=True).click()

    expect(pages[1].locator(".errorlist").first).to_contain_text(
        "yours “Upper Temrava”, stored now “Lower Temrava”"
    )
    expect(pages[1].get_by_label("Place")).to_have_value("Upper Temrava")
    first.close()
    second.close()


def test_newcomer_takes_words_out_and_sees_how_far_it_has_come(desk: str, browser: Browser):
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = sign_in(context, desk)

    page.get_by_label("What must go?").fill("never spoke that morning")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What must go?")
    faults = [axe_faults(page)]
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Withhold what is ticked…").click()
    expect(page.locator(".wording ins")).to_contain_text("[withheld]")
    faults.append(axe_faults(page))
    widths = [width_at(page, 390)]
    page.get_by_label("Why").select_option("somebody named asks")
    page.get_by_role("button", name="Withhold", exact=True).click()
    expect(page.get_by_role("heading", level=2).first).to_contain_text("Withheld")
    widths.append(width_at(page, 390))
    faults.append(axe_faults(page))

    assert faults == [[], [], []]
    assert widths == [390, 390]
    context.close()


def test_one_key_of_the_desk_withholds_the_words_at_hand_and_leads_back(desk: str, browser: Browser):
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = sign_in(context, desk)
    page.goto(f"{desk}/admin/sources/article/")
    page.get_by_role("link", name="Annotate “Firing on the Coal Mole”").first.click()
    expect(page.locator("html[data-desk=ready]")).to_be_attached()
    back = page.url

    page.keyboard.press("n")
    expect(page.locator("#i-place")).to_contain_text("new, passage")
    words = page.locator("#i-exact").inner_text()
    page.keyboard.press("b")

    expect(page.locator(".wording del")).to_contain_text(words)
    page.get_by_role("link", name="Leave it as it is").click()
    expect(page.locator("html[data-desk=ready]")).to_be_attached()
    assert page.url.partition("#")[0] == back.partition("#")[0]
    context.close()

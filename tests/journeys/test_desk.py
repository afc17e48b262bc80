"""The annotation desk in a browser: an article finished by keyboard alone, two people, a lost line."""

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from playwright.sync_api import Error as BrowserError

from sources.values.markup import Mark, pieces
from sources.values.span import Span, to_utf16
from tests.benchmarks.desk import PASSWORD, SETTLED, run
from tests.journeys.hostile import STRINGS, WRITE
from tests.journeys.walking import axe_faults
from tests.serving import served

pytestmark = [pytest.mark.journey, pytest.mark.slow]

ACCOUNTS = """
from sources.models import User
User.objects.create_superuser("adler", "a@archive.example", PASSWORD)
for name, role in (("wren", "annotator"), ("finch", "publisher")):
    User.objects.create_user(name, password=PASSWORD, role=role, handle=name.title(), is_staff=True)
"""
ARTICLES = """
from tests.benchmarks.desk_article import make
for passages in (6, 7, 8):
    make(passages, 24, 0)
"""
# What a pointer does, and what the policy blocks, is written down from the first line of a page on.
LEAVE_AND_PRESS = """async ([button, key]) => {
  document.querySelector(button).click();
  document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  const focused = document.activeElement.id;
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done))); // the closing is told
  return [focused, document.activeElement.id];
}"""
WATCH = """
window.__pointer = []; window.__blocked = []; window.__pwn = [];
for (const kind of ["pointerdown", "mousedown", "touchstart"]) {
  addEventListener(kind, () => window.__pointer.push(kind), true);
}
addEventListener("securitypolicyviolation", (event) => window.__blocked.push(event.violatedDirective));
"""


@pytest.fixture(scope="module")
def desk(
    begun: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path]]:
    """A server with three small articles, an annotator, an editor and a publisher; and its data folder."""
    data = begun(tmp_path_factory.mktemp("desk"))
    run(data, "manage.py", "shell", "-v", "0", "-c", f"PASSWORD = {PASSWORD!r}\n{ACCOUNTS}\n{ARTICLES}")
    with served(data) as address:
        yield address, data


def stored(data: Path, article: int) -> list[list[str]]:
    """Every mark of an article as the database has it."""
    program = (
        "import json; from sources.models import Mention; "
        f"rows = Mention.objects.of_article({article}).order_by('revision__passage__start', 'start', 'pk'); "
        "print(json.dumps([[m.exact, m.status, str(m.entity or m.date or ''), m.certainty] for m in rows]))"
    )
    found: list[list[str]] = json.loads(run(data, "manage.py", "shell", "-v", "0", "-c", program))
    return found


def signed_in(browser: Browser, address: str, name: str = "adler", **options: object) -> BrowserContext:
    context = browser.new_context(viewport={"width": 1280, "height": 720}, **options)  # type: ignore[arg-type]  # Playwright's own
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(f"{address}/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What to do next")
    page.close()
    return context


def opened(context: BrowserContext, address: str, article: int) -> Page:
    page = context.new_page()
    page.goto(f"{address}/admin/sources/article/{article}/desk/")
    expect(page.locator("html")).to_have_attribute("data-desk", "ready")
    return page


def press(page: Page, *keys: str) -> None:
    """Press keys; the focus is somewhere after each."""
    for key in keys:
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement !== document.body"), key


def said(page: Page, words: str) -> None:
    expect(page.locator("#said")).to_contain_text(words)


def sent(page: Page) -> None:
    """Wait until the server has answered to every act."""
    try:
        page.wait_for_function(SETTLED, polling=50)
    except BrowserError as error:
        raise AssertionError(f"still waiting: {page.locator('#trouble').inner_text()}") from error


def selected(page: Page) -> str:
    return page.locator("#i-exact").inner_text()


def test_article_is_finished_without_a_pointer(desk: tuple[str, Path], browser: Browser):
    address, data = desk
    context = signed_in(browser, address)
    page = opened(context, address, 1)
    first = selected(page)
    press(page, "a")
    said(page, f"Accepted “{first}” as ")
    second = selected(page)
    press(page, "r")
    said(page, f"Rejected “{second}”. Next: ")
    third = selected(page)
    press(page, "e")
    page.keyboard.type("mara tollen")
    expect(page.locator("#who-list li").first).to_contain_text("Mara Tollen")
    press(page, "Enter")
    said(page, f"Accepted “{third}” as Mara Tollen.")
    fourth = selected(page)
    press(page, "[")
    said(page, f", was “{fourth}”.")
    press(page, "{", "c", "a")
    new_span_and_entity(page)
    tag_all_and_undo(page)
    publish(page)
    sent(page)

    after = {(exact, status, means) for exact, status, means, _ in stored(data, 1)}
    assert {(second, "rejected", ""), (third, "accepted", "Mara Tollen")} < after
    assert [fourth, "accepted", "probable"] in [[one[0], one[1], one[3]] for one in stored(data, 1)]
    assert [means for _, status, means in after if means == "The Quay Book"] == ["The Quay Book"]
    assert page.evaluate("[window.__pointer, window.__blocked]") == [[], []]
    context.close()


def new_span_and_entity(page: Page) -> None:
    """Mark three words by keyboard as an organisation that is made on the spot."""
    press(page, "n", "Shift+ArrowRight", "Shift+ArrowRight", ",", ".", "Enter")
    expect(page.locator("#who")).to_be_focused()
    page.keyboard.type("The Quay Book")
    option = page.locator("#who-list li", has_text="New organisation “The Quay Book”")
    expect(option).to_be_visible()
    for _ in range(page.locator("#who-list li").count()):
        if option.get_attribute("aria-selected") == "true":
            break
        press(page, "ArrowDown")
    press(page, "Enter")
    said(page, " as the new organisation The Quay Book.")
    sent(page)
    undone_in_its_place(page)
    expect(page.locator('.mk[aria-current="true"]').first).to_be_visible()


def undone_in_its_place(page: Page) -> None:
    """Mark one word more and take that back: the work goes on in the same passage."""
    place = page.locator("#passages .current").inner_text()
    press(page, "n", "Enter")
    page.keyboard.type("The Slip Book")
    expect(page.locator("#who-list li", has_text="New person “The Slip Book”")).to_be_visible()
    press(page, "Enter")
    said(page, " as the new person The Slip Book.")
    sent(page)
    press(page, "u")
    said(page, "Undone: Marked ")
    sent(page)
    assert page.locator("#passages .current").inner_text() == place


def tag_all_and_undo(page: Page) -> None:
    """Tag every place of a name, take that back, then the entity made before."""
    press(page, "q", "j")
    name, left = selected(page), page.locator("#left").inner_text()
    press(page, "t")
    expect(page.locator("#t-note")).to_contain_text("ticked. One act")
    expect(page.locator("#t-apply")).to_be_focused()
    press(page, "Enter")
    said(page, "Tagged ")
    sent(page)
    assert page.locator("#left").inner_text() != left
    press(page, "u")
    said(page, "Undone: Tagged ")
    sent(page)
    expect(page.locator("#left")).to_have_text(left)
    assert selected(page) == name


def publish(page: Page) -> None:
    press(page, "v")
    press(page, "Tab")
    page.get_by_role("button", name="Publish").focus()
    press(page, "Enter")
    expect(page.locator("#status")).to_have_text("published")


def test_two_people_see_each_other_and_overwrite_nothing(desk: tuple[str, Path], browser: Browser):
    address, _ = desk
    contexts = [signed_in(browser, address), signed_in(browser, address, "finch")]
    mine, theirs = (opened(context, address, 2) for context in contexts)

    press(theirs, "a")
    sent(theirs)
    press(mine, "j", "j", "a")
    sent(mine)
    expect(mine.locator("#queue li").first).to_have_class("accepted")

    mine, theirs = (opened(context, address, 2) for context in contexts)
    press(theirs, "o")
    theirs.keyboard.type("theirs")
    press(theirs, "Enter")
    sent(theirs)
    press(mine, "o")
    mine.keyboard.type("mine")
    press(mine, "Enter")

    expect(mine.locator("#conflict")).to_be_visible()
    expect(mine.locator("#x-who")).to_contain_text("was changed by Finch")
    expect(mine.locator("#x-rows")).to_have_text("Note–theirsmine")
    mine.get_by_role("button", name="Put mine in its place").focus()
    press(mine, "Enter")
    sent(mine)
    expect(mine.locator("#note")).to_have_value("mine")
    for context in contexts:
        context.close()


def test_lost_line_loses_nothing(desk: tuple[str, Path], browser: Browser):
    address, data = desk
    context = signed_in(browser, address)
    page = opened(context, address, 3)
    first = selected(page)
    page.route("**/desk/act/", lambda route: route.abort())

    press(page, "a", "r")
    expect(page.locator("#trouble")).to_contain_text("2 acts are kept here and will be sent.")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-desk", "ready")
    expect(page.locator("#left")).to_have_text("22")
    page.unroute("**/desk/act/")
    page.evaluate("dispatchEvent(new Event('online'))")
    sent(page)

    assert [one[1] for one in stored(data, 3)[:3]] == ["accepted", "rejected", "suggested"]
    assert stored(data, 3)[0][0] == first
    context.close()


def test_correction_shows_what_becomes_of_the_marks(desk: tuple[str, Path], browser: Browser):
    address, _ = desk
    context = signed_in(browser, address)
    page = opened(context, address, 3)

    press(page, "w")
    expect(page.locator("#c-text")).to_be_focused()
    page.keyboard.press("Control+Home")
    page.keyboard.type("Late, ")
    press(page, "Control+Enter")
    expect(page.locator("#c-said")).to_contain_text("moved, 0 to review.")
    expect(page.locator("#c-plan ins")).to_have_text("Late,")
    page.keyboard.type("a word was missing")
    press(page, "Enter")
    said(page, "Corrected passage ")
    expect(page.locator(".row.current .beneath")).to_contain_text("wording 2: a word was missing")
    context.close()


CLAIM = """
from sources.annotate import claiming
from sources.models import Mention, Question
from sources.values.span import Span
mark = Mention.objects.of_article(2).filter(status="suggested").first()
corpus = mark.revision.passage.document.corpus
question = Question.objects.create(corpus=corpus, slug="who", wording="Who was it?", asks="text")
made = claiming.make(question, mark.revision, Span(mark.start, mark.end), actor=None, asserter="residents",
                     status="suggested", text="one of them")
print(made.exact)
"""


def test_claim_is_decided_on_where_it_stands_and_opened(desk: tuple[str, Path], browser: Browser):
    address, data = desk
    words = run(data, "manage.py", "shell", "-v", "0", "-c", CLAIM).strip()
    context = signed_in(browser, address)
    page = opened(context, address, 2)

    press(page, *("f" * 6))
    said(page, "Showing claim: 1 to decide.")
    assert selected(page) == words
    expect(page.locator("#i-means")).to_have_text("Who was it? one of them, asserted by residents")
    expect(page.locator('.mk.claim[aria-current="true"]')).to_have_count(1)
    press(page, "a")
    said(page, f"Accepted “{words}” as one of them, asserted by residents.")
    press(page, "u")
    said(page, f"Undone: Accepted “{words}”")
    sent(page)
    page.keyboard.press("h")  # to another page
    expect(page.get_by_role("heading", level=1)).to_have_text(f"The claim “{words}”")
    page.get_by_role("button", name="Accept").click()
    expect(page.locator("html")).to_have_attribute("data-desk", "ready")
    context.close()


def test_mark_that_a_correction_touches_may_stay(desk: tuple[str, Path], browser: Browser):
    address, _ = desk
    context = signed_in(browser, address)
    page = opened(context, address, 2)
    press(page, "a", "Shift+K", "Shift+J")
    words = selected(page)
    press(page, "w")
    page.locator("#c-text").fill(page.locator("#c-text").input_value().replace(words, f"{words}x", 1))
    press(page, "Control+Enter")
    page.get_by_label(f"What becomes of “{words}”").first.select_option("stays")
    page.locator("#c-reason").fill("misread")
    press(page, "Enter")
    said(page, "Corrected passage ")
    expect(page.locator(".row.current .t")).to_contain_text(f"{words}x")
    expect(page.locator("#i-exact")).to_have_text(f"{words}x")
    context.close()


def seek(page: Page, words: str) -> None:
    """Ask for a passage by its number, or for words."""
    press(page, "/")
    expect(page.locator("#goto-number")).to_be_focused()
    page.keyboard.type(words)
    press(page, "Enter")


def test_passage_is_reached_by_its_number(desk: tuple[str, Path], browser: Browser):
    address, _ = desk
    context = signed_in(browser, address)
    page = opened(context, address, 3)

    seek(page, "5")
    expect(page.locator(".row.current .n")).to_have_text("5")
    press(page, "n")
    seek(page, "7")
    said(page, "New, passage 7: ")
    fifth = page.locator(".row", has=page.locator(".n", has_text="5")).first.get_attribute("data-passage")
    page.goto(f"{page.url.split('#')[0]}#p{fifth}")
    page.reload()
    expect(page.locator("#passages")).to_be_focused()
    expect(page.locator(".row.current .n")).to_have_text("5")
    context.close()


def test_words_are_reached_by_typing_them(desk: tuple[str, Path], browser: Browser):
    address, _ = desk
    context = signed_in(browser, address)
    page = opened(context, address, 3)

    seek(page, "99")
    said(page, "There are no words of a passage 99 here.")
    seek(page, "LAMPS were o")
    said(page, ": lamps were out. Enter chooses what it means.")
    place = page.locator("#said").inner_text()
    seek(page, "LAMPS were o")
    expect(page.locator("#said")).not_to_have_text(place)
    said(page, ": lamps were out. Enter chooses what it means.")
    seek(page, "lamps were in")
    said(page, "“lamps were in” is nowhere in this article.")
    context.close()


def test_key_pressed_before_the_closing_of_a_dialog_was_told(desk: tuple[str, Path], browser: Browser):
    address, _ = desk
    context = signed_in(browser, address)
    page = opened(context, address, 3)

    press(page, "/")
    assert page.evaluate(LEAVE_AND_PRESS, ["#goto .main", "/"]) == ["goto-number"] * 2
    page.keyboard.type("98")
    press(page, "Enter")
    said(page, "There are no words of a passage 98 here.")
    press(page, "w")
    assert page.evaluate(LEAVE_AND_PRESS, ["#c-back", "e"]) == ["who"] * 2
    press(page, "Escape", "t")
    assert page.evaluate(LEAVE_AND_PRESS, ["#tagall [value=cancel]", "e"]) == ["who"] * 2
    context.close()


def test_new_name_typed_in_full_goes_before_what_is_only_alike(desk: tuple[str, Path], browser: Browser):
    address, _ = desk
    context = signed_in(browser, address)
    page = opened(context, address, 3)

    press(page, "e")
    page.keyboard.type("Mara Tollenberg")

    expect(page.locator("#who-list li").first).to_have_text("New person “Mara Tollenberg”")
    expect(page.locator("#who-list li").last).to_contain_text("Mara Tollen")
    context.close()


def test_somebody_made_a_moment_ago_is_offered_not_made_twice(desk: tuple[str, Path], browser: Browser):
    address, _ = desk
    context = signed_in(browser, address)
    page = opened(context, address, 3)
    held: list[Route] = []
    page.route("**/desk/act/", lambda route: route.continue_() if held else held.append(route))
    options = page.locator("#who-list li")

    press(page, "n", "Enter")
    page.keyboard.type("Nell Harrow")
    expect(options.first).to_have_text("New person “Nell Harrow”")
    with page.expect_request("**/desk/act/"):
        press(page, "Enter")
    said(page, " as the new person Nell Harrow.")
    press(page, "n", "ArrowRight", "Enter")
    page.keyboard.type("Nell H")
    held[0].continue_()

    expect(options.first).to_contain_text("Nell Harrow")
    press(page, "Escape", "Escape", "u")
    said(page, "Undone: ")
    sent(page)
    context.close()


def test_looking_through_many_by_keyboard_alone(desk: tuple[str, Path], browser: Browser):
    address, _ = desk
    context = signed_in(browser, address)
    page = context.new_page()
    page.goto(f"{address}/admin/review/?article=3&order=text")
    expect(page.locator("html")).to_have_attribute("data-review", "ready")
    waiting = page.locator(".lines li").count()
    page.get_by_label("Tick all").focus()

    for key in ("Space", "Tab", "ArrowDown", "Space", "j", "k"):
        page.keyboard.press(key)

    expect(page.get_by_role("status")).to_contain_text(f"{waiting - 1} of {waiting} ticked")
    expect(page.locator(".lines input[type=checkbox]").nth(1)).to_be_focused()
    page.get_by_role("button", name="Reject what is ticked").first.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text(f"{waiting - 1} rejected.")
    page.locator(".messagelist").get_by_role("link", name="Undo").press("Enter")
    page.get_by_role("button", name="Undo").press("Enter")
    expect(page.locator(".lines li")).to_have_count(waiting)
    assert page.evaluate("[window.__pointer, window.__blocked]") == [[], []]
    context.close()


def test_single_keys_can_be_switched_off(desk: tuple[str, Path], browser: Browser):
    address, _ = desk
    context = signed_in(browser, address)
    page = opened(context, address, 3)
    left = page.locator("#left").inner_text()

    page.get_by_label("Single keys").uncheck()
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-desk", "ready")
    press(page, "a", "r", "x")

    expect(page.locator("#left")).to_have_text(left)
    press(page, "ArrowDown", "Enter")
    expect(page.locator("#who")).to_be_focused()
    context.close()


def test_annotator_proposes_and_decides_nothing(desk: tuple[str, Path], browser: Browser):
    address, _ = desk
    context = signed_in(browser, address, "wren")
    page = opened(context, address, 3)

    press(page, "a")
    said(page, "You propose marks; an editor decides on them.")
    press(page, "n", "Enter")
    page.keyboard.type("Edda Crane")
    expect(page.locator("#who-list li").first).to_contain_text("Edda Crane")
    press(page, "Enter")
    said(page, "Proposed “")
    sent(page)
    expect(page.locator('#passages .mk.suggested[aria-current="true"]').first).to_be_visible()
    context.close()


def test_words_chosen_with_the_pointer(desk: tuple[str, Path], browser: Browser):
    address, _ = desk
    context = signed_in(browser, address)
    page = opened(context, address, 2)
    page.locator("#passages .t").nth(1).scroll_into_view_if_needed()

    page.evaluate(
        """() => {
          const line = document.querySelectorAll("#passages .t")[1];
          const range = document.createRange();
          range.setStart(line.firstChild, 4);
          range.setEnd(line.firstChild, 9);
          getSelection().addRange(range);
          line.dispatchEvent(new MouseEvent("mouseup", {bubbles: true}));
        }"""
    )

    said(page, "New, passage 2: ")
    context.close()


def test_offsets_cross_in_one_place(desk: tuple[str, Path], browser: Browser):
    address, _ = desk
    context = signed_in(browser, address)
    page = opened(context, address, 3)
    texts = ["plain", "𝔸 quay", "lamp 😀 out 😀😀", "e\u0301𝔸", ""]
    script = """async (texts) => {
      const { toUnits, toPoints } = await import("/static/js/desk/offsets.js");
      return texts.map((text) => [...Array([...text].length + 1).keys()].map(
        (point) => [toUnits(text, point), toPoints(text, toUnits(text, point))]));
    }"""

    found = page.evaluate(script, texts)

    assert found == [[[to_utf16(text, point), point] for point in range(len(text) + 1)] for text in texts]
    context.close()


def test_where_words_quotations_and_sentences_end(desk: tuple[str, Path], browser: Browser):
    address, _ = desk
    context = signed_in(browser, address)
    page = opened(context, address, 3)
    script = """async ([text, quotes]) => {
      const { inMarks, toSentenceEnd, wordsOf } = await import("/static/js/desk/words.js");
      const cut = ({ start, end }) => text.slice(start, end);
      const at = (words) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
      const once = toSentenceEnd(text, at("O'"));
      return [wordsOf(text).map(cut), quotes.map((words) => cut(inMarks(text, at(words)))),
        [once, toSentenceEnd(text, once)].map(cut)];
    }"""
    text = "“Not the Quay’s men,” said O'Neill's wife: l’appel of 'tars'. (It did no good.)"

    words, quotes, sentences = page.evaluate(script, [text, ["Not the Quay’s men", "Neill", "wife"]])

    assert words[:9] == ["Not", "the", "Quay", "men", "said", "O'Neill", "wife", "l’appel", "of"]
    assert words[9:] == ["tars", "It", "did", "no", "good"]
    assert quotes == ["“Not the Quay’s men,”", "Neill", "wife"]
    rest = "O'Neill's wife: l’appel of 'tars'"
    assert sentences == [rest, f"{rest}. (It did no good"]
    context.close()


def test_text_is_cut_as_the_server_cuts_it(desk: tuple[str, Path], browser: Browser):
    address, _ = desk
    context = signed_in(browser, address)
    page = opened(context, address, 3)
    text, dice = "Colonel Velisar’s Border Regiment", random.Random(5)
    cases = [
        [sorted(dice.sample(range(len(text) + 1), 2)) for _ in range(dice.randrange(6))] for _ in range(60)
    ]
    script = """async ([text, cases]) => {
      const { pieces } = await import("/static/js/desk/pieces.js");
      const marked = (marks) => marks.map(([start, end], id) => ({ start, end, id: String(id) }));
      return cases.map((marks) => pieces(text, marked(marks))
        .map((piece) => [piece.text, piece.start, piece.marks.map((mark) => mark.id)]));
    }"""

    found = page.evaluate(script, [text, cases])

    assert found == [
        [
            [piece.text, piece.start, [mark.id for mark in piece.marks]]
            for piece in pieces(text, [Mark(Span(*span), str(n), "") for n, span in enumerate(marks)])
        ]
        for marks in cases
    ]
    context.close()


def test_desk_is_accessible_and_needs_nothing_inline(desk: tuple[str, Path], browser: Browser):
    address, _ = desk
    faults = {}
    context = signed_in(browser, address)
    page = opened(context, address, 2)
    for keys in ("", "n", "Enter", "Escape Escape t", "Escape w", "Escape ?", "Escape v", "Escape g"):
        press(page, *keys.split())
        page.wait_for_timeout(400)
        faults[keys] = axe_faults(page)
    page.goto(f"{address}/admin/review/")
    faults["review"] = axe_faults(page)
    context.close()

    assert {shown: found for shown, found in faults.items() if found} == {}


def test_desk_fits_a_window_of_1280_by_720_and_twice_the_size(desk: tuple[str, Path], browser: Browser):
    address, _ = desk
    context = signed_in(browser, address)
    page = opened(context, address, 2)
    size = "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
    assert page.evaluate(size) == [1280, 720]

    page.set_viewport_size({"width": 640, "height": 360})

    assert page.evaluate("document.documentElement.scrollWidth") == 640
    press(page, "j")
    expect(page.locator("#said")).to_be_in_viewport()
    context.close()


def test_hostile_strings_run_nowhere(desk: tuple[str, Path], browser: Browser):
    address, data = desk
    run(
        data, "manage.py", "shell", "-v", "0", "-c", f"STRINGS = {STRINGS!r}\n{WRITE}\nassert article.pk == 4"
    )
    context = signed_in(browser, address)
    page = opened(context, address, 4)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))

    press(page, *"jjJKct")
    page.wait_for_timeout(500)
    press(page, "Escape", "e")
    page.keyboard.type("svg")
    page.wait_for_timeout(400)
    press(page, "Escape", "g", "Escape", "s", "Escape", "w", "Control+Enter")
    page.wait_for_timeout(400)
    press(page, "Escape", "A", "u", "d", "?")
    sent(page)
    foreign = "document.querySelectorAll('#desk :is(script, img, svg, iframe, video)').length"
    watched = [page.evaluate(f"[window.__pwn, window.__blocked, {foreign}]")]
    for path in (
        "review/",
        "sources/article/",
        "sources/article/4/read/",
        "sources/mention/",
        "sources/changeset/",
    ):
        page.goto(f"{address}/admin/{path}")
        watched.append([*page.evaluate("[window.__pwn, window.__blocked]"), 0])

    assert watched == [[[], [], 0]] * 6
    assert asked == []
    context.close()

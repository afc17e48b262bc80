"""What a walk through every page needs: which are pages, which ask for the same, what axe finds."""

import re
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from playwright.sync_api import BrowserContext, Page

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# What axe is asked for, by colour scheme: in the dark only the colours are others.
AXE: dict[str, dict[str, object]] = {
    "light": {"runOnly": {"type": "tag", "values": _TAGS}, "resultTypes": ["violations"]},
    "dark": {
        "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
        "resultTypes": ["violations"],
    },
}
_SCRIPT = Axe().axe_script
_RUN = """async (options) => {
  const found = await axe.run(options);
  const places = (rule) => rule.nodes.slice(0, 3).map((node) => node.html.slice(0, 120));
  return found.violations.map((rule) => [rule.id, ...places(rule)]);
}"""

# Leaves, signs out, or hands out a file instead of a page.
ASIDE = re.compile(
    r"/logout/|/original|/container|/jsi18n|/export|/download|/file/|[.](json|bib|ris|xml|csv|txt|zip)"
)
# Asked of a list, shows the same rows in another order, or where to go back to.
_ORDERS = {"", "o", "p", "_facets", "_changelist_filters", "_to_field", "_popup"}
_NOT_BY_THIS_METHOD = 405


def shape(path: str) -> tuple[str, set[str]]:
    """An address without what names the row: its route, and what was asked for."""
    parts = urlsplit(path)
    try:
        name = resolve(parts.path).view_name
    except Resolver404:
        name = parts.path
    return name, {part.partition("=")[0] for part in parts.query.split("&")} - _ORDERS


class Shown:
    """What was asked of each route so far."""

    def __init__(self) -> None:
        self.routes: dict[str, set[str]] = {}

    def is_new(self, path: str) -> bool:
        """Tell whether an address asks for what was not asked before, and take note of it."""
        route, asked = shape(path)
        if ASIDE.search(path) or (route in self.routes and asked <= self.routes[route]):
            return False
        self.routes[route] = self.routes.get(route, set()) | asked
        return True


def page_at(context: BrowserContext, address: str) -> str:
    """Give the page that an address answers with when it is opened; "" for a file, data, a form's target."""
    answer = context.request.get(address, max_retries=3)  # the server may hang up on an idle line
    is_html = answer.headers.get("content-type", "").startswith("text/html")
    return answer.text() if is_html and answer.status != _NOT_BY_THIS_METHOD else ""


def axe_faults(page: Page, asked: dict[str, dict[str, object]] = AXE) -> list[list[str]]:
    """Give what axe finds in the page shown, in the light and then in the dark; which rule, and where."""
    page.evaluate(_SCRIPT)
    faults = page.evaluate(_RUN, asked["light"])
    page.emulate_media(color_scheme="dark")
    page.evaluate("document.getAnimations().forEach((one) => one.finish())")  # colours that are on their way
    faults += page.evaluate(_RUN, asked["dark"])
    page.emulate_media(color_scheme="light")
    return faults


def width_at(page: Page, width: int, height: int = 800) -> int:
    """Give the width that the page shown needs in a window of this one."""
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_function("width => innerWidth === width", arg=width)
    return page.evaluate("document.documentElement.scrollWidth")

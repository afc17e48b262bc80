"""The owner's text, set safely."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from sources.public.showing.markdown import rendered


def test_headings_lists_and_links_are_set():
    assert str(rendered("# Who\n\nWe *keep* it.\n\n- one\n- two\n\n[Write](/about/report/)")) == (
        "<h2>Who</h2>\n<p>We <em>keep</em> it.</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"
        '<p><a href="/about/report/">Write</a></p>\n'
    )


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[click](javascript:alert(1))",
        "[click](JaVaScRiPt:alert(1))",
        "[click](data:text/html;base64,xx)",
        "![picture](https://elsewhere.example/x.png)",
        '<a href="https://x.example" style="color:red">x</a>',
        '[x](https://x.example "t\\" onmouseover=\\"alert(1)")',
        "&#60;script&#62;alert(1)&#60;/script&#62;",
        '<https://x.example/" onclick="alert(1)>',
    ],
)
def test_nothing_hostile_comes_through(hostile):
    tree = html.fromstring(f"<div>{rendered(hostile)}</div>")

    assert {one.tag for one in tree.iter()} <= {"div", "p", "a", "em", "strong"}
    assert {name for one in tree.iter() for name in one.attrib} <= {"href", "title"}
    assert all(one.get("href").startswith(("https://", "/")) for one in tree.iter("a"))


@given(st.text(max_size=80))
def test_whatever_is_typed_makes_only_the_tags_of_markdown(text):
    tree = html.fromstring(f"<div>{rendered(text)}</div>")

    assert {name for one in tree.iter() for name in one.attrib} <= {"href", "title", "class", "start"}
    assert not any(one.tag in {"script", "img", "iframe", "style", "form"} for one in tree.iter())


def test_no_level_of_heading_is_jumped_over():
    tree = html.fromstring("<div>" + rendered("#### a\n\n# b\n\n### c\n\n##### d") + "</div>")

    assert [one.tag for one in tree] == ["h2", "h2", "h3", "h4"]

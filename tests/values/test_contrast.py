import re
from pathlib import Path

from django.conf import settings

from sources.values.contrast import PAPERS, contrast, is_colour, least_contrast


def test_black_on_white_is_21_and_nothing_on_itself_is_1():
    assert round(contrast("#000000", "#ffffff"), 2) == 21.0
    assert contrast("#14507a", "#14507a") == 1.0


def test_contrast_is_as_the_guidelines_work_it_out():
    # WCAG's own limit: #767676 is the lightest grey that passes on white.
    assert contrast("#767676", "#ffffff") >= 4.5 > contrast("#777777", "#ffffff")


def test_the_papers_are_those_of_the_style_sheet():
    tokens = Path(settings.BASE_DIR, "static/css/tokens.css").read_text()
    light, dark = tokens.split("@media (prefers-color-scheme: dark)")[:2]

    for scheme, sheet in (("light", light), ("dark", dark)):
        found = [re.search(rf"--{name}: (#\w+);", sheet)[1] for name in ("paper", "paper-sunk")]
        assert tuple(found) == PAPERS[scheme]


def test_the_sites_own_colours_can_be_read():
    assert least_contrast("#14507a", "light") >= 4.5
    assert least_contrast("#a12318", "light") >= 4.5
    assert least_contrast("#8fc0e6", "dark") >= 4.5
    assert least_contrast("#f0907f", "dark") >= 4.5


def test_a_colour_has_six_digits():
    assert is_colour("#14507A")
    assert not any(map(is_colour, ["red", "#123", "14507a", "#14507a;", "#14507a\n"]))

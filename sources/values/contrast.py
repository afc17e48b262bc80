"""Colours that can be read: contrast as WCAG 2.2 measures it (success criterion 1.4.3)."""

import re

LEAST = 4.5  # for text of any size
# What text stands on, by day and by night, as tokens.css has it.
PAPERS = {"light": ("#fcfcfb", "#f2f3f1"), "dark": ("#15171a", "#1d2024")}
_COLOUR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)


def is_colour(value: str) -> bool:
    """Tell whether this is a colour as the style sheets write one: #14507a."""
    return bool(_COLOUR.fullmatch(value))


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, from 1 (none) to 21 (black on white)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def least_contrast(colour: str, scheme: str) -> float:
    """Give a colour's contrast with the paper on which it is read worst; ``scheme`` is light or dark."""
    return min(contrast(colour, paper) for paper in PAPERS[scheme])


def _luminance(colour: str) -> float:
    """Give the relative luminance of an sRGB colour."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 -- sRGB's own
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

"""The answers that a question offers, in one line: ``drowned=Drowned|shot=Shot, from the quay``.

The slug is what a claim names; the label is what readers see. In one line because that is how a package's
table holds them, and how the database can tell whether a claim's answer is among them.
"""

import re

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read(text: str) -> dict[str, str]:
    """Give each label by its slug, in order; raise ValueError, in a sentence, where it cannot be read."""
    found: dict[str, str] = {}
    for part in text.split("|") if text else ():
        slug, _, label = part.partition("=")
        if not _SLUG.fullmatch(slug) or not label.strip():
            raise ValueError(f"“{part}” is no option; expected slug=Label, options parted by |.")
        if slug in found:
            raise ValueError(f"The option “{slug}” is there twice; keep one of the two.")
        found[slug] = label
    return found

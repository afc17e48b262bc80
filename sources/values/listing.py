"""Several things said in a row: "a, b and c". What stands between them is the language's own."""

from collections.abc import Iterable

from sources.values.language import pgettext


def separators(by: str = "and") -> tuple[str, str]:
    """Give what stands between two of a list, and what before its last."""
    # Translators: what stands between the things of a list, here and below, with the spaces that it needs.
    comma = pgettext("between two of a list", ", ")
    match by:
        case "and":
            return comma, pgettext("before the last of a list", " and ")
        case "or":
            return comma, pgettext("before the last of a list", " or ")
        case "then":
            then = pgettext("between two who passed something on", " then ")
            return then, then
        case "semicolon":
            semicolon = pgettext("between two of a list", "; ")
            return semicolon, semicolon
        case _:
            return comma, comma


def listed(words: Iterable[str], by: str = "and") -> str:
    """Join words as a sentence does: "a, b and c"."""
    between, before_last = separators(by)
    *first, last = [*words] or [""]
    return f"{between.join(first)}{before_last}{last}" if first else last

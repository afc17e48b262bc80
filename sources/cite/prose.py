"""A formatted citation: runs of words, some of them in italics, as text or as HTML.

Styles differ in what they say and in which order; how sentences close is the same in all of them,
and is done here once: a full stop is not doubled, American styles put it inside the quotation
marks (Chicago 18, 6.9), and a title's own question mark stands for the comma that would follow.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape

_CLOSING = "”’"


@dataclass(frozen=True, slots=True)
class Run:
    """Some words set alike. ``is_work``: the name of a publication, in italics as ``is_italic`` words are.

    ``language`` is the BCP 47 tag of words that are not English, for hyphenation and speech. Quotation
    marks that are ``is_british`` take a stop inside only where it is the title's own.
    """

    text: str
    is_work: bool = False
    language: str = ""
    is_italic: bool = False
    is_british: bool = False

    def html(self) -> str:
        """Give the run as HTML: a work in ``cite``, foreign words set apart with ``bdi``."""
        words = escape(self.text)
        if self.language:
            words = f'<bdi lang="{escape(self.language)}">{words}</bdi>'
        if self.is_italic:
            words = f"<i>{words}</i>"
        return f"<cite>{words}</cite>" if self.is_work else words


@dataclass(frozen=True, slots=True)
class Prose:
    """Runs in order. ``str`` gives plain text; Django's templates take the HTML by themselves."""

    runs: tuple[Run, ...] = ()

    def __str__(self) -> str:
        return "".join(run.text for run in self.runs)

    def __bool__(self) -> bool:
        return any(run.text for run in self.runs)

    def __add__(self, other: "Prose") -> "Prose":
        return Prose(self.runs + other.runs)

    def html(self) -> str:
        """Give the citation as HTML, everything escaped."""
        return "".join(run.html() for run in self.runs)

    def __html__(self) -> str:
        return self.html()


def words(text: str) -> Prose:
    """Give plain words."""
    return Prose((Run(text),) if text else ())


def work(name: str) -> Prose:
    """Give the name of a publication."""
    return Prose((Run(name, is_work=True),) if name else ())


def italic(text: str) -> Prose:
    """Give words in italics that name no work."""
    return Prose((Run(text, is_italic=True),))


def bracketed(text: str) -> Prose:
    """Give words in round brackets after a space; nothing for none."""
    return words(f" ({text})" if text else "")


def joined(parts: Iterable[Prose], mark: str) -> Prose:
    """Put the parts one after the other, each but the last closed with the mark and a space."""
    present = [part for part in parts if part]
    whole = Prose()
    for part in present[:-1]:
        whole = whole + closed(part, mark) + words(" ")
    return whole + present[-1] if present else whole


def closed(prose: Prose, mark: str) -> Prose:
    """End with a comma or a full stop, inside closing quotation marks, none too many."""
    if not prose:
        return prose
    *before, last = prose.runs
    if last.is_work or last.is_british or last.is_italic:
        return _closed_outside(prose, mark)
    inner = last.text.rstrip(_CLOSING)
    end, quotes = inner[-1:], last.text[len(inner) :]
    is_ended = end in (".?!…" if mark == "." else "?!,") and (bool(quotes) or mark == ".")
    if is_ended:
        return prose
    return Prose((*before, replace(last, text=inner + mark + quotes)))


def _closed_outside(prose: Prose, mark: str) -> Prose:
    """Set the mark after the last run, upright; a work's own end stands for a full stop."""
    inner = prose.runs[-1].text.rstrip(_CLOSING)
    is_ended = inner[-1:] in (".?!…" if mark == "." else "")
    return prose if is_ended else Prose((*prose.runs, Run(mark)))

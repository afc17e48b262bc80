"""A door to the language in which the archive speaks to readers, for rooms that do not know Django.

A sentence is looked up by itself in English, as GNU gettext has it (gettext manual, §4 and §11.2: context
and plural forms too). Until whoever knows the site's language opens the door (``sources.edition.apps``),
all that is said is English, so a value can be said and tested without any site.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol


class Catalogue(Protocol):
    """What answers: ``django.utils.translation`` is one."""

    def get_language(self) -> str | None:
        """Name the language that is spoken now."""

    def gettext(self, message: str, /) -> str:
        """Give a sentence in it."""

    def ngettext(self, singular: str, plural: str, number: int, /) -> str:
        """Give a sentence about so many of something."""

    def pgettext(self, context: str, message: str, /) -> str:
        """Give words that mean more than one thing, as they are meant here."""

    def npgettext(self, context: str, singular: str, plural: str, number: int, /) -> str:
        """Give both."""


class English:
    """What is spoken where nobody said otherwise: each sentence as it stands in the program."""

    def get_language(self) -> str:
        """Name it."""
        return "en"

    def gettext(self, message: str, /) -> str:
        """Give a sentence as it is."""
        return message

    def ngettext(self, singular: str, plural: str, number: int, /) -> str:
        """Give the singular of one, the plural of any other number."""
        return singular if number == 1 else plural

    def pgettext(self, context: str, message: str, /) -> str:
        """Give words as they are."""
        return message

    def npgettext(self, context: str, singular: str, plural: str, number: int, /) -> str:
        """Give the singular of one, the plural of any other number."""
        return self.ngettext(singular, plural, number)


ENGLISH = English()


class _Door:
    catalogue: Catalogue = ENGLISH


_in_english: ContextVar[bool] = ContextVar("in_english", default=False)


@contextmanager
def in_english() -> Iterator[None]:
    """Speak English for a while: in citations, whose styles are English throughout."""
    former = _in_english.set(True)
    try:
        yield
    finally:
        _in_english.reset(former)


def _catalogue() -> Catalogue:
    return ENGLISH if _in_english.get() else _Door.catalogue


def open_to(catalogue: Catalogue) -> None:
    """Have all that is said from now on looked up in this catalogue."""
    _Door.catalogue = catalogue


def spoken() -> str:
    """Name the language that is spoken now: what is kept for reading is kept by it."""
    return _catalogue().get_language() or "en"


def gettext(message: str) -> str:
    """Give a sentence in the language that is spoken."""
    return _catalogue().gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """Give a sentence about so many of something."""
    return _catalogue().ngettext(singular, plural, number)


def pgettext(context: str, message: str) -> str:
    """Give words that mean more than one thing, as they are meant here."""
    return _catalogue().pgettext(context, message)


def npgettext(context: str, singular: str, plural: str, number: int) -> str:
    """Give words that mean more than one thing, about so many of something."""
    return _catalogue().npgettext(context, singular, plural, number)

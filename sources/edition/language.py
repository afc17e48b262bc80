"""The language of the readers' pages: one for a site, from catalogues of GNU gettext (.po).

The catalogue that comes with the program, if there is one, stands in ``sources/locale/``; the owner's, in
the folder ``locale`` of the data folder, goes before it. Both are read as they are when the program starts,
so whoever translates compiles nothing. What these do not say is said in English, never in Django's words
for the same; so is a sentence whose translation does not fit (``catalogue``): ``manage.py check`` names
those. Where nothing at all is said in the language, pages are in English and say so.

What publish prepares for reading is prepared in this language. The desk and the commands speak English.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from functools import lru_cache, partial
from gettext import GNUTranslations, NullTranslations
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Info
from django.core.checks import Warning as CheckWarning
from django.utils import translation
from django.utils.translation import to_locale, trans_real

from sources.edition import catalogue
from sources.values import language

# The language that the sentences in the program are written in.
WRITTEN_IN = "en"
# Sentences of one language: all that the readers' pages have are some two thousand.
_REMEMBERED = 4096


class Readers(NullTranslations):
    """What readers are spoken to in: the catalogues one after the other, then English."""

    def __init__(self, code: str, said: list[GNUTranslations]) -> None:
        super().__init__()
        is_said = bool(said) or _is_english(code)
        self._code = code if is_said else WRITTEN_IN
        for one in said:
            self.add_fallback(one)

    def to_language(self) -> str:
        """Name the language, as Django asks for it: of the page's ``lang`` and of its direction."""
        return self._code


def catalogues() -> tuple[Path, ...]:
    """Give the site's catalogues that there are, the one that goes before all others first."""
    parts = settings.SITE_LANGUAGE.split("-")
    codes = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
    owners = [settings.DATA / "locale" / f"{one}.po" for one in codes]
    ours = [settings.LOCALE_PATHS[0] / to_locale(one) / "LC_MESSAGES" / "django.po" for one in codes]
    return tuple(path for path in [*owners, *ours] if _is_file(path))


def speak() -> None:
    """Open the door of ``values.language``, and have readers spoken to in what the catalogues say."""
    language.open_to(translation)
    said = [one for one in map(_spoken, catalogues()) if one is not None]
    code = settings.SITE_LANGUAGE
    if code != settings.LANGUAGE_CODE:
        # Where Django keeps what it made of its own catalogues; it has no other door.
        vars(trans_real)["_translations"][code] = Readers(code, said)
        return
    for one in reversed(said):
        # The desk's English, reworded, by Django's own way of laying one catalogue over another.
        trans_real.translation(code).merge(one)


def remember() -> None:
    """Keep what the catalogues answered: each sentence is looked up in all of them, each time anew."""
    for code in {settings.LANGUAGE_CODE, settings.SITE_LANGUAGE}:
        spoken = trans_real.translation(code)
        if isinstance(spoken, trans_real.DjangoTranslation | Readers):  # tests have a language of their own
            for name in ("gettext", "ngettext"):
                found = partial(getattr(type(spoken), name), spoken)
                setattr(spoken, name, lru_cache(maxsize=_REMEMBERED)(found))


def in_sites_language() -> AbstractContextManager[None]:
    """Speak the site's language for a while: to readers, and while what they read is prepared."""
    return translation.override(settings.SITE_LANGUAGE)


@lru_cache(maxsize=1)
def mark() -> str:
    """Name the language with all that its catalogues say: whatever was said otherwise has another mark."""
    digest = sha256(settings.SITE_LANGUAGE.encode())
    for path in catalogues():
        digest.update(_bytes(path))
    return f"{settings.SITE_LANGUAGE}-{digest.hexdigest()[:8]}"


def check(**_: Any) -> list[CheckMessage]:  # noqa: ANN401 -- Django's own
    """Warn of a language without a catalogue, and of what cannot be used in the catalogues there are."""
    return [*_without_catalogue(), *(fault for path in catalogues() for fault in _faults(path))]


def _is_english(code: str) -> bool:
    return code.partition("-")[0] == WRITTEN_IN


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a folder that may not be looked into
        return False


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # then it is not used either, and check says so
        return b""


def _spoken(path: Path) -> GNUTranslations | None:
    """Give what a catalogue says; nothing of one that cannot be used, or says nothing."""
    try:
        judged = catalogue.read(path)
    except catalogue.UnusableError:
        return None
    return judged.spoken if judged.sentences else None


def _without_catalogue() -> Iterator[CheckMessage]:
    code = settings.SITE_LANGUAGE
    if catalogues() or _is_english(code):
        return
    yield CheckWarning(
        f"ARCHIVE_LANGUAGE is {code!r}, a language of which there is no catalogue: pages are in English.",
        hint=f"Put one at {settings.DATA / 'locale' / f'{code}.po'} (README.md, Translate the interface).",
        id="sources.W004",
    )


def _faults(path: Path) -> Iterator[CheckMessage]:
    try:
        judged = catalogue.read(path)
    except catalogue.UnusableError as error:
        yield CheckWarning(
            f"{path} cannot be read and is not used: {error}",
            hint="Open it in an editor of PO files.",
            id="sources.W005",
        )
        return
    for misfit in judged.misfits:
        yield CheckWarning(
            f"{path}, line {misfit.line}: “{misfit.words}” stays English, its translation does not fit: "
            f"{misfit.fault}.",
            hint="Keep each %(name)s and each tag of the sentence; give all plural forms of the language.",
            id="sources.W006",
        )
    if not judged.sentences:
        yield CheckWarning(f"{path} has no sentence in it that is used.", id="sources.W005")
    yield from _unknown(path, judged)


def _unknown(path: Path, judged: catalogue.Judged) -> Iterator[CheckMessage]:
    """Tell of sentences that this version of the program never says: it changed, or they were mistyped."""
    template = settings.LOCALE_PATHS[0] / "django.pot"
    if not _is_file(template):
        return
    unknown = sorted(judged.sentences - catalogue.sentences_of(template))
    if unknown:
        yield Info(
            f"{path} translates what this version of the program does not say ({len(unknown)}), "
            f"first “{unknown[0][0]}”.",
            hint="Bring it up to date with sources/locale/django.pot (msgmerge, or an editor of PO files).",
            id="sources.I001",
        )

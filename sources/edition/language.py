"""The language of the readers' pages: one for a site, from catalogues of GNU gettext (.po).

The catalogue that comes with the program, if there is one, stands in ``sources/locale/``; the owner's, in
the folder ``locale`` of the data folder, goes before it. Both are read as they are when the program starts,
so whoever translates compiles nothing. What a catalogue does not say is said in English, and so is a
sentence whose translation would lose what stands in it (a placeholder): ``manage.py check`` names those.

What publish prepares for reading is prepared in this language. The desk and the commands speak English.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from functools import lru_cache, partial
from gettext import GNUTranslations
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.checks import CheckMessage
from django.core.checks import Warning as CheckWarning
from django.utils import translation
from django.utils.translation import to_locale, trans_real

from sources.values import language

if TYPE_CHECKING:
    from babel.messages import Catalog, Message

# The language that the sentences in the program are written in.
WRITTEN_IN = "en"
_PLACES = re.compile(r"%\((\w+)\)s")
# Sentences of one language: all that the readers' pages have are some two thousand.
_REMEMBERED = 4096


def catalogues() -> tuple[Path, ...]:
    """Give the site's catalogues that there are, the one that goes before all others last."""
    code: str = settings.SITE_LANGUAGE
    general = code.partition("-")[0]
    codes = dict.fromkeys([general, code])
    ours = [settings.LOCALE_PATHS[0] / to_locale(one) / "LC_MESSAGES" / "django.po" for one in codes]
    owners = [settings.DATA / "locale" / f"{one}.po" for one in codes]
    return tuple(path for path in [*ours, *owners] if path.is_file())


def speak() -> None:
    """Open the door of ``values.language``, and put what the catalogues say before what Django says."""
    language.open_to(translation)
    for path in catalogues():
        # Django's own way of laying one catalogue over another.
        trans_real.translation(settings.SITE_LANGUAGE).merge(_compiled(path))


def remember() -> None:
    """Keep what the catalogues answered: Django looks each sentence up in all of them, each time anew."""
    for code in {settings.LANGUAGE_CODE, settings.SITE_LANGUAGE}:
        spoken = trans_real.translation(code)
        if isinstance(spoken, trans_real.DjangoTranslation):  # tests have a language of their own
            for name in ("gettext", "ngettext"):
                found = partial(getattr(trans_real.DjangoTranslation, name), spoken)
                setattr(spoken, name, lru_cache(maxsize=_REMEMBERED)(found))


def in_sites_language() -> AbstractContextManager[None]:
    """Speak the site's language for a while: to readers, and while what they read is prepared."""
    return translation.override(settings.SITE_LANGUAGE)


@lru_cache(maxsize=1)
def mark() -> str:
    """Name the language with all that its catalogues say: whatever was said otherwise has another mark."""
    digest = sha256(settings.SITE_LANGUAGE.encode())
    for path in catalogues():
        digest.update(path.read_bytes())
    return f"{settings.SITE_LANGUAGE}-{digest.hexdigest()[:8]}"


def check(**_: Any) -> list[CheckMessage]:  # noqa: ANN401 -- Django's own
    """Warn of a language without a catalogue, and of what cannot be used in the catalogues there are."""
    return [*_without_catalogue(), *(fault for path in catalogues() for fault in _faults(path))]


def _without_catalogue() -> Iterator[CheckMessage]:
    code = settings.SITE_LANGUAGE
    if catalogues() or code.partition("-")[0] == WRITTEN_IN:
        return
    yield CheckWarning(
        f"ARCHIVE_LANGUAGE is {code!r}, a language of which there is no catalogue: pages are in English.",
        hint=f"Put one at {settings.DATA / 'locale' / f'{code}.po'} (README.md, Translate the interface).",
        id="sources.W004",
    )


def _faults(path: Path) -> Iterator[CheckMessage]:
    try:
        catalogue, faulty = _read(path)
    except ValueError as error:
        yield CheckWarning(
            f"{path} cannot be read and is not used: {error}",
            hint="Open it in an editor of PO files.",
            id="sources.W005",
        )
        return
    for line, message, fault in faulty:
        yield CheckWarning(
            f"{path}, line {line}: “{message}” stays English, its translation does not fit: {fault}.",
            hint="Use no %(name)s but the sentence's own, and as many plural forms as it says itself.",
            id="sources.W006",
        )
    if not len(catalogue):
        yield CheckWarning(f"{path} has no sentence in it.", id="sources.W005")


def _compiled(path: Path) -> GNUTranslations:
    """Compile a catalogue in memory, without what does not fit; nothing of one that cannot be read."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 -- slow import, and of no use in English

    try:
        catalogue, _ = _read(path)
    except ValueError:
        return GNUTranslations()
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


def _read(path: Path) -> tuple["Catalog", Sequence[tuple[int, str, str]]]:
    """Read a catalogue, and take out what does not fit: its line, its words, and why.

    Raises ValueError, with a sentence, where it is no catalogue.
    """
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415 -- as above

    try:
        with path.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
    except (OSError, PoFileError, UnicodeDecodeError) as error:
        raise ValueError(str(error)) from error
    faulty = []
    for message in list(catalogue):
        words = message.id if isinstance(message.id, str) else message.id[0]
        faults = [*map(str, message.check(catalogue))] or [*_misfits(message, words)]
        if words and faults:
            faulty.append((message.lineno or 0, words, "; ".join(faults)))
            catalogue.delete(message.id, message.context)
    return catalogue, faulty


def _misfits(message: "Message", words: str) -> Iterator[str]:
    """Try what a page will do: put something into each place that the English sentence has."""
    given = dict.fromkeys(_PLACES.findall(words), "")
    said = [message.string] if isinstance(message.string, str) else message.string or ()
    for one in said if given else ():
        try:
            one % given
        except KeyError as error:
            yield f"the sentence has no %({error.args[0]})s"
        except (TypeError, ValueError):
            yield "each sign of per cent in it is written %%, and each place %(name)s"

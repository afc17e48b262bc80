"""Citations in any of the ten thousand styles of the CSL project, by a program that knows the language.

pandoc's citeproc reads a style and our CSL-JSON as they are (https://pandoc.org/MANUAL.html#citations).
It is an extra, for whoever runs the archive: the built-in styles need nothing, and no reader's request
starts a program. The style's own rules decide order, letters and dashes.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sources.cite import csljson
from sources.cite.item import Item

FORMS: Final = {"txt": "plain", "html": "html"}
_EVERYTHING: Final = "---\nnocite: '@*'\n---\n"
_LOCALE: Final = re.compile(r'default-locale="([a-zA-Z-]+)"')


class NoPandoc(Exception):
    """pandoc is not installed, or could not read the style."""


def printed(items: Iterable[Item], style: Path, form: str = "txt", language: str = "") -> str:
    """Print a list in the style of a CSL file, as text or HTML (see ``FORMS``).

    ``language`` is the list's own ("en-GB"); without it the style's, or American English. Raises
    NoPandoc with what to do, OSError where the style cannot be read.
    """
    locale = _LOCALE.search(style.read_text("utf-8"))
    spoken = language or (locale[1] if locale else "en-US")
    try:
        import pypandoc  # noqa: PLC0415 -- an extra: only who asks for another style needs it
    except ImportError as error:
        raise NoPandoc("pandoc is not here; pip install 'pypandoc_binary' brings it.") from error
    with TemporaryDirectory() as folder:
        bibliography = Path(folder, "items.json")
        bibliography.write_text(csljson.write(items), encoding="utf-8")
        options = ["--citeproc", "--wrap=none", f"--bibliography={bibliography}", f"--csl={style.resolve()}"]
        options.append(f"--metadata=lang={spoken}")
        try:
            text: str = pypandoc.convert_text(_EVERYTHING, FORMS[form], "markdown", extra_args=options)
        except RuntimeError as error:
            raise NoPandoc(f"{style.name} could not be used: {error}") from error
    return text

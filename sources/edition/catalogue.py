"""One catalogue of a translator's (GNU gettext, .po), read and judged before it is used.

A catalogue is written by people in editors and mailed about: no file of it may stop the site, and no
sentence of it a page. A sentence that would lose what stands in it, break the page or add markup of its own
is left out, with a reason; a file that cannot be used as a whole is refused with a sentence.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from gettext import GNUTranslations, c2py
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages import Catalog, Message

_PLACES = re.compile(r"%\((\w+)\)s")
# A tag as it is written, whole; or what would begin or end one, or end the attribute a sentence stands in.
_MARKUP = re.compile(r'<[^>]*>?|"')
# By so many numbers a rule of plurals is tried: the rules of all languages turn again after 100.
_TRIED = range(201)


class UnusableError(ValueError):
    """A catalogue that cannot be used as a whole; its words say why."""


class Spoken(GNUTranslations):
    """A catalogue that answers, with the rule of plurals that its own head gives."""

    plural: Callable[[int], int]


@dataclass(frozen=True, slots=True)
class Misfit:
    """A sentence whose translation does not fit: the line, the sentence in English, and why."""

    line: int
    words: str
    fault: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A catalogue as it is used, without what does not fit."""

    spoken: Spoken
    sentences: frozenset[tuple[str, str]]
    misfits: tuple[Misfit, ...]


def read(path: Path) -> Judged:
    """Read a catalogue and take out what does not fit; raises UnusableError where it cannot be used."""
    from babel.messages.pofile import read_po  # noqa: PLC0415 -- slow import, and of no use in English

    try:
        with path.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
        by_form = _by_form(_compiled(catalogue), catalogue)
        misfits = tuple(_taken_out(catalogue, by_form))
        sentences = frozenset(
            (_words(one), str(one.context or "")) for one in catalogue if one.id and not one.fuzzy
        )
        return Judged(_compiled(catalogue), sentences, misfits)
    except Exception as error:  # Whatever stands in a file from elsewhere, the site goes on.
        raise UnusableError(f"{type(error).__name__}: {error}") from error


def sentences_of(path: Path) -> frozenset[tuple[str, str]]:
    """Give the sentences of a template or catalogue, each with its context, translated or not."""
    from babel.messages.pofile import read_po  # noqa: PLC0415 -- as above

    with path.open("rb") as file:
        return frozenset((_words(one), str(one.context or "")) for one in read_po(file) if one.id)


def _compiled(catalogue: "Catalog") -> Spoken:
    from babel.messages.mofile import write_mo  # noqa: PLC0415 -- as above

    file = BytesIO()
    write_mo(file, catalogue)
    file.seek(0)
    spoken = Spoken(file)
    # Babel writes the rule only for languages that it knows.
    spoken.plural = c2py(catalogue.plural_expr)
    return spoken


def _by_form(spoken: Spoken, catalogue: "Catalog") -> list[set[int]]:
    """Give the numbers that take each plural form, by trying the rule of the head."""
    by_form: list[set[int]] = [set() for _ in range(catalogue.num_plurals)]
    for number in _TRIED:
        form = spoken.plural(number)
        if not 0 <= form < len(by_form):
            raise UnusableError(f"its Plural-Forms give {number} the form {form}, of {len(by_form)} forms")
        by_form[form].add(number)
    return by_form


def _taken_out(catalogue: "Catalog", by_form: list[set[int]]) -> Iterator[Misfit]:
    """Take out of a catalogue what is not translated, and what does not fit; give the latter."""
    for message in list(catalogue):
        if not message.id or message.fuzzy:
            continue
        said = _forms(message)
        faults = list(dict.fromkeys(_faults(message, by_form))) if any(said) else []
        if faults:
            yield Misfit(message.lineno or 0, _words(message), "; ".join(faults))
        if faults or not any(said):
            catalogue.delete(message.id, message.context)


def _words(message: "Message") -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _forms(message: "Message") -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def _faults(message: "Message", by_form: list[set[int]]) -> Iterator[str]:
    """Hold each form of a translation against the English sentence."""
    said = _forms(message)
    if isinstance(message.id, str):
        yield from _misfits(said[0], (message.id,), may_leave=0)
        return
    missing = sum(not one for one in said) + max(0, len(by_form) - len(said))
    if missing:
        yield f"{missing} of its {len(by_form)} plural forms is missing"
    for one, numbers in zip(said, by_form, strict=False):
        # “One ferry” has no number, nor has a dual; a form that several numbers take must say which.
        if one:
            yield from _misfits(one, tuple(message.id), may_leave=int(len(numbers) <= 1))


def _misfits(said: str, sentence: tuple[str, ...], *, may_leave: int) -> Iterator[str]:
    """Name what a translation has that the sentence (in its one or two forms) has not, and what it lost."""
    places = {name for one in sentence for name in _PLACES.findall(one)}
    found = set(_PLACES.findall(said))
    for name in sorted(found - places):
        yield f"the sentence has no %({name})s"
    if len(places - found) > may_leave:
        yield "it leaves out " + ", ".join(f"%({name})s" for name in sorted(places - found))
    if not _is_filled(said, found, has_signs=any("%" in _PLACES.sub("", one) for one in sentence)):
        yield ("a sign of per cent stands only where the sentence has one, as %%, and each place is %(name)s")
    if not any(_markup(said) == _markup(one) for one in sentence):
        yield 'its tags, or signs < and ", are not those of the sentence'


def _is_filled(said: str, found: set[str], *, has_signs: bool) -> bool:
    """Try what a page will do: put something into each place.

    A sentence without places may be put on a page as it stands, where %% would be two signs, or as a
    pattern, where % would be none: so it has none, unless the English has.
    """
    if not has_signs:
        return "%" not in _PLACES.sub("", said)
    try:
        said % dict.fromkeys(found, "")
    except (KeyError, TypeError, ValueError):
        return False
    return True


def _markup(words: str) -> Counter[str]:
    return Counter(_MARKUP.findall(words))

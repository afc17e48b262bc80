"""The forms of a name, as the sources write it: who writes so, and how the form relates."""

from collections.abc import Sequence
from dataclasses import dataclass

from sources.edition.models import EntityName
from sources.public import addresses, wording
from sources.values import spelling


@dataclass(frozen=True, slots=True)
class Writer:
    """A source that writes a form."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a name."""

    form: str
    language: str
    writers: tuple[Writer, ...]
    more: int
    relation: str
    times: int


def forms(names: Sequence[EntityName]) -> tuple[tuple[Form, ...], tuple[Form, ...]]:
    """Prepare an entity's forms, the preferred first: those that a source writes, those that none does."""
    preferred = names[0].form if names else ""
    prepared = [_form(name, preferred) for name in names]
    written = tuple(form for form in prepared if form.times or form.form == preferred)
    return written, tuple(form for form in prepared if form not in written)


def _form(name: EntityName, preferred: str) -> Form:
    writers = tuple(
        Writer(wording.brief(label), addresses.article(public_id, slug))
        for public_id, slug, label in name.writers
    )
    relation = wording.relation(name.relation)
    why = _reason(preferred, name.form) if name.form != preferred else ""
    return Form(
        form=name.form,
        language=name.language,
        writers=writers,
        more=name.writer_count - len(writers),
        relation=f"{relation}: {why}" if why else relation,
        times=name.times,
    )


def _reason(preferred: str, form: str) -> str:
    """Say why two spellings are one name; how alike they are in per cent is for editors."""
    return spelling.explain(preferred, form, has_share=False)

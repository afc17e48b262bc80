"""Whether what was published is still there as it was: editions' files, and a head kept elsewhere."""

import json
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from sources import models
from sources.edition.building import file_digest
from sources.edition.damage import Damage, Look
from sources.edition.manifest import read_manifest
from sources.edition.swap import current_file, is_noted


@dataclass(frozen=True, slots=True)
class Anchor:
    """A head that the archive published once, kept by somebody outside it."""

    edition: int
    edition_digest: str
    edition_sha256: str | None
    acts: int
    head: str

    @classmethod
    def from_json(cls, text: str) -> "Anchor":
        """Read what ``/.well-known/archive-head.json`` said; raise ValueError with a sentence otherwise."""
        try:
            facts = json.loads(text)
            names = ("edition", "edition_digest", "edition_sha256", "acts", "head")
            return cls(**{name: facts[name] for name in names})
        except (ValueError, TypeError, KeyError) as error:
            msg = (
                "The anchor is not a published head; expected what /.well-known/archive-head.json says: "
                "edition, edition_digest, edition_sha256, acts, head."
            )
            raise ValueError(msg) from error


def as_published(anchor: Anchor) -> Look:
    """Look at what a chain cannot say of itself: that its end was not cut, nor all of it written anew."""
    yield None
    if anchor.acts:
        place = models.ChangeSet.objects.order_by("pk").values_list("digest", flat=True)
        found = place[anchor.acts - 1 : anchor.acts].first()
        if found is None:
            count = models.ChangeSet.objects.count()
            sentence = f"{anchor.acts} acts were published, {count} are there: the end of the record was cut."
            yield Damage("anchor", str(anchor.acts), sentence)
        elif found != anchor.head:
            sentence = (
                f"Act {anchor.acts} has another digest than was published: the record was written anew."
            )
            yield Damage("anchor", str(anchor.acts), sentence)
    edition = models.Edition.objects.filter(number=anchor.edition).first()
    if edition is None:
        yield Damage("anchor", f"edition {anchor.edition}", "It was published and has no row.")
    elif edition.digest != anchor.edition_digest or anchor.edition_sha256 not in (None, edition.sha256):
        yield Damage("anchor", f"edition {anchor.edition}", "It is another than was published.")


def editions() -> Look:
    """Look at the editions' files, and at which one readers see."""
    for edition in models.Edition.objects.order_by("number"):
        yield None
        file = Path(settings.EDITIONS) / edition.file_name
        if not file.is_file():
            if not edition.is_withdrawn:
                yield Damage("edition", str(edition.number), f"Its file {edition.file_name} is not there.")
        elif file_digest(file) != edition.sha256:
            yield Damage("edition", str(edition.number), f"Its file {edition.file_name} was changed.")
        elif not is_noted(file, edition.sha256):
            yield Damage(
                "edition", str(edition.number), "The digest that is noted beside its file is another."
            )
    current = current_file()
    if current is not None:
        yield from _current(current)


def _current(file: Path) -> Look:
    if not models.Edition.objects.filter(file_name=file.name).exists():
        number = read_manifest(file).number
        yield Damage("edition", str(number), "It is current and has no row; the next publish records it.")
        return
    newest = models.Edition.objects.filter(is_withdrawn=False).order_by("-number").first()
    if newest is not None and newest.file_name != file.name:
        number = read_manifest(file).number
        sentence = f"Readers see edition {number}, which edition {newest.number} has replaced."
        yield Damage("edition", str(number), sentence)

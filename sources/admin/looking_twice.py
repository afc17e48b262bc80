"""A name that looks like another is asked about once, where it is typed (integrity S14, UTS 39).

The form is shown again with the reason; saved again as it stands, the name is taken. What was asked about is
carried in a hidden field, so another name is asked about again.
"""

import hashlib
from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.http import QueryDict

from sources.annotate.look_the_same import doubts_about

SEEN = "seen_doubts"
AGAIN = "If that is the name all the same, save once more."


class LooksTwice(forms.BaseForm):
    """A form, of a row or not, in which a name is typed; it has a hidden field ``seen_doubts``."""

    typed = ""  # the field of the name

    def clean(self) -> dict[str, Any]:
        """Ask about the name, once."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        name = cleaned.get(self.typed)
        if not name or self.typed not in self.changed_data:
            return cleaned
        doubts = doubts_about(name, other_than=self.bearer())
        if doubts and cleaned.get(SEEN, "") != stamp_of(doubts):
            shown = cast("QueryDict", self.data).copy()
            shown[self.add_prefix(SEEN)] = stamp_of(doubts)
            self.data = shown
            self.add_error(self.typed, " ".join((*doubts, AGAIN)))
        return cleaned

    def bearer(self) -> int | None:
        """Give the key of the entity that the name is to be of; None where there is none yet."""
        return None


def seen_field() -> forms.CharField:
    """Make the hidden field."""
    return forms.CharField(widget=forms.HiddenInput, required=False)


def stamp_of(doubts: Sequence[str]) -> str:
    """Give what stands for having seen them."""
    return hashlib.sha256(" ".join(doubts).encode()).hexdigest()[:16]


def with_seen(fieldsets: Any) -> list[Any]:
    """Give fieldsets with the hidden field in the first."""
    (title, options), *others = fieldsets
    return [(title, {**options, "fields": [*options["fields"], SEEN]}), *others]

"""Plain forms for merging, splitting and changing the kind of authority records."""

from typing import Any

from django import forms

from sources.admin.fields import Picker
from sources.admin.looking_twice import LooksTwice, seen_field
from sources.admin.site import desk
from sources.models import Entity, Mention
from sources.models.identity import choices
from sources.vocabulary import EntityKind


class OtherForm(forms.Form):
    """Which record is the same: chosen by type-ahead, or by public id where no script runs."""

    other = forms.ModelChoiceField(
        Entity.objects.standing(),
        required=False,
        label="The record that turned out to be the same",
        widget=Picker(
            Mention._meta.get_field("entity"),
            desk,
            attrs={"aria-label": "The record that turned out to be the same", "data-width": "100%"},
        ),
    )
    other_id = forms.CharField(
        required=False, max_length=8, label="Its public id (where the list above does not open)"
    )

    def clean(self) -> dict[str, Any]:
        """Find the record that was named one way or the other."""
        cleaned = super().clean() or self.cleaned_data
        public_id = cleaned.get("other_id", "").strip().lower()
        if public_id and not cleaned.get("other"):
            cleaned["other"] = Entity.objects.filter(public_id=public_id).first()
            if cleaned["other"] is None:
                self.add_error(
                    "other_id", f"No entity has the public id {public_id!r}; look it up in the lists."
                )
        return cleaned


class SplitForm(LooksTwice, forms.Form):
    """What the new record is called; the rows that go to it are ticked beside."""

    typed = "preferred_name"
    seen_doubts = seen_field()
    preferred_name = forms.CharField(
        max_length=300, label="Name of the new record", help_text="e.g. “Ada Quill the younger”."
    )


class KindForm(forms.Form):
    """What a record is of."""

    kind = forms.ChoiceField(choices=choices(EntityKind), label="It is a")

"""Form fields of the desk's own."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError

from sources.annotate.acts import date_for
from sources.models import Date
from sources.models.identity import validate_edtf


class Picker(AutocompleteSelect):
    """Django's own type-ahead, with a name that is heard while nothing is chosen."""

    @property
    def media(self) -> forms.Media:
        """Add the script that names the box for a screen reader."""
        return super().media + forms.Media(js=["js/desk_picker.js"])

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> Any:
        """Say what to do where the field is empty."""
        attrs = super().build_attrs(base_attrs, extra_attrs)
        noun = self.field.remote_field.model._meta.verbose_name
        attrs["data-placeholder"] = f"Type to choose: {noun}"
        return attrs


class EdtfField(forms.CharField):
    """A date typed as EDTF; gives the one Date row for its value, or None."""

    def __init__(self, *, required: bool, help_text: str = "") -> None:
        example = "EDTF, e.g. 2011-12-16, 1848-03~ for “about March 1848”, 1927-10-14/1927-10-16."
        super().__init__(required=required, max_length=100, help_text=help_text or example)

    def prepare_value(self, value: Any) -> Any:
        """Show a Date by its EDTF value."""
        if isinstance(value, int):
            return Date.objects.filter(pk=value).values_list("edtf", flat=True).first()
        return value.edtf if isinstance(value, Date) else value

    def clean(self, value: Any) -> Any:
        """Find or make the row for what was typed."""
        text = super().clean(value)
        if not text:
            return None
        validate_edtf(text)
        return date_for(text)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare what is shown with what was typed."""
        return bool((self.prepare_value(initial) or "") != (data or "").strip())


class EdtfText(forms.CharField):
    """A date typed as EDTF that stays text, in its normal form."""

    def clean(self, value: Any) -> str:
        """Refuse what is not EDTF, with the sentence that says why."""
        text = str(super().clean(value))
        if text:
            try:
                validate_edtf(text)
            except ValidationError as error:
                raise ValidationError(error.messages) from error
        return text

"""Form fields of the desk's own, and where they stand."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, cast

from django import forms
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import BaseInlineFormSet
from django.http import HttpRequest

from sources.annotate.acts import date_for
from sources.models import Date
from sources.models.identity import validate_edtf


class Picker(AutocompleteSelect):
    """Django's own type-ahead, with a name that is heard while nothing is chosen."""

    # What rows are called that the page has read already, by their keys as a form writes them.
    known: Mapping[str, str] = MappingProxyType({})

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        """Offer what is chosen; without a query where the page knows it."""
        chosen = [str(one) for one in value if one]
        if not chosen or not all(one in self.known for one in chosen):
            return super().optgroups(name, value, attrs)
        empty = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        return [
            (None, [*empty, *(self.create_option(name, one, self.known[one], True, 0) for one in chosen)], 0)
        ]

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


class ListedText(forms.CharField):
    """A list of short texts, typed on one line with semicolons between them.

    Commas would not do: an EDTF set has them.
    """

    def __init__(self, *, required: bool, help_text: str = "") -> None:
        example = re.sub(r'[\["\]]', "", help_text)  # the model's own is written as JSON
        super().__init__(
            required=required,
            help_text=f"{example} Several: a semicolon between them.",
            widget=forms.TextInput(attrs={"class": "vTextField"}),
        )

    def prepare_value(self, value: Any) -> Any:
        """Write a list as it is typed."""
        return "; ".join(map(str, value)) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """Give the list; the model's own validators look at each."""
        return [part for one in super().clean(value).split(";") if (part := one.strip())]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare the lists, not how they are typed."""
        return bool(self.clean(self.prepare_value(initial) or "") != self.clean(data or ""))


class Picking(BaseModelAdmin):  # type: ignore[type-arg]  # not subscriptable when it runs
    """Rows point to others by type-ahead, and to dates by their EDTF value."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Let dates be typed as EDTF instead of chosen from a list of rows."""
        if db_field.remote_field.model is Date:
            return EdtfField(required=not db_field.blank, help_text=db_field.help_text)
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = Picker(db_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class NamedFields(BaseInlineFormSet):  # type: ignore[type-arg]  # not subscriptable when it runs
    """Rows in a table: each field says its name to whoever does not see the head of its column."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Give every field of a row its label as its name."""
        super().add_fields(form, index)
        for name, field in form.fields.items():
            inner = getattr(field.widget, "widget", field.widget)
            inner.attrs.setdefault("aria-label", str(field.label or name))
            if isinstance(inner, Picker) and (chosen := _read_already(form.instance, name)) is not None:
                inner.known = {str(chosen.pk): str(chosen)}


def _read_already(row: models.Model, name: str) -> models.Model | None:
    """Give what a row points to where that was read with it."""
    field = row._meta.get_field(name)
    is_read = isinstance(field, models.ForeignKey) and field.is_cached(row)
    return cast("models.Model | None", getattr(row, name)) if is_read else None

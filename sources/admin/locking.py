"""Two editors never overwrite each other: a form carries the state of the row it was filled from.

The hidden field ``seen_version`` holds the row's version, or a digest of its columns where it has none.
On saving it is compared with what is stored now. Where they differ, nothing is saved: the second
editor sees theirs beside mine, keeps what was typed, and may save again having seen it.
"""

import hashlib
import json
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from sources.annotate.told import model_name, snapshot
from sources.models import ChangeSet, Date

VERSION, REASON = "seen_version", "reason_for_log"


def stamp(row: models.Model) -> str:
    """Give what stands for a row's present state: its version, else a digest of its columns."""
    version = getattr(row, "version", None)
    if version is not None:
        return str(version)
    columns = json.dumps(snapshot(row), sort_keys=True, default=str)
    return hashlib.sha256(columns.encode()).hexdigest()[:16]


class RecordedForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's is not subscriptable when it runs
    """A form of a row that remembers which state of it the editor saw.

    ``refusal`` is why the act that it led to was refused: with it the form is shown again as typed.
    """

    seen_version = forms.CharField(widget=forms.HiddenInput, required=False)

    refusal = ""
    refuses_unchanged = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and VERSION in self.fields:
            self.initial[VERSION] = stamp(self.instance)

    def clean(self) -> dict[str, Any]:
        """Refuse what somebody else has saved meanwhile, showing theirs beside mine."""
        cleaned = super().clean() or self.cleaned_data
        if self.refusal and (self.refuses_unchanged or self.has_changed()):
            raise ValidationError(self.refusal)
        seen = cleaned.get(VERSION, "")
        if not self.instance.pk or VERSION not in self.fields or seen == stamp(self.instance):
            return cleaned
        differing = [name for name in self.changed_data if name in cleaned and name in self._meta_fields()]
        self._show_theirs_next_time()
        if differing:
            raise ValidationError(self._compared(differing), code="conflict")
        return cleaned

    def _meta_fields(self) -> set[str]:
        return {field.name for field in self.instance._meta.concrete_fields}

    def _show_theirs_next_time(self) -> None:
        # The editor now sees what is stored: saving again is a decision, not an accident.
        shown = cast("QueryDict", self.data).copy()
        shown[self.add_prefix(VERSION)] = stamp(self.instance)
        self.data = shown

    def _compared(self, names: list[str]) -> SafeString:
        who = last_act(self.instance)
        by = f" by {who.who} on {who.made_at:%d %B %Y, %H:%M} UTC" if who else ""
        lines = format_html_join(
            "",
            "<li>{}: yours “{}”, stored now “{}”</li>",
            (
                (
                    self.fields[name].label or name,
                    in_words(self.cleaned_data[name]),
                    in_words(getattr(self.instance, name)),
                )
                for name in names
            ),
        )
        return format_html(
            "This was saved{} after you opened it. Nothing was overwritten and what you typed is still "
            "here. Compare, then save again to put yours in its place: <ul class='compared'>{}</ul>",
            by,
            lines,
        )


class ReasonedForm(RecordedForm):
    """A form that also asks why."""

    reason_for_log = forms.CharField(
        required=False,
        max_length=500,
        label="Why",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Kept in the record beside what you change, e.g. “the paper's own correction of 6 May”.",
    )


class ListForm(RecordedForm):
    """A row of a list that is edited in place: only what was changed can be refused."""

    refuses_unchanged = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # to whoever does not see the head of its column
            field.widget.attrs.setdefault("aria-label", f"{field.label or name} of {self.instance}")


def last_act(row: models.Model) -> ChangeSet | None:
    """Give the last act that touched a row."""
    touching = ChangeSet.objects.filter(changes__model=model_name(row), changes__row=str(row.pk))
    return touching.select_related("actor").order_by("-pk").first()


def in_words(value: object) -> str:
    """Write a value as an editor reads it."""
    if value in (None, ""):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "nothing"
    if isinstance(value, Date):
        return f"{value.in_words} ({value.edtf})"
    return str(value)

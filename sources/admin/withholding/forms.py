"""What is asked of whoever withholds something: why, a word to the others, and a day to decide anew."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from sources.annotate.withhold import Extent, Why
from sources.vocabulary import WithheldFor

# One sentence, wherever a day is asked for or shown.
ON_THAT_DAY = (
    "On that day nothing is shown by itself: the first page of the desk asks for a new decision, "
    "and until somebody makes it all stays as it is."
)


class WhyForm(forms.Form):
    """Why, and until when."""

    reason = forms.ChoiceField(
        label="Why",
        choices=[("", "choose…"), *[(str(one), str(one).replace("_", " ")) for one in WithheldFor]],
        error_messages={"required": "Say why: choose one of the reasons."},
        help_text="Kept in the record, never public. Readers are told that something is withheld, not why.",
    )
    note = forms.CharField(
        label="A word to other editors",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Never public, e.g. “telephoned on 3 May; call back before anything is shown”.",
    )
    until = forms.DateField(
        label="Decide anew on",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=f"Empty: until further notice. {ON_THAT_DAY}",
    )

    def clean_until(self) -> date | None:
        """Refuse a day that is over."""
        until: date | None = self.cleaned_data["until"]
        if until is not None and until <= timezone.now().date():
            raise ValidationError("This day is here already; choose a later one, or none.")
        return until

    @property
    def why(self) -> Why:
        """What was said, once the form is valid."""
        said: dict[str, Any] = self.cleaned_data
        return Why(WithheldFor(said["reason"]), said["note"], said["until"])


class ArticleForm(WhyForm):
    """The same of whole articles, with how much of them goes."""

    extent = forms.ChoiceField(
        label="What readers still get",
        choices=[
            (str(Extent.NOTHING), "nothing: its address answers that it was taken back"),
            (str(Extent.FACTS), "its facts alone: headline, publication, day; no text, no marks"),
        ],
        initial=str(Extent.NOTHING),
        widget=forms.RadioSelect,
    )
    field_order = ["extent", "reason", "note", "until"]


class EndForm(forms.Form):
    """Why something may be shown again."""

    why = forms.CharField(
        label="Why it may be shown again",
        max_length=500,
        help_text="Kept in the record, e.g. “she wrote on 4 May that she does not mind any more”.",
    )

"""Plain forms for what is done on the reading page: which words, and what they mean."""

from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from sources.admin.fields import EdtfText, Picker
from sources.admin.locking import stamp
from sources.admin.site import desk
from sources.annotate.look_the_same import doubts_about
from sources.annotate.marking import NewEntity, Target
from sources.models import Claim, Entity, Mention, Passage, Topic
from sources.models.entity import EntityQuerySet
from sources.models.identity import choices
from sources.values import spelling
from sources.values.span import Span
from sources.vocabulary import Certainty, EntityKind, Kind, MentionStatus

KINDS = [("", "choose a kind"), *choices(EntityKind)]


# What has a field that names an entity.
Asking = type[Mention] | type[Passage] | type[Claim]


class EntityPicker(Picker):
    """Django's own type-ahead; without a script, the public id can be typed beside it."""

    def __init__(self, model: Asking, field: str, label: str) -> None:
        attrs = {"aria-label": label, "data-width": "100%"}
        super().__init__(model._meta.get_field(field), desk, attrs=attrs)


def picker(label: str, model: Asking = Mention, field: str = "entity") -> Any:
    """Make the field that picks an entity."""
    return forms.ModelChoiceField(
        Entity.objects.standing(),
        required=False,
        label=label,
        widget=EntityPicker(model, field, label),
    )


class TargetForm(forms.Form):
    """What words mean: an entity that is there, one to be made, or a date."""

    entity = picker("Person, place or organisation")
    entity_id = forms.CharField(
        required=False, max_length=8, label="Its public id (where the list above does not open)"
    )
    edtf = EdtfText(
        required=False,
        max_length=100,
        label="Or a date",
        help_text="EDTF, e.g. 2011-12-16, 1848-03~ for “about March 1848”, 1927-10-14/1927-10-16.",
    )
    new_name = forms.CharField(required=False, max_length=300, label="Or somebody or something new: its name")
    new_kind = forms.ChoiceField(required=False, choices=KINDS, label="Kind of what is new")
    is_another = forms.BooleanField(required=False, label="It is another one than those of that name")
    certainty = forms.ChoiceField(choices=choices(Certainty), initial=Certainty.CERTAIN)
    note = forms.CharField(
        required=False, max_length=500, label="Note", help_text="For other editors; never public."
    )

    def __init__(self, *args: Any, among: EntityQuerySet | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Whom whoever asks may know of.
        self.among = Entity.objects.standing() if among is None else among
        cast("forms.ModelChoiceField[Entity]", self.fields["entity"]).queryset = self.among

    def clean(self) -> dict[str, Any]:
        """Find the one target among the three ways of naming it."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("entity_id") and not cleaned.get("entity"):
            cleaned["entity"] = self._by_public_id(cleaned["entity_id"])
        named = [name for name in ("entity", "edtf", "new_name") if cleaned.get(name)]
        if len(named) > 1:
            raise ValidationError("It names one thing: choose an entity, or a date, or something new.")
        if cleaned.get("new_name"):
            self._refuse_known(cleaned)
        return cleaned

    def _by_public_id(self, public_id: str) -> Entity | None:
        found = self.among.filter(public_id=public_id.strip().lower()).first()
        if found is None:
            self.add_error(
                "entity_id", f"No entity has the public id {public_id!r}; look it up in the lists."
            )
        return found

    def _refuse_known(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("new_kind"):
            self.add_error("new_kind", "Say whether it is a person, a place or an organisation.")
        elif not cleaned.get("is_another"):
            name = cleaned["new_name"]
            known = self.among.called(spelling.key(name)).filter(kind=cleaned["new_kind"])[:3]
            if known:
                names = "; ".join(f"{one.preferred_name} ({one.public_id})" for one in known)
                self.add_error(
                    "new_name", f"There is one of that name: {names}. Choose it, or say it is another."
                )
            elif doubts := doubts_about(name, among=self.among):
                self.add_error("new_name", " ".join((*doubts, "Correct it, or say it is another.")))

    @property
    def target(self) -> Target | None:
        """What the words mean, once the form is clean; None where nothing was named."""
        cleaned = self.cleaned_data
        if cleaned.get("entity"):
            return cast("Entity", cleaned["entity"])
        if cleaned.get("new_name"):
            return NewEntity(EntityKind(cleaned["new_kind"]), cleaned["new_name"].strip())
        return cleaned.get("edtf") or None


class MarkForm(TargetForm):
    """New marks: the words, which of their occurrences, and what they mean."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    exact = forms.CharField(
        required=False, strip=False, label="The words", help_text="Exactly as they stand in the passage."
    )
    occurrence = forms.IntegerField(
        required=False,
        min_value=1,
        label="Which",
        help_text="1 for the first, where they occur more than once.",
    )
    start = forms.IntegerField(required=False, min_value=0, label="Or from character")
    end = forms.IntegerField(required=False, min_value=1, label="to character (not included)")
    as_form = forms.BooleanField(required=False, label="Keep these words as a form of the name")

    field_order = ["revision", "exact", "occurrence", "start", "end", "entity"]

    def __init__(self, *args: Any, text: str, **kwargs: Any) -> None:
        self.text = text
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Find the span in the passage."""
        cleaned = super().clean()
        if self.errors:
            return cleaned
        if self.target is None:
            raise ValidationError("Say what the words mean: choose an entity, or a date, or something new.")
        cleaned["span"] = self._span(cleaned)
        return cleaned

    def _span(self, cleaned: dict[str, Any]) -> Span:
        start, end = cleaned.get("start"), cleaned.get("end")
        if start is not None and end is not None:
            if not 0 <= start < end <= len(self.text):
                raise ValidationError(
                    f"The passage has {len(self.text)} characters; {start} to {end} is outside it."
                )
            return Span(start, end)
        return place(self.text, cleaned.get("exact", ""), cleaned.get("occurrence"))


def place(text: str, exact: str, occurrence: int | None) -> Span:
    """Find the words at their given occurrence, never elsewhere; raise ValidationError where unclear."""
    exact = exact.strip()
    if not exact:
        raise ValidationError("Give the words, or from which character to which.")
    starts = [at for at in range(len(text)) if text.startswith(exact, at)]
    if not starts:
        raise ValidationError(f"“{exact}” does not stand in this passage. Copy the words from it.")
    if occurrence is None and len(starts) > 1:
        raise ValidationError(
            f"“{exact}” stands {len(starts)} times in this passage. Say which: 1 is the first."
        )
    if (occurrence or 1) > len(starts):
        raise ValidationError(
            f"“{exact}” stands {len(starts)} times in this passage; there is no {occurrence}."
        )
    start = starts[(occurrence or 1) - 1]
    return Span(start, start + len(exact))


class MentionForm(TargetForm):
    """A mark that is there: what it means, how sure that is, whether it stands."""

    status = forms.ChoiceField(choices=choices(MentionStatus))
    version = forms.CharField(widget=forms.HiddenInput)

    field_order = ["version", "entity"]


def mention_form(mention: Mention, data: Any = None) -> MentionForm:
    """Make the form of one mention, filled with what it means or is proposed to mean."""
    known = mention.entity or _proposed(mention)
    is_open = known is None and mention.date is None
    initial = {
        "entity": known.pk if known else None,
        "edtf": mention.date.edtf if mention.date else mention.proposed_edtf if is_open else "",
        "new_name": mention.proposed_name if is_open and not mention.proposed_edtf else "",
        "new_kind": mention.proposed_kind if is_open and not mention.proposed_edtf else "",
        "certainty": mention.certainty,
        "note": mention.note,
        "status": mention.status,
        "version": stamp(mention),
    }
    return MentionForm(data, initial=initial, prefix="mention")


def _proposed(mention: Mention) -> Entity | None:
    if mention.date is not None or not mention.proposed_name:
        return None
    key = spelling.key(mention.proposed_name)
    known = list(Entity.objects.standing().called(key).filter(kind=mention.proposed_kind)[:2])
    return known[0] if len(known) == 1 else None


class PassageForm(forms.Form):
    """What a passage is: its kind, who speaks it, what it is about."""

    kind = forms.ChoiceField(choices=choices(Kind))
    speaker = picker("Who speaks all of it", Passage, "speaker")
    speaker_name = forms.CharField(
        required=False,
        max_length=200,
        label="As the text names them",
        help_text="e.g. “Q.” or “the winchman”.",
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(), required=False, widget=forms.CheckboxSelectMultiple, label="What it is about"
    )
    version = forms.CharField(widget=forms.HiddenInput)


def passage_form(passage: Passage, data: Any = None) -> PassageForm:
    """Make the form of one passage, filled with what it is."""
    initial = {
        "kind": passage.kind,
        "speaker": passage.speaker_id,
        "speaker_name": passage.speaker_name,
        "topics": [tagged.tag_id for tagged in passage.tagged_topics.all()],
        "version": stamp(passage),
    }
    return PassageForm(data, initial=initial, prefix="passage")


class CorrectionForm(forms.Form):
    """A passage in its new wording, and why."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(strip=False, widget=forms.Textarea(attrs={"rows": 8}), label="The wording")
    reason = forms.CharField(
        max_length=500,
        label="Why (readers see it)",
        help_text="Printed beside the passage’s earlier wordings, e.g. “misread in transcription: "
        "the print has ‘lamp’”. Name nobody here who is to be protected.",
    )
    withholds_former = forms.BooleanField(
        required=False, label="The former wording is not for the public (it named somebody at risk)"
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


@dataclass(slots=True)
class Panel:
    """What is open for work beneath one passage."""

    passage: int
    mark: MarkForm
    about: PassageForm
    mention: Mention | None = None
    change: MentionForm | None = None

"""The form of a claim: few fields for the common case, the others beneath."""

import re
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from sources.admin.fields import EdtfText
from sources.admin.locking import stamp
from sources.admin.reading.forms import picker, place
from sources.annotate.claiming import Asserter
from sources.models import Claim, Entity, Party, Question, Quotation, Relay
from sources.models.identity import choices
from sources.recognise.figures import whole_figure
from sources.values import figures
from sources.values.figures import Figure
from sources.values.span import Span
from sources.vocabulary import Asks, Certainty, Measure, MentionStatus, Stance

SEPARATOR = "|"


class ClaimForm(forms.Form):
    """What a passage answers: which question, what, by whom, how it came, as of when."""

    exact = forms.CharField(
        required=False,
        strip=False,
        label="The words that carry it",
        help_text="Exactly as they stand in the passage.",
    )
    occurrence = forms.IntegerField(
        required=False,
        min_value=1,
        label="Which",
        help_text="1 for the first, where they occur more than once.",
    )
    question = forms.ModelChoiceField(Question.objects.none(), label="Question", empty_label=None)
    figure = forms.CharField(
        required=False,
        max_length=120,
        label="Figure",
        help_text="As a reader would say it: 16, about 70, at least 64, up to 20, 14–16, dozens.",
    )
    option = forms.ChoiceField(required=False, label="Or one of its answers")
    text = forms.CharField(
        required=False,
        max_length=300,
        label="In our words",
        help_text="The answer to a question for words, or a remark on it; never a sentence of the source.",
    )
    stance = forms.ChoiceField(choices=choices(Stance), initial=Stance.ASSERTS)
    asserter = picker("Asserted by", Claim, "asserter")
    asserter_name = forms.CharField(
        required=False,
        max_length=300,
        label="Or by whom, in our words",
        help_text="e.g. “residents”, “an unnamed doctor”.",
    )
    party = forms.ModelChoiceField(Party.objects.all(), required=False, label="Group")
    via = forms.CharField(
        required=False,
        max_length=500,
        label="By way of",
        help_text="Through whom it reached the article, the asserter’s side first, parted by “|”: "
        "public ids or words, e.g. “a relative | k3q8w2zr”.",
    )
    as_of = EdtfText(
        required=False,
        max_length=100,
        label="As of",
        help_text="EDTF, e.g. 1927-10-14: for when it stands, or when it was said.",
    )
    quotation = forms.ModelChoiceField(
        Quotation.objects.none(),
        required=False,
        label="In the quotation",
        help_text="Its speaker asserts it unless told otherwise.",
    )
    repeats = forms.ModelChoiceField(
        Claim.objects.none(),
        required=False,
        label="Tells again",
        help_text="The same assertion, told first there; then it counts once.",
    )
    certainty = forms.ChoiceField(
        choices=choices(Certainty), initial=Certainty.CERTAIN, label="The reading is"
    )
    note = forms.CharField(required=False, max_length=500, help_text="For other editors; never public.")
    version = forms.CharField(required=False, widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        text: str,
        questions: Any,
        quotations: Any,
        told: Any,
        entities: Any,
        kept: str = "",
        **kwargs: Any,
    ) -> None:
        """Offer what is given to choose from; ``kept`` is the figure in words that the claim has now."""
        self.words, self.entities, self.kept = text, entities, kept
        super().__init__(*args, **kwargs)
        own: dict[str, Any] = self.fields
        own["asserter"].queryset = entities
        own["question"].queryset = questions
        asked = list(questions)  # read once, for both fields and however often they are drawn
        own["question"].widget.choices = [(one.pk, str(one)) for one in asked]
        own["quotation"].queryset = quotations
        own["repeats"].queryset = told
        own["repeats"].label_from_instance = _told
        own["option"].choices = [("", "none of them"), *_options(asked)]

    def clean(self) -> dict[str, Any]:
        """Find the words, read the figure, and look that they answer the question."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        cleaned["span"] = place(self.words, cleaned["exact"], cleaned.get("occurrence"))
        cleaned["option"] = self._option(cleaned["question"], cleaned["option"])
        cleaned["read"] = self._figure(cleaned["question"], cleaned["figure"].strip())
        if cleaned["read"][1] and cleaned["text"]:
            self.add_error(
                "text", "The figure is in words already, and these are its words; leave this empty."
            )
        cleaned["relays"] = self._relays(cleaned["via"])
        return cleaned

    def _option(self, question: Question, chosen: str) -> str:
        asked, _, option = chosen.partition(":")
        if chosen and asked != question.public_id:
            self.add_error("option", f"That is no answer to “{question}”; choose one of its own.")
        return option

    def _figure(self, question: Question, words: str) -> tuple[Figure, str]:
        if not words:
            return Figure(), ""
        if question.asks != Asks.NUMBER:
            self.add_error("figure", f"“{question}” does not ask for a number.")
        if words == self.kept:
            return Figure(Measure.IN_WORDS), words
        found = whole_figure(_without_unit(words, question.unit))
        if found is not None:
            return found.figure, found.text
        if any(map(str.isdigit, words)):
            self.add_error(
                "figure",
                f"“{words}” is not one figure from 0 to {figures.grouped(figures.LARGEST)}; write it alone, "
                "e.g. 16, about 70, at least 64, 14–16, and what else there is to say in our words.",
            )
        return Figure(Measure.IN_WORDS), words

    def _relays(self, via: str) -> list[Asserter]:
        parts = [part.strip() for part in via.split(SEPARATOR) if part.strip()]
        longest = Relay._meta.get_field("words").max_length or 0
        if any(len(part) > longest for part in parts):
            self.add_error("via", f"A step of the chain has at most {longest} characters.")
        known = {row.public_id: row for row in self.entities.filter(public_id__in=parts)}
        return [known.get(part, part) for part in parts]

    @property
    def asserted_by(self) -> Asserter | None:
        """Who asserts it: an entity, or words; None where nobody is named."""
        return (
            cast("Entity | None", self.cleaned_data["asserter"]) or self.cleaned_data["asserter_name"] or None
        )

    @property
    def values(self) -> dict[str, Any]:
        """The columns of the claim, the words that carry it and its asserter apart."""
        cleaned = self.cleaned_data
        figure, in_words = cleaned["read"]
        return {
            "measure": figure.measure,
            "low": figure.low,
            "high": figure.high,
            "text": cleaned["text"] or in_words,
            **{name: cleaned[name] for name in _COLUMNS},
        }

    @property
    def span(self) -> Span:
        """The words that carry it."""
        return cast("Span", self.cleaned_data["span"])


_COLUMNS = ("option", "stance", "party", "quotation", "certainty", "note")


def filled(claim: Claim) -> dict[str, Any]:
    """Give what the form of a claim that is there begins with."""
    text = claim.revision.text or ""
    exact = claim.exact or text[claim.start : claim.end]
    starts = [at for at in range(len(text)) if exact and text.startswith(exact, at)]
    figure = figures.in_words(claim.figure, claim.text if claim.measure == Measure.IN_WORDS else "")
    return {
        "exact": exact,
        "occurrence": starts.index(claim.start) + 1 if claim.start in starts and len(starts) > 1 else None,
        "question": claim.question_id,
        "figure": figure.replace("\u202f", ",") if claim.measure else "",
        "option": f"{claim.question.public_id}:{claim.option}" if claim.option else "",
        "text": "" if claim.measure == Measure.IN_WORDS else claim.text,
        "stance": claim.stance,
        "asserter": claim.asserter_id,
        "asserter_name": claim.asserter_name,
        "party": claim.party_id,
        "via": f" {SEPARATOR} ".join(
            step.entity.public_id if step.entity else step.words for step in claim.relays.all()
        ),
        "as_of": claim.as_of.edtf if claim.as_of else "",
        "quotation": claim.quotation_id,
        "repeats": claim.repeats_id,
        "certainty": claim.certainty,
        "note": claim.note,
        "version": stamp(claim),
        "revision": claim.revision_id,
    }


def refuse_moved(form: ClaimForm, revision: int) -> None:
    """Raise ValidationError where the passage was corrected since the form was shown."""
    if form.cleaned_data["revision"] != revision:
        raise ValidationError(
            "This passage was corrected since you opened it: look at its wording, choose the words again."
        )


def _options(questions: Any) -> list[Any]:
    return [
        (str(question), [(f"{question.public_id}:{slug}", label) for slug, label in question.answers.items()])
        for question in questions
        if question.answers
    ]


def _without_unit(words: str, unit: str) -> str:
    """Read “64 people” as 64 where people are counted."""
    return re.sub(rf"\s+{re.escape(unit)}$", "", words, flags=re.IGNORECASE) if unit else words


def _told(claim: Claim) -> str:
    article = claim.revision.passage.article
    return f"{claim.answer}, {claim.meaning} ({article}, ¶{claim.revision.passage.number})"[:160]


def accepted_status(*, may_decide: bool) -> MentionStatus:
    """An editor's claim stands; an annotator's waits for an editor."""
    return MentionStatus.ACCEPTED if may_decide else MentionStatus.SUGGESTED

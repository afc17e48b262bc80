"""What the page “Add sources” asks for."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import validate_slug
from django.utils.text import slugify

from sources.admin.fields import EdtfText
from sources.intake.addresses import is_address
from sources.models import Corpus

MOST_ADDRESSES = 5
LONGEST_SLUG = 60
RIGHTS = (
    ("", "Not known yet"),
    ("http://rightsstatements.org/vocab/InC/1.0/", "In copyright"),
    ("http://rightsstatements.org/vocab/InC-OW-EU/1.0/", "In copyright – EU orphan work"),
    ("http://rightsstatements.org/vocab/InC-RUU/1.0/", "In copyright – rights-holder unlocatable"),
    ("http://rightsstatements.org/vocab/InC-EDU/1.0/", "In copyright – educational use permitted"),
    ("http://rightsstatements.org/vocab/NoC-OKLR/1.0/", "No copyright – other legal restrictions"),
    ("http://rightsstatements.org/vocab/NoC-US/1.0/", "No copyright – United States"),
    ("http://rightsstatements.org/vocab/CNE/1.0/", "Copyright not evaluated"),
    ("http://rightsstatements.org/vocab/UND/1.0/", "Copyright undetermined"),
    ("http://rightsstatements.org/vocab/NKC/1.0/", "No known copyright"),
    ("https://creativecommons.org/licenses/by/4.0/", "Creative Commons Attribution 4.0"),
    ("https://creativecommons.org/publicdomain/zero/1.0/", "Creative Commons Zero"),
)


class ManyFiles(forms.FileInput):
    """A field for several files."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:  # Any: Django's signature
        """Give all that were sent under the name."""
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class FilesField(forms.FileField):
    """Several files; an empty one among them is kept, to be refused with its own sentence."""

    def clean(self, data: Any, initial: Any = None) -> Any:  # Any: Django's signature
        """Give the files as a list."""
        return [file for file in data or [] if isinstance(file, UploadedFile)]


class AddForm(forms.Form):
    """Files, where they go, and what is known of them."""

    uploads = FilesField(
        required=False,
        widget=ManyFiles(attrs={"multiple": True}),
        label="Files",
        help_text="Text, web pages (HTML, MHTML), PDF, Word, EPUB, TEI, Markdown; zips or WARCs of these.",
    )
    addresses = forms.CharField(
        required=False,
        label="Or addresses",
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=f"One a line, at most {MOST_ADDRESSES}. The archive's machine asks for each once; whoever "
        "answers learns that somebody here reads it. Whether the site wants to be fetched is yours to judge.",
    )
    into = forms.ModelChoiceField(
        Corpus.objects.order_by("title"), required=False, label="Corpus", empty_label="A new one, named below"
    )
    new_corpus = forms.CharField(
        required=False,
        label="New corpus",
        max_length=200,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Its title, e.g. The Temrava port strike.",
    )
    origin = forms.CharField(
        required=False,
        label="Where they are from",
        max_length=500,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="An address, or a sentence, e.g. Scans from the harbour office's press file.",
    )
    got = EdtfText(required=False, help_text="When they were got (EDTF), e.g. 2026-02-03; today where empty.")
    rights = forms.ChoiceField(required=False, choices=RIGHTS, label="Rights", help_text="For all of them.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's signature
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields["got"].label = "Got on"
        if not settings.FETCHING:
            del self.fields["addresses"]

    def clean_addresses(self) -> list[str]:
        """Give the addresses; refuse what is none, and too many."""
        found = [line.strip() for line in self.cleaned_data["addresses"].splitlines() if line.strip()]
        strange = next((line for line in found if not is_address(line)), "")
        if strange:
            raise ValidationError(f"“{strange[:80]}” is no web address; expected https://… or http://….")
        if len(found) > MOST_ADDRESSES:
            raise ValidationError(f"There are {len(found)} addresses; at most {MOST_ADDRESSES} at a time.")
        return found

    def clean_new_corpus(self) -> str:
        """Refuse a title that gives no address."""
        title = str(self.cleaned_data["new_corpus"]).strip()
        slug = slugify(title)
        if title and not slug:
            raise ValidationError(
                f"“{title}” has no letter that an address can hold; add some in Latin script."
            )
        if slug:
            validate_slug(slug)
            if Corpus.objects.filter(slug=slug[:LONGEST_SLUG]).exists():
                raise ValidationError(
                    f"There is a corpus under “{slug[:LONGEST_SLUG]}” already; choose it above."
                )
        return title

    def clean(self) -> dict[str, Any]:
        """Ask for something to add, and for one corpus."""
        facts = super().clean() or self.cleaned_data
        facts.setdefault("addresses", [])
        if not facts.get("uploads") and not facts["addresses"] and not self.errors:
            raise ValidationError("There is nothing to add: choose files.")
        if bool(facts.get("into")) is bool(facts.get("new_corpus")) and "new_corpus" not in self.errors:
            # A browser forgets the chosen files with every answer.
            lost = " Then choose the files again." if facts.get("uploads") else ""
            raise ValidationError(f"Choose a corpus, or name a new one; not both.{lost}")
        return facts

    def corpus(self) -> tuple[str, str]:
        """Give the slug of the corpus, and the title of one that is to be made."""
        into: Corpus | None = self.cleaned_data["into"]
        title: str = self.cleaned_data["new_corpus"]
        return (into.slug, into.title) if into else (slugify(title)[:LONGEST_SLUG], title)

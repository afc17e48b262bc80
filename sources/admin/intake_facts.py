"""The facts of each article of an upload, to be put right before it is stored."""

from dataclasses import dataclass
from typing import Any

from django import forms

from sources.admin.fields import EdtfText
from sources.ingest.load import LONGEST_NAME, LONGEST_TITLE, UNTITLED
from sources.intake.doorway import TAKEN
from sources.intake.said import Said
from sources.intake.waiting import Batch, Shown, Waiting
from sources.models import Article
from sources.models.identity import choices
from sources.vocabulary import Genre

# A request brings at most a thousand fields; the articles after these are put right once they are stored.
MOST_ARTICLES = 150
_GENRES = {str(words): str(value) for value, words in choices(Genre)}


class FactsForm(forms.Form):
    """What a citation needs of one article, as it was read."""

    title = forms.CharField(max_length=LONGEST_TITLE, widget=forms.TextInput(attrs={"class": "vTextField"}))
    authors = forms.CharField(
        required=False,
        label="By",
        max_length=1000,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Several: a semicolon between them.",
    )
    publication = forms.CharField(
        required=False,
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"class": "vTextField", "list": "publications"}),
        help_text="What it appeared in, e.g. Halmya Gazette.",
    )
    published = EdtfText(required=False, help_text="When, as EDTF, e.g. 1927-10-15 or 1927-10~.")
    genre = forms.ChoiceField(choices=choices(Genre))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's signature
        super().__init__(*args, **kwargs)
        self.label_suffix = ""

    def said(self) -> dict[str, Any]:
        """Give what differs from what was read, as an article is told by its reading."""
        changed = {name: self.cleaned_data[name] for name in self.changed_data}
        if "authors" in changed:
            names = (" ".join(name.split())[:LONGEST_NAME] for name in changed["authors"].split(";"))
            changed["authors"] = tuple(name for name in names if name)
        if "published" in changed:
            changed["published_words"] = ""
        return changed


@dataclass(frozen=True, slots=True)
class ArticleShown:
    """One article of a waiting file, with its form where it may be put right here."""

    found: Shown
    form: FactsForm | None

    @property
    def is_open(self) -> bool:
        """Whether there is something to say: a fact is lacking, or was refused."""
        lacks = not self.found.publication or not self.found.published or self.found.title == UNTITLED
        return self.form is not None and (lacks or bool(self.form.errors))


@dataclass(frozen=True, slots=True)
class FileShown:
    """One waiting file, with its articles."""

    file: Waiting
    articles: tuple[ArticleShown, ...]
    is_ticked: bool


def shown(batch: Batch, files: list[Waiting], data: Any = None) -> list[FileShown]:  # data: a QueryDict
    """Give files with a form for each article, filled from what was sent where something was."""
    left, given = MOST_ARTICLES, []
    for file in files:
        # A text that is attached to a described document leaves its facts as they were described.
        may = file.status == TAKEN and len(file.articles) <= left
        left -= len(file.articles) if may else 0
        articles = [
            ArticleShown(found, _form(file, place, data) if may else None)
            for place, found in enumerate(file.articles)
        ]
        is_ticked = data is None or file.number in data.getlist("file")
        given.append(FileShown(file, tuple(articles), is_ticked))
    return given


def said_of(files: list[FileShown]) -> dict[str, Said] | None:
    """Give what was said of each file's articles; None where something of it is refused."""
    asked = {
        one.file.number: {
            place: article.form
            for place, article in enumerate(one.articles)
            if article.form is not None and article.form.is_bound
        }
        for one in files
    }
    every = [form for own in asked.values() for form in own.values()]
    if [form for form in every if not form.is_valid()]:  # each says by itself what is wrong with it
        return None
    return {number: {place: form.said() for place, form in own.items()} for number, own in asked.items()}


def lacking(article: Article) -> str:
    """Name what a stored article lacks, for whoever goes on with it; "" where nothing is."""
    facts = ((article.published_id, "a date"), (article.publication_id, "a publication"))
    return " and ".join(words for fact, words in facts if not fact)


def _form(file: Waiting, place: int, data: Any) -> FactsForm:
    found = file.articles[place]
    initial = {
        "title": found.title,
        "authors": found.authors,
        "publication": found.publication,
        "published": found.published,
        "genre": _GENRES.get(found.genre, str(Genre.OTHER)),
    }
    prefix = f"facts-{file.number}-{place}"
    sent = data if data is not None and f"{prefix}-title" in data else None
    return FactsForm(sent, initial=initial, prefix=prefix)

"""What can be asked for: each list with its filters, its order, and how one record of it is found.

A list goes on behind the record that ``after`` names, by what it is known by for good, not by a count: so
nothing is skipped or told twice where a record comes in between, also when a new edition is published
meanwhile. Where reading has an order, lists have it; else they are in the order of their ids.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models.query import QuerySet
from django.utils.translation import gettext_noop as _

from sources.edition.models import Corpus, Date, Topic
from sources.public.api import rows as reading
from sources.public.api.asking import LIMIT, Filter, Parameter, Rows, id_of, text_up_to
from sources.public.api.filters import in_corpus, naming, of_corpus, of_origin, of_word, spelt, under_topic
from sources.public.api.records import answers, names, texts
from sources.public.api.shapes import DAY, TEXT, Shape
from sources.vocabulary import Access, EntityKind, Genre, Kind, Stance

Find = Callable[[Rows, str], Rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One kind of record: its list, and each of it alone."""

    name: str  # the last part of its address
    said: str
    shape: Shape
    rows: Callable[[], QuerySet[Any]]  # Any: of any model of the edition
    filters: tuple[Filter, ...]
    key: str = "public_id"  # the column that names a record for good
    find: Find | None = None  # for what no single column names
    in_reading_order: bool = False
    whole: Shape | None = None  # of one record alone, where it is more
    whole_rows: Callable[[], QuerySet[Any]] | None = None

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Give all that its list may be asked."""
        said = f"the id of the {self.singular} after which to go on; “next” has it"
        return (*self.filters, Parameter("after", text_up_to(120), said), LIMIT)

    @property
    def singular(self) -> str:
        """Give the noun for one record."""
        return {"corpora": "corpus", "entities": "entity"}.get(self.name, self.name.removesuffix("s"))

    @property
    def alone(self) -> Shape:
        """Give the shape of one record alone."""
        return self.whole or self.shape

    def named(self, rows: Rows, key: str) -> Rows:
        """Keep the record that has this id."""
        return self.find(rows, key) if self.find else rows.filter(**{self.key: key})

    def after(self, rows: Rows, key: str) -> Rows | None:
        """Keep what comes behind the record that has this id, in order; None where none has it.

        In an order of ids any text has its place, also the id of a record that is gone.
        """
        if not self.in_reading_order:
            rows = rows.order_by(self.key)
            return rows.filter(**{f"{self.key}__gt": key}) if key else rows
        rows = rows.order_by("pk")
        if not key:
            return rows
        last = self.named(self.rows().model.objects, key).order_by().values_list("pk", flat=True).last()
        return None if last is None else rows.filter(pk__gt=last)

    def first_key(self) -> str:
        """Give the id of the first record, for an example; "" where there is none."""
        first = self.rows().order_by("pk" if self.in_reading_order else self.key).first()
        return self.key_of(first) if first is not None else ""

    def key_of(self, row: Any) -> str:  # noqa: ANN401 -- a row of any model
        """Give the id of a row."""
        return texts.quotation_id(row) if self.find else str(getattr(row, self.key))


RESOURCES = {
    resource.name: resource
    for resource in (
        Resource(
            name="corpora",
            said=_("the collections, each about one event or question"),
            shape=texts.CORPUS,
            rows=lambda: Corpus.objects.defer("network", "accounts"),
            key="slug",
            filters=(),
        ),
        Resource(
            name="articles",
            said=_("the texts, in order of publication; one alone has all its passages"),
            shape=texts.ARTICLE,
            rows=reading.articles,
            whole=texts.WHOLE_ARTICLE,
            whole_rows=reading.whole_articles,
            in_reading_order=True,
            filters=(
                of_corpus(),
                of_origin("publication"),
                of_origin("contributor"),
                *naming("article"),
                Filter(
                    "from",
                    DAY,
                    _("only those published on this day or later"),
                    lambda rows, value: rows.filter(published_earliest__gte=value),
                ),
                Filter(
                    "until",
                    DAY,
                    _("only those published on this day or before"),
                    lambda rows, value: rows.filter(published_earliest__lte=value),
                ),
                Filter(
                    "changed_since",
                    DAY,
                    _("only those that changed on this day or later, as “changed_at” has it"),
                    lambda rows, value: rows.filter(since__changed_at__gte=value.isoformat()),
                ),
                Filter(
                    "language",
                    text_up_to(20),
                    _("only in this language (BCP 47)"),
                    lambda rows, value: rows.filter(language=value),
                ),
                of_word("genre", _("only texts of this sort"), Genre),
                of_word("access", _("only those of which so much may be shown"), Access),
                Filter(
                    "copies",
                    {**TEXT, "enum": ["no", "only"]},
                    _("leave copies out, or give only copies"),
                    lambda rows, value: rows.filter(copy_of__isnull=value == "no"),
                ),
            ),
        ),
        Resource(
            name="passages",
            said=_("the numbered passages of all articles, in reading order, with what is marked in them"),
            shape=texts.PASSAGE,
            rows=reading.passages,
            in_reading_order=True,
            filters=(
                of_corpus("article__corpus__slug"),
                id_of("article", _("only of this article, by its id"), "article__public_id"),
                of_word("kind", _("only passages of this kind"), Kind),
                *naming("passage"),
                id_of(
                    "speaker",
                    _("only what this person or organisation says as a whole, by its id"),
                    "speaker__public_id",
                ),
                Filter("topic", text_up_to(100), _("only what is under this topic, by its id"), under_topic),
            ),
        ),
        Resource(
            name="entities",
            said=_("the people, places and organisations that sources name, with every form of their names"),
            shape=names.ENTITY,
            rows=reading.entities,
            filters=(
                Filter(
                    "corpus", text_up_to(60), _("only those that this corpus names, by its id"), in_corpus
                ),
                of_word("kind", _("only people, places or organisations"), EntityKind),
                Filter(
                    "name", text_up_to(200), _("only those with this name, in any spelling or script"), spelt
                ),
            ),
        ),
        Resource(
            name="dates",
            said=_("the days, months, years and intervals that sources name"),
            shape=names.DATE,
            rows=lambda: Date.objects.defer("accounts"),
            key="edtf",
            filters=(
                Filter(
                    "corpus", text_up_to(60), _("only those that this corpus names, by its id"), in_corpus
                ),
                Filter(
                    "from",
                    DAY,
                    _("only those that begin on this day or later"),
                    lambda rows, value: rows.filter(earliest__gte=value),
                ),
                Filter(
                    "until",
                    DAY,
                    _("only those that end on this day or before"),
                    lambda rows, value: rows.filter(latest__lte=value),
                ),
            ),
        ),
        Resource(
            name="topics",
            said=_("the topics that passages are under"),
            shape=names.TOPIC,
            rows=Topic.objects.all,
            key="slug",
            filters=(Filter("corpus", text_up_to(60), _("only those of this corpus, by its id"), in_corpus),),
        ),
        Resource(
            name="publications",
            said=_("what the articles appeared in"),
            shape=names.PUBLICATION,
            rows=reading.origins("publication"),
            filters=(Filter("corpus", text_up_to(60), _("only those of this corpus, by its id"), in_corpus),),
        ),
        Resource(
            name="contributors",
            said=_("who had a part in the articles: authors, translators, interviewers, agencies"),
            shape=names.CONTRIBUTOR,
            rows=reading.origins("contributor"),
            filters=(Filter("corpus", text_up_to(60), _("only those of this corpus, by its id"), in_corpus),),
        ),
        Resource(
            name="quotations",
            said=_("what somebody says, whole turns and quotations, in reading order"),
            shape=texts.QUOTATION,
            rows=reading.sayings,
            find=reading.saying,
            in_reading_order=True,
            filters=(
                of_corpus("article__corpus__slug"),
                id_of("article", _("only of this article, by its id"), "article__public_id"),
                id_of("speaker", _("only of this speaker, by the entity's id"), "speaker__public_id"),
            ),
        ),
        Resource(
            name="questions",
            said=_("what sources answer differently"),
            shape=answers.QUESTION,
            rows=reading.questions,
            key="slug",
            filters=(of_corpus(),),
        ),
        Resource(
            name="claims",
            said=_("the answers that passages give, in reading order"),
            shape=answers.CLAIM,
            rows=reading.claims,
            in_reading_order=True,
            filters=(
                of_corpus("article__corpus__slug"),
                Filter(
                    "question",
                    text_up_to(80),
                    _("only answers to this question, by its id"),
                    lambda rows, value: rows.filter(question__slug=value),
                ),
                id_of("article", _("only of this article, by its id"), "article__public_id"),
                id_of(
                    "asserter",
                    _("only what this person or organisation asserts, by the entity's id"),
                    "asserter__public_id",
                ),
                of_word("stance", _("only with this stance"), Stance),
            ),
        ),
    )
}

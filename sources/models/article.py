"""One text by its author or authors, found in a Document.

A Document can hold several, and the same one twice: a repeat is an Article too, linked by
``copy_of`` with a similarity, and counted once.
"""

from django.db import models

from sources.models.date import Date
from sources.models.document import Document
from sources.models.entity import Entity
from sources.models.identity import Identified, choices, one_of, validate_event_years
from sources.models.publication import Publication
from sources.models.validators import validate_name
from sources.vocabulary import Access, Genre, Role, Status


class ArticleQuerySet(models.QuerySet["Article"]):
    """Articles in the words of the trade."""

    def standing(self) -> "ArticleQuerySet":
        """Leave out those that lead to another, and those of withdrawn documents."""
        return self.filter(leads_to=None, document__withdrawn_on=None)

    def published(self) -> "ArticleQuerySet":
        """Keep what the public may know of."""
        return self.standing().filter(status=Status.PUBLISHED)

    def distinct_texts(self, among: "ArticleQuerySet") -> "ArticleQuerySet":
        """Leave out copies: each text counts once ``among`` these articles.

        Where the original is not among them (withdrawn, a draft) its earliest copy that is counts.
        """
        original = models.Exists(among.filter(pk=models.OuterRef("copy_of")))
        earlier = models.Exists(
            among.filter(copy_of=models.OuterRef("copy_of"), pk__lt=models.OuterRef("pk"))
        )
        return self.filter(models.Q(copy_of=None) | ~original & ~earlier)

    def of_corpus(self, slug: str) -> "ArticleQuerySet":
        """Keep the articles of one corpus."""
        return self.filter(document__corpus__slug=slug)

    def for_listing(self) -> "ArticleQuerySet":
        """Bring along what a list shows of each article, in the order of publication."""
        return self.select_related("document__corpus", "publication", "published", "copy_of").order_by(
            models.F("published__earliest").asc(nulls_last=True), "document", "index"
        )


class Article(Identified):
    """One text with its bibliographic facts."""

    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="articles", help_text="The file it stands in."
    )
    index = models.PositiveSmallIntegerField(
        help_text="Its place among the articles of the file, counted from 0, copies included."
    )
    title = models.CharField(
        max_length=500, validators=[validate_name], help_text="The headline, e.g. “Firing on the Coal Mole”."
    )
    translated_title = models.CharField(
        validators=[validate_name],
        max_length=500,
        blank=True,
        help_text="The headline in English, where it is in another language: “The Firing on the Mole”.",
    )
    publication = models.ForeignKey(
        Publication,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        help_text="What it appeared in, e.g. “Halmya Gazette”.",
    )
    published = models.ForeignKey(
        Date,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles_published",
        help_text="When it was published, e.g. 1927-10-15 or 1927-10~.",
    )
    published_known = models.CharField(
        max_length=200, blank=True, help_text="How the date is known, e.g. “in the text”, “from the address”."
    )
    known = models.JSONField(
        default=dict,
        blank=True,
        editable=False,
        help_text='How each fact was found when it came in, e.g. {"title": "the headline"}.',
    )
    page = models.CharField(max_length=40, blank=True, help_text="Its page or pages, e.g. “1, columns 2–4”.")
    url = models.URLField(max_length=1000, blank=True, help_text="Where it was published, where known.")
    language = models.CharField(max_length=20, default="en", help_text="BCP 47, e.g. en, ru, kk-Latn.")
    translated_from = models.CharField(
        max_length=20, blank=True, help_text="BCP 47; empty if not a translation."
    )
    genre = models.CharField(
        max_length=20,
        choices=choices(Genre),
        default=Genre.NEWS_REPORT,
        help_text="What sort of text it is; citations depend on it.",
    )
    rights = models.URLField(max_length=200, blank=True, help_text="A RightsStatements.org address.")
    rights_note = models.CharField(max_length=500, blank=True, help_text="What else is known of its rights.")
    access = models.CharField(
        max_length=20,
        choices=choices(Access),
        default=Access.CATALOGUE,
        help_text="How much the public may read: full, snippets, or catalogue (facts only).",
    )
    status = models.CharField(
        max_length=20,
        choices=choices(Status),
        default=Status.DRAFT,
        help_text="Only published articles go into an edition.",
    )
    event_years = models.JSONField(
        default=list,
        blank=True,
        validators=[validate_event_years],
        help_text='The years it speaks of, as EDTF, e.g. ["2011"]. Empty: those of the corpus.',
    )
    copy_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="copies",
        help_text="The article that this one repeats, exactly or nearly.",
    )
    similarity = models.FloatField(null=True, blank=True, help_text="How like the original, 0 to 1.")
    leads_to = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="led_from",
        editable=False,
        help_text="The article that took its place; its address leads there for ever.",
    )

    objects = ArticleQuerySet.as_manager()

    class Meta(Identified.Meta):
        ordering = ["document", "index"]
        constraints = [
            *Identified.Meta.constraints,
            models.UniqueConstraint(
                fields=["document", "index"],
                name="article_index_once_in_a_document",
                violation_error_message="The document has an article with this index already.",
            ),
            models.CheckConstraint(
                condition=~models.Q(title=""),
                name="article_title_not_blank",
                violation_error_message="An article needs a title; write [Untitled] where it has none.",
            ),
            models.CheckConstraint(
                condition=one_of("genre", Genre),
                name="article_genre_in_vocabulary",
                violation_error_message="The genre must be a word of the list.",
            ),
            models.CheckConstraint(
                condition=one_of("access", Access),
                name="article_access_in_vocabulary",
                violation_error_message="Access is one of: catalogue, full, snippets.",
            ),
            models.CheckConstraint(
                condition=one_of("status", Status),
                name="article_status_in_vocabulary",
                violation_error_message="A status is one of: draft, in review, published.",
            ),
            # A comparison with null is null, which a CHECK lets pass: hence "is not null" beside each.
            models.CheckConstraint(
                condition=models.Q(copy_of=None, similarity=None)
                | models.Q(
                    copy_of__isnull=False, similarity__isnull=False, similarity__gt=0, similarity__lte=1
                ),
                name="article_copy_has_similarity",
                violation_error_message="A copy names what it copies and how like it is (above 0, up to 1).",
            ),
            models.CheckConstraint(
                condition=models.Q(copy_of=None) | ~models.Q(copy_of=models.F("pk")),
                name="article_not_its_own_copy",
                violation_error_message="An article cannot be a copy of itself.",
            ),
            models.CheckConstraint(
                condition=models.Q(leads_to=None) | ~models.Q(leads_to=models.F("pk")),
                name="article_does_not_lead_to_itself",
                violation_error_message="An article cannot lead to itself.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Contributor(models.Model):
    """Somebody's part in an article: author, translator, interviewer, agency."""

    # Part of the article's description, nothing without it.
    article = models.ForeignKey(
        Article,
        on_delete=models.CASCADE,
        related_name="contributors",
        help_text="The article they had a part in.",
    )
    position = models.PositiveSmallIntegerField(help_text="The order in which they are named, from 0.")
    role = models.CharField(
        max_length=20,
        choices=choices(Role),
        default=Role.AUTHOR,
        help_text="What they did, e.g. author, translator, interviewer.",
    )
    name = models.CharField(
        max_length=200,
        validators=[validate_name],
        help_text="As printed, e.g. “From our harbour correspondent”.",
    )
    given = models.CharField(
        max_length=120,
        blank=True,
        validators=[validate_name],
        help_text="Given names; empty for organisations.",
    )
    family = models.CharField(
        max_length=120,
        blank=True,
        validators=[validate_name],
        help_text="Family name; empty for organisations.",
    )
    entity = models.ForeignKey(
        Entity,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contributions",
        help_text="Their authority record, where there is one.",
    )

    class Meta:
        ordering = ["article", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "position"],
                name="contributor_position_once_in_an_article",
                violation_error_message="Two contributors of an article cannot have the same position.",
            ),
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="contributor_name_not_blank",
                violation_error_message="A contributor needs a name.",
            ),
            models.CheckConstraint(
                condition=one_of("role", Role),
                name="contributor_role_in_vocabulary",
                violation_error_message="The role must be a word of the list.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.role}"

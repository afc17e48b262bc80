"""By which runs of words an article is found again when another one repeats it.

Derived from the wordings, as an index is, and no part of the content: not in the log, made anew where it is
missing. One column has no foreign key on purpose: a mark that leads nowhere does no harm, and an article
must not be kept by its marks.
"""

from django.db import models

from sources.models.corpus import Corpus


class CopyMark(models.Model):
    """One run of five words in one article (see ``ingest.runs``)."""

    corpus = models.ForeignKey(
        Corpus,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="+",
        help_text="The collection in which it is looked for.",
    )
    run = models.BigIntegerField(help_text="The number of the five words.")
    article = models.BigIntegerField(help_text="The primary key of the article that has them.")

    class Meta:
        constraints = [
            # Two runs at once may both mark what an earlier one left out; its index finds an article by run.
            models.UniqueConstraint(
                fields=["corpus", "run", "article"],
                name="copymark_once",
                violation_error_message="The article has this mark already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.run} in article {self.article}"


class MarkedArticle(models.Model):
    """An article whose marks are stored, even where it has none."""

    article = models.BigIntegerField(primary_key=True, help_text="The primary key of the article.")

    def __str__(self) -> str:
        return f"article {self.article}"

"""Topic tags on passages: a short described list, through django-taggit.

The through row has a real foreign key to Passage, so that the database keeps it honest.
"""

from django.db import models
from taggit.models import ItemBase, TagBase

from sources.models.validators import validate_name, validate_prose


class Topic(TagBase):  # type: ignore[misc]  # taggit has no types
    """What a passage is about, e.g. “death toll”, with what the word is meant to cover."""

    name = models.CharField(
        max_length=100, unique=True, validators=[validate_name], help_text="e.g. “death toll”."
    )
    description = models.TextField(
        blank=True, validators=[validate_prose], help_text="What belongs under it, in a sentence."
    )

    class Meta:
        ordering = ["name"]


class TaggedPassage(ItemBase):  # type: ignore[misc]  # taggit has no types
    """One topic on one passage."""

    # A tag on a passage is nothing without the passage, nor without the topic.
    content_object = models.ForeignKey(
        "sources.Passage", on_delete=models.CASCADE, related_name="tagged_topics", help_text="The passage."
    )
    tag = models.ForeignKey(
        Topic, on_delete=models.CASCADE, related_name="tagged_passages", help_text="What it is about."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["content_object", "tag"],
                name="taggedpassage_topic_once",
                violation_error_message="The passage has this topic already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tag} on {self.content_object}"

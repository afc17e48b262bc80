"""The list of topics: what each word covers, and where it is used."""

from typing import Any, cast

from django.contrib import admin
from django.db import models
from django.db.models import Count
from django.http import HttpRequest
from django.utils.text import slugify

from sources.admin.recorded import RecordedAdmin
from sources.admin.site import desk
from sources.models import TaggedPassage, Topic

# A page names the first of the passages, and says how many there are.
SHOWN = 100


@admin.register(Topic, site=desk)
class TopicAdmin(RecordedAdmin):
    """Topics, their descriptions edited in the list."""

    list_display = ["name", "slug", "passages_about_it", "description"]
    list_editable = ["description"]
    search_fields = ["name", "description"]
    ordering = ["name"]
    fields = ["name", "slug", "description"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Topic]:
        """Add the number of passages."""
        counted = super().get_queryset(request).annotate(passage_count=Count("tagged_passages"))
        return cast("models.QuerySet[Topic]", counted)

    def complete(self, row: models.Model) -> None:
        """Make the address from the name where none is given."""
        topic = cast("Topic", row)
        topic.slug = topic.slug or slugify(topic.name)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Name the passages that would lose it, the first of them; one query."""
        tagged = TaggedPassage.objects.filter(tag__in=objs).select_related("tag", "content_object")
        lines = [str(one) for one in tagged.order_by("tag__name", "content_object")[:SHOWN]]
        counts = {"topics": len(objs), "passages that lose it": tagged.count()}
        return [*map(str, objs), lines], counts, set(), []

    @admin.display(description="passages", ordering="passage_count")
    def passages_about_it(self, row: Topic) -> int:
        """Count the passages that carry it."""
        return int(getattr(row, "passage_count", 0))

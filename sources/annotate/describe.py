"""Saying what a passage is: its kind, who speaks it, what it is about. One act, whatever is changed."""

from collections.abc import Collection, Iterable

from django.utils.text import slugify

from sources.annotate.acts import Actor, Doing, act
from sources.models import Entity, Passage, TaggedPassage, Topic
from sources.vocabulary import ActKind, Kind

DECIDED = "an editor's decision"


def describe(
    passage: Passage,
    *,
    kind: Kind,
    speaker: Entity | None,
    speaker_name: str,
    topics: Collection[Topic],
    actor: Actor,
) -> Passage:
    """Set all of it; what stays the same is left alone.

    Raises Conflict where somebody else saved the passage since it was read.
    """
    is_relabelled = kind != passage.kind
    act_kind = ActKind.RELABEL if is_relabelled else ActKind.ANNOTATE
    summary = (
        f"Passage {passage.number} is {kind}" if is_relabelled else f"Described passage {passage.number}"
    )
    with act(act_kind, summary, actor=actor) as doing:
        if is_relabelled:
            passage.confidence, passage.reason = 1.0, DECIDED
        version = passage.version
        doing.change(passage, kind=kind, speaker=speaker, speaker_name=speaker_name)
        # A topic has no version of its own: the passage's stands for all that was shown with it.
        if _set_topics(passage, topics, doing) and passage.version == version:
            doing.touch(passage)
        return passage


def _set_topics(passage: Passage, topics: Collection[Topic], doing: Doing) -> bool:
    """Make the topics those; tell whether that changed any."""
    wanted = {topic.pk: topic for topic in topics}
    unwanted = [
        row for row in passage.tagged_topics.select_related("tag") if wanted.pop(row.tag_id, None) is None
    ]
    doing.delete_all(unwanted)
    for topic in wanted.values():
        doing.create(TaggedPassage(content_object=passage, tag=topic))
    return bool(unwanted or wanted)


def topics_named(names: Iterable[str], doing: Doing) -> list[Topic]:
    """Find the topics of these names, whatever their case; make those that are not there yet."""
    found = []
    for name in dict.fromkeys(" ".join(one.split()) for one in names):
        topic = Topic.objects.filter(name__iexact=name).first()
        found.append(topic or doing.create(Topic(name=name, slug=_free_slug(name))))
    return found


def _free_slug(name: str) -> str:
    slug = slugify(name, allow_unicode=True)[:90] or "topic"
    taken = set(Topic.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    numbered = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (slug, *numbered) if one not in taken)

"""What speakers said, as an edition holds it: from whole turns and from accepted quotations."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sources.edition import rows
from sources.edition.tally import Tally
from sources.models import Entity
from sources.values.slug import slug

TURN = "turn"


@dataclass(frozen=True, slots=True)
class Quoted:
    """One accepted quotation: what an edition needs of it. Its speaker is an entity or has a name only."""

    start: int
    end: int
    kind: str
    speaker: Entity | None
    speaker_name: str


def drawn(quotations: Iterable[Quoted]) -> list[list[object]]:
    """Give quotations as a page draws them: start, end, kind, the speaker's kind, id, slug, name."""
    return [
        [one.start, one.end, one.kind, *_speaker(one.speaker), _name(one)]
        for one in sorted(quotations, key=lambda one: (one.start, -one.end))
    ]


def _speaker(speaker: Entity | None) -> tuple[str, str, str]:
    if speaker is None:
        return "", "", ""
    return speaker.kind, speaker.public_id, slug(speaker.preferred_name)


def _name(quoted: Quoted) -> str:
    return quoted.speaker.preferred_name if quoted.speaker else quoted.speaker_name


def counted(
    passage: rows.Passage, quotations: Sequence[Quoted], tally: Tally, *, corpus: int, in_copy: bool
) -> Iterator[rows.Saying]:
    """Give the rows of one passage's speakers, and count them.

    What somebody quotes within their own turn is part of the turn. Only what is read as the article
    is said: a reader's comment below it is not.
    """
    if passage.article_id is None or not passage.is_reading:
        return
    spoken: list[tuple[int, int, int, str]] = []
    if passage.speaker_id is not None:
        spoken.append((0, len(passage.text or ""), passage.speaker_id, TURN))
    for one in quotations:
        if one.speaker is None:
            continue
        found = tally.entity(one.speaker)
        found.seen_in.add(corpus)
        if found.id != passage.speaker_id:
            spoken.append((one.start, one.end, found.id, one.kind))
    for start, end, speaker, kind in sorted(spoken):
        if not in_copy:
            tally.by_id[speaker].said[passage.article_id] += 1
        yield rows.Saying(
            id=0,
            position=0,
            speaker_id=speaker,
            article_id=passage.article_id,
            passage_id=passage.id,
            start=start,
            end=end,
            kind=kind,
            in_copy=in_copy,
        )

"""Passages as a page shows them: what is read as the article, what stands beside, what was put right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sources.edition.models import Appearance, Passage, Revision
from sources.public import addresses, wording
from sources.public.showing.answered import Beside, beside
from sources.public.showing.citable import FEW, format_name
from sources.public.showing.corrected import Correction, corrections_by_passage
from sources.public.showing.margin import fitting, lines, room
from sources.public.showing.saying import Speaker, speakers_of
from sources.values.listing import listed
from sources.vocabulary import Kind

HEAD_KINDS = frozenset({Kind.TITLE, Kind.SUBTITLE, Kind.BYLINE, Kind.DATELINE, Kind.PUBLICATION_DATE})
QUIET_KINDS = frozenset(
    {Kind.CAPTION, Kind.EDITOR_NOTE, Kind.SOURCE_CREDIT, Kind.PUBLICATION_DATE, Kind.DUPLICATE}
)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A passage of another source, and why it stands beside this one."""

    source: str
    number: str
    address: str
    why: str


@dataclass(frozen=True, slots=True)
class Word:
    """A name or date in a passage whose text is not here: its exact words and where they lead."""

    exact: str
    kind: str
    address: str
    card: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One passage with all that a page shows of it."""

    passage: Passage
    address: str
    speaker: str
    speaker_address: str
    neighbours: tuple[Neighbour, ...]
    all_neighbours: int
    near_address: str
    corrections: tuple[Correction, ...]
    words: tuple[Word, ...]
    quoted: tuple[Speaker, ...]
    answers: tuple[Beside, ...]
    folded: tuple[Beside, ...]
    files: tuple[tuple[str, str], ...]  # its citation: name of the format, address

    @property
    def anchor(self) -> str:
        """Give the id of the passage's element on an article page."""
        return f"p{self.passage.number}"

    @property
    def kind_name(self) -> str:
        """Name the kind of passage."""
        return wording.kind(self.passage.kind)

    @property
    def css(self) -> str:
        """Give the classes that decide how the passage is set."""
        quiet = " quiet" if self.passage.kind in QUIET_KINDS else ""
        return f"{self.passage.kind}{quiet}"

    @property
    def has_text(self) -> bool:
        """Whether the passage's words are here and may be shown."""
        return self.passage.text is not None

    @property
    def has_margin(self) -> bool:
        """Whether anything stands beside it."""
        return bool(self.speaker or self.quoted or self.answers or self.folded or self.all_neighbours)


def shown(
    passage: Passage,
    article: tuple[str, str],
    *,
    corrections: Sequence[Correction] = (),
    words: Sequence[Word] = (),
    says_speaker: bool = True,
    is_alone: bool = False,
) -> Shown:
    """Prepare one passage of the article with this public id and slug; alone, its margin is whole."""
    speaker = passage.speaker if says_speaker and passage.speaker_id else None
    quoted = speakers_of(passage) if passage.is_reading else ()
    answers, near = beside(passage.claims), tuple(_neighbours(passage))
    whole = len(answers), len(near)
    most_answers, most_near = whole if is_alone else _fit(passage, len(quoted) + bool(speaker), answers, near)
    return Shown(
        passage=passage,
        address=addresses.passage(*article, passage.number),
        speaker=speaker.name if speaker else (passage.speaker_name if says_speaker else ""),
        speaker_address=addresses.entity(speaker.kind, speaker.public_id, speaker.slug) if speaker else "",
        neighbours=near[:most_near],
        all_neighbours=len(near) + passage.beside.get("more", 0),
        near_address=addresses.near(*article, passage.number),
        corrections=tuple(corrections),
        words=tuple(words),
        quoted=quoted,
        answers=answers[:most_answers],
        folded=answers[most_answers:],
        files=tuple(
            (format_name(fmt), addresses.article_file(article[0], fmt.ending, passage.number)) for fmt in FEW
        ),
    )


def _fit(
    passage: Passage, speakers: int, answers: Sequence[Beside], near: Sequence[Neighbour]
) -> tuple[int, int]:
    """Say how many answers and other sources there is room for beside a passage, under who speaks in it."""
    taken = speakers * lines(" ") + (lines(" ") if near else 0)
    return fitting(
        room(len(passage.text or ""), taken=taken),
        [lines(one.question, "; ".join(one.said)) for one in answers],
        [lines(f"{one.source} ¶{one.number} {one.why}") for one in near],
    )


def _neighbours(passage: Passage) -> Iterable[Neighbour]:
    for article_id, slug, number, label, why in (row[1:] for row in passage.beside.get("shown", ())):
        yield Neighbour(wording.brief(label), number, addresses.passage(article_id, slug, number), why)


def all_shown(
    passages: Sequence[Passage],
    article: tuple[str, str],
    *,
    revisions: Iterable[Revision] = (),
    appearances: Iterable[Appearance] = (),
) -> tuple[Shown, ...]:
    """Prepare the passages of an article; a speaker is named where somebody else spoke before."""
    corrected = corrections_by_passage(revisions, article, {row.pk: row.number for row in passages})
    words = words_by_passage(appearances)
    before = None
    prepared = []
    for passage in passages:
        speaker = passage.speaker_id or passage.speaker_name
        prepared.append(
            shown(
                passage,
                article,
                corrections=corrected.get(passage.pk, ()),
                words=words.get(passage.pk, ()),
                says_speaker=speaker != before,
            )
        )
        before = speaker
    return tuple(prepared)


def words_by_passage(appearances: Iterable[Appearance]) -> dict[int, list[Word]]:
    """Give the names and dates of each passage, in its order, from rows with entity and date."""
    found: dict[int, list[Word]] = {}
    for row in appearances:
        if row.entity is not None:
            entity = row.entity
            address = addresses.entity(entity.kind, entity.public_id, entity.slug)
            word = Word(row.exact, entity.kind, address, entity.public_id)
        elif row.date is not None:
            word = Word(row.exact, "date", addresses.date(row.date.edtf), "")
        found.setdefault(row.passage_id, []).append(word)
    return found


@dataclass(frozen=True, slots=True)
class Region:
    """Neighbouring passages of one kind that are not read as the article."""

    label: str
    passages: tuple[Shown, ...]


def hidden_note(passages: Sequence[Shown]) -> tuple[str, str]:
    """Say which passages are not shown, and what they are: ("1–2 and 16–23", "navigation, credits")."""
    hidden = [one.passage for one in passages if not one.passage.is_reading]
    kinds = dict.fromkeys(one.kind for one in hidden)
    counts = {kind: sum(one.kind == kind for one in hidden) for kind in kinds}
    return wording.ranges([one.number for one in hidden]), listed(
        (wording.kind(kind, count) for kind, count in counts.items()), "comma"
    )


def in_regions(passages: Sequence[Shown]) -> tuple[Shown | Region, ...]:
    """Give all passages in order, those not read as the article gathered by kind."""
    gathered: list[Shown | Region] = []
    for (is_reading, kind), group in groupby(
        passages, key=lambda one: (one.passage.is_reading, one.passage.kind)
    ):
        rows = tuple(group)
        if is_reading:
            gathered += rows
            continue
        numbers = wording.ranges([row.passage.number for row in rows])
        label = ngettext("%(kind)s, passage %(numbers)s", "%(kind)s, passages %(numbers)s", len(rows))
        named = {"kind": wording.kind(kind, len(rows)), "numbers": numbers}
        gathered.append(Region(wording.sentence(label % named), rows))
    return tuple(gathered)


def head_and_rest(passages: Sequence[Shown]) -> tuple[tuple[Shown, ...], tuple[Shown, ...]]:
    """Part the reading passages into what heads the article and the article itself."""
    reading = [one for one in passages if one.passage.is_reading]
    length = next((n for n, one in enumerate(reading) if one.passage.kind not in HEAD_KINDS), len(reading))
    return tuple(reading[:length]), tuple(reading[length:])


@dataclass(frozen=True, slots=True)
class Raw:
    """A region of a document as received: its place, its kind, what it repeats."""

    passage: Passage
    kind_name: str
    repeats: str
    repeats_address: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring regions of a document that belong to one article, or to none."""

    title: str
    address: str
    regions: tuple[Raw, ...]


def in_stretches(rows: Iterable[Passage]) -> tuple[Stretch, ...]:
    """Gather a document's regions, given in order with their articles, by article."""
    stretches = []
    for _article, group in groupby(rows, key=lambda row: row.article_id):
        regions = tuple(group)
        article = regions[0].article if regions[0].article_id else None
        title = article.title if article else ""
        address = addresses.article(article.public_id, article.slug) if article else ""
        stretches.append(Stretch(title, address, tuple(_raw(region) for region in regions)))
    return tuple(stretches)


def _raw(region: Passage) -> Raw:
    earlier = region.duplicate_of
    article = earlier.article if earlier else None
    kind = wording.kind(region.kind)
    if earlier is None or article is None:
        return Raw(region, kind, "", "")
    # Translators: a passage of an article, as the one that another repeats: "7 of Firing on the Mole".
    repeats = _("%(number)s of %(title)s") % {"number": earlier.number, "title": article.title}
    return Raw(region, kind, repeats, addresses.passage(article.public_id, article.slug, earlier.number))

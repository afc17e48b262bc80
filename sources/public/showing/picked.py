"""Passages of an edition as a dossier: read with what it needs, in six queries whatever their number.

Of a passage that may not be shown whole, the words round its marks are what the edition has of it, and no
more: of an article shown in snippets the edition itself keeps all of them together to a part of its text
(``edition/snippets.py``).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from sources.cite.prose import Prose
from sources.cite.styles import CHICAGO, Style, told_apart
from sources.edition.models import Appearance, Article, Date, Passage
from sources.export.dossier.content import Cited, Day, Entry
from sources.public import wording
from sources.public.showing.citable import Citing
from sources.public.showing.naming import named
from sources.public.showing.provenance import rights_in_words
from sources.vocabulary import Access

MOST = 400  # passages: past that nobody reads a dossier through

_PRECISIONS = {"day": 0, "month": 1, "season": 2, "year": 3}
WITHHELD = {
    Access.SNIPPETS: gettext_noop(
        "Only the names and dates marked in this passage may be shown, with words around some."
    ),
    Access.CATALOGUE: gettext_noop(
        "The words of this passage may not be shown here; the names and dates in it may."
    ),
}
NOT_HELD = gettext_noop("The text of this passage is not held here; what is marked in it is.")


@dataclass(frozen=True, slots=True)
class Picked:
    """What a dossier is made of: passages, articles as wholes, and what is known of them beside.

    By the passage's primary key: ``days`` that the list itself gives it, and ``said``, the answers on it.
    """

    passages: Sequence[Passage]
    articles: Sequence[Article] = ()
    days: Mapping[int, Date] = field(default_factory=dict)
    said: Mapping[int, Sequence[str]] = field(default_factory=dict)

    @property
    def sources(self) -> list[Article]:
        """Give every article that something is of, each once, in order of publication."""
        of_passages = (row.article for row in self.passages if row.article is not None)
        distinct = {row.pk: row for row in (*of_passages, *self.articles)}
        return sorted(distinct.values(), key=lambda row: row.position)


def entries(picked: Picked, how: Citing, style: Style) -> list[Entry]:
    """Give the entries of a dossier; passages come with article, document and speaker."""
    letters = _letters(picked.sources, how, style)
    days = {**_days(picked.passages), **picked.days}
    closed = _contexts([row.pk for row in picked.passages if row.text is None])
    found = [_whole(row, how, style, letters) for row in picked.articles]
    for row in picked.passages:
        if row.article is not None:
            item = how.item(row.article, row, got=row.article.document.got)
            citation = style.entry(item, letters.get(row.article.pk, ""))
            entry = _part(row, row.article, item["URL"], citation, words=closed.get(row.pk, ""))
            day, said = _day(days.get(row.pk)), tuple(picked.said.get(row.pk, ()))
            found.append(replace(entry, day=day, said=said))
    return found


def _part(row: Passage, article: Article, address: str, citation: Prose, *, words: str) -> Entry:
    """Give the entry of a passage; ``words`` are those round its marks, where it is not shown whole."""
    withheld = "" if row.text is not None else _(WITHHELD.get(Access(article.access), NOT_HELD))
    return Entry(
        position=(article.position, row.pk),
        source=article.public_id,
        heading=_heading(article),
        title=article.title,
        locator=f"¶{row.number}",
        speaker=_speaker(row),
        words=row.text if row.text is not None else words,
        language=article.language,
        withheld=withheld,
        day=None,
        said=(),
        address=address,
        citation=citation,
    )


def _whole(article: Article, how: Citing, style: Style, letters: Mapping[int, str]) -> Entry:
    item = how.item(article, got=article.document.got)
    return Entry(
        position=(article.position, 0),
        source=article.public_id,
        heading=_heading(article),
        title=article.title,
        locator="",
        speaker="",
        words="",
        language=article.language,
        withheld=_("The article as a whole."),
        day=None,
        said=(),
        address=item["URL"],
        citation=style.entry(item, letters.get(article.pk, "")),
    )


def _speaker(passage: Passage) -> str:
    """Name who speaks, where the words do not begin with that name themselves."""
    name = passage.speaker_name or (passage.speaker.name if passage.speaker else "")
    is_said = (passage.text or "").casefold().startswith(f"{name}:".casefold())
    return "" if is_said else name


def _heading(article: Article) -> str:
    source = named(article)
    return ", ".join(filter(None, (source.name, source.published or _("undated"))))


def _letters(articles: Sequence[Article], how: Citing, style: Style) -> dict[int, str]:
    """Give the letter of each source that the style tells apart by one, so that a note has it too."""
    if not style.has_letters:
        return {}
    items = {how.item(row)["id"]: row.pk for row in articles}
    listed = told_apart((how.item(row) for row in articles), style)
    return {items[item["id"]]: mark for item, mark in listed if mark}


def _days(passages: Sequence[Passage]) -> dict[int, Date]:
    """Give the day that each passage speaks of: the first it names, or the first month, or year."""
    rows = Appearance.objects.filter(passage__in=[row.pk for row in passages], date__isnull=False)
    named_in: dict[int, list[Date]] = {}
    for row in rows.select_related("date").only("passage", "date").order_by("position"):
        if row.date is not None:
            named_in.setdefault(row.passage_id, []).append(row.date)
    return {passage: min(dates, key=_fineness) for passage, dates in named_in.items()}


def _fineness(date: Date) -> int:
    return _PRECISIONS.get(date.precision, len(_PRECISIONS))


def _day(date: Date | None) -> Day | None:
    return Day(date.words, date.earliest, date.latest) if date else None


def _contexts(passages: Sequence[int]) -> dict[int, str]:
    """Give, of passages that may not be shown whole, their marks with the words round them."""
    if not passages:
        return {}
    rows = Appearance.objects.filter(passage__in=passages).order_by("passage", "start", "-end", "position")
    return {passage: _joined(found) for passage, found in groupby(rows, key=lambda row: row.passage_id)}


def _joined(rows: Iterable[Appearance]) -> str:
    """Join what stands round marks, each place once; a mark without a place is given by its words."""
    pieces: list[str] = []
    reached = 0
    for row in rows:
        if row.start is None or row.end is None:
            pieces.append(row.exact)
        elif row.start >= reached:
            pieces.append(f"{row.before}{row.exact}{row.after}".strip("…").strip())
            reached = row.end + len(row.after.rstrip("…"))
    return f"… {' … '.join(pieces)} …" if pieces else ""


def sources(picked: Picked, how: Citing, style: Style) -> list[Cited]:
    """Give the list of sources in the style's order; that of notes lists them as a bibliography."""
    listed_as = style if style.order else CHICAGO
    by_id = {row.public_id: row for row in picked.sources}
    items = [how.item(row, got=row.document.got) for row in picked.sources]
    return [
        Cited(
            citation=listed_as.entry(item, mark),
            language=by_id[item["id"]].language,
            remarks=_remarks(by_id[item["id"]]),
        )
        for item, mark in told_apart(items, listed_as)
    ]


def _remarks(article: Article) -> tuple[str, ...]:
    """Say what may be shown of a source, under which rights, and what was captured."""
    shown = wording.sentence(wording.access(article.access))
    if article.access == Access.FULL and not article.document.is_held:
        shown = _("The text is not held here")
    rights = rights_in_words(article)
    digest = article.document.sha256
    received = _("File as received: %(file)s, SHA-256 %(digest)s.")
    captured = received % {"file": article.document.file_name, "digest": digest} if digest else ""
    return tuple(filter(None, (f"{shown}. {rights}".strip(), captured)))


def withheld_in_words(found: Sequence[Entry]) -> str:
    """Say how much of a dossier is not shown whole; nothing where all of it is."""
    passages = [entry for entry in found if entry.locator and entry.withheld]
    if not passages:
        return ""
    whole = sum(bool(entry.locator) for entry in found)
    words = ngettext(
        "%(passages)s of %(whole)s is not shown whole; what is left out, and why, stands with each.",
        "%(passages)s of %(whole)s are not shown whole; what is left out, and why, stands with each.",
        len(passages),
    )
    counted = wording.count_in_words(len(passages), "passage")
    return wording.sentence(words % {"passages": counted, "whole": wording.figure(whole)})

"""A captured text, read: its articles and its passages, every one with a kind.

The passages ("regions") stand in order, do not overlap, and together cover every character that is not
white space: what is not an article's text is labelled, never dropped (architecture.md, "Settled before
the first migration"). Everything here is pure: text in, ``Reading`` out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sources.ingest.articles import Edges, find_edges
from sources.ingest.ballot import SURE, Ballot
from sources.ingest.closings import label_closings
from sources.ingest.copies import Copy, find_copies, match_passages, normal
from sources.ingest.datelines import opens_with_dateline
from sources.ingest.exports import Field, fields_of, labelled_kinds, records_of
from sources.ingest.facts import Facts, Labelled, find_facts
from sources.ingest.join import Unit, join_lines
from sources.ingest.labels import label_alone, label_article
from sources.ingest.letters import label_letters
from sources.ingest.lines import split_lines, without_quoting
from sources.ingest.mails import label_mail_head, mail_head
from sources.ingest.printed_pages import is_page_rubric, with_issue
from sources.ingest.signs import is_masthead
from sources.ingest.turn import Turn
from sources.values.span import Span
from sources.vocabulary import READING_KINDS, Kind

INTERRUPTIONS = frozenset(
    {Kind.CAPTION, Kind.BOILERPLATE, Kind.RELATED_LINK, Kind.DUPLICATE, Kind.URL, Kind.SOURCE_CREDIT}
)
FRAME = frozenset({Kind.BOILERPLATE, Kind.RELATED_LINK})
RUNNING = frozenset({Kind.BODY, Kind.QUESTION, Kind.ANSWER})
# How a fact is known that was not read at all.
BY_EDITOR = "from the editor who stored it"
LABELLED = 24.0
LONG_ENOUGH = 8  # words: shorter lines recur by chance


@dataclass(frozen=True, slots=True)
class Region:
    """One passage: its place in the captured text, its article (None for none), kind and speaker."""

    span: Span
    article: int | None
    kind: Kind
    speaker: str | None
    duplicate_of: Span | None
    continues: bool
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class ArticleFound:
    """One article in a file, copies included, counted from 0; "" and () where the text is silent."""

    index: int
    span: Span
    title: str
    subtitle: str
    authors: tuple[str, ...]
    publication: str
    published: str
    published_words: str
    url: str
    language: str
    genre: str
    copy_of: int | None
    similarity: float | None
    known: Mapping[str, str] = field(default_factory=dict)  # how each fact is known, by its name above


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in one captured text."""

    articles: tuple[ArticleFound, ...]
    regions: tuple[Region, ...]


def read_text(text: str) -> Reading:
    """Split a captured text into articles and labelled regions."""
    units = with_issue(join_lines(text, without_quoting(split_lines(text))))
    ballots = [Ballot() for _ in units]
    fields = fields_of(units)
    edges = _exported(units, ballots, fields) if fields else find_edges(units)
    turns: dict[int, Turn] = {}
    zones = []
    for article in edges:
        zone, found = label_article(units, ballots, article)
        zones.append(zone)
        turns.update(found)
    _label_outside(units, ballots, edges)
    if len(edges) > 1:
        label_letters(units, ballots)
    label_closings(units, ballots, edges, _find_copies(units, ballots, edges))
    copies = _find_copies(units, ballots, edges)  # again, without the remarks that were only the page's
    regions = _regions(units, ballots, edges, turns)
    regions = _link_repeats(text, regions, edges, copies)
    return Reading(tuple(_articles(units, regions, edges, copies, fields)), tuple(regions))


def _exported(units: list[Unit], ballots: list[Ballot], fields: dict[int, Field]) -> list[Edges]:
    """Give the articles of a database's export, each of its lines voted for by its field's label."""
    edges = []
    for record in records_of(units, fields):
        for index, kind in labelled_kinds(units, fields, range(record.start, record.end)).items():
            ballots[index].cast(kind, LABELLED, "labelled so by the database that exported it", trust=SURE)
        if record.title is not None:
            ballots[record.title].cast(Kind.TITLE, LABELLED, "where a database's export has the headline")
        edges.append(Edges(record.start, record.end, record.title))
    return edges


def _label_outside(units: list[Unit], ballots: list[Ballot], edges: list[Edges]) -> None:
    if len(edges) > 1 and mail_head(units):
        label_mail_head(units, ballots, edges[0].start)
    first = min((article.start for article in edges), default=0)
    inside = {index for article in edges for index in range(article.start, article.end)}
    for index, unit in enumerate(units):
        if index not in inside:
            label_alone(unit, ballots[index])
            if unit.stamp and index < first:
                ballots[index].cast(Kind.PUBLICATION_DATE, 4.2, "the day over several articles")
            if is_page_rubric(unit):
                ballots[index].cast(Kind.HEADING, 4.4, "a rubric over several articles")
            if not is_masthead(unit):
                ballots[index].cast(Kind.BOILERPLATE, 2.0, "belongs to no article")


def _find_copies(units: list[Unit], ballots: list[Ballot], edges: list[Edges]) -> dict[int, Copy]:
    if len(edges) < 2:
        return {}
    kinds = [ballot.leader() for ballot in ballots]
    texts = [
        " ".join(
            units[index].text for index in range(article.start, article.end) if kinds[index] in READING_KINDS
        )
        for article in edges
    ]
    return find_copies(texts)


def _regions(
    units: list[Unit], ballots: list[Ballot], edges: list[Edges], turns: dict[int, Turn]
) -> list[Region]:
    article_of = {
        index: number for number, article in enumerate(edges) for index in range(article.start, article.end)
    }
    regions: list[Region] = []
    open_at: int | None = None  # the passage whose sentence was left open
    for index, (unit, ballot) in enumerate(zip(units, ballots, strict=True)):
        vote = ballot.result()
        number = article_of.get(index)
        same = open_at is not None and regions[open_at].article == number
        continues = (
            same
            and open_at != index - 1
            and open_at is not None
            and _continues(units[open_at], unit, vote.kind)
        )
        if continues and open_at is not None:
            vote = replace(
                vote, kind=regions[open_at].kind, reason="goes on with a sentence that was interrupted"
            )
        turn = turns.get(index)
        speaker = turn.speaker if turn and turn.kind == vote.kind else None
        if continues and open_at is not None:
            speaker = regions[open_at].speaker
        regions.append(
            Region(unit.span, number, vote.kind, speaker, None, continues, vote.weight, vote.reason)
        )
        if vote.kind in RUNNING:
            open_at = index
        elif vote.kind not in INTERRUPTIONS:
            open_at = None
    return regions


def _continues(before: Unit, after: Unit, kind: Kind) -> bool:
    """Tell whether a sentence left open before an interruption goes on here."""
    if before.shape.ends_sentence or before.shape.ends_colon or kind not in {*RUNNING, Kind.HEADING}:
        return False
    return before.is_open or (after.shape.starts_lower and before.shape.words > 3)


def _link_repeats(
    text: str, regions: list[Region], edges: list[Edges], copies: dict[int, Copy]
) -> list[Region]:
    """Give each region that repeats an earlier one the place of that one."""
    linked = list(regions)
    for number, copy in copies.items():
        own = range(edges[number].start, edges[number].end)
        first = edges[copy.of].start
        originals = [region.span.of(text) for region in regions[first : edges[copy.of].end]]
        for place, match in match_passages(
            originals, [regions[index].span.of(text) for index in own]
        ).items():
            index = own[place]
            if regions[index].kind in FRAME:
                continue  # what a page prints round every article of its own is nobody's text
            linked[index] = replace(regions[index], duplicate_of=regions[first + match].span)
    seen: dict[str, Span] = {}
    for index, region in enumerate(linked):
        key = normal(region.span.of(text))
        if (
            region.duplicate_of is None
            and (region.kind == Kind.DUPLICATE or key.count(" ") + 1 >= LONG_ENOUGH)
            and key in seen
        ):
            linked[index] = replace(region, duplicate_of=seen[key])
        seen.setdefault(key, region.span)
    return linked


def _articles(
    units: list[Unit],
    regions: list[Region],
    edges: list[Edges],
    copies: dict[int, Copy],
    fields: dict[int, Field],
) -> list[ArticleFound]:
    articles = []
    for number, article in enumerate(edges):
        own = range(article.start, article.end)
        passages = [
            Labelled(regions[index].kind, fields[index].said if index in fields else units[index].shape.plain)
            for index in own
        ]
        first = next((passage.plain for passage in passages if passage.kind == Kind.BODY), "")
        facts = find_facts(passages, dateline=first if opens_with_dateline(first) else "")
        span = Span(units[article.start].span.start, units[article.end - 1].span.end)
        articles.append(_article(number, span, facts, copies.get(number)))
    return articles


def _article(number: int, span: Span, facts: Facts, copy: Copy | None) -> ArticleFound:
    return ArticleFound(
        index=number,
        span=span,
        title=facts.title,
        subtitle=facts.subtitle,
        authors=facts.authors,
        publication=facts.publication,
        published=facts.published,
        published_words=facts.published_words,
        url=facts.url,
        language=facts.language,
        genre=facts.genre,
        copy_of=copy.of if copy else None,
        similarity=copy.similarity if copy else None,
        known=facts.known,
    )

"""Reading a text whose markup says something: what the words show, what the markup shows, and who prevails.

One rule. Inside the main text the words decide what a passage is, as in plain text, and the markup overrules
them only where it states a kind outright (a heading, a caption, the page's own headline). Outside the main
text the markup decides, and the words (a share button's, a copyright line's) help it. Formats without a page
round the text (Word, TEI, e-books, PDF) are all inside.

A web page is one article: what stands before its headline belongs to none, what follows belongs to it.
"""

from collections.abc import Iterator
from dataclasses import replace

from sources.ingest.ballot import Vote
from sources.ingest.copies import normal
from sources.ingest.datelines import opens_with_dateline
from sources.ingest.facts import Labelled, find_facts
from sources.ingest.formats.captured import Captured, Hint, Metadata
from sources.ingest.hinted_kinds import inside, outside, stated
from sources.ingest.page_parts import part_page
from sources.ingest.reading import ArticleFound, Reading, Region, read_text
from sources.ingest.shape import shape
from sources.values.span import Span
from sources.vocabulary import Kind

BOOK_TITLE = "dc:title"
DECLARED = frozenset({"title", "subtitle", "authors", "publication", "published", "url", "language"})
BETWEEN = "\n\n"
OUTSIDE = frozenset({"running", "annotation"})


def read_captured(captured: Captured) -> Reading:
    """Split a captured file into articles and labelled regions, by its words and its markup."""
    if not captured.hints:
        return read_text(captured.text)
    if any(hint.is_main is not None for hint in captured.hints):
        return _read_page(captured)
    return _read_flow(captured)


def _read_page(captured: Captured) -> Reading:
    """Read a web page: its main text as plain text, everything else by its markup."""
    parts = part_page(captured)
    hints, text = captured.hints, captured.text
    regions: list[Region] = []
    for place, region in _main_regions(captured, sorted(parts.main)):
        vote = inside(
            hints[place],
            region,
            is_title=place == parts.title,
            is_first=parts.title is not None and parts.title < place < parts.first,
            words=region.span.of(text),
        )
        regions.append(replace(_voted(region, vote), article=0))
    for place, hint in enumerate(hints):
        if place not in parts.main:
            vote = outside(hint.span.of(text), hint, parts.where(place))
            article = 0 if parts.main and place >= parts.head else None
            regions.append(_region(captured, hint, article, vote))
    regions.sort(key=lambda region: region.span)
    return Reading((_article(captured, regions),) if parts.main else (), tuple(regions))


def _read_flow(captured: Captured) -> Reading:
    """Read a text without a page round it, less what is printed over and under it on every page."""
    hints, text = captured.hints, captured.text
    main = [place for place, hint in enumerate(hints) if not hint.tags & OUTSIDE] or list(range(len(hints)))
    reading = read_text("".join(_joined(captured, main)))
    titles = {normal(title) for title in captured.metadata.values("title")}
    regions: list[Region] = []
    for place, region in _carried_regions(captured, main, reading.regions):
        vote = stated(hints[place], region.span.of(text), titles)
        regions.append(_voted(region, vote) if vote else region)
    for place in sorted(set(range(len(hints))) - set(main)):
        vote = stated(hints[place], hints[place].span.of(text), titles)
        regions.append(
            _region(captured, hints[place], None, vote or Vote(Kind.BOILERPLATE, 0.5, "outside the text"))
        )
    regions.sort(key=lambda region: region.span)
    regions = _following(regions)
    return Reading(tuple(_articles_of(captured, reading, regions)), tuple(regions))


def _joined(captured: Captured, places: list[int]) -> Iterator[str]:
    """Give the words of some blocks and what stood between them; a line break for what was left out."""
    for number, place in enumerate(places):
        own = captured.hints[place].span
        if number and places[number - 1] == place - 1:
            yield captured.text[captured.hints[place - 1].span.end : own.start]
        elif number:
            yield "\n"
        yield own.of(captured.text)


def _main_regions(captured: Captured, places: list[int]) -> Iterator[tuple[int, Region]]:
    """Read the main text of a page by itself, every block a paragraph."""
    words = (captured.hints[place].span.of(captured.text) for place in places)
    return _carried_regions(captured, places, read_text(BETWEEN.join(words)).regions, BETWEEN)


def _carried_regions(
    captured: Captured, places: list[int], regions: tuple[Region, ...], between: str = ""
) -> Iterator[tuple[int, Region]]:
    """Carry regions of a main text read by itself back to their places in the captured text.

    ``between`` is what was put between the blocks ("" for what stood there). A region round a block that was
    left out becomes two, the second going on with the first; each comes with the place of its first block.
    """
    starts: list[int] = []
    length = 0
    pieces = list(_joined(captured, places)) if not between else []
    for number, place in enumerate(places):
        if number:
            length += len(between) if between else len(pieces[2 * number - 1])
        starts.append(length)
        length += len(captured.hints[place].span)
    carried: dict[Span, Span] = {}
    first = 0
    for region in regions:
        while starts[first] + len(captured.hints[places[first]].span) <= region.span.start:
            first += 1
        found = _carried(region.span, starts, places, captured.hints, first)
        carried[region.span] = found[0][1]
        repeats = carried.get(region.duplicate_of) if region.duplicate_of else None
        for number, (place, span) in enumerate(found):
            is_rest = number > 0
            yield (
                place,
                replace(region, span=span, duplicate_of=repeats, continues=region.continues or is_rest),
            )


def _carried(
    span: Span, starts: list[int], places: list[int], hints: tuple[Hint, ...], first: int
) -> list[tuple[int, Span]]:
    """Give the blocks, from the first on, that a span of the main text covers, each with its part of it.

    Neighbouring blocks are one piece; a block that is not main text between them makes two.
    """
    pieces: list[tuple[int, Span]] = []
    last = None
    for index in range(first, len(starts)):
        start, own = starts[index], hints[places[index]].span
        if start >= span.end:
            break
        begin, end = max(span.start, start), min(span.end, start + len(own))
        if begin >= end:
            continue
        piece = Span(own.start + begin - start, own.start + end - start)
        if last is not None and places[index] == last + 1:
            pieces[-1] = (pieces[-1][0], Span(pieces[-1][1].start, piece.end))
        else:
            pieces.append((places[index], piece))
        last = places[index]
    return pieces


def _following(regions: list[Region]) -> list[Region]:
    """Give what is printed among the text to the article that it stands in or follows."""
    article = next((region.article for region in regions if region.article is not None), None)
    given = []
    for region in regions:
        article = region.article if region.article is not None else article
        given.append(region if region.article is not None else replace(region, article=article))
    return given


def _articles_of(captured: Captured, reading: Reading, regions: list[Region]) -> Iterator[ArticleFound]:
    """Give the articles of a text with their places in it, and the titles that its styles state."""
    for article in reading.articles:
        own = [region for region in regions if region.article == article.index]
        title = next((region.span.of(captured.text) for region in own if region.kind == Kind.TITLE), "")
        found = replace(
            article,
            span=Span(own[0].span.start, own[-1].span.end),
            title=" ".join(title.split()) if title and not article.title else article.title,
        )
        yield _declared(found, captured.metadata) if len(reading.articles) == 1 else found


def _voted(region: Region, vote: Vote) -> Region:
    """Give a region the kind voted for; a speaker stays only with the kind that has one."""
    speaker = region.speaker if vote.kind == region.kind else None
    return replace(region, kind=vote.kind, confidence=vote.weight, reason=vote.reason, speaker=speaker)


def _region(captured: Captured, hint: Hint, article: int | None, vote: Vote) -> Region:
    words = hint.span.of(captured.text)
    start = hint.span.start + len(words) - len(words.lstrip())
    span = Span(start, start + len(words.strip()))
    return Region(
        span, article, vote.kind, None, None, continues=False, confidence=vote.weight, reason=vote.reason
    )


def _article(captured: Captured, regions: list[Region]) -> ArticleFound:
    """Give the one article of a page: what it declares, and where it is silent what its text says."""
    own = [region for region in regions if region.article == 0]
    passages = [Labelled(region.kind, shape(region.span.of(captured.text)).plain) for region in own]
    first = next((passage.plain for passage in passages if passage.kind == Kind.BODY), "")
    facts = find_facts(passages, dateline=first if opens_with_dateline(first) else "")
    found = ArticleFound(
        index=0,
        span=Span(own[0].span.start, own[-1].span.end),
        title=facts.title,
        subtitle=facts.subtitle,
        authors=facts.authors,
        publication=facts.publication,
        published=facts.published,
        published_words=facts.published_words,
        url=facts.url,
        language=facts.language,
        genre=facts.genre,
        copy_of=None,
        similarity=None,
        known=facts.known,
    )
    return _declared(found, captured.metadata)


def _declared(article: ArticleFound, metadata: Metadata) -> ArticleFound:
    """Prefer what the file declares of its one article to what its text lets one guess."""
    published = metadata.first("published")
    is_other_day = bool(published) and published != article.published
    return replace(
        article,
        title=_of_book(metadata) or article.title or metadata.first("title"),
        subtitle=article.subtitle or metadata.first("subtitle"),
        authors=metadata.authors or article.authors,
        publication=metadata.first("publication") or article.publication,
        published=published or article.published,
        published_words="" if is_other_day else article.published_words,
        url=metadata.first("url") or article.url,
        language=metadata.first("language") or article.language,
        known={**article.known, **_declared_ways(article, metadata)},
    )


def _of_book(metadata: Metadata) -> str:
    """Give the title of an e-book: its first chapter's heading is not that of the whole."""
    return next((fact.value for fact in metadata.facts if fact.source == BOOK_TITLE), "")


def _declared_ways(article: ArticleFound, metadata: Metadata) -> dict[str, str]:
    """Say of each fact that was taken from what the file declares where the file declares it."""
    ways: dict[str, str] = {}
    for fact in metadata.facts:
        name = "authors" if fact.name == "author" else fact.name
        is_silent = name not in {"title", "subtitle"} or not getattr(article, name)
        is_taken = is_silent or fact.source == BOOK_TITLE
        if name in DECLARED and is_taken:
            ways.setdefault(name, f"declared by the file ({fact.source})")
    return ways

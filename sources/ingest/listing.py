"""Several files read together, as lines for a person or a program.

What ``manage.py read`` prints: one JSON object a region, or a table. Files given together are compared
with one another too, so that the agency's text in two papers is seen before anything is stored.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sources.ingest.capture import Held, capture, may_hold_files, open_container
from sources.ingest.copies import find_copies, match_passages
from sources.ingest.formats.captured import Captured
from sources.ingest.hinted import read_captured
from sources.ingest.reading import ArticleFound, Reading, Region
from sources.ingest.refusal import Refusal
from sources.ingest.runs import Marked
from sources.ingest.text import read_file
from sources.values.span import Span
from sources.vocabulary import READING_KINDS

SHOWN = 60


@dataclass(frozen=True, slots=True)
class FileRead:
    """One file as given, with what was found in it."""

    name: str
    captured: Captured
    reading: Reading
    words: tuple[Marked, ...] = ()  # of each region, where they were looked at already
    sha256: str = ""  # of the bytes that it was read in, where it was read ahead


@dataclass(frozen=True, slots=True)
class NotRead:
    """A file that was refused, with the sentence that says why."""

    name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """The earlier region that a region repeats, perhaps in another file."""

    file: str
    span: Span


def read_path(name: str) -> FileRead:
    """Read one file; raise Refusal where it cannot be taken in."""
    return _read(name, Path(name))


def read_named(name: str) -> Iterator[FileRead | NotRead]:
    """Read one file, or every file in the zip or web archive named."""
    try:
        if not may_hold_files(Path(name)):
            yield _read(name, Path(name))
            return
        with open_container(Path(name)) as members:
            for member in members:
                yield _read_member(name, member)
    except Refusal as refusal:
        yield NotRead(name, str(refusal))


def _read_member(name: str, member: Held) -> FileRead | NotRead:
    shown = f"{name}/{member.name}"
    if member.path is None:
        return NotRead(shown, member.sentence)
    try:
        return _read(shown, member.path, member)
    except Refusal as refusal:
        return NotRead(shown, str(refusal))


def _read(shown: str, path: Path, member: Held | None = None) -> FileRead:
    declared = member.media_type if member else ""
    # The address of a page is no file name: "…/report.pdf" may well have answered with a page.
    name = (member.name if member and not member.address else "") if member else path.name
    captured = capture(read_file(path), name, declared)
    return FileRead(shown, captured, read_captured(captured))


def find_earlier(files: list[FileRead]) -> list[list[Earlier | None]]:
    """Give for every region of every file the earlier one it repeats, across all the files."""
    earlier = [
        [
            Earlier(file.name, region.duplicate_of) if region.duplicate_of else None
            for region in file.reading.regions
        ]
        for file in files
    ]
    articles = [(place, article) for place, file in enumerate(files) for article in file.reading.articles]
    for later, copy in find_copies([_wording(files[place], article) for place, article in articles]).items():
        here, article = articles[later]
        there, origin = articles[copy.of]
        if here != there:
            _link(files, earlier, (here, article), (there, origin))
    return earlier


def as_jsonl(file: FileRead, earlier: list[Earlier | None]) -> Iterator[str]:
    """Give one JSON object a region, in order."""
    for region, origin in zip(file.reading.regions, earlier, strict=True):
        row = {
            "file": file.name,
            "article": region.article,
            "start": region.span.start,
            "end": region.span.end,
            "kind": region.kind.value,
            "speaker": region.speaker,
            "duplicate_of": origin
            and {"file": origin.file, "start": origin.span.start, "end": origin.span.end},
        }
        yield json.dumps(row, ensure_ascii=False)


def as_table(file: FileRead, earlier: list[Earlier | None]) -> Iterator[str]:
    """Give the articles and regions for reading: place, kind, confidence, reason, first words."""
    how = f"{file.captured.encoding}, {file.captured.how}{' (a guess)' if file.captured.is_guess else ''}"
    yield f"{file.name}: {how}; articles: {len(file.reading.articles)}; regions: {len(file.reading.regions)}"
    for article in file.reading.articles:
        yield _article_row(article)
    for region, origin in zip(file.reading.regions, earlier, strict=True):
        yield _region_row(file, region, origin)


def _article_row(article: ArticleFound) -> str:
    facts = (article.published, ", ".join(article.authors), article.publication, article.genre, article.url)
    copy = (
        f" [copy of {article.copy_of}, {article.similarity:.0%} the same]"
        if article.copy_of is not None
        else ""
    )
    return (
        f"  {article.index}  {article.span.start}-{article.span.end}  {article.title or '(no title)'}{copy}  "
        + "; ".join(filter(None, facts))
    )


def _region_row(file: FileRead, region: Region, origin: Earlier | None) -> str:
    words = " ".join(region.span.of(file.captured.text).split())
    number = "-" if region.article is None else str(region.article)
    marks = (" (continues)" if region.continues else "") + (
        f" = {origin.file} {origin.span.start}-{origin.span.end}" if origin else ""
    )
    speaker = f" {region.speaker}:" if region.speaker else ""
    return (
        f"{number:>3} {region.span.start:>8}-{region.span.end:<8} {region.kind.value:<16} "
        f"{region.confidence:.2f}{speaker} "
        f"{words[:SHOWN]}{'…' if len(words) > SHOWN else ''}{marks}  [{region.reason}]"
    )


def _wording(file: FileRead, article: ArticleFound) -> str:
    regions = (
        region
        for region in file.reading.regions
        if region.article == article.index and region.kind in READING_KINDS
    )
    return " ".join(region.span.of(file.captured.text) for region in regions)


def _link(
    files: list[FileRead],
    earlier: list[list[Earlier | None]],
    later: tuple[int, ArticleFound],
    first: tuple[int, ArticleFound],
) -> None:
    own = _places(files[later[0]], later[1])
    theirs = _places(files[first[0]], first[1])
    texts = [
        files[first[0]].reading.regions[place].span.of(files[first[0]].captured.text) for place in theirs
    ]
    repeats = [files[later[0]].reading.regions[place].span.of(files[later[0]].captured.text) for place in own]
    for place, match in match_passages(texts, repeats).items():
        if earlier[later[0]][own[place]] is None:
            region = files[first[0]].reading.regions[theirs[match]]
            earlier[later[0]][own[place]] = Earlier(files[first[0]].name, region.span)


def _places(file: FileRead, article: ArticleFound) -> list[int]:
    return [place for place, region in enumerate(file.reading.regions) if region.article == article.index]

"""How well the recogniser does on a corpus that people have annotated: a package and its texts.

A find is right when its span is exactly one that was accepted. Kinds and EDTF values are counted among
those found; gathering by B-cubed (Bagga and Baldwin, 1998) among the names found; a speaker among the
direct quotations found. Measured cold, and with the package's own authority list.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import TypeVar

from sources.export.package.rows import MentionRow, Package, PassageRow, QuotationRow
from sources.ingest.captures import text_of
from sources.recognise.authority import Authority, KnownForm, Linked, link
from sources.recognise.candidate import SearchRegion
from sources.recognise.find import find
from sources.recognise.gather import gather_across
from sources.recognise.quotations.finding import find_quotations
from sources.recognise.quotations.found import QuotationFound
from sources.values.span import Span
from sources.values.spelling import key
from sources.vocabulary import MentionKind, MentionStatus, QuotationKind

MarkRow = TypeVar("MarkRow", MentionRow, QuotationRow)

_FIRST = 1
_SIGNS = " \t\r\n“”„\"‘’'«»‹›.,;:!?…—-"


@dataclass(slots=True)
class Tally:
    """Spans that people marked, spans that were found, and those that are both."""

    gold: int = 0
    found: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """How much of what was found is right."""
        return _share(self.right, self.found)

    @property
    def recall(self) -> float:
        """How much of what people marked was found."""
        return _share(self.right, self.gold)

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return _share(2 * self.right, self.gold + self.found)


@dataclass(slots=True)
class Measured:
    """The figures of one run; pairs are (entity, gathered name) of the names found."""

    spans: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    kind_right: int = 0
    edtf_right: int = 0
    speaker_right: int = 0
    pairs: list[tuple[str, str]] = field(default_factory=list)

    def figures(self) -> dict[str, object]:
        """Give the figures as JSON can hold them, shares from 0 to 1."""
        rows = {
            name: asdict(tally) | {"precision": tally.precision, "recall": tally.recall, "f1": tally.f1}
            for name, tally in sorted(self.spans.items())
        }
        return {
            "spans": rows,
            "kind_right": _share(self.kind_right, self.spans["name"].right),
            "b_cubed_f1": b_cubed(self.pairs),
            "edtf_right": _share(self.edtf_right, self.spans["date"].right),
            "speaker_right": _share(self.speaker_right, self.spans["quotation"].right),
        }


@dataclass(frozen=True, slots=True)
class _Article:
    """One article's text, regions and what people accepted in it."""

    text: str
    regions: tuple[SearchRegion, ...]
    published: str
    event_years: tuple[str, ...]
    mentions: dict[Span, list[MentionRow]]
    quotations: dict[Span, QuotationRow]


def measure(package: Package, texts: Mapping[str, bytes], *, with_authority: bool) -> Measured:
    """Look through the package's articles whose texts are there, and compare."""
    authority = Authority.of(_forms(package)) if with_authority else Authority()
    entities = {row.id: str(row.kind) for row in package.entities}
    called: dict[str, set[str]] = defaultdict(set)
    for form in _forms(package):
        called[form.entity].add(key(form.form))
    measured = Measured()
    articles = list(_articles(package, texts))
    found = [find(one.text, one.regions, one.published, one.event_years) for one in articles]
    for article, cold in zip(articles, gather_across(found), strict=True):
        linked = link(article.text, article.regions, cold, authority)
        _compare_marks(article, linked, entities, measured)
        said = find_quotations(article.text, article.regions, [one.candidate for one in linked])
        _compare_quotations(article, said, called, measured)
    return measured


def b_cubed(pairs: Sequence[tuple[str, str]]) -> float:
    """Compare names as gathered with entities, mention by mention: F1."""
    gold, found, both = Counter(e for e, _ in pairs), Counter(n for _, n in pairs), Counter(pairs)
    precision = sum(both[pair] / found[pair[1]] for pair in pairs)
    recall = sum(both[pair] / gold[pair[0]] for pair in pairs)
    total = len(pairs) * (precision + recall)
    return round(2 * precision * recall / total, 4) if total else 0.0


def _forms(package: Package) -> list[KnownForm]:
    standing = {row.id: row for row in package.entities if not row.merged_into}
    forms = [
        KnownForm(row.preferred_name, MentionKind(row.kind), row.id, row.preferred_name)
        for row in standing.values()
    ]
    for name in package.names:
        if name.entity in standing:
            row = standing[name.entity]
            forms.append(KnownForm(name.form, MentionKind(row.kind), row.id, row.preferred_name))
    return forms


def _articles(package: Package, texts: Mapping[str, bytes]) -> Iterable[_Article]:
    passages: dict[str, list[PassageRow]] = defaultdict(list)
    for row in package.passages:
        passages[row.article].append(row)
    documents = {row.id: row for row in package.documents}
    for article in package.articles:
        document = documents[article.document]
        # A copy would count the same words twice.
        if article.copy_of or document.sha256 not in texts:
            continue
        own = {row.id: row for row in passages[article.id] if not row.joined_into}
        yield _Article(
            text_of(document.sha256, texts[document.sha256], document.file_name),
            tuple(SearchRegion(Span(row.start, row.end), row.kind) for row in own.values()),
            article.published,
            article.event_years or package.corpus.event_years,
            _by_span(package.mentions, own),
            {span: rows[0] for span, rows in _by_span(package.quotations, own).items()},
        )


def _by_span(rows: Iterable[MarkRow], own: Mapping[str, PassageRow]) -> dict[Span, list[MarkRow]]:
    found: dict[Span, list[MarkRow]] = defaultdict(list)
    for row in rows:
        passage = own.get(row.passage)
        if passage and row.status == MentionStatus.ACCEPTED and row.revision == _FIRST:
            found[Span(passage.start + row.start, passage.start + row.end)].append(row)
    return found


def _compare_marks(
    article: _Article, linked: Iterable[Linked], entities: Mapping[str, str], measured: Measured
) -> None:
    gold: dict[tuple[str, Span], MentionRow] = {}
    for span, rows in article.mentions.items():
        for row in rows:
            gold["date" if row.date else "name", span] = row
    for (sort, _), row in gold.items():
        measured.spans[sort].gold += 1
        if sort == "name":
            measured.spans[entities[row.entity]].gold += 1
    for one in linked:
        candidate = one.candidate
        sort = "date" if candidate.kind is MentionKind.DATE else "name"
        measured.spans[sort].found += 1
        if sort == "name":
            measured.spans[str(candidate.kind)].found += 1
        mark = gold.get((sort, candidate.span))
        if mark is not None:
            _count_right(one, mark, entities, measured)


def _count_right(one: Linked, mark: MentionRow, entities: Mapping[str, str], measured: Measured) -> None:
    candidate = one.candidate
    if candidate.kind is MentionKind.DATE:
        measured.spans["date"].right += 1
        measured.edtf_right += candidate.edtf == mark.date
        return
    measured.spans["name"].right += 1
    is_kind = str(candidate.kind) == entities[mark.entity]
    measured.kind_right += is_kind
    measured.spans[str(candidate.kind)].right += is_kind
    measured.pairs.append((mark.entity, one.entity or f"{candidate.kind} {candidate.entity}"))


def _compare_quotations(
    article: _Article, said: Iterable[QuotationFound], called: Mapping[str, set[str]], measured: Measured
) -> None:
    tally = measured.spans["quotation"]
    direct = {span: row for span, row in article.quotations.items() if row.kind == QuotationKind.DIRECT}
    gold = {_bare(article.text, span): row for span, row in direct.items()}
    tally.gold += len(gold)
    for quotation in said:
        if quotation.kind is not QuotationKind.DIRECT or not gold:
            continue
        tally.found += 1
        row = gold.get(_bare(article.text, quotation.span))
        if row is not None:
            tally.right += 1
            measured.speaker_right += _is_speaker(article, quotation, row, called)


def _is_speaker(
    article: _Article, said: QuotationFound, row: QuotationRow, called: Mapping[str, set[str]]
) -> bool:
    if not row.speaker:
        return not said.speaker or key(said.speaker) == key(row.speaker_name)
    named = article.mentions.get(said.speaker_span, []) if said.speaker_span else []
    return any(one.entity == row.speaker for one in named) or key(said.speaker) in called[row.speaker]


def _bare(text: str, span: Span) -> tuple[int, int]:
    """Leave out the marks at the edges: whether these belong to a quotation is a matter of taste."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip(_SIGNS))
    return start, start + len(words.strip(_SIGNS))


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0

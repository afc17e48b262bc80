"""How well the recogniser finds who, where and when: precision, recall and F1 by kind, exact spans.

Two kinds of gold: passages written for this project with the names and dates marked in the text
(``recognise_gold.txt``), and a corpus package whose mentions editors accepted, with the folder that
holds its texts. Prints a table:

    python -m tests.benchmarks.recognise_quality
    python -m tests.benchmarks.recognise_quality --package seeds/<corpus> --texts FOLDER [--only 000 --show]

In the gold file a passage begins with ``== title | published | event years``; ``[P …]`` is a person,
``[L …]`` a place, ``[O …]`` an organisation, ``[D 2011-12-16|…]`` a date. A line that begins with
``# `` is the headline.
"""

import argparse
import csv
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sources.recognise.candidate import Candidate, SearchRegion
from sources.recognise.find import find
from sources.recognise.gather import gather_across
from sources.values.span import Span
from sources.vocabulary import Kind, MentionKind

GOLD = Path(__file__).with_name("recognise_gold.txt")
_KINDS = {
    "P": MentionKind.PERSON,
    "L": MentionKind.PLACE,
    "O": MentionKind.ORGANISATION,
    "D": MentionKind.DATE,
}
_MARK = re.compile(r"\[([PLOD]) ([^\]]+?)\]")
_NAMES = (MentionKind.PERSON, MentionKind.PLACE, MentionKind.ORGANISATION)


@dataclass(frozen=True)
class Mark:
    span: Span
    kind: MentionKind
    edtf: str = ""
    entity: str = ""


@dataclass(frozen=True)
class Text:
    title: str
    text: str
    published: str
    event_years: tuple[str, ...]
    regions: tuple[SearchRegion, ...]
    marks: tuple[Mark, ...]


@dataclass
class Tally:
    gold: int = 0
    found: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass
class Report:
    names: Tally = field(default_factory=Tally)
    dates: Tally = field(default_factory=Tally)
    kinds: dict[MentionKind, Tally] = field(default_factory=lambda: {k: Tally() for k in _NAMES})
    kind_right: int = 0
    edtf_right: int = 0
    errors: list[str] = field(default_factory=list)
    # Gold entity and gathered name of each name found, for the B-cubed measure.
    gathered: list[tuple[str, str]] = field(default_factory=list)


def read_gold(path: Path = GOLD) -> list[Text]:
    blocks = re.split(r"^== ", path.read_text("utf-8"), flags=re.M)[1:]
    return [_read_block(block) for block in blocks]


def _read_block(block: str) -> Text:
    head, _, body = block.partition("\n")
    title, published, years = ([p.strip() for p in head.split("|")] + ["", ""])[:3]
    parts: list[str] = []
    marks: list[Mark] = []
    regions: list[SearchRegion] = []
    at = 0
    for line in body.strip("\n").split("\n"):
        is_title = line.startswith("# ")
        plain, line_marks = _read_line(line.removeprefix("# "), at)
        if plain.strip():
            regions.append(SearchRegion(Span(at, at + len(plain)), Kind.TITLE if is_title else Kind.BODY))
        marks += line_marks
        parts.append(plain)
        at += len(plain) + 1
    return Text(title, "\n".join(parts), published, tuple(years.split()), tuple(regions), tuple(marks))


def _read_line(line: str, at: int) -> tuple[str, list[Mark]]:
    plain, marks, last = "", [], 0
    for match in _MARK.finditer(line):
        plain += line[last : match.start()]
        edtf, _, words = match[2].rpartition("|")
        marks.append(Mark(Span(at + len(plain), at + len(plain) + len(words)), _KINDS[match[1]], edtf))
        plain += words
        last = match.end()
    return plain + line[last:], marks


def read_package(package: Path, texts: Path, only: str = "") -> list[Text]:
    corpus = tomllib.loads((package / "corpus.toml").read_text("utf-8"))
    kinds = {row["id"]: row for row in _rows(package / "entities.csv")}
    passages = {row["id"]: row for row in _rows(package / "passages.csv")}
    by_article: dict[str, list[dict[str, str]]] = {}
    for row in passages.values():
        if not row["duplicate_of"]:
            by_article.setdefault(row["article"] or row["document"], []).append(row)
    mentions: dict[str, list[dict[str, str]]] = {}
    for row in _rows(package / "mentions.csv"):
        if row["status"] == "accepted" and row["revision"] == "1":
            mentions.setdefault(row["passage"], []).append(row)
    files = {d["id"]: d["file_name"] for d in corpus["documents"]}
    result = []
    for article in corpus["articles"]:
        if article.get("copy_of") or not files[article["document"]].startswith(only):
            continue
        rows = by_article.get(article["id"], [])
        text = (texts / files[article["document"]]).read_bytes().decode("utf-8")
        regions = tuple(SearchRegion(Span(int(r["start"]), int(r["end"])), Kind(r["kind"])) for r in rows)
        marks = tuple(
            _mark(m, int(r["start"]), kinds)
            for r in rows
            for m in mentions.get(r["id"], [])
            if m["entity"] or m["date"]
        )
        years = tuple(article["event_years"] or corpus["event_years"])
        result.append(Text(article["title"], text, article["published"], years, regions, marks))
    return result


def _mark(row: dict[str, str], at: int, entities: dict[str, dict[str, str]]) -> Mark:
    span = Span(at + int(row["start"]), at + int(row["end"]))
    if row["date"]:
        return Mark(span, MentionKind.DATE, row["date"])
    return Mark(span, MentionKind(entities[row["entity"]]["kind"]), "", row["entity"])


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def measure(texts: list[Text], *, event_years: bool = True) -> Report:
    report = Report()
    found = [
        find(text.text, text.regions, text.published, text.event_years if event_years else ())
        for text in texts
    ]
    for text, candidates in zip(texts, gather_across(found), strict=True):
        _compare(text, candidates, report)
    return report


def b_cubed(pairs: list[tuple[str, str]]) -> tuple[float, float]:
    """Compare gathered names with entities by mention (Bagga and Baldwin 1998): precision, recall."""
    gold, found, both = Counter(e for e, _ in pairs), Counter(n for _, n in pairs), Counter(pairs)
    precision = sum(both[p] / found[p[1]] for p in pairs) / max(1, len(pairs))
    recall = sum(both[p] / gold[p[0]] for p in pairs) / max(1, len(pairs))
    return precision, recall


def joined_wrongly(pairs: list[tuple[str, str]]) -> list[str]:
    """Give the gathered names that hold two different entities."""
    entities: dict[str, set[str]] = {}
    for entity, name in pairs:
        entities.setdefault(name, set()).add(entity)
    return [name for name, several in entities.items() if len(several) > 1]


def _compare(text: Text, found: list[Candidate], report: Report) -> None:
    gold = {(m.span, m.kind is MentionKind.DATE): m for m in text.marks}
    for mark in text.marks:
        tally = report.dates if mark.kind is MentionKind.DATE else report.names
        tally.gold += 1
        if mark.kind in _NAMES:
            report.kinds[mark.kind].gold += 1
    seen = set()
    for candidate in found:
        is_date = candidate.kind is MentionKind.DATE
        tally = report.dates if is_date else report.names
        tally.found += 1
        if not is_date:
            report.kinds[candidate.kind].found += 1
        mark = gold.get((candidate.span, is_date))
        if not mark:
            report.errors.append(
                _line("+", text, candidate.span, f"{candidate.kind} {candidate.edtf} ({candidate.rule})")
            )
            continue
        seen.add((candidate.span, is_date))
        tally.right += 1
        _judge(text, candidate, mark, report)
    for key, mark in gold.items():
        if key not in seen:
            report.errors.append(_line("-", text, mark.span, f"{mark.kind} {mark.edtf}"))


def _judge(text: Text, candidate: Candidate, mark: Mark, report: Report) -> None:
    if mark.kind is MentionKind.DATE:
        if candidate.edtf == mark.edtf:
            report.edtf_right += 1
        else:
            report.errors.append(_line("≠", text, mark.span, f"{candidate.edtf} for {mark.edtf}"))
        return
    if mark.entity:
        report.gathered.append((mark.entity, f"{candidate.kind} {candidate.entity}"))
    if candidate.kind is mark.kind:
        report.kind_right += 1
        report.kinds[mark.kind].right += 1
    else:
        report.errors.append(
            _line("≠", text, mark.span, f"{candidate.kind} for {mark.kind} ({candidate.rule})")
        )


def _line(sign: str, text: Text, span: Span, what: str) -> str:
    return f"{sign} {text.title[:12]:12} {span.of(text.text)!r} {what} …{_near(text, span)}…"


def _near(text: Text, span: Span) -> str:
    return " ".join(text.text[max(0, span.start - 30) : span.end + 30].split())


def table(report: Report) -> str:
    rows = [
        ("names, any kind", report.names),
        *((k.value, t) for k, t in report.kinds.items()),
        ("dates", report.dates),
    ]
    lines = [f"{'':18}{'gold':>6}{'found':>7}{'right':>7}{'P':>8}{'R':>8}{'F1':>8}"]
    lines += [
        f"{name:18}{t.gold:6}{t.found:7}{t.right:7}{t.precision:8.3f}{t.recall:8.3f}{t.f1:8.3f}"
        for name, t in rows
    ]
    lines.append(f"kind right of names found {report.kind_right / max(1, report.names.right):.3f}")
    if report.gathered:
        p, r = b_cubed(report.gathered)
        lines.append(f"names gathered, B-cubed P {p:.3f} R {r:.3f} F1 {2 * p * r / (p + r):.3f}")
        lines += [f"  joined wrongly: {name}" for name in joined_wrongly(report.gathered)]
    lines.append(f"EDTF right of dates found {report.edtf_right / max(1, report.dates.right):.3f}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--package", type=Path)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--only", default="", help="file names that begin so")
    parser.add_argument("--show", action="store_true", help="list what went wrong")
    parser.add_argument("--no-event-years", action="store_true")
    options = parser.parse_args()
    texts = (
        read_package(options.package, options.texts, options.only)
        if options.package
        else read_gold(options.gold)
    )
    report = measure(texts, event_years=not options.no_event_years)
    lines = [*Counter(report.errors)] if options.show else []
    sys.stdout.write("\n".join([*lines, table(report)]) + "\n")


if __name__ == "__main__":
    main()

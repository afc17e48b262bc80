"""The hand-labelled samples: fictional pages and columns in the shapes that real ones come in.

Beside each ``samples/<name>.txt`` stands ``<name>.labels``: for every line that is not blank its number,
its article ("-" for none), its kind, and in an interview the speaker. They were labelled by reading,
before the rules were tried on them.
"""

from dataclasses import dataclass
from pathlib import Path

from sources.ingest.lines import BREAK
from sources.ingest.reading import Reading, read_text

FOLDER = Path(__file__).parent / "samples"


@dataclass(frozen=True)
class Sample:
    """One text, its expected labels, and what the labeller says."""

    name: str
    text: str
    labels: list[str]

    def read(self) -> Reading:
        return read_text(self.text)

    def expected(self) -> list[tuple[int, str]]:
        """Give (line number, "article kind speaker") for each line that is not blank."""
        return [(int(number), label) for number, label in (row.split(" ", 1) for row in self.labels)]

    def found(self) -> list[tuple[int, str]]:
        """Give the same from the labeller, with a speaker only where one is expected."""
        starts = [0, *(found.end() for found in BREAK.finditer(self.text))]
        regions = self.read().regions
        rows = []
        for number, label in self.expected():
            line = self.text[starts[number - 1] :].splitlines()[0]
            place = starts[number - 1] + len(line) - len(line.lstrip())
            region = next(region for region in regions if region.span.start <= place < region.span.end)
            article = "-" if region.article is None else str(region.article)
            speaker = f" {region.speaker}" if region.speaker and label.count(" ") > 1 else ""
            rows.append((number, f"{article} {region.kind.value}{speaker}"))
        return rows

    def judged(self) -> list[tuple[float, bool]]:
        """Give for each line the confidence of its label, and whether its kind is right."""
        starts = [0, *(found.end() for found in BREAK.finditer(self.text))]
        regions = self.read().regions
        rows = []
        for number, label in self.expected():
            line = self.text[starts[number - 1] :].splitlines()[0]
            place = starts[number - 1] + len(line) - len(line.lstrip())
            region = next(region for region in regions if region.span.start <= place < region.span.end)
            rows.append((region.confidence, region.kind.value == label.split(" ")[1]))
        return rows

    def wrong(self) -> list[tuple[int, str, str]]:
        """Give the lines that differ: number, expected, found."""
        pairs = zip(self.expected(), self.found(), strict=True)
        return [
            (number, expected, found)
            for (number, expected), (_, found) in pairs
            if expected.casefold() != found.casefold()
        ]


def samples() -> list[Sample]:
    """Give all samples, by name."""
    return [
        Sample(path.stem, path.read_bytes().decode(), path.with_suffix(".labels").read_text().splitlines())
        for path in sorted(FOLDER.glob("*.txt"))
    ]

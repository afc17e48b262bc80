"""How well the main text of web pages is told from the rest, on the public article-extraction benchmark.

    python -m tests.benchmarks.main_text FOLDER

FOLDER is a copy of scrapinghub/article-extraction-benchmark (181 pages of 2019, ``ground-truth.json`` and
``html/``), which is not part of this project. Main text is what is labelled body, question, answer, heading,
editor's note or dateline, within the article; “kept” is the share of the true text that is in some region,
whatever its label: what the judgement drops is there to be relabelled. The figure is the benchmark's own:
runs of four words, shares per page, precision and recall averaged over pages, F1 of the two averages.
"""

import argparse
import gzip
import json
import re
import time
from collections import Counter
from pathlib import Path
from statistics import mean

from sources.ingest.formats.captured import Captured
from sources.ingest.formats.html import read_html
from sources.ingest.hinted import read_captured
from sources.ingest.tiling import tiling_faults
from sources.vocabulary import Kind

MAIN = frozenset({Kind.BODY, Kind.QUESTION, Kind.ANSWER, Kind.HEADING, Kind.EDITOR_NOTE, Kind.DATELINE})
RUN = 4


def main() -> None:
    """Read every page, print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="a copy of the benchmark")
    folder = parser.parse_args().folder
    truths = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    started, untiled, scores, kept = time.process_time(), 0, [], []
    for name, truth in truths.items():
        captured = read_html(gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()))
        words, is_tiled = main_text(captured)
        untiled += not is_tiled
        scores.append(score(truth.get("articleBody", ""), words))
        kept.append(score(truth.get("articleBody", ""), captured.text)[1])
    precision, recall = (mean(one[side] for one in scores) for side in (0, 1))
    took = (time.process_time() - started) / len(truths)
    print(f"{len(truths)} pages, {untiled} not tiled, {took * 1000:.0f} ms of computing a page")
    f1 = 2 * precision * recall / (precision + recall)
    print(f"precision {precision:.4f}  recall {recall:.4f}  F1 {f1:.4f}  kept {mean(kept):.4f}")


def main_text(captured: Captured) -> tuple[str, bool]:
    """Give what is labelled as main text, and whether the regions tile the captured text."""
    regions = read_captured(captured).regions
    faults = tiling_faults(captured.text, [("region", region.span) for region in regions])
    own = (region for region in regions if region.kind in MAIN and region.article is not None)
    return "\n".join(region.span.of(captured.text) for region in own), not list(faults)


def score(true: str, found: str) -> tuple[float, float]:
    """Give the precision and recall of one page."""
    wanted, given = runs(true), runs(found)
    both = sum((wanted & given).values())
    missing, extra = sum((wanted - given).values()), sum((given - wanted).values())
    if not missing and not extra:
        return 1.0, 1.0
    return (both / (both + extra), both / (both + missing)) if both else (0.0, 0.0)


def runs(text: str) -> Counter[tuple[str, ...]]:
    """Count the runs of four words in a text; one run of all its words where it has fewer."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1)) if words)


if __name__ == "__main__":
    main()

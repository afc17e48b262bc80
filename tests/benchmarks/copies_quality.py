"""How many copies are found, and how many of what is found are copies.

    python -m tests.benchmarks.copies_quality [--originals 100]

Invented reports are taken in, then one changed version of each: words exchanged (0 to 30 in a hundred),
paragraphs dropped, put in another order, cut in two or joined, an agency's few paragraphs under another
paper's own beginning; and as many reports that repeat nothing. Prints for each sort of change the recall
and the precision of the articles called copies and of the passages linked.
"""

import argparse
import os
import random
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import django

from tests.benchmarks.reports import PARAGRAPHS, paragraph, printed

Change = Callable[[random.Random, list[str]], list[str]]


def exchange(share: float) -> Change:
    def change(dice: random.Random, paragraphs: list[str]) -> list[str]:
        return [
            " ".join(
                "another" if dice.random() < share else word for word in text.split()
            ) for text in paragraphs
        ]  # fmt: skip

    return change


def drop(dice: random.Random, paragraphs: list[str]) -> list[str]:
    return [text for text in paragraphs if dice.random() < 0.6]


def reorder(dice: random.Random, paragraphs: list[str]) -> list[str]:
    return dice.sample(paragraphs, len(paragraphs))


def cut_and_join(_: random.Random, paragraphs: list[str]) -> list[str]:
    """Cut each paragraph after its second sentence; join the rest to the next one's beginning."""
    sentences = [part for text in paragraphs for part in text.replace(". ", ".|").split("|")]
    return [" ".join(sentences[place : place + 3]) for place in range(0, len(sentences), 3)]


def agency(dice: random.Random, paragraphs: list[str]) -> list[str]:
    """A report of the paper's own, with five paragraphs of the agency's at its end."""
    own = [paragraph(dice) for _ in range(PARAGRAPHS - 5)]
    return own + exchange(0.03)(dice, paragraphs[5:10])


# What is done to a text, and whether the whole is then a copy or only passages are.
CHANGES: dict[str, tuple[Change, bool]] = {
    **{f"{percent} % of words": (exchange(percent / 100), True) for percent in (0, 5, 10, 20, 30)},
    "paragraphs dropped": (drop, True),
    "paragraphs reordered": (reorder, True),
    "cut and joined": (cut_and_join, True),
    "agency's part": (agency, False),
}


@dataclass(frozen=True, slots=True)
class Found:
    """Of the copies there are, how many were found; of those called copies, how many are."""

    there: int
    right: int
    wrong: int

    @property
    def recall(self) -> float:
        return self.right / self.there if self.there else 1.0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0


def texts(name: str, number: int) -> Iterator[tuple[str, str]]:
    """Give file names and texts: originals, one changed version of each, others that repeat nothing."""
    change, _ = CHANGES[name]
    for one in range(number):
        paragraphs = _paragraphs(one)
        dice = random.Random(f"{name} {one}")
        yield f"a{one:04}.txt", printed(random.Random(one + 1), paragraphs)
        yield f"b{one:04}.txt", printed(dice, change(dice, paragraphs))
        yield f"c{one:04}.txt", printed(dice, _paragraphs(1_000_000 + one))


def _paragraphs(number: int) -> list[str]:
    dice = random.Random(number)
    return [paragraph(dice) for _ in range(PARAGRAPHS)]


def measure(name: str, number: int, folder: Path) -> tuple[Found, Found]:
    """Take such texts in; give what was found of the articles and of the passages."""
    from sources.intake.doorway import ingest  # noqa: PLC0415 -- settings must be there first
    from sources.models import Article, Passage  # noqa: PLC0415 -- as above

    for file, text in texts(name, number):
        (folder / file).write_text(text, "utf-8")
    slug = "c" + "".join(letter for letter in name if letter.isalnum()).lower()
    ingest([folder], slug)
    is_copy = CHANGES[name][1]
    articles = Article.objects.of_corpus(slug).exclude(copy_of=None)
    pairs = articles.values_list("document__file_name", "copy_of__document__file_name")
    right = sum(mine[0] == "b" and theirs == f"a{mine[1:]}" for mine, theirs in pairs)
    bodies = Passage.objects.filter(document__corpus__slug=slug, kind="body")
    linked = bodies.exclude(duplicate_of=None).values_list(
        "document__file_name", "duplicate_of__document__file_name"
    )
    right_links = sum(mine[0] == "b" and theirs == f"a{mine[1:]}" for mine, theirs in linked)
    there = bodies.filter(document__file_name__startswith="b").count() if is_copy else 5 * number
    return (
        Found(number if is_copy else 0, right if is_copy else 0, len(pairs) - (right if is_copy else 0)),
        Found(there, right_links, len(linked) - right_links),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--originals", type=int, default=100)
    number = parser.parse_args().originals
    with tempfile.TemporaryDirectory(prefix="copies-quality-") as folder:
        os.environ["ARCHIVE_DATA"] = str(Path(folder, "data"))
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
        os.environ.pop("DATABASE_URL", None)
        django.setup()
        from django.core.management import call_command  # noqa: PLC0415 -- settings must be there first

        call_command("migrate", verbosity=0)
        print(f"{'':22} articles: recall  precision   passages: recall  precision")
        for name in CHANGES:
            place = Path(folder, name.replace(" ", "-"))
            place.mkdir()
            articles, passages = measure(name, number, place)
            print(
                f"{name:22} {articles.recall:16.3f} {articles.precision:10.3f} "
                f"{passages.recall:18.3f} {passages.precision:10.3f}",
                flush=True,
            )


if __name__ == "__main__":
    main()

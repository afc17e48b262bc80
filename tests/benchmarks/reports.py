"""Invented newspaper reports of 25 passages, any number, each unlike the others: files to be taken in.

A headline, a byline, a day and 22 paragraphs of about 80 words, drawn word by word with one seed, so that the
same number gives the same report. Some are reprints of an earlier one with another date and a few words
changed, as agencies' texts are.
"""

import random
from collections.abc import Iterator
from pathlib import Path

PARAGRAPHS, WORDS = 22, 80
REPRINTED = 20  # one in so many repeats an earlier one
_REACH = 200  # how far back
_WORDS = """
the of and to in a that was for on with by had from were which his their when they not who after said
told harbour quay clerk lamp keeper office morning night council vote paper letter wall street house boat
rope market bread coal strike guard window police court judge ship captain dock union bell tower school
teacher doctor ward list name number crowd stone bridge river water rain winter summer price wage tax law
order question answer report story witness family brother sister mother father child friend stranger
neighbour came went stood spoke asked carried opened closed broke burned counted waited walked turned
kept found lost old new long late early small great open dark quiet broken empty full heavy cold public
private second third
""".split()  # noqa: SIM905 -- two hundred words read better so
_NAMES = ("Ada Quill", "Tomas Verrin", "Ilse Marrow", "Petr Halm", "Oren Lisk", "Mara Tollen", "Edda Crane")
_MONTHS = ("January", "March", "May", "July", "September", "November")


def sentence(dice: random.Random, words: int) -> str:
    """Draw one sentence; one in three names somebody."""
    drawn = dice.choices(_WORDS, k=words)
    if dice.random() < 0.33:
        drawn[dice.randrange(words)] = dice.choice(_NAMES)
    middle = dice.randrange(3, words - 2)
    drawn[middle] += ","
    return f"{drawn[0].capitalize()} {' '.join(drawn[1:])}."


def paragraph(dice: random.Random) -> str:
    """Draw one paragraph of about 80 words."""
    lengths = (16, 24, 12, 20, 8)
    return " ".join(sentence(dice, length) for length in lengths)


def report(number: int) -> str:
    """Give the report of this number as a file would hold it."""
    dice = random.Random(number)
    if number % REPRINTED == REPRINTED - 1:
        return _reprint(dice, number - 1 - dice.randrange(min(number - 1, _REACH)))
    return printed(dice, [paragraph(dice) for _ in range(PARAGRAPHS)])


def printed(dice: random.Random, paragraphs: list[str]) -> str:
    """Give a report as its file would hold it: headline, byline, day, paragraphs."""
    title = " ".join(word.capitalize() for word in dice.choices(_WORDS[25:], k=6))
    day = f"{dice.randint(1, 28)} {dice.choice(_MONTHS)} {dice.randint(1925, 1935)}"
    return "\n\n".join([title, f"By {dice.choice(_NAMES)}", day, *paragraphs]) + "\n"


def _reprint(dice: random.Random, original: int) -> str:
    if original % REPRINTED == REPRINTED - 1:
        original -= 1
    first = random.Random(original)
    paragraphs = [paragraph(first) for _ in range(PARAGRAPHS)]
    place = dice.randrange(PARAGRAPHS)
    paragraphs[place] = paragraphs[place].replace(" the ", " that ")
    return printed(dice, paragraphs)


def write(folder: Path, number: int) -> Iterator[Path]:
    """Write so many reports into a folder, a thousand to a folder of its own."""
    for one in range(number):
        file = folder / f"{one // 1000:03}" / f"{one:06}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(report(one), "utf-8")
        yield file

"""An invented article for the annotation desk: passages, suggestions, and what is right about each.

The same numbers make the same article. Of every ten suggestions nine are right; the others are what
recognisers get wrong: no name at all, another person of that name, words too few. ``Answer`` is what an
editor who knows would do, so that an article can be worked through and its end state checked.

    ARCHIVE_DATA=folder python -m tests.benchmarks.desk_article --passages 40 --suggestions 150
"""

import argparse
import hashlib
import json
import os
import random
from dataclasses import asdict, dataclass

PEOPLE = ("Ada Quill", "Tomas Verrin", "Ilse Marrow", "Petr Halm", "Oren Lisk", "Mara Tollen", "Edda Crane")
PLACES = ("Lantern Quay", "Upper Temrava", "Salt Gate", "Coal Mole")
BODIES = ("Rope Union", "Harbour Office", "Quay Mercury")
DAYS = ("1931-05-04", "1931-05-06", "1931-05-11")
MONTHS = {"05": "May"}
# Whom a recogniser takes for somebody else.
WRONGLY = "Ruth Vane"
REJECT, EXTEND = 0, 3
FILLING = (
    "the crowd stood by the wall until the lamps were out and nobody spoke of it",
    "it was said in the morning that the boats would not be given back",
    "the clerk wrote down what he had been told and asked for nothing more 😀",
    "bread had been dear since the winter and the price was 𝔸 matter of quarrel",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is right about one suggestion: accept, reject, another (its name) or extend (to words)."""

    does: str
    exact: str
    means: str = ""


def make(passages: int, suggestions: int, accepted: int = 0) -> list[Answer]:
    """Make the article in the database; give the answers in reading order."""
    from sources.annotate import authority  # noqa: PLC0415 -- app ready: the data folder is named first
    from sources.annotate.acts import date_for  # noqa: PLC0415 -- as above
    from sources.models import Article, Corpus, Document, Passage, PassageRevision  # noqa: PLC0415 -- as above

    dice = random.Random(f"{passages} {suggestions}")
    corpus = Corpus.objects.create(slug=f"desk-{passages}", title="The Lantern Tax", event_years=["1931"])
    digest = hashlib.sha256(f"{passages}".encode()).hexdigest()
    document = Document.objects.create(
        corpus=corpus, file_name="001.txt", sha256=digest, size=9_000, is_held=True
    )
    article = Article.objects.create(
        document=document, index=0, title=f"Lamps out, in {passages} parts", published=date_for("1931-05-05")
    )
    kinds = [("person", PEOPLE), ("place", PLACES), ("organisation", BODIES)]
    entities = {
        name: authority.create(kind, name, actor=None)  # type: ignore[arg-type]  # a word of the vocabulary
        for kind, names in kinds
        for name in names
    }
    entities[WRONGLY] = authority.create("person", WRONGLY, actor=None)  # type: ignore[arg-type]  # as above
    total = suggestions + accepted
    share = [total // passages + (number < total % passages) for number in range(passages)]
    place, answers, number = 0, list[Answer](), 0
    for index, count in enumerate(share):
        text, names = _paragraph(dice, count)
        passage = Passage.objects.create(
            document=document,
            article=article,
            number=str(index + 1),
            kind="body" if index else "title",
            start=place,
            end=place + len(text),
        )
        revision = PassageRevision.objects.create(passage=passage, text=text)
        place += len(text) + 1
        for start, name in names:
            is_accepted = number * accepted // total != (number + 1) * accepted // total
            answer = _mention(revision, start, name, entities, number, is_accepted=is_accepted)
            if not is_accepted:
                answers.append(answer)
            number += 1
    return answers


def _paragraph(dice: random.Random, count: int) -> tuple[str, list[tuple[int, str]]]:
    parts, names, place = [], [], 0
    for _ in range(max(count, 1)):
        filling = dice.choice(FILLING) + ". "
        parts.append(filling)
        place += len(filling)
        if len(names) < count:
            name = dice.choice((*PEOPLE, *PEOPLE, *PLACES, *BODIES, *DAYS))
            words = _day(name) if name[0].isdigit() else name
            names.append((place, name))
            parts.append(words + " ")
            place += len(words) + 1
    return "".join(parts).rstrip(), names


def _day(value: str) -> str:
    return f"{int(value[8:])} {MONTHS[value[5:7]]}"


def _mention(revision, start, name, entities, number, *, is_accepted):  # type: ignore[no-untyped-def]  # models come later
    """Write one mention as a recogniser would: every tenth is wrong, in turn in one of four ways."""
    from sources.annotate.acts import date_for  # noqa: PLC0415 -- app ready
    from sources.models import Mention  # noqa: PLC0415 -- app ready

    is_day = name[0].isdigit()
    words = _day(name) if is_day else name
    wrong = -1 if number % 10 != 3 else REJECT if is_day else (number // 10) % 4
    end = start + len(words) - (len(words.rpartition(" ")[2]) + 1 if wrong == EXTEND else 0)
    mention = Mention(revision=revision, start=start, end=end, exact=revision.text[start:end])
    mention.rule, mention.score, mention.recogniser = "names:shape", 0.6 + (number % 4) / 10, "desk-benchmark"
    if is_day:
        mention.proposed_kind, mention.proposed_edtf = "date", name
        mention.date = date_for(name) if is_accepted else None
    else:
        entity = entities[WRONGLY if wrong in {1, 2} else name]
        mention.proposed_kind, mention.proposed_name = entity.kind, entity.preferred_name
        mention.proposed_entity = entity
        mention.entity = entity if is_accepted else None
    mention.status = "accepted" if is_accepted else "suggested"
    mention.save()
    if wrong == REJECT:
        return Answer("reject", words)
    if wrong in {1, 2}:
        return Answer("another", words, name)
    if wrong == EXTEND:
        return Answer("extend", words, name)
    return Answer("accept", words, name)


def main() -> None:
    """Make the article and an editor in the folder that ARCHIVE_DATA names; print the answers as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=40)
    parser.add_argument("--suggestions", type=int, default=150)
    parser.add_argument("--accepted", type=int, default=0)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    import django  # noqa: PLC0415 -- app ready

    django.setup()
    answers = make(options.passages, options.suggestions, options.accepted)
    print(json.dumps([asdict(answer) for answer in answers]))


if __name__ == "__main__":
    main()

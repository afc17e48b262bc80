"""Editors who decide beside a run of suggestions, each in a process of its own, on a real PostgreSQL.

    python -m tests.faults.contending WHO SECONDS SEED      (DATABASE_URL names the server; ``begin`` first)

Each editor does large acts over marks of many passages, drawn by chance and in any order, and takes them
back; the run looks through everything again and again while a record of somebody named everywhere comes and
goes, so that every suggestion of that name is written anew each time. What each met is printed as JSON.
"""

import json
import random
import sys
import time
from collections import Counter

import django
from django.db import OperationalError

FOLK = ("Stepan Vorchenko", "Mira Tollan", "Ada Quill", "Tomas Wick")
ARTICLES, PASSAGES = 24, 5


def begin():
    """An archive of some articles that all name the same people, and two records of one of them."""
    from tests import factories  # noqa: PLC0415 -- settings must be there first

    corpus = factories.make_corpus()
    for number in range(ARTICLES):
        article = factories.make_article(factories.make_document(corpus), event_years=["1931"])
        start = 0
        for at in range(PASSAGES):
            words = (
                f"{FOLK[0]} met {FOLK[1]} on {at + 1} March. “The lamps of quay {number} were out,” said "
                f"{FOLK[1]}. {FOLK[2]} saw {FOLK[3]} in Lisbon, and {FOLK[0]} left."
            )
            factories.make_passage(article, words, number=str(at + 1), start=start, end=start + len(words))
            start += len(words) + 1
    for name in (FOLK[0], FOLK[2], "Quill, Ada", FOLK[3]):
        factories.make_entity(name)
    suggesting(random.Random(0))


def suggesting(choose):
    from sources.annotate.acts import act  # noqa: PLC0415 -- settings must be there first
    from sources.annotate.knowing import know  # noqa: PLC0415 -- as above
    from sources.annotate.settled import Answers  # noqa: PLC0415 -- as above
    from sources.annotate.suggest import suggest_articles  # noqa: PLC0415 -- as above
    from sources.models import Article, Entity  # noqa: PLC0415 -- as above
    from sources.vocabulary import ActKind  # noqa: PLC0415 -- as above

    name = choose.choice(["V. Stepan", FOLK[0]])
    with act(ActKind.EDIT, "Named otherwise") as doing:
        doing.change(Entity.objects.get(sort_name=FOLK[0]), preferred_name=name, spelling_key=name.lower())
    articles = list(Article.objects.select_related("published", "document__corpus").order_by("?"))
    problems = [report.problem for report in suggest_articles(articles, Answers(know())) if report.problem]
    return {"articles that wait longer": len(problems)}


def _some(rows, choose):
    found = list(rows)
    choose.shuffle(found)
    return found[:60]


def _and_back(changeset):
    from sources.annotate.undo import undo  # noqa: PLC0415 -- settings must be there first
    from sources.models import ChangeSet  # noqa: PLC0415 -- as above

    undo(ChangeSet.objects.filter(kind=changeset).first(), actor=None)


def rejecting(choose):
    from sources.annotate import review  # noqa: PLC0415 -- settings must be there first
    from sources.models import Mention  # noqa: PLC0415 -- as above

    rows = Mention.objects.awaiting_review().filter(proposed_kind="person").select_related("revision")
    done = review.reject_all(_some(rows, choose), actor=None)
    _and_back("review")
    return {"decisions": done.count}


def quoting(choose):
    from sources.annotate import quoting as quotations  # noqa: PLC0415 -- settings must be there first
    from sources.models import Quotation  # noqa: PLC0415 -- as above

    decide = choose.choice([quotations.reject_all, quotations.accept_all])
    rows = Quotation.objects.awaiting_review().select_related("revision__passage")
    done = decide(_some(rows, choose), actor=None)
    _and_back("review")
    return {"decisions": done.count}


def tagging(choose):
    from sources.annotate.tag_all import plan_tag_all, tag_all  # noqa: PLC0415 -- settings must be there first
    from sources.models import Entity  # noqa: PLC0415 -- as above

    wick = Entity.objects.get(preferred_name=FOLK[3])
    places = [occurrence.place for occurrence in plan_tag_all([FOLK[3]], wick).occurrences]
    choose.shuffle(places)
    done = tag_all(places[:60], wick, actor=None)
    _and_back("annotate")
    return {"decisions": done.count}


def merging(_):
    from sources.annotate.merge import merge  # noqa: PLC0415 -- settings must be there first
    from sources.annotate.unmerge import unmerge  # noqa: PLC0415 -- as above
    from sources.models import Entity  # noqa: PLC0415 -- as above

    kept, merged = Entity.objects.get(preferred_name=FOLK[2]), Entity.objects.get(preferred_name="Quill, Ada")
    if merged.merged_into_id:
        unmerge(merged, actor=None)
    else:
        merge(kept, merged, actor=None)
    return {"decisions": 1}


WHO = {
    "merging": merging,
    "quoting": quoting,
    "rejecting": rejecting,
    "suggesting": suggesting,
    "tagging": tagging,
}


def work(who, seconds, seed):
    """Do it again and again; count what was met."""
    from sources.annotate.acts import Refused  # noqa: PLC0415 -- settings must be there first

    choose, met, until = random.Random(f"{who} {seed}"), Counter(), time.monotonic() + seconds
    while time.monotonic() < until or not met["rounds"]:
        try:
            met.update(WHO[who](choose))
        except Refused as error:
            met["refused"] += 1
            met[str(error)[:60]] += 0
        except OperationalError as error:
            met[f"failed: {error}".splitlines()[0]] += 1
        met["rounds"] += 1
    return met


def lost():
    """Give what the record of acts tells otherwise of a mark than it is now."""
    from sources.edition.recorded import unlike_the_record  # noqa: PLC0415 -- settings must be there first

    return [found for found in unlike_the_record() if found and found[0] in {"mention", "quotation"}]


def main(who, seconds="0", seed="0"):
    django.setup()
    deeds = {"begin": begin, "lost": lost}
    print("MET" + json.dumps(deeds[who]() if who in deeds else work(who, float(seconds), seed)))  # noqa: T201 -- what the test reads


if __name__ == "__main__":
    main(*sys.argv[1:])

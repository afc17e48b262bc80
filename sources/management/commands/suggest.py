"""``manage.py suggest``: look through articles for names, dates and quotations, and store suggestions."""

import json
import os
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sources.annotate import look_alikes, pending
from sources.annotate.acts import Refused, refuse_unless_writable
from sources.annotate.suggest import Report
from sources.models import Article, Corpus, Examination
from sources.recognise.candidate import RECOGNISER_VERSION
from sources.recognise.readers import FEWEST, ReaderLost
from sources.values.counted import count

_EVERY = 100
# So many readers nobody need ask for: half a gigabyte.
_MOST = 4
_STOPPED = "Stopped. What was looked through is stored; the rest waits: suggest --pending goes on."


@dataclass(slots=True)
class _Sum:
    """What a run did, all articles together."""

    articles: int = 0
    added: int = 0
    changed: int = 0
    removed: int = 0
    kept: int = 0
    settled: int = 0
    failed: int = 0

    def add(self, report: Report) -> None:
        """Add one article's report."""
        self.articles += not report.problem
        self.failed += bool(report.problem)
        for name in ("added", "changed", "removed", "kept", "settled"):
            setattr(self, name, getattr(self, name) + getattr(report, name))


class Command(BaseCommand):
    """Suggest, report, and go on where a former run was stopped."""

    help = (
        "Looks through articles for people, places, organisations, dates and quotations and stores what it "
        "finds as suggestions, apart from what editors decided. Running it twice changes nothing. Name "
        "articles by their ids, a corpus, or all; or --pending for those that wait: every decision of an "
        "editor makes the articles it concerns wait, and records that look alike are counted again. A run "
        "that was stopped goes on with --pending."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what is looked through, and how to report."""
        parser.add_argument("articles", nargs="*", metavar="ARTICLE", help="public ids, e.g. k3m9x2ab")
        chosen = parser.add_mutually_exclusive_group()
        chosen.add_argument("--corpus", metavar="SLUG", help="every article of this corpus")
        chosen.add_argument("--all", action="store_true", help="every article of the archive")
        chosen.add_argument("--pending", action="store_true", help="those that wait to be looked through")
        parser.add_argument(
            "--processes",
            type=_number,
            default=_processors(),
            metavar="N",
            help="how many read with the rules at a time what was not read yet, some 120 MB each (default: "
            f"one for each processor, {_MOST} at most, and fewer for few articles); the result is "
            "the same, and one process writes",
        )
        parser.add_argument("--format", choices=["text", "json"], default="text", help="how to report")

    def handle(self, *_: object, **options: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Ask for what is named, then work off what waits."""
        try:
            refuse_unless_writable()
            reports, total = self._reports(options)
            done = self._work(reports, total, is_quiet=options["format"] == "json")
            if options["pending"]:
                # The first page shows the last figure: whoever runs this often keeps it young.
                look_alikes.recount()
        except (Refused, ReaderLost) as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt as error:
            raise CommandError(_STOPPED, returncode=130) from error
        if options["format"] == "json":
            self.stdout.write(json.dumps({"recogniser": RECOGNISER_VERSION, **asdict(done)}))
        else:
            self._say(done)
        if done.failed:
            raise CommandError(
                f"{count(done.failed, 'article')} could not be looked through, named above; all else is done."
            )

    def _say(self, done: _Sum) -> None:
        self.stdout.write(
            f"{count(done.articles, 'article')} looked through with {RECOGNISER_VERSION}: {done.added:,} new "
            f"suggestions, {done.changed:,} changed, {done.removed:,} gone, {done.kept:,} as before; "
            f"{done.settled:,} found again that are decided."
        )

    def _reports(self, options: dict[str, Any]) -> tuple[Iterable[Report], int]:  # Any: as parsed
        if options["articles"]:
            keys = _keys(options["articles"])
            return pending.work(keys, processes=_readers(options["processes"], len(keys))), len(keys)
        if options["pending"]:
            pending.follow()
        elif options["all"] or options["corpus"]:
            found = Article.objects.standing().order_by("pk")
            if options["corpus"]:
                _refuse_unknown(options["corpus"])
                found = found.of_corpus(options["corpus"])
            pending.ask(found.values_list("pk", flat=True).iterator(chunk_size=2000), "asked for by command")
        else:
            raise CommandError(
                "Say what to look through: ids of articles, --corpus SLUG, --all or --pending."
            )
        total = Examination.objects.pending().count()
        return pending.work(processes=_readers(options["processes"], total)), total

    def _work(self, reports: Iterable[Report], total: int, *, is_quiet: bool) -> _Sum:
        done = _Sum()
        for report in reports:
            done.add(report)
            if report.problem:
                self.stderr.write(f"Article {report.article} could not be looked through: {report.problem}")
            if not is_quiet and done.articles % _EVERY == 0:
                self.stdout.write(f"{done.articles:,} of {total:,}: {done.added:,} new suggestions")
        return done


def _processors() -> int:
    """Count the processors that this process may use, as far as their readers have room anywhere.

    What a container may use of memory is not told by its processors: a large machine has many.
    """
    has_its_own = hasattr(os, "sched_getaffinity")
    return min(_MOST, len(os.sched_getaffinity(0)) if has_its_own else os.cpu_count() or 1)


def _readers(wanted: int, texts: int) -> int:
    """Give how many processes so many texts are worth."""
    return max(1, min(wanted, texts // FEWEST))


def _number(words: str) -> int:
    if not words.isdecimal() or not int(words):
        raise ArgumentTypeError(f"{words} is no number of processes; expected 1 or more.")
    return int(words)


def _keys(public_ids: list[str]) -> list[int]:
    found = dict(Article.objects.filter(public_id__in=public_ids).values_list("public_id", "pk"))
    unknown = [name for name in public_ids if name not in found]
    if unknown:
        raise CommandError(f"There is no article {', '.join(unknown)}; its id is in its address, /a/<id>/.")
    return [found[name] for name in public_ids]


def _refuse_unknown(slug: str) -> None:
    if not Corpus.objects.filter(slug=slug).exists():
        known: Iterator[str] = iter(Corpus.objects.order_by("slug").values_list("slug", flat=True))
        raise CommandError(f"There is no corpus “{slug}”; there are: {', '.join(known) or 'none yet'}.")

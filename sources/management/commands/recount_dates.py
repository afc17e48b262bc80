"""``manage.py recount_dates``: what a changed anchor makes of an article's dates, shown and then done."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sources.annotate import anchors
from sources.annotate.acts import Refused
from sources.models import Article
from sources.values.counted import count


class Command(BaseCommand):
    """Show, and with ``--apply`` do."""

    help = (
        "Shows which dates of an article would be others, now that its date of publication or its event "
        "years were changed. With --apply they are recounted as one act that can be undone: suggestions get "
        "the new value; what an editor had confirmed goes to review with the new value beside it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the article, and whether to do it."""
        parser.add_argument("article", metavar="ARTICLE", help="its public id, e.g. k3m9x2ab")
        parser.add_argument("--apply", action="store_true", help="do it; without, nothing is written")

    def handle(self, *_: object, **options: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Print the plan; do it where asked."""
        found = Article.objects.select_related("published", "document__corpus")
        article = found.filter(public_id=options["article"]).first()
        if article is None:
            raise CommandError(
                f"There is no article {options['article']}; its id is in its address, /a/<id>/."
            )
        lines = anchors.plan(article)
        for line in lines:
            mark = " (confirmed: to review)" if line.is_confirmed else ""
            self.stdout.write(
                f"“{line.mention.exact}”: {line.former or 'no date'} → {line.value or '?'}{mark}"
            )
        if not options["apply"]:
            self.stdout.write(f"{count(len(lines), 'date')} would change; --apply does it.")
            return
        try:
            to_review = anchors.apply(lines, actor=None)
        except Refused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count(len(lines), 'date')} recounted, {to_review} to review.")

"""Every sentence that readers are shown, gathered for translators: Django's command, with choices of ours.

The template ``sources/locale/django.pot`` has no place on a disk, no day and no line numbers, so it changes
with the sentences and with nothing else. The catalogues beside it are brought up to it.
"""

import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import makemessages

# The desk, the commands and what only they use speak English.
NOT_FOR_READERS = ["sources/admin/*", "sources/management/*", "templates/admin/*", "tests/*", "seeds/*", ".*"]
TEMPLATE = "django.pot"
HEAD = """# The sentences of the readers' pages: a template to translate from.
# Made by "manage.py makemessages"; README.md, Translate the interface, says what to do with it.
"""
# How many plural forms there are, the translator's language says.
_OF_THE_DAY = re.compile(
    r'^"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Project-Id-Version'
    r"|Report-Msgid-Bugs-To|Plural-Forms):.*\n",
    re.MULTILINE,
)


class Command(makemessages.Command):
    """Gather the sentences, and renew the template and the catalogues."""

    help = "Renew the template of the interface's sentences, and the catalogues in sources/locale/."
    xgettext_options = [*makemessages.Command.xgettext_options, "--add-comments=Translators"]

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 -- Django's own
        """Gather them from the folder that holds ``manage.py``."""
        if Path.cwd() != settings.BASE_DIR:
            raise CommandError(f"This gathers from the folder it is run in; run it in {settings.BASE_DIR}.")
        options.update(all=not options["locale"], keep_pot=True, no_wrap=True, add_location="file")
        options["ignore_patterns"] = NOT_FOR_READERS
        super().handle(*args, **options)
        template = settings.LOCALE_PATHS[0] / TEMPLATE
        template.write_text(_bare(template.read_text("utf-8")), "utf-8")


def _bare(text: str) -> str:
    """Take out of a template what says when it was made and by whom, and put in what it is."""
    return HEAD + _OF_THE_DAY.sub("", text[text.index('msgid ""') :])

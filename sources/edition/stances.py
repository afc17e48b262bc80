"""How an answer is said with its stance: "64", "denies 64", "not known".

What is simply asserted needs no word.
"""

from django.utils.translation import gettext as _

from sources.vocabulary import Stance


def said_with(stance: str, answer: str) -> str:
    """Say an answer with its stance; the stance alone where there is no answer."""
    if not answer:
        return name(stance)
    sentences = {
        # Translators: somebody denies or disputes a figure, or another answer: "denies 64".
        Stance.DENIES: _("denies %(answer)s"),
        Stance.DISPUTES: _("disputes %(answer)s"),
        Stance.UNKNOWN: _("not known %(answer)s"),
    }
    return sentences[Stance(stance)] % {"answer": answer} if stance in sentences else answer


def name(stance: str) -> str:
    """Name a stance as a verb; nothing for what is simply asserted."""
    return {
        Stance.DENIES: _("denies"),
        Stance.DISPUTES: _("disputes"),
        Stance.UNKNOWN: _("not known"),
    }.get(Stance(stance), "")

"""Words around a mention, cut at a word, and what a date in words was counted from."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from sources.edition.select import Marked
from sources.models import Article, Mention
from sources.values import edtf
from sources.vocabulary import AnchorKind, MentionStatus

AROUND = 60  # code points on each side; the page cuts to what it has room for


def before(text: str, start: int, width: int = AROUND) -> str:
    """Give up to ``width`` characters before ``start``, from the first whole word on, with “…” where cut."""
    if start <= width:
        return text[:start]
    cut = text[start - width : start]
    _cut, blank, rest = cut.partition(" ")
    return "…" + (rest if blank else cut)


def after(text: str, end: int, width: int = AROUND) -> str:
    """Give up to ``width`` characters from ``end``, to the last whole word, with “…” where cut."""
    if len(text) - end <= width:
        return text[end:]
    cut = text[end : end + width]
    rest, blank, _cut = cut.rpartition(" ")
    return (rest if blank else cut) + "…"


@dataclass(frozen=True, slots=True)
class Around:
    """What may stand round the marks of a passage: its text ("" for nothing), so far on each side."""

    text: str
    width: int

    def of(self, start: int, end: int) -> tuple[str, str]:
        """Give the words before and after a mark."""
        if not self.text or not self.width:
            return "", ""
        return before(self.text, start, self.width), after(self.text, end, self.width)


def _is_shown(anchor: Mention, article: Article) -> bool:
    # Only what the reader can look up in this very article may be named as an anchor.
    return anchor.status == MentionStatus.ACCEPTED and anchor.revision.passage.article_id == article.pk


def anchor_words(mention: Marked, article: Article, event_years: list[str]) -> str:
    """Say in words what a date was counted from; "" where its own words were enough."""
    if mention.anchor_kind == AnchorKind.PUBLISHED and article.published:
        return _("published %(date)s") % {"date": edtf.in_words(article.published.edtf)}
    if mention.anchor_kind == AnchorKind.EVENT_YEAR:
        years = ", ".join(edtf.in_words(year) for year in event_years)
        return _("the year of the event, %(years)s") % {"years": years}
    if mention.anchor_kind == AnchorKind.DATELINE:
        return _("the dateline")
    anchor = mention.anchor
    if anchor is not None and anchor.date is not None and _is_shown(anchor, article):
        # Translators: a date and the passage that names it, such as 16 December 2011 in ¶6
        found = {"date": edtf.in_words(anchor.date.edtf), "number": anchor.revision.passage.number}
        return _("%(date)s in ¶%(number)s") % found
    return ""

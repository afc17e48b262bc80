"""What a deed of the desk is, and where it is done.

A deed gets what was asked, the article and the act under way, and calls ``annotate``. It names rows
with the version that the page showed; whoever was first wins, and the second is shown both.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sources.admin.reading import claimed, quoted
from sources.admin.reading.asked import Asked
from sources.admin.roles import Power
from sources.annotate.acts import Conflict, Doing, Refused
from sources.models import Article, Claim, Mention, Passage, PassageRevision, Quotation, User
from sources.vocabulary import Certainty


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a deed is done, by whom, within which act."""

    article: Article
    user: User
    doing: Doing

    def mention(self, asked: Asked) -> Mention:
        """Find the mention that is asked about; Refused or Conflict where it is another by now."""
        related = ("entity", "date", "revision__passage", "proposed_entity__merged_into")
        found = Mention.objects.of_article(self.article.pk).select_related(*related)
        row = found.filter(pk=asked.number("mention")).first()
        if row is None:
            raise Refused("This mention is no longer there: somebody else has removed it.")
        if row.version != asked.number("version"):
            seen = Mention(pk=row.pk, exact=row.exact, version=asked.number("version"))
            raise Conflict(seen, row)
        return row

    def quotation(self, asked: Asked) -> Quotation:
        """Find the quotation that is asked about, as ``mention`` does."""
        found = Quotation.objects.of_article(self.article.pk).select_related(*quoted.RELATED)
        row = found.filter(pk=asked.number("mention") - quoted.QUOTED).first()
        if row is None:
            raise Refused("This quotation is no longer there: somebody else has removed it.")
        if row.version != asked.number("version"):
            raise Conflict(Quotation(pk=row.pk, version=asked.number("version")), row)
        return row

    def claim(self, asked: Asked) -> Claim:
        """Find the claim that is asked about, as ``mention`` does."""
        found = Claim.objects.of_article(self.article.pk).select_related(*claimed.RELATED)
        row = found.filter(pk=asked.number("mention") - claimed.CLAIMED).first()
        if row is None:
            raise Refused("This claim is no longer there: somebody else has removed it.")
        if row.version != asked.number("version"):
            raise Conflict(Claim(pk=row.pk, exact=row.exact, version=asked.number("version")), row)
        return row

    def passage(self, asked: Asked) -> Passage:
        """Find the passage that is asked about."""
        row = self.article.passages.standing().filter(pk=asked.number("passage")).first()
        if row is None:
            raise Refused("This passage is no longer there, or belongs to another article now.")
        return row

    def revision(self, asked: Asked) -> PassageRevision:
        """Find the wording that the page showed."""
        of_article = PassageRevision.objects.filter(passage__article=self.article)
        row = of_article.select_related("passage").filter(pk=asked.number("revision")).first()
        if row is None:
            raise Refused("This wording is no longer there, or belongs to another article now.")
        return row


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that the desk does: who may, and how; it may give the id of the mention it made."""

    power: Power
    do: Callable[[Desk, Asked], int | None]


def certainty(asked: Asked) -> str:
    """Give how sure the reading is said to be; certain where nothing is said."""
    value = asked.text("certainty") or Certainty.CERTAIN
    if value not in set(Certainty):
        raise Refused(f"{value!r} is no certainty; expected one of: {', '.join(sorted(Certainty))}.")
    return value

"""How a dossier is put together: what the reader chose, what its passages share, what it says of itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from sources.cite.styles import BY_KEY, STYLES, Style
from sources.edition.models import Corpus
from sources.export.dossier.content import Dossier, Grouping, Order, arranged
from sources.public import wording
from sources.public.frame import Frame
from sources.public.showing import picked as showing
from sources.public.showing.citable import Citing, accessed, style_name
from sources.public.showing.page import Page
from sources.public.showing.picked import Picked
from sources.values.listing import listed

STYLE = "chicago-note"
ORDERS = {
    # Translators: what a dossier follows, after the words before this list.
    Order.SPOKEN: gettext_noop("the day spoken of"),
    Order.PUBLISHED: gettext_noop("publication"),
}
GROUPINGS = {
    # Translators: what stands above the parts of a dossier, after the words before that list.
    Grouping.DAY: gettext_noop("the day"),
    Grouping.SOURCE: gettext_noop("the source"),
    Grouping.NONE: gettext_noop("nothing"),
}
LEADS = {
    (Order.SPOKEN, Grouping.DAY): gettext_noop(
        "%(passages)s of %(sources)s %(common)s, in the order of the day spoken of, under each day."
    ),
    (Order.SPOKEN, Grouping.SOURCE): gettext_noop(
        "%(passages)s of %(sources)s %(common)s, in the order of the day spoken of, under each source."
    ),
    (Order.SPOKEN, Grouping.NONE): gettext_noop(
        "%(passages)s of %(sources)s %(common)s, in the order of the day spoken of."
    ),
    (Order.PUBLISHED, Grouping.DAY): gettext_noop(
        "%(passages)s of %(sources)s %(common)s, in the order of publication, under each day."
    ),
    (Order.PUBLISHED, Grouping.SOURCE): gettext_noop(
        "%(passages)s of %(sources)s %(common)s, in the order of publication, under each source."
    ),
    (Order.PUBLISHED, Grouping.NONE): gettext_noop(
        "%(passages)s of %(sources)s %(common)s, in the order of publication."
    ),
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """How the reader wants it, as the address says; what it says wrongly is as if it did not."""

    order: Order
    headings: str  # a Grouping, or "" for the usual one
    style: str
    accessed: str

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Chosen":
        """Read it."""
        order, headings, style = (asked.get(name, "") for name in ("order", "headings", "style"))
        return cls(
            Order(order) if order in set(Order) else Order.SPOKEN,
            headings if headings in set(Grouping) else "",
            style if style in BY_KEY else STYLE,
            accessed(asked.get("accessed", "")),
        )

    @property
    def grouping(self) -> Grouping:
        """Give what the headings are: where nothing is chosen, what the order follows."""
        usual = Grouping.DAY if self.order == Order.SPOKEN else Grouping.SOURCE
        return Grouping(self.headings) if self.headings else usual

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Write it for an address, without what is usual."""
        written = [
            ("order", self.order if self.order != Order.SPOKEN else ""),
            ("headings", self.headings),
            ("style", self.style if self.style != STYLE else ""),
            ("accessed", self.accessed),
        ]
        return [(name, value) for name, value in written if value]

    @property
    def lists(self) -> list[tuple[str, str, list[tuple[str, str, bool]]]]:
        """Give the lists of the form: name, label, options (value, words, whether it is chosen)."""
        styles = [(style.key, style_name(style)) for style in STYLES]
        offered = [
            ("order", _("In the order of"), _options(ORDERS), str(self.order)),
            ("headings", _("Headed by"), [("", _("what orders it")), *_options(GROUPINGS)], self.headings),
            ("style", _("Cited as in"), styles, self.style),
        ]
        return [
            (name, label, [(value, words, value == chosen) for value, words in options])
            for name, label, options, chosen in offered
        ]


def _options(words: Mapping[Order, str] | Mapping[Grouping, str]) -> list[tuple[str, str]]:
    return [(str(value), _(said)) for value, said in words.items()]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a dossier is of: its name, what its passages have in common, the list that it is made from."""

    name: str
    common: str  # "that name Tomas Wick"
    path: str
    pairs: tuple[tuple[str, str], ...] = ()  # of the list's own address
    total: int = 0  # passages and articles, where not all are in it
    remark: str = ""
    section: str = ""
    corpora: tuple[Corpus, ...] = field(default=())


def with_query(path: str, pairs: Iterable[tuple[str, str]]) -> str:
    """Give an address with a query; without one where there is nothing to say."""
    query = urlencode([*pairs])
    return f"{path}?{query}" if query else path


def composed(page: Page, how: Citing, chosen: Chosen, subject: Subject, picked: Picked) -> Dossier:
    """Put a dossier together; ``page`` is its own."""
    style = BY_KEY[chosen.style]
    entries = showing.entries(picked, how, style)
    frame = page.frame
    remarks = [*_fiction(page), _left_out(subject, picked), showing.withheld_in_words(entries)]
    return Dossier(
        title=subject.name,
        lead=_lead(chosen, subject, picked),
        facts=tuple((label, words) for label, words in _facts(page, style) if words),
        remarks=tuple(filter(None, (*remarks, subject.remark, _days()))),
        groups=arranged(entries, chosen.order, chosen.grouping),
        sources=tuple(showing.sources(picked, how, style)),
        has_days=chosen.grouping != Grouping.DAY,
        site=frame.site,
        edition=frame.number,
        address=page.canonical,
        made_on=frame.made_on,
    )


def _facts(page: Page, style: Style) -> list[tuple[str, str]]:
    """Say what the dossier was made from, how it is cited, and what may be done with it."""
    frame = page.frame
    licences = sorted({corpus.licence for corpus in page.corpora})
    rights = _("The texts: see each source. The choice and marking of passages: %(licences)s.")
    return [
        (_("From"), _edition(frame)),
        (_("Digest of the edition’s content (SHA-256)"), frame.digest),
        (_("This dossier"), page.canonical),
        (_("Cited as in"), style_name(style)),
        (_("Rights"), rights % {"licences": listed(licences, "comma")}),
    ]


def _edition(frame: Frame) -> str:
    named = {"site": frame.site, "number": frame.number}
    if not frame.made_on:
        return _("%(site)s, edition %(number)s") % named
    day = wording.day(frame.made_on)
    return _("%(site)s, edition %(number)s, published %(day)s") % {**named, "day": day}


def _fiction(page: Page) -> list[str]:
    said = _("Fiction: “%(corpus)s” is invented to show how this archive works.")
    return [said % {"corpus": one.title} for one in page.fiction]


def _days() -> str:
    return _(
        "A passage stands at the first day that it names, one that names none at its first month or year, "
        "and what names no time after all others. What a passage says is not checked here, nor marked true."
    )


def _lead(chosen: Chosen, subject: Subject, picked: Picked) -> str:
    """Say what the dossier holds: "Nine passages of four sources that name …, in the order of …"."""
    counted = [wording.count_in_words(len(picked.passages), "passage")] if picked.passages else []
    if picked.articles:
        whole = len(picked.articles)
        counted.append(
            ngettext("%(count)s whole article", "%(count)s whole articles", whole)
            % {"count": wording.in_sentence(whole)}
        )
    said = _(LEADS[chosen.order, chosen.grouping]) % {
        "passages": wording.listing(counted or [wording.count_in_words(0, "passage")]),
        "sources": wording.count_in_words(len(picked.sources), "source"),
        "common": subject.common,
    }
    return wording.sentence(said)


def _left_out(subject: Subject, picked: Picked) -> str:
    shown = len(picked.passages) + len(picked.articles)
    if subject.total <= shown:
        return ""
    words = _(
        "This dossier has the first %(first)s of %(whole)s, in order of publication: that is all it holds."
    )
    return words % {"first": wording.figure(shown), "whole": wording.figure(subject.total)}

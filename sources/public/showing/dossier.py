"""How a dossier is put together: what the reader chose, what its passages share, what it says of itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from sources.cite.styles import BY_KEY, STYLES
from sources.edition.models import Corpus
from sources.export.dossier.content import Dossier, Grouping, Order, arranged
from sources.public import wording
from sources.public.showing import picked as showing
from sources.public.showing.citable import Citing, accessed
from sources.public.showing.page import Page
from sources.public.showing.picked import Picked

STYLE = "chicago-note"
ORDERS = {Order.SPOKEN: "the day spoken of", Order.PUBLISHED: "publication"}
GROUPINGS = {Grouping.DAY: "the day", Grouping.SOURCE: "the source", Grouping.NONE: "nothing"}
HEADED = {Grouping.DAY: ", under each day", Grouping.SOURCE: ", under each source", Grouping.NONE: ""}
DAYS = (
    "A passage stands at the first day that it names, one that names none at its first month or year, and "
    "what names no time after all others. What a passage says is not checked here, nor marked true."
)


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
        styles = [(style.key, style.name) for style in STYLES]
        offered = [
            ("order", "In the order of", _options(ORDERS), str(self.order)),
            ("headings", "Headed by", [("", "what orders it"), *_options(GROUPINGS)], self.headings),
            ("style", "Cited as in", styles, self.style),
        ]
        return [
            (name, label, [(value, words, value == chosen) for value, words in options])
            for name, label, options, chosen in offered
        ]


def _options(words: Mapping[Order, str] | Mapping[Grouping, str]) -> list[tuple[str, str]]:
    return [(str(value), said) for value, said in words.items()]


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
    licences = sorted({corpus.licence for corpus in page.corpora})
    made_on = f", published {wording.day(frame.made_on)}" if frame.made_on else ""
    remarks = [f"Fiction: “{one.title}” is invented to show how this archive works." for one in page.fiction]
    remarks += [_left_out(subject, picked), showing.withheld_in_words(entries), subject.remark, DAYS]
    facts = [
        ("From", f"{frame.site}, edition {frame.number}{made_on}"),
        ("Digest of the edition’s content (SHA-256)", frame.digest),
        ("This dossier", page.canonical),
        ("Cited as in", style.name),
        ("Rights", f"The texts: see each source. The choice and marking of passages: {', '.join(licences)}."),
    ]
    return Dossier(
        title=subject.name,
        lead=_lead(chosen, subject, picked),
        facts=tuple((label, words) for label, words in facts if words),
        remarks=tuple(filter(None, remarks)),
        groups=arranged(entries, chosen.order, chosen.grouping),
        sources=tuple(showing.sources(picked, how, style)),
        has_days=chosen.grouping != Grouping.DAY,
        site=frame.site,
        edition=frame.number,
        address=page.canonical,
        made_on=frame.made_on,
    )


def _lead(chosen: Chosen, subject: Subject, picked: Picked) -> str:
    """Say what the dossier holds: "Nine passages of four sources that name …, in the order of …"."""
    counted = [
        wording.count_in_words(len(rows), noun)
        for rows, noun in ((picked.passages, "passage"), (picked.articles, "whole article"))
        if rows
    ]
    what = wording.sentence(wording.listing(counted or ["no passage"]))
    sources = wording.count_in_words(len(picked.sources), "source")
    common = f" {subject.common}" if subject.common else ""
    return f"{what} of {sources}{common}, in the order of {ORDERS[chosen.order]}{HEADED[chosen.grouping]}."


def _left_out(subject: Subject, picked: Picked) -> str:
    shown = len(picked.passages) + len(picked.articles)
    if subject.total <= shown:
        return ""
    first, whole = wording.figure(shown), wording.figure(subject.total)
    return f"This dossier has the first {first} of {whole}, in order of publication: that is all it holds."

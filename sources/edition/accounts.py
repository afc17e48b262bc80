"""Questions and claims as an edition holds them: who answers what, and what counts once.

They are gathered while articles are copied and settled when all are there, for only then is it known which
claims are one assertion. Pages that show claims beside other things have them ready in a column:

- of an entity, ``{"asserts": [answer …], "more": n, "asked": [question …]}``,
- of a date, ``{"stand": [answer …], "more": n, "asked": [question …]}``,
- of a corpus, ``[question …]``, its first ones,

where an answer is ``[question's slug, wording, public id of the claim that stands for it, answer, stance,
when or who]`` and a question is ``[slug, wording, assertions, asserters, its line (``gist.py``)]``.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sources import models as editorial
from sources.edition import context, models, rows
from sources.edition.gist import gist
from sources.edition.numbers import within
from sources.edition.protection import Protected
from sources.edition.retelling import Telling, assertions
from sources.edition.select import Claimed
from sources.edition.tally import Tally
from sources.values.figures import Figure
from sources.values.figures import in_words as figure_in_words
from sources.values.slug import slug
from sources.vocabulary import Access, MentionStatus, Stance

MOST_BESIDE = 8  # answers and questions on the page of an entity or a date; the question has them all
MOST_OF_CORPUS = 6
LONGEST_SNIPPET = 120  # of an article of which only snippets are shown

_Answer = list[str]


@dataclass(slots=True)
class Accounts:
    """Gathers the questions and claims of an edition, giving out ids as it goes."""

    people: Protected
    parties: dict[int, models.Party] = field(default_factory=dict)  # both by editorial pk
    questions: dict[int, models.Question] = field(default_factory=dict)
    claims: dict[int, models.Claim] = field(default_factory=dict)
    standing: dict[int, models.Claim] = field(default_factory=dict)  # for their assertions; both by ids here
    asked: dict[int, models.Question] = field(default_factory=dict)
    tellings: list[Telling] = field(default_factory=list)
    asserted_by: dict[int, list[models.Claim]] = field(default_factory=lambda: defaultdict(list))
    standing_for: dict[str, list[models.Claim]] = field(default_factory=lambda: defaultdict(list))  # by EDTF
    repeats: dict[int, int] = field(
        default_factory=lambda: dict(
            editorial.Claim.objects.exclude(repeats=None).values_list("pk", "repeats")  # type: ignore[arg-type]  # none is null
        )
    )

    def add(
        self,
        claims: Sequence[Claimed],
        passage: rows.Passage,
        article: models.Article,
        *,
        original: int | None,
        tally: Tally,
        has_words: bool,
    ) -> None:
        """Add a passage's claims; ``original`` is the editorial pk of what stands for its article's text.

        Without ``has_words`` theirs are left out (``snippets.py``).
        """
        for place, claimed in enumerate(claims):
            row = self._row(claimed, passage, article, tally)
            row.id, row.in_copy = within(passage.id, place), original is not None
            row.exact = row.exact if has_words else ""
            self.claims[claimed.claim.pk] = row
            article_pk = claimed.claim.revision.passage.article_id or 0
            self.tellings.append(Telling(claimed.claim.pk, article_pk, original, _same(row)))

    def _row(
        self, claimed: Claimed, passage: rows.Passage, article: models.Article, tally: Tally
    ) -> models.Claim:
        claim, corpus = claimed.claim, article.corpus_id
        question = self._question(claim.question, corpus, tally)
        party = self._party(claim.party) if claim.party else None
        return models.Claim(
            public_id=claim.public_id,
            question_id=question.id,
            article_id=article.id,
            passage_id=passage.id,
            **_words(claimed, passage, article),
            **{name: getattr(claim, name) for name in _COPIED},
            answer=_answer(claimed, question),
            text=claimed.text,
            asserter_id=self._entity(claimed.asserter, corpus, tally),
            asserter_name=claimed.asserter.preferred_name if claimed.asserter else claimed.asserter_name,
            party_id=party.id if party else None,
            chain=[self._step(*step, corpus, tally) for step in claimed.chain],
            as_of=claim.as_of.edtf if claim.as_of else "",
            as_of_words=claim.as_of.in_words if claim.as_of else "",
            as_of_earliest=claim.as_of.earliest if claim.as_of else None,
            said=_said(claim.quotation),
            original_id=None,
            is_independent=False,
            retellings=0,
        )

    def settle(self) -> None:
        """Find out what is one assertion, and count; what pages show beside other things follows."""
        for one in assertions(self.tellings, self.repeats):
            standing = self.claims[one.standing]
            standing.is_independent, standing.retellings = one.counts, len(one.others)
            self.standing[standing.id] = standing
            for other in one.others:
                self.claims[other].original_id = standing.id
        own: dict[int, list[models.Claim]] = defaultdict(list)
        for row in self.claims.values():
            own[row.question_id].append(row)
            if row.is_independent and row.asserter_id is not None:
                self.asserted_by[row.asserter_id].append(row)
            if row.is_independent and row.as_of:
                self.standing_for[row.as_of].append(row)
        for question in self.questions.values():
            _count(question, own[question.id])
            question.gist = gist(question.asks, own[question.id], self.parties.values())

    def of_passages(self) -> Iterator[tuple[int, list[_Answer]]]:
        """Give, by the passage's id, the answers that it gives."""
        by_passage: dict[int, list[_Answer]] = {}
        for row in self.claims.values():
            by_passage.setdefault(row.passage_id, []).append(self._beside(row, row.asserter_name))
        yield from by_passage.items()

    def of_entity(self, entity: int) -> dict[str, Any]:
        """Give what an entity asserts, and what is asked of it as a place."""
        own = self.asserted_by.get(entity, ())
        asserts = [self._beside(row, row.as_of_words) for row in _one_of_each(own)]
        asked = _listed(row for row in self.questions.values() if row.place_id == entity)
        return _together({"asserts": asserts, "asked": asked})

    def of_date(self, edtf: str) -> dict[str, Any]:
        """Give what stands for a date, and what is asked of it."""
        own = self.standing_for.get(edtf, ())
        stand = [self._beside(row, row.asserter_name) for row in _one_of_each(own)]
        return _together(
            {"stand": stand, "asked": _listed(row for row in self.questions.values() if row.time == edtf)}
        )

    def of_corpus(self, corpus: int) -> tuple[int, list[list[Any]]]:
        """Give how many questions a corpus has, and the first of them."""
        own = sorted(
            (row for row in self.questions.values() if row.corpus_id == corpus),
            key=lambda row: (row.rank, row.slug),
        )
        return len(own), _listed(own[:MOST_OF_CORPUS])

    def _beside(self, row: models.Claim, who_or_when: str) -> _Answer:
        question = self.asked[row.question_id]
        # The row of the table is the assertion's, whichever of its claims is meant.
        standing = self.standing.get(row.original_id or 0, row)
        return [question.slug, question.wording, standing.public_id, row.answer, row.stance, who_or_when]

    def _question(self, question: editorial.Question, corpus: int, tally: Tally) -> models.Question:
        if question.pk not in self.questions:
            covered = self.people.all_forms.covered
            self.questions[question.pk] = models.Question(
                id=len(self.questions) + 1,
                public_id=question.public_id,
                corpus_id=corpus,
                slug=question.slug,
                rank=question.position,
                asks=question.asks,
                unit=question.unit,
                place_id=self._entity(question.place, corpus, tally),
                time=question.time.edtf if question.time else "",
                time_words=question.time.in_words if question.time else "",
                options=[[name, covered(label)] for name, label in question.answers.items()],
                **{name: covered(getattr(question, name)) for name in ("wording", "counted", "method")},
            )
            self.asked[self.questions[question.pk].id] = self.questions[question.pk]
        return self.questions[question.pk]

    def _party(self, party: editorial.Party) -> models.Party:
        if party.pk not in self.parties:
            self.parties[party.pk] = models.Party(
                id=len(self.parties) + 1, slug=party.slug, label=party.label, rank=party.position
            )
        return self.parties[party.pk]

    def _entity(self, entity: editorial.Entity | None, corpus: int, tally: Tally) -> int | None:
        """Give the id of an entity that may be named nowhere but here."""
        if entity is None:
            return None
        found = tally.entity(self.people.shown(entity))
        found.seen_in.add(corpus)
        return found.id

    def _step(self, entity: editorial.Entity | None, words: str, corpus: int, tally: Tally) -> list[str]:
        if entity is None:
            return ["", "", "", words]
        self._entity(entity, corpus, tally)
        return [entity.kind, entity.public_id, slug(entity.preferred_name), entity.preferred_name]


_COPIED = ("stance", "certainty", "measure", "low", "high", "option")


def _words(claimed: Claimed, passage: rows.Passage, article: models.Article) -> dict[str, Any]:
    """Give the words of a claim and round it, as far as the article's may be shown."""
    place: dict[str, Any] = {"start": None, "end": None, "exact": "", "before": "", "after": ""}
    if passage.text is not None:
        place |= {"start": claimed.start, "end": claimed.end, "exact": claimed.exact}
        place["before"] = context.before(passage.text, claimed.start)
        place["after"] = context.after(passage.text, claimed.end)
    elif article.access == Access.SNIPPETS and len(claimed.exact) <= LONGEST_SNIPPET:
        place["exact"] = claimed.exact
    return place


def _answer(claimed: Claimed, question: models.Question) -> str:
    claim = claimed.claim
    if claim.option:
        labels: dict[str, str] = dict(question.options)
        return labels.get(claim.option, claim.option)
    return figure_in_words(Figure(claim.measure, claim.low, claim.high), claimed.text) or claimed.text


def _said(quotation: editorial.Quotation | None) -> str:
    return quotation.kind if quotation is not None and quotation.status == MentionStatus.ACCEPTED else ""


def _same(row: models.Claim) -> tuple[object, ...]:
    """Give what tells one assertion from another where an original and its copy are compared."""
    return tuple(
        getattr(row, name)
        for name in ("question_id", "asserter_id", "asserter_name", *_COPIED[:1], *_COPIED[2:], "text")
    )


def _count(question: models.Question, claims: Iterable[models.Claim]) -> None:
    rows = list(claims)
    standing = [row for row in rows if row.is_independent]
    asserted = [row for row in standing if row.stance == Stance.ASSERTS]
    bounds = [bound for row in asserted for bound in (row.low, row.high) if bound is not None]
    question.claim_count, question.independent_count = len(rows), len(standing)
    question.asserter_count = len({row.asserter_id or row.asserter_name.casefold() for row in standing})
    question.article_count = len({row.article_id for row in rows})
    question.low, question.high = (min(bounds), max(bounds)) if bounds else (None, None)


def _one_of_each(claims: Sequence[models.Claim]) -> list[models.Claim]:
    """Put one answer to each question first, so that a cut list has as many of them as it can."""
    first = {row.question_id: row for row in reversed(claims)}
    return sorted(claims, key=lambda row: (first[row.question_id] is not row, row.id))


def _listed(questions: Iterable[models.Question]) -> list[list[Any]]:
    return [[row.slug, row.wording, row.independent_count, row.asserter_count, row.gist] for row in questions]


def _together(lists: Mapping[str, list[Any]]) -> dict[str, Any]:
    """Cut each list to what a page beside it shows; {} where all are empty."""
    if not any(lists.values()):
        return {}
    cut = {name: found[:MOST_BESIDE] for name, found in lists.items() if found}
    return {**cut, "more": sum(max(len(found) - MOST_BESIDE, 0) for found in lists.values())}

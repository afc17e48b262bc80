"""Votes for what a line is.

No single sign decides: each rule that sees something votes for a kind with a weight and says why. The
kind with the most weight wins. The confidence is a claim about the label: of a hundred labels with 0.9,
ninety and more are right. It starts from how often the winning rule was right on texts that it had not been
written on (its ``trust``), rises a little where other rules agree, and falls where a rival comes close.
"""

from dataclasses import dataclass, field

from sources.vocabulary import Kind

# How often a rule is right on texts that it was not written on: most rules; one whose phrase says it all;
# one that a good many lines of another kind satisfy too; one that is right about as often as wrong.
TRUST, SURE, WEAK, DOUBTFUL = 0.88, 0.97, 0.75, 0.5
AGREEMENT = 0.3  # the share of the doubt that a second rule of some weight takes away
HEAVY = 1.5
RIVALRY = 0.55  # how far a rival of the same weight takes the confidence down


@dataclass(frozen=True, slots=True)
class Vote:
    """One rule's opinion, and how far that rule can be trusted."""

    kind: Kind
    weight: float
    reason: str
    trust: float = TRUST


@dataclass(slots=True)
class Ballot:
    """All votes on one line."""

    votes: list[Vote] = field(default_factory=list)

    def cast(self, kind: Kind, weight: float, reason: str, trust: float = TRUST) -> None:
        """Add one vote; a negative weight speaks against the kind."""
        self.votes.append(Vote(kind, weight, reason, trust))

    def result(self) -> Vote:
        """Give the winning kind, with its confidence (0 to 1) as weight, and its best reason."""
        totals: dict[Kind, float] = {}
        for vote in self.votes:
            totals[vote.kind] = totals.get(vote.kind, 0.0) + vote.weight
        if not totals or max(totals.values()) <= 0:
            return Vote(Kind.BODY, 0.3, "nothing speaks for another kind")
        ranked = sorted(totals.items(), key=lambda item: -item[1])
        kind, first = ranked[0]
        second = max(ranked[1][1], 0.0) if len(ranked) > 1 else 0.0
        own = sorted((vote for vote in self.votes if vote.kind == kind), key=lambda vote: -vote.weight)
        doubt = 1.0 - own[0].trust
        for vote in own[1:]:
            if vote.weight >= HEAVY and vote.reason != own[0].reason:
                doubt *= 1.0 - AGREEMENT * vote.trust
        confidence = (1.0 - doubt) * (1.0 - RIVALRY * second / first)
        return Vote(kind, round(max(0.05, min(confidence, 0.99)), 2), own[0].reason)

    def leader(self) -> Kind:
        """Give the kind that leads so far."""
        totals: dict[Kind, float] = {}
        for vote in self.votes:
            totals[vote.kind] = totals.get(vote.kind, 0.0) + vote.weight
        if not totals:
            return Kind.BODY
        kind = max(totals, key=totals.__getitem__)
        return kind if totals[kind] > 0 else Kind.BODY

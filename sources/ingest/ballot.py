"""Votes for what a line is.

No single sign decides: each rule that sees something votes for a kind with a weight and says why. The
kind with the most weight wins; how far it leads the second is the confidence, and the heaviest of its
votes is the reason shown to the editor, so that doubt stays visible as doubt.
"""

from dataclasses import dataclass, field

from sources.vocabulary import Kind


@dataclass(frozen=True, slots=True)
class Vote:
    """One rule's opinion."""

    kind: Kind
    weight: float
    reason: str


@dataclass(slots=True)
class Ballot:
    """All votes on one line."""

    votes: list[Vote] = field(default_factory=list)

    def cast(self, kind: Kind, weight: float, reason: str) -> None:
        """Add one vote; a negative weight speaks against the kind."""
        self.votes.append(Vote(kind, weight, reason))

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
        reason = max((vote for vote in self.votes if vote.kind == kind), key=lambda vote: vote.weight).reason
        # A lone weak vote is a weak opinion: 4 points and no rival make certainty.
        confidence = (first - second) / first * 0.6 + min(first / 4, 1.0) * 0.4
        return Vote(kind, round(max(0.05, min(confidence, 0.99)), 2), reason)

    def leader(self) -> Kind:
        """Give the kind that leads so far."""
        return self.result().kind

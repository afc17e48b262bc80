"""A claim as it is cited: the passage that carries it, and in a note what it says and whose it is.

A citation of a claim is one of a passage: reference managers know sources, not assertions. So the item is
that of the passage, with its locator; its id and its address are the claim's own, and the note says what the
claim answers, so that two claims of one passage can be told apart.
"""

from dataclasses import dataclass

from sources.cite.item import Item
from sources.cite.plain import plain
from sources.vocabulary import Stance

_BY = {
    Stance.ASSERTS: "asserted by",
    Stance.DENIES: "denied by",
    Stance.DISPUTES: "disputed by",
    Stance.UNKNOWN: "said not to be known by",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """What a citation says of a claim."""

    id: str
    question: str
    answer: str  # empty where it is only said not to be known
    stance: Stance
    asserter: str
    as_of: str  # in words; empty where it is not known
    address: str


def claim_item(passage: Item, claim: Cited) -> Item:
    """Give the CSL-JSON item of a claim, from that of the passage that carries it."""
    when = f", as of {claim.as_of}" if claim.as_of else ""
    by = _BY[claim.stance]
    answer = f"Answer: {claim.answer}, {by}" if claim.answer else by.capitalize()
    said = plain(f"{claim.question} {answer} {claim.asserter}{when}.")
    note = " ".join(filter(None, (said, passage.get("note"))))
    return {**passage, "id": f"{plain(claim.id)}", "URL": claim.address, "note": note}

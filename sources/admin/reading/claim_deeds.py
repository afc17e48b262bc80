"""Deeds of the desk to claims: accept, reject, move, remove; what one says is changed in its form."""

from sources.admin.reading.asked import Asked
from sources.admin.reading.deed import Desk, certainty
from sources.annotate import claiming
from sources.annotate.acts import Refused
from sources.vocabulary import MentionStatus


def accept_claim(desk: Desk, asked: Asked) -> None:
    """Accept claims as they stand."""
    for part in asked.parts("mentions"):
        row = desk.claim(part)
        if row.is_waiting:
            claiming.accept(row, actor=desk.doing)
        else:  # one that was rejected by mistake
            claiming.change(row, actor=desk.doing, status=MentionStatus.ACCEPTED)
            desk.doing.summary = f"Accepted the claim “{row.exact[:60]}”"


def reject_claim(desk: Desk, asked: Asked) -> None:
    """Say that these words answer nothing."""
    for part in asked.parts("mentions"):
        claiming.reject(desk.claim(part), actor=desk.doing)


def change_claim(desk: Desk, asked: Asked) -> None:
    """Change how sure a claim's reading is, its note, or the words that it stands on."""
    row = desk.claim(asked)
    if "start" in asked.fields:
        claiming.respan(row, desk.revision(asked), asked.span, actor=desk.doing)
        return
    values: dict[str, str] = {"certainty": certainty(asked)} if "certainty" in asked.fields else {}
    if "note" in asked.fields:
        values["note"] = asked.text("note")
    if not values:
        raise Refused("Of a claim the desk changes how sure it is, its note and its words; open its form.")
    claiming.change(row, actor=desk.doing, asserter=None, relays=None, **values)


def remove_claim(desk: Desk, asked: Asked) -> None:
    """Remove a claim altogether."""
    claiming.remove(desk.claim(asked), actor=desk.doing)

"""Deeds of the desk to what somebody said: accept, reject, change, mark, remove."""

from sources.admin import roles
from sources.admin.reading import quoted
from sources.admin.reading.asked import Asked
from sources.admin.reading.deed import Desk, certainty
from sources.admin.roles import Power
from sources.annotate import quoting
from sources.annotate.acts import Refused
from sources.vocabulary import QuotationKind


def accept_quotation(desk: Desk, asked: Asked) -> None:
    """Accept words as said by whom is asked, or by whom is proposed."""
    parts = asked.parts("mentions")
    rows = [desk.quotation(part) for part in parts]
    speakers = [part.speaker or quoting.speaker_of(row) for part, row in zip(parts, rows, strict=True)]
    summary = quoted.accepted(rows, speakers[0] if speakers else None)
    for row, speaker in zip(rows, speakers, strict=True):
        quoting.accept(row, speaker, actor=desk.doing)
    desk.doing.summary = summary


def reject_quotation(desk: Desk, asked: Asked) -> None:
    """Say that these words were not said by anybody."""
    for part in asked.parts("mentions"):
        quoting.reject(desk.quotation(part), actor=desk.doing)


def change_quotation(desk: Desk, asked: Asked) -> None:
    """Change who said it, how sure that is, whether it is direct, its note or its words."""
    row = desk.quotation(asked)
    values: dict[str, object] = {"certainty": certainty(asked)} if "certainty" in asked.fields else {}
    if "note" in asked.fields:
        values["note"] = asked.text("note")
    if "manner" in asked.fields:
        values["kind"] = _manner(asked)
    if "start" in asked.fields:
        if desk.revision(asked).pk != row.revision_id:
            raise Refused("This passage was corrected meanwhile; mark the words anew.")
        values["span"] = asked.span
    quoting.change(row, actor=desk.doing, speaker=asked.speaker, **values)


def _manner(asked: Asked) -> str:
    value = asked.text("manner") or QuotationKind.DIRECT
    if value not in set(QuotationKind):
        raise Refused(
            f"{value!r} is no kind of quotation; expected one of: {', '.join(sorted(QuotationKind))}."
        )
    return value


def remove_quotation(desk: Desk, asked: Asked) -> None:
    """Remove a quotation altogether."""
    quoting.remove(desk.quotation(asked), actor=desk.doing)


def quote(desk: Desk, asked: Asked) -> int:
    """Mark words as said: an editor's mark stands, an annotator's is a suggestion."""
    if asked.speaker is None:
        raise Refused("Say who said it: choose somebody, or the words by which the text names them.")
    does = quoting.mark if roles.may(desk.user, Power.DECIDE) else quoting.propose
    values: dict[str, object] = {"certainty": certainty(asked), "kind": _manner(asked)}
    made = does(desk.revision(asked), asked.span, asked.speaker, actor=desk.doing, **values)
    return quoted.QUOTED + made.pk

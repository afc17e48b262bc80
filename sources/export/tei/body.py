"""The text: every passage of the captured article in place, with its number and its id.

A passage of the kind "body" is a ``p``, any other an ``ab`` of its kind as ``type`` (TEI lets a ``head``
stand only at the beginning, a source does not). Whole turns are ``sp``, quotations ``said``; of two that
overlap the earlier is an element and the other a ``span`` beside the text. Former wordings are a list there.
"""

from collections.abc import Sequence
from typing import Any

from sources.export.gathering import Line, Whole
from sources.export.tei.elements import Elements, escaped, identity, string_range
from sources.export.xmltext import Clean, clean
from sources.vocabulary import Access, Kind

# start, end, kind, the speaker's kind, id, slug, name; as in the edition
Saying = Sequence[Any]  # Any: what JSON has


def body(make: Elements, whole: Whole) -> str:
    """Write the passages; one that may not be shown is a ``gap``."""
    lines: list[str] = []
    before = ""
    is_full = whole.article.access == Access.FULL
    for line in whole.passages:
        lines.append(_turn(make, line, _passage(make, line, is_full=is_full, before=before)))
        before = line.public_id
    if not lines:
        lines.append('<p><gap reason="not-held"/></p>\n')
    return make.branch("body", make.branch("div", *lines, type="article"))


def _turn(make: Elements, line: Line, passage: str) -> str:
    """Put a passage that is one speaker's words into a turn of that speaker."""
    if not line.speaker_name and line.speaker is None:
        return passage
    who = f"#{identity('e', line.speaker.public_id)}" if line.speaker else ""
    name = line.speaker_name or (line.speaker.name if line.speaker else "")
    return make.branch("sp", make.leaf("speaker", name), passage, who=who)


def _passage(make: Elements, line: Line, *, is_full: bool, before: str) -> str:
    name = "p" if line.kind == Kind.BODY else "ab"
    begun = f'{name} xml:id="p-{line.public_id}" n="{make.quoted(line.number)}"'
    if line.continues and before:
        begun += f' prev="#p-{before}"'
    if line.topics:
        topics = " ".join(f"#{identity('t', slug)}" for slug, _name in line.topics)
        begun += f' ana="{topics}"'
    if name == "ab":
        begun += f' type="{line.kind}"'
    if line.text is None:
        inner = f'<gap reason="{"not-held" if is_full else "rights"}"/>'
    else:
        inner = _filled(make, make.clean(line.text), line.sayings)
    return f"<{begun}>{inner}</{name}>\n"


def _filled(make: Elements, text: Clean, sayings: Sequence[Saying]) -> str:
    """Write the words, each of these quotations as an element; in all they are the text, unchanged."""
    if not sayings:
        return escaped(text.text)
    parts: list[str] = []
    reached = 0
    for start, end, how, _kind, public_id, _slug, name in _disjoint(sayings):
        first, past = text.at(start), text.at(end)
        if past == first:
            continue
        who = f"#{identity('e', public_id)}" if public_id else ""
        begun = make.tag("said", who=who, n="" if who else name, direct=_is_direct(how))
        parts += escaped(text.text[reached:first]), f"<{begun}>{escaped(text.text[first:past])}</said>"
        reached = past
    return "".join([*parts, escaped(text.text[reached:])])


def _is_direct(how: object) -> str:
    return "true" if how == "direct" else "false"


def _disjoint(sayings: Sequence[Saying]) -> list[Saying]:
    """Keep, in order, what overlaps nothing before it."""
    kept: list[Saying] = []
    for one in sorted(sayings, key=lambda one: (one[0], -one[1])):
        if not kept or one[0] >= kept[-1][1]:
            kept.append(one)
    return kept


def overlapping(make: Elements, whole: Whole) -> str:
    """Write the quotations that could not be elements as spans; nothing where there are none."""
    spans: list[str] = []
    for line in whole.passages:
        if line.text is None or len(line.sayings) < 2:  # noqa: PLR2004 -- one overlaps no other
            continue
        text, kept = clean(line.text), _disjoint(line.sayings)
        for one in line.sayings:
            if one not in kept:
                target = string_range(line.public_id, text.at(one[0]), text.at(one[1]))
                who = f"#{identity('e', one[4])}" if one[4] else ""
                spans.append(make.leaf("span", one[6], target=target, type=one[2], ana=who))
    return make.branch("spanGrp", *spans, type="said") if spans else ""


def former(make: Elements, whole: Whole) -> str:
    """List the former wordings of corrected passages, as far as they may be shown; often nothing."""
    items: list[str] = []
    for line in whole.passages:
        for one in line.revisions[:-1]:
            if one.text is not None:
                begun = make.tag("item", corresp=f"#{identity('p', line.public_id)}", n=str(one.number))
                items.append(f"<{begun}>{make.words(one.text)}</item>\n")
    return make.branch("list", *items, type="wordings") if items else ""

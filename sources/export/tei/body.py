"""The text: every passage of the captured article in place, with its number and its id.

A passage of the kind "body" is a ``p``, any other an ``ab`` of its kind as ``type`` (TEI lets a ``head``
stand only at the beginning, a source does not). Whole turns are ``sp``, quotations ``said``; of two that
overlap the earlier is an element and the other a ``span`` beside the text. Former wordings are a list there.
"""

from collections.abc import Sequence
from typing import Any

from sources.edition.models import Passage
from sources.export.gathering import Whole
from sources.export.tei.elements import Element, Elements, identity, string_range
from sources.export.xmltext import Clean, clean
from sources.vocabulary import Access, Kind

# start, end, kind, the speaker's kind, id, slug, name; as in the edition
Saying = Sequence[Any]  # Any: what JSON has


def body(make: Elements, parent: Element, whole: Whole) -> None:
    """Write the passages; one that may not be shown is a ``gap``."""
    here = make.add(make.add(parent, "body"), "div", type="article")
    before = ""
    is_full = whole.article.access == Access.FULL
    for passage in whole.passages:
        _passage(make, _turn(make, here, passage), passage, is_full=is_full, before=before)
        before = identity("p", passage.public_id)
    if not whole.passages:
        make.add(make.add(here, "p"), "gap", reason="not-held")


def _turn(make: Elements, parent: Element, passage: Passage) -> Element:
    if not passage.speaker_name and passage.speaker is None:
        return parent
    who = identity("e", passage.speaker.public_id) if passage.speaker else ""
    turn = make.add(parent, "sp", who=f"#{who}" if who else "")
    name = passage.speaker_name or (passage.speaker.name if passage.speaker else "")
    make.add(turn, "speaker", name)
    return turn


def _passage(make: Elements, parent: Element, passage: Passage, *, is_full: bool, before: str) -> None:
    is_body = passage.kind == Kind.BODY
    here = make.add(
        parent,
        "p" if is_body else "ab",
        xml_id=identity("p", passage.public_id),
        n=passage.number,
        prev=f"#{before}" if passage.continues and before else "",
        ana=" ".join(f"#{identity('t', slug)}" for slug, _name in passage.topics),
        **({} if is_body else {"type": passage.kind}),
    )
    if passage.text is None:
        make.add(here, "gap", reason="not-held" if is_full else "rights")
        return
    text = make.clean(passage.text)
    _fill(make, here, text, [one for one in _disjoint(passage.sayings) if text.at(one[1]) > text.at(one[0])])


def _fill(make: Elements, here: Element, text: Clean, sayings: Sequence[Saying]) -> None:
    """Write the words, each of these quotations as an element; in all they are the text, unchanged."""
    reached, last = 0, None
    for start, end, how, _kind, public_id, _slug, name in sayings:
        first, past = text.at(start), text.at(end)
        _append(here, last, text.text[reached:first])
        who = f"#{identity('e', public_id)}" if public_id else ""
        last = make.add(here, "said", who=who, n="" if who else name, direct=_is_direct(how))
        last.text = text.text[first:past]
        reached = past
    _append(here, last, text.text[reached:])


def _append(parent: Element, last: Element | None, words: str) -> None:
    if last is None:
        parent.text = words
    else:
        last.tail = words


def _is_direct(how: object) -> str:
    return "true" if how == "direct" else "false"


def _disjoint(sayings: Sequence[Saying]) -> list[Saying]:
    """Keep, in order, what overlaps nothing before it."""
    kept: list[Saying] = []
    for one in sorted(sayings, key=lambda one: (one[0], -one[1])):
        if not kept or one[0] >= kept[-1][1]:
            kept.append(one)
    return kept


def overlapping(make: Elements, parent: Element, whole: Whole) -> None:
    """Write the quotations that could not be elements as spans."""
    group = make.add(parent, "spanGrp", type="said")
    for passage in whole.passages:
        if passage.text is None:
            continue
        text, kept = clean(passage.text), _disjoint(passage.sayings)
        for one in passage.sayings:
            if one not in kept:
                target = string_range(passage.public_id, text.at(one[0]), text.at(one[1]))
                who = f"#{identity('e', one[4])}" if one[4] else ""
                make.add(group, "span", one[6], target=target, type=one[2], ana=who)
    if not len(group):
        parent.remove(group)


def former(make: Elements, parent: Element, whole: Whole) -> None:
    """List the former wordings of corrected passages, as far as they may be shown."""
    here = make.add(parent, "list", type="wordings")
    for passage in whole.passages:
        for one in whole.revisions.get(passage.pk, ())[:-1]:
            if one.text is not None:
                item = make.add(
                    here, "item", corresp=f"#{identity('p', passage.public_id)}", n=str(one.number)
                )
                item.text = make.clean(one.text).text
    if not len(here):
        parent.remove(here)

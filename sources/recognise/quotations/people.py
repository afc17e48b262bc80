"""Whom a text introduces and later only describes: "the minister", "his wife", "a driver"; he or she.

English news names a person with a role once ("Interior Minister X", "X, the governor of …", "X, 54,")
and afterwards says "the minister", "the 54-year-old". Whom it never names it describes at the head of a
sentence ("The driver kept silent"), and goes on with a pronoun.
"""

import re
from collections.abc import Iterator

from sources.recognise.names import lexicon
from sources.values.span import Span

_SHE = (
    "woman|girl|lady|mother|sister|wife|daughter|widow|aunt|grandmother|niece|spokeswoman|policewoman|nun|"
    "actress|waitress|schoolgirl|schoolmistress|housewife|queen|bride|saleswoman|businesswoman|chairwoman|"
    "congresswoman|midwife|stewardess|grandma|heroine"
)
_HE = (
    "man|boy|father|brother|husband|son|widower|uncle|grandfather|nephew|spokesman|policeman|fisherman|king|"
    "priest|imam|monk|bridegroom|schoolboy|schoolmaster|salesman|businessman|boatman|gentleman|congressman"
)
_EITHER = (
    "driver|doctor|nurse|guard|officer|teacher|resident|witness|worker|docker|lawyer|judge|student|soldier|"
    "farmer|trader|neighbour|neighbor|clerk|engineer|sailor|survivor|activist|reporter|spokesperson|minister|"
    "official|adjutant|captain|colonel|general|mayor|governor|president|chairman|commander|prosecutor|"
    "shopkeeper|employee|miner|protester|demonstrator|prisoner|detainee|passenger|professor|manager|"
    "director|chief|inspector|sergeant|constable|consul|ambassador|editor|correspondent|delegate|secretary"
)
_PERSON = re.compile(
    r"(?:(?:But|And|Then|So|Finally|Later),?\s+)?(?:(?:When|As|After|While|Before|Once|Since|In|On|At|By)\b"
    r"(?:[^,.;:]{1,80},)?\s+)?(?P<words>(?:[Tt]he|[Aa]n?|[Oo]ne|[Aa]nother|[Hh]is|[Hh]er|[Tt]heir|[Mm]y|"
    r"[A-ZÀ-Þ][\w-]+(?:\s[A-ZÀ-Þ][\w-]+)?['’]s?)\s+(?:[\w-]+\s+){0,2}?"
    rf"(?P<noun>{_SHE}|{_HE}|{_EITHER})\b(?:\s+of(?:\s+[A-ZÀ-Þ][\w-]*){{1,3}})?)"
)
_GROUP = re.compile(
    r"(?:(?:But|And|Then),?\s+)?(?P<words>(?:[Tt]he|Some|Several|Many|Two|Three|Other|Most|A few|All)\s+"
    r"(?:[a-z-]+\s+){0,2}?(?:[a-z-]*(?:ers|ors|ists|ants|ents|ians|ees|men|women|mates|boys|girls)|people|"
    r"children|kids|police|authorities|officials|locals|relatives|friends|brothers|sisters|twins))\b"
)


_OF_WOMEN = re.compile(r"(?:[oe]va|skaya|skaia|ina|shyna|kyzy|d[óo]ttir)$|^(?:Devi|Begum|Kaur|Khatun|Bibi)$")
_OF_MEN = re.compile(r"(?:[oe]v|sky|skiy|skii|uly|vich)$")
# "Umm Hussein" is Hussein’s mother, "Abu Ali" Ali’s father.
_PARENTS = {"umm": "she", "oum": "she", "abu": "he", "abou": "he"}
_AGE = re.compile(r"(\d{1,3})-year-old")
_BEFORE, _AFTER = 60, 90


_BODY = re.compile(
    r"(?P<words>(?:The|A|An|Its|Their)\s+(?:[\w-]+\s+){0,2}?(?:committee|commission|ministry|company|union|board|"
    r"government|court|party|group|agency|council|bank|firm|embassy|office|army|team|club|paper|newspaper|"
    r"institute|university|church|force|association|federation))\b"
)


def body_at(text: str, start: int, end: int) -> Span | None:
    """Give the body that a sentence describes at its head: "The committee"."""
    found = _BODY.match(text, start, end)
    return Span(*found.span("words")) if found else None


def plainly(name: str) -> str:
    """Tell by a name whether it is a woman's ("she") or a man's ("he"); "" where it does not tell."""
    words = name.split()
    first = words[0].casefold() if words else ""
    told = (_PARENTS.get(first) or lexicon.pronoun(first)) if words else ""
    if told or not words:
        return told
    if _OF_WOMEN.search(words[-1]):
        return "she"
    return "he" if _OF_MEN.search(words[-1]) else ""


def leans(name: str) -> str:
    """Tell what a name rather is, where it does not tell plainly: a first name in -a a woman's."""
    first, *rest = name.split() or [""]
    return plainly(name) or ("she" if rest and first.endswith("a") else "")


def pronouns_of(words: str) -> frozenset[str]:
    """Give the pronouns that may stand for somebody described: by the last noun that tells."""
    nouns = [word for word in re.findall(r"[a-z]+", words.partition(" of ")[0].casefold()) if word in _KNOWN]
    return _KNOWN[nouns[-1]] if nouns else frozenset()


_KNOWN: dict[str, frozenset[str]] = {
    noun: frozenset(pronouns)
    for nouns, pronouns in ((_SHE, ["she"]), (_HE, ["he"]), (_EITHER, ["he", "she"]))
    for noun in nouns.split("|")
}


def described_at(text: str, start: int, end: int) -> tuple[Span, frozenset[str]] | None:
    """Give the person whom a sentence describes at its head, and the pronouns for them."""
    found = _PERSON.match(text, start, end)
    if not found:
        return None
    span = Span(found.start("words"), found.end("words"))
    return span, _KNOWN[found["noun"]]


def group_at(text: str, start: int, end: int) -> Span | None:
    """Give the group of people whom a sentence describes at its head."""
    found = _GROUP.match(text, start, end)
    return Span(*found.span("words")) if found else None


def introduces(text: str, name: Span, description: str, at: int) -> bool:
    """Tell whether the text gives a name the role by which "the …", at a place, describes somebody."""
    after = text[name.end : min(name.end + _AFTER, at)]
    age = _AGE.search(description)
    if age:
        return bool(re.match(rf",\s+{age[1]}\b", after))
    words = list(_role_words(description))
    beside = (_title_before(text[max(0, name.start - _BEFORE) : name.start]), _apposition(after))
    return bool(words) and any(set(words) <= set(one) for one in beside)


def _role_words(description: str) -> Iterator[str]:
    words = re.findall(r"[\w-]+", description.casefold())
    return (word for word in words if word not in {"the", "of", "for", "a", "an"})


def _title_before(before: str) -> list[str]:
    """Give the words of a title right before a name: no stop, comma or verb of a former sentence."""
    part = re.split(r"[.;:!?“”\"()]\s*|\b(?:said|told|asked|met|by|to|with|and|that)\s", before)[-1]
    *_, last = part.rstrip(" ,").split(",")
    return re.findall(r"[\w-]+", last.casefold())[-5:]


def _apposition(after: str) -> list[str]:
    """Give the words of what stands in apposition after a name: ", the governor of Halmya,"."""
    found = re.match(r",\s+(?:\d+,\s+)?((?!who\b|said\b|and\b|but\b)[^,.;:“”\"]+)", after)
    head = re.split(r"\b(?:at|in|on|from|who|which|with)\b", found[1])[0] if found else ""
    is_person = re.match(r"\s+(?:is|was)\s+(?:an?|the)\s+([\w\s-]{3,40}?)\s+(?:of|at|for|in|with)\b", after)
    return re.findall(r"[\w-]+", (head or (is_person[1] if is_person else "")).casefold())

"""Who asks and who answers, as the headline and the introduction say.

"In an interview with the Herald, Ana Petrova explained …", "The Herald spoke to Ana Petrova", "Interview
with Ana Petrova", "Interviewed by John Okoro": the names are taken as printed, in the fullest form that
the introduction has.
"""

import re
from collections import Counter
from dataclasses import dataclass

from sources.ingest.bylines import PARTICLES

# A full stop within a name follows an initial or a short title ("J.", "Dr."); after a longer word it ends a
# sentence ("in January. We met him").
CAP = r"(?:[^\W\d_a-z][\w'’\-]{0,3}\.(?=\s[^\W\d_a-z])|[^\W\d_a-z][\w'’\-]*)"
# The particles of family names in many lands, as bylines know them, and those of Africa.
_PARTICLES = f"(?:{PARTICLES}|wa|ka|ole|ould|binti)"
LINK = rf"(?:(?:{_PARTICLES}|of|and|for|&)\s)"
NAME = rf"{CAP}(?: (?:{LINK})?{CAP}){{0,5}}"
# "When I arrived": a word that opens a sentence, and a pronoun, are nobody's name.
_NO_NAME = (
    r"(?!(?:After|And|As|At|Before|But|By|Even|For|From|How|If|In|It|Last|Later|My|Now|On|Once|Our|She|Since|So"
    r"|That|Then|There|They|This|Though|Today|We|What|When|Where|While|Who|Why|With|Yesterday|You)\b)"
)
PERSON = rf"{_NO_NAME}{CAP}(?: (?:{_PARTICLES}\s)?(?!I\b){CAP}){{1,3}}"
VERBS = (
    r"(?:explain|sa(?:id|ys)|told|tells|describe|discuss|talk|spoke|speaks|recall"
    r"|recount|reflect|answer|outline|argue|look(?:s|ed) back)"
)
BOTH = (
    re.compile(
        r"\b[Ii]n an? (?:\w+ )?interview (?:with|to|for) (?:the "
        rf")?(?P<asks>{NAME})\b[^.?!]{{0,120}}?, (?P<answers>{NAME}),? (?:[^.?!,]{{0,80}}, "
        rf")?{VERBS}"
    ),
    re.compile(
        rf"(?P<answers>{PERSON})[^.?!]{{0,120}}?\b(?:was interviewed by|answers? questions "
        r"from|answered questions from|in conversation with|in an interview (?:with|to)) "
        rf"(?:the )?(?P<asks>{NAME})"
    ),
    re.compile(
        rf"(?P<asks>{NAME})(?:['’]s? (?P<reporter>{PERSON}))? (?:asked|interviewed"
        r"|interviews|spoke (?:to|with)|speaks (?:to|with)|talked (?:to|with)|talks (?:to"
        r"|with)|"
        r"sat down with|met(?: with)?|put (?:some |\w+ )?questions to|caught up with) "
        rf"(?P<answers>(?:[a-z][\w\-]* ){{0,5}}?{PERSON})"
    ),
)
# "Marta Okafor talked to him": the one asked was named before.
OF_THE_NAMED = re.compile(
    rf"(?P<asks>{PERSON}) (?:interviewed|questioned|visited|met(?: with)?|sat down with|caught up with"
    r"|(?:spoke|speaks|talked|talks) (?:to|with)) (?:him|her|them)\b"
)
ANSWERS = (
    re.compile(rf"^(?:An? )?(?:\w+ )?[Ii]nterview(?: with|:| –| —) (?P<answers>{PERSON})(?=\W+\w)"),
    re.compile(
        r"(?<![Ii]n this )(?<![Ii]n an )\b(?:[Ii]nterview|[Cc]onversation|Q ?& ?A"
        r"|[Qq]uestions|[Ww]e (?:spoke|talked"
        r"|sat down)|[Ii] (?:spoke|talked|met|sat down)|[Ss]peaking|[Tt]alk) (?:with|to"
        rf"|for) (?:[a-z][\w\-]* ){{0,5}}?(?P<answers>{PERSON})"
    ),
    re.compile(rf"\b(?:[Ww]e|[Ii]) (?:asked|interviewed|met) (?:[a-z][\w\-]* ){{0,5}}?(?P<answers>{PERSON})"),
    re.compile(rf"(?P<answers>{PERSON})[^.?!]{{0,80}}? (?:talks|spoke|speaks|talked) to (?:us|me)\b"),
)
PLACES = re.compile(
    r"\b(?:Street|Road|Square|City|Town|Island|Islands|River|Lake|Bay|Port|Mount"
    r"|University|College|Ministry|Court|Bridge|Park|"
    r"Church|House|Hall|Hospital|Station|Committee|Council|Company|Union|Party|Army"
    r"|Police|Government|Archive|Junction|"
    r"North|South|East|West|Questions)\b"
)
INITIALS = re.compile(r"[^\W\d_a-z]{2,4}")
DOTS = re.compile(r"[.\s]")
LONG_LINE = 80  # a paragraph, not a headline
# "Karl Brenner talks for the first time": only in a headline or standfirst.
HEAD_ANSWERS = re.compile(
    rf"(?P<answers>{PERSON}) (?:talks|speaks|tells|explains|describes|recalls|looks "
    r"back|reveals|answers|remembers|"
    r"discusses|reflects|breaks (?:his|her|their) silence|on (?:why|how|what|the|his|her)\b)"
)
# Somebody quoted in the headline, then named: “They came at night”: Ana Petrova on saying no
HEAD_QUOTED = re.compile(rf"[”\"’'»]\s?[:–—-]\s(?P<answers>{PERSON})(?= on\b|[,:]|$)")
# "TESTIMONY OF MAREN FALK"
HEAD_CAPITALS = re.compile(
    rf"^(?:INTERVIEW|TESTIMONY|EVIDENCE|EXAMINATION|DEPOSITION|STATEMENT|CONVERSATION)\b(?: WITH| OF) "
    rf"(?P<answers>{PERSON})"
)
# "He tells Kirsten Bell what he saw": in a standfirst.
HEAD_ASKS = re.compile(
    rf"(?:^|[.,;] )(?:[Hh]e|[Ss]he|[Tt]hey|{PERSON}),? (?:tells?|told|talks? (?:to|with)|speaks? (?:to|with)"
    rf"|answers? questions from|opens up to) (?P<asks>{PERSON})\b"
)
# "A former pilot talks to Kirsten Bell": she asks, unless the one who talks is of the press.
HEAD_TOLD = re.compile(
    r"(?:^|[.,;:–—] )(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Tt]wo|[Tt]hree"
    r"|[Oo]ne) (?P<who>[a-z][^.;:]{2,60}?) "
    r"(?:tells?|told|(?:talks?|speaks?|spoke|talked) (?:to|with)"
    rf"|answers? questions from) (?P<asks>{PERSON})\b"
)
OF_THE_PRESS = re.compile(
    r"\b(?:reporter|correspondent|journalist|editor|writer|columnist|paper|newspaper|magazine)\b"
)
ASKS = (
    re.compile(rf"(?m)^[Ii]nterview(?: by)?: (?P<asks>{PERSON})$"),
    re.compile(
        rf"\b[Ii]n (?:this|an) (?:\w+ )?(?:interview|conversation) (?:with|for) (?:the )?(?P<asks>{NAME})"
    ),
    re.compile(rf"\b[Ii]nterview(?:ed)? by (?P<asks>{PERSON})"),
    re.compile(rf"\bQuestions (?:put )?by (?P<asks>{PERSON})"),
)


NOBODY = frozenset({"We", "I", "He", "She", "They", "When", "The"})
PRONOUNS = (["He"], ["She"], ["They"])


@dataclass(frozen=True, slots=True)
class Parties:
    """The two sides of an interview as named in the text (None where it does not), and its names."""

    interviewer: str | None
    interviewee: str | None
    introduction: str
    names: tuple[str, ...]


def find_parties(introduction: str, head: str = "", authors: tuple[str, ...] = ()) -> Parties:
    """Read who asks and who answers from the headline and the paragraphs before the first turn.

    Where no sentence says who answers, it is the one person whom the head (headline, standfirst) names.
    """
    introduction = introduction[:6000]
    names = tuple(dict.fromkeys(found[0] for found in re.finditer(PERSON, introduction)))
    asks, answers = _both(introduction, authors)
    if asks is None and not authors:
        asks = _asks_in_head(head)
    if answers is None and (found := OF_THE_NAMED.search(introduction)):
        asks = asks or found["asks"]
        told = "\n".join(line for line in introduction.split("\n") if len(line) > LONG_LINE)
        named = (re.sub(r"['’]s?$", "", name) for name in re.findall(PERSON, told))
        answers = next((name for name in named if name != asks and _is_person(name)), None)
    if answers is None:
        answers = _first(ANSWERS, introduction, "answers")
    for pattern in (HEAD_CAPITALS, HEAD_QUOTED, HEAD_ANSWERS):
        if answers is None and (found := pattern.search(head)):
            answers = found["answers"].title() if found["answers"].isupper() else found["answers"]
    if answers is None:
        in_head = {found[0]: None for found in re.finditer(PERSON, head) if _is_person(found[0])}
        others = [name for name in in_head if name not in authors and name != asks]
        opening = _opening_name(introduction, (*authors, asks or ""))
        answers = others[0] if len(others) == 1 else opening
    if asks and NOBODY & {asks.split()[0], asks.split()[-1]}:
        asks = None
    alone = authors[0] if len(authors) == 1 else None  # who signs an interview alone has put the questions
    return Parties(
        asks or alone, full_name(_trimmed(answers), names) if answers else None, introduction, names
    )


def _asks_in_head(head: str) -> str | None:
    """Give to whom the headline or standfirst says that somebody talks."""
    for pattern in (HEAD_ASKS, HEAD_TOLD):
        found = pattern.search(head)
        if (
            found
            and _is_person(found["asks"])
            and not OF_THE_PRESS.search(found.groupdict().get("who") or "")
        ):
            return found["asks"]
    return None


def _both(introduction: str, authors: tuple[str, ...]) -> tuple[str | None, str | None]:
    """Give who asks and who answers where one sentence names both, or who asks where one names only that."""
    asks = _first(ASKS, introduction, "asks")
    found = next((match for pattern in BOTH if (match := pattern.search(introduction))), None)
    if found is None:
        return asks, None
    asks, answers = asks or found.groupdict().get("reporter") or found["asks"], found["answers"]
    if answers in authors or (asks or "").split()[:1] in PRONOUNS:
        # "He spoke to Marta Okafor": she asked, and he was named before.
        return answers, _named_before(introduction, (*authors, answers), answers)
    return asks, answers


def _named_before(introduction: str, others: tuple[str, ...], asker: str) -> str | None:
    """Give the last person named before the sentence that says to whom somebody spoke."""
    before = introduction[: introduction.rfind(asker)]
    named = [re.sub(r"['’]s?$", "", name) for name in re.findall(PERSON, before)]
    people = [name for name in named if name not in others and _is_person(name)]
    return Counter(people).most_common(1)[0][0] if people else None


def _is_person(name: str) -> bool:
    return not (name.isupper() or name.startswith(("The ", "A ", "In ", "On ")) or PLACES.search(name))


def full_name(name: str, names: tuple[str, ...]) -> str:
    """Give the fullest form of a name among those of the introduction ("Grishin" → "Andrei Grishin")."""
    words = name.split()
    if letters := initials_of(name):
        found = _of_initials(letters, names)
        return name if found == letters else found
    if len(words) > 1 and not words[0].endswith("."):
        return name
    fuller = [
        other
        for other in names
        if other.split()[-1].casefold() == words[-1].casefold() and len(other.split()) > len(words)
    ]
    return min(fuller, key=lambda other: len(other.split())) if fuller else name


def initials_of(label: str) -> str:
    """Give the letters of a label that is two to four initials ("A.S.", "AS"), or ""."""
    letters = DOTS.sub("", label)
    return letters if INITIALS.fullmatch(letters) and (letters == label or "." in label) else ""


def _opening_name(introduction: str, others: tuple[str, ...]) -> str | None:
    """Give the person with whom a paragraph of the introduction begins."""
    for line in introduction.split("\n"):
        found = re.match(PERSON, line)
        if found and len(line) > LONG_LINE and found[0] not in others and not PLACES.search(found[0]):
            return found[0]
    return None


def _of_initials(letters: str, names: tuple[str, ...]) -> str:
    """Give the name that two to four capitals abbreviate ("TM" → "Tereza Malik"), or the letters."""
    return next((name for name in names if "".join(word[0] for word in name.split()) == letters), letters)


def _first(patterns: tuple[re.Pattern[str], ...], introduction: str, group: str) -> str | None:
    for line in introduction.split("\n"):
        for pattern in patterns:
            found = pattern.search(line)
            if found and not PLACES.search(found[group]):
                return found[group]
    return None


def _trimmed(name: str) -> str:
    """Take the description before a name away ("activist Ana Petrova")."""
    found = re.search(rf"{NAME}$", name)
    return found[0] if found else name

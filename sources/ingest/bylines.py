"""Who wrote it, as newspapers and pages say it.

"By Anna Petrova and John Okoro in Cairo", "FROM OUR OWN CORRESPONDENT", a bare name under the headline,
"Anna Petrova is a correspondent for …" at the end. Also the names before a colon that open the turns of
an interview. A name here is a run of capitalised words, in any script: nobody's list.
"""

import re
from functools import lru_cache

from sources.ingest.shape import is_section_number

PARTICLES = "de|da|di|del|della|dos|du|la|le|van|von|der|den|ten|bin|bint|ibn|al|el|y|e|af|zu|ap|st"
INITIAL = r"[^\W\d_a-z]\."
CAPITALISED = r"(?:[^\W\d_a-z][\w'’.\-]*)"
NAME = re.compile(
    rf"^(?:(?:Dr|Prof|Mr|Mrs|Ms|Sir|Rev|Fr)\.? )?{CAPITALISED}(?: (?:{CAPITALISED}|(?:{PARTICLES})\b))*$"
)
SMALL_WORDS = frozenset({"a", "an", "the", "of", "in", "at", "on", "to", "for", "and", "by", "as", "is"})
FUNCTION_WORDS = frozenset(
    {"from", "of", "with", "after", "over", "for", "and", "is", "are", "was", "were", "not", "this"}
)
OPENING = re.compile(
    r"^\W*(?:by|written by|story by|words(?: and (?:photos|pictures))? by|text by"
    r"|text and photos by|report(?:ed)? by|posted by|"
    r"published by|submitted by|authors?\s*:|byline\s*:|from\s*:|reporter\s*:"
    r"|(?:text|words|photos|photographs|pictures)(?:\s*:|(?=(?-i: [^\W\d_a-z]\w+ [^\W\d_a-z]\w+)))"
    r"|writer\s*:|interview(?:ed)?(?: by|:)|an interview by)\s+",
    re.IGNORECASE,
)
CORRESPONDENT = re.compile(
    r"^\W*(?:\(?(?:by|from) )?(?:(?:cable|telegraph|wireless|mail|telegram),? (?:from"
    r"|by) )?(?:our|a|the times'?s?|special|own"
    r"|staff)\b[\w\s.'’-]{0,40}\b(?:correspondent|reporter|representative|staff "
    r"writer)s?\b\W*(?:[^.!?]{2,40})?\W*$",
    re.IGNORECASE,
)
NAME_AND_POST = re.compile(
    rf"^\W*{CAPITALISED}(?: (?:{CAPITALISED}|(?:{PARTICLES})\b)){{1,3}}(?:,| [|–—-]) "
    rf"(?:[^\W\d_a-z][\w'’]* ){{0,4}}"
    r"(?i:correspondent|reporter|staff writer|writer|editor|columnist|special to "
    r".{3,40}|reporting from .{3,30}|contributor)s?\W*$"
)
NAME_AND_MAIL = re.compile(
    rf"^\W*{CAPITALISED}(?: (?:{CAPITALISED}|(?:{PARTICLES})\b)){{1,3}},? [<(]?[\w.+-]+@[\w.-]+\w[>)]?$"
)
POSTED = re.compile(
    r"^Posted by (?P<name>[^\s,|]+)(?: (?:at|on)\b.{0,40}\d.{0,20}| \d.{0,40})$", re.IGNORECASE
)
AND = re.compile(
    r"\s{2,}(?i:(?:photographs?|photos?|pictures|words|text)(?: by|:)? )?"
    r"|\s(?i:photographs?|photos?|pictures?|text|words)(?: by|\s?:)\s"
    r"|\s*(?:,\s*(?i:and)\b|,|;|&|\b(?i:and)\b|\b(?i:with)\b)\s*"
)
# What follows the name on the same line: place, newspaper, post, date.
AFTER = re.compile(
    r"\s+(?:in|at|for|of the|of|from|on|reports?|writes?|reporting|for "
    r"the)\s+(?=[^\W_])|\s*[|/•·–—]\s*|\s+-\s+|\s*\(|\s+\d",
)
POST = re.compile(
    r"\b(?:correspondent|reporter|writer|staff|editor|columnist|associated press"
    r"|reuters|bureau|chief|contributor|press|news|service|"
    r"photographer|special to|ph\.?d|m\.?d|agency|afp|ap|journalist|producer|fellow|analyst)\b",
    re.IGNORECASE,
)
OCCUPATIONS = (
    "correspondent|journalist|reporter|writer|editor|author|researcher|fellow"
    "|professor|columnist|freelancer?|analyst|"
    "historian|contributor|director|lecturer|photographer|producer|blogger|scholar"
    "|student|activist|lawyer|novelist|"
    "poet|filmmaker|sociologist|economist|anthropologist|teacher|translator|pseudonym"
    "|chief|executive|host|presenter|intern|assistant|specialist|expert"
)
BIOGRAPHY = re.compile(
    rf"^(?:{CAPITALISED}[ ,]+){{1,5}}(?:\([^()]{{0,30}}\) )?(?:is|was|are|works as|has "
    rf"been|has worked as|serves as)\b[^.!?]{{0,80}}\b(?:{OCCUPATIONS})s?\b"
    rf"|^(?:{CAPITALISED} ){{1,4}}(?:writes|reports|blogs|covers|teaches"
    rf"|tweets)\b.{{0,30}}\b(?:for|from|about|at|on)\b"
    r"|^about the authors?\b"
)
# "Ostrel Metals is a leading producer of …": a firm or an agency, no writer.
OF_A_BODY = re.compile(
    r"^[^.!?]{3,80}? (?:is|are|was) (?:a|an|the) (?:[\w’'-]+,? ){0,3}(?:provider|supplier|manufacturer"
    r"|company|firm|agency|organi[sz]ation|newspaper|website|network|charity|foundation|association|institute"
    r"|(?:leading|largest|global|major|national|independent|non-?profit)"
    r" (?:\w+ )?(?:producer|publisher|broadcaster|service))"
    r"(?= (?:of|that|which|based|owned|founded|funded|registered|dedicated|for|with|in)\b|[,.])"
)
LABEL = re.compile(
    r"^(?:\[?(?:\d{1,2}:)?\d{1,2}:\d\d\]?\s+)?(?P<label>[^\W\d_a-z][^\n:?!,;()\[\]“”\"]{0,48}?)"
    r"(?:, [A-Za-z][A-Za-z ]{2,30})?(?: [(\[][^()\[\]]{1,40}[)\]])?"
    r"\s?(?::|\.?—|\s–|\s—)(?:\*\*|__)?(?=\s|$)"
)
QA = re.compile(
    r"^(?P<label>Q|A|QUESTION|ANSWER|Question|Answer)(?:(?:\s?[:.)]|\s?[—–-])(?=\s|[A-Z“\"])|\t|\s{2,})"
)
# "Speaker 2: …", "Caller 1: …": whom the transcriber could not name.
NUMBERED = re.compile(
    r"^(?:\[?(?:\d{1,2}:)?\d{1,2}:\d\d\]?\s+)?(?P<label>(?:Speaker|Caller|Voice|Interviewer|Interviewee"
    r"|Respondent|Participant|Panell?ist|Witness|Guest|Student|Woman|Man) (?:\d{1,2}|[A-H])"
    r"|(?:Audience|Unidentified|Unknown) (?:member|speaker|man|woman|voice)|Member of the audience)"
    r"\s?:(?=\s|$)",
    re.IGNORECASE,
)
BRACKETED = re.compile(
    r"^[\[(](?P<label>Q|A|[A-Z](?:\.? ?[A-Z]){1,3}\.?)[\])]:?\s+(?=[^\W_])"
)  # "[N.F.] When …"
NO_AUTHOR = re.compile(
    r"^(?:(?:press|news|media) (?:release|statement|office|contact)|(?:official )?statement|communiqu[eé]"
    r"|report|date|subject|reference|ref|update|transcript|bulletin|circular|memorandum|notes?)$",
    re.IGNORECASE,
)
# "I. SUMMARY": the parts that reports have.
SECTION = re.compile(
    r"^(?:[IVX]{1,4}|[A-H]|\d{1,2})[.)]?\s+(?:executive |general |legal |main |key "
    r"|historical )?(?:summary|introduction"
    r"|background|findings|conclusions?|recommendations|methodology|method|overview|context|chronology|facts"
    r"|appendix|annex|preface|foreword|glossary|acknowledge?ments|scope|allegations|testimon(?:y|ies)|response)\b",
    re.IGNORECASE,
)
# What speaks for an agency or an office and not for a person.
OFFICE = re.compile(
    r"^.+ (?:press writer|staff|staff writer|news service|press office|press officer)$", re.IGNORECASE
)
# Words before a colon that are no speaker.
_NOT_SPEAKERS = """
note update photo photos image source sources tags topics related more watch listen video read
correction date subject from to sent title author by byline headline link url address editor
published posted updated location where when who what why how warning summary example however but
and result conclusion background analysis opinion live breaking exclusive fact verdict tel phone
email fax website contact caption credit copyright figure table chapter part section step day time
place keywords category categories filed language length edition issue volume page postscript ps nb
re cc p.s. according
"""
NOT_SPEAKERS = frozenset(_NOT_SPEAKERS.split())


@lru_cache(maxsize=8192)
def label_of(plain: str) -> str:
    """Give the speaker's name that opens a line ("Petrova: …", "Q. …"), or ""."""
    found = QA.match(plain) or BRACKETED.match(plain) or NUMBERED.match(plain)
    if found:
        return found["label"]
    found = LABEL.match(plain)
    if not found:
        return ""
    label = found["label"].strip().rstrip(".*_ ")
    words = label.split()
    if not label or len(words) > 5 or words[0].lower() in NOT_SPEAKERS or words[-1].lower() in NOT_SPEAKERS:
        return ""
    return label if is_name(label) or label.isupper() else ""


def after_label(plain: str) -> str:
    """Give what is said after the speaker's label."""
    found = QA.match(plain) or BRACKETED.match(plain) or NUMBERED.match(plain) or LABEL.match(plain)
    return plain[found.end() :].strip() if found else plain


def is_name(text: str) -> bool:
    """Tell whether a text has the form of a name: capitalised words, with particles between."""
    name = text.strip()
    return (
        len(name) <= 60
        and bool(NAME.match(name))
        and not name.endswith(("!", "?"))
        and not _has_small_word(name)
    )


def _has_small_word(text: str) -> bool:
    """Tell whether a line has words in capitals that no name has: a headline, then."""
    words = {word for word in text.split() if word[0].isupper()}
    if text.isupper():
        return bool(SMALL_WORDS & {word.lower() for word in words} or re.search(r"['’]S\b", text))
    return bool(FUNCTION_WORDS & {word.lower() for word in words})


def is_name_list(text: str) -> bool:
    """Tell whether a line is names and nothing else ("Pia Lund (now) and Otis Wray")."""
    parts = [part.strip() for part in AND.split(re.sub(r"\([^()]*\)", " ", text)) if part.strip()]
    return 1 <= len(parts) <= 6 and all(len(part.split()) > 1 and is_name(part) for part in parts)


@lru_cache(maxsize=8192)
def is_byline(text: str) -> bool:
    """Tell whether a line says who wrote the article, in so many words."""
    if len(text) > 200 or text.endswith(":"):
        return False
    if any(form.match(text) for form in (CORRESPONDENT, POSTED, NAME_AND_POST, NAME_AND_MAIL)):
        return True
    opening = OPENING.match(text)
    if not opening:
        return False
    return bool(authors_of(text)) and not re.search(
        r"\b(?:is|was|are|were|had|has|said|the)\s[a-z]", text[opening.end() :]
    )


def is_post(text: str) -> bool:
    """Tell whether a line is a writer's post and nothing else ("Crime correspondent")."""
    return (
        len(text.split()) <= 5
        and bool(
            re.search(r"\b(?:correspondent|reporter|editor|writer|columnist|staff)\W*$", text, re.IGNORECASE)
        )
        and not text.endswith((".", "?", "!"))
    )


def is_biography(text: str) -> bool:
    """Tell whether a line at the end says who the writer is."""
    return (
        bool(BIOGRAPHY.match(text)) and not OF_A_BODY.match(text)
        if text[:5].lower() != "about"
        else text.lower().startswith("about the author")
    )


@lru_cache(maxsize=8192)
def authors_of(text: str) -> tuple[str, ...]:
    """Give the names in a byline, as printed; () where it names nobody."""
    if CORRESPONDENT.match(text) or text.lower().startswith(("name and address", "names and address")):
        return ()
    if posted := POSTED.match(text):
        return (posted["name"],)
    words = OPENING.sub("", text.strip(), count=1).strip().strip("*_()[]")
    words = re.sub(r"\s*<[^<>]*@[^<>]*>|\s*\S+@\S+|\s@\w+", "", words)
    names: list[str] = []
    for part in AND.split(words):
        name = AFTER.split(part.strip(), maxsplit=1)[0].strip(" .*_") if part.strip() else ""
        if POST.search(name) and (names or name.lower().startswith(("a ", "our ", "the "))):
            continue
        if re.search(r"\b(?:correspondent|reporter)s?$", name, re.IGNORECASE):
            continue
        if name and len(name) > 1 and is_name(_recased(name)) and not is_no_author(name):
            names.append(_recased(name))
        elif not names:
            return ()
    return tuple(names)


def is_no_author(name: str) -> bool:
    """Tell whether what has a name's form is a part's number, a document's label, a paper or an office."""
    return (
        is_section_number(name)
        or bool(SECTION.match(name))
        or bool(NO_AUTHOR.match(name))
        or bool(OFFICE.match(name))
    )


def author_of_biography(text: str) -> str:
    """Give the name that a closing line about the writer begins with, or ""."""
    found = re.match(
        rf"^((?:{CAPITALISED} )+)(?:is|was|works|has|serves|writes|reports|blogs|covers|teaches|tweets)\b",
        text,
    )
    return found[1].strip() if found else ""


def _recased(name: str) -> str:
    """Write a byline in capitals as a name ("JOHN MCKAY" gives "John Mckay"); leave others alone."""
    return name.title() if name.isupper() and len(name) > 4 else name

"""Why something was suggested, in words that an editor reads: each rule of the recogniser by what it saw."""

# By the part of the rule that tells; what is not listed is said as it is named.
_SAID = {
    "name:shape": "Written like a name",
    "name:as in the text": "The same name as elsewhere in the text",
    "name:known form": "A known form of a name",
    "name:spelling key": "Another spelling of a known name",
    "name:part of a full name": "Part of a full name of this article",
    "name:surname": "A known surname",
    "name:handle": "A name used on the web",
    "name:words": "Words that may be a name",
    "organisation:acronym": "Capitals, as of an organisation",
    "organisation:head": "A word that bodies are called by, e.g. “Union”",
    "organisation:weak head": "A word that bodies are sometimes called by",
    "organisation:opener": "A word that names of bodies begin with",
    "organisation:partners": "Names joined as those of a firm",
    "organisation:suffix": "An ending that firms have, e.g. “Ltd”",
    "organisation:known everywhere": "A widely known organisation",
    "organisation:part of a full name": "Part of the full name of a body of this article",
    "person:part of a full name": "Part of a person’s full name in this article",
    "person:title": "A title or a role stands before it",
    "place:acronym": "Capitals that stand for a place",
    "place:building": "A word that buildings are called by",
    "place:city": "Named as a town",
    "place:gazetteer": "A place of the gazetteer",
    "place:head": "A word that places are called by, e.g. “River”",
    "place:state": "A state after its town",
    "quotation:after": "The speaker is named after the words",
    "quotation:before": "The speaker is named before the words",
    "quotation:goes on": "The speaker goes on",
    "indirect:said": "Told after “said”",
    "indirect:that": "Told after “said that” or the like",
    "indirect:trailing": "Told before “…, somebody said”",
}
_SORTS = {"date": "A date", "quotation": "A quotation", "indirect": "Told indirectly"}


def in_words(rule: str) -> str:
    """Say what a rule saw; "" for no rule."""
    if rule in _SAID:
        return _SAID[rule]
    sort, _, what = rule.replace("_", " ").rpartition(":")
    sort = _SORTS.get(sort, sort.capitalize())
    return f"{sort}: {what}" if sort else what.capitalize()

"""How English tells that somebody says something: the verbs of reporting, and where they stand.

After the lists of reporting verbs in Quirk et al., A Comprehensive Grammar of the English Language,
§§14.28–14.30 and 16.31, with those that newspapers use for fragments ("called it “a farce”").
"""

import re
from collections.abc import Iterator

from sources.values.span import Span

# Verbs with which words are told, alone or before "that".
SAYING = (
    "say|says|said|saying|tell|tells|told|telling|add|adds|added|adding|reply|replies|replied|replying|"
    "answer|answers|answered|answering|ask|asks|asked|asking|explain|explains|explained|explaining|"
    "state|states|stated|stating|declare|declares|declared|declaring|announce|announces|announced|announcing|"
    "claim|claims|claimed|claiming|insist|insists|insisted|insisting|admit|admits|admitted|admitting|"
    "argue|argues|argued|arguing|warn|warns|warned|warning|note|notes|noted|noting|recall|recalls|recalled|"
    "recalling|remember|remembers|remembered|remark|remarks|remarked|observe|observes|observed|"
    "continue|continues|continued|conclude|concludes|concluded|write|writes|wrote|writing|tweet|tweets|"
    "tweeted|tweeting|post|posts|posted|report|reports|reported|reporting|shout|shouts|shouted|shouting|cry|"
    "cries|cried|exclaim|exclaims|exclaimed|whisper|whispers|whispered|deny|denies|denied|denying|"
    "confirm|confirms|confirmed|confirming|suggest|suggests|suggested|suggesting|assert|asserts|asserted|"
    "allege|alleges|alleged|alleging|acknowledge|acknowledges|acknowledged|complain|complains|complained|"
    "emphasize|emphasizes|emphasized|emphasise|emphasises|emphasised|stress|stresses|stressed|testify|"
    "testifies|testified|respond|responds|responded|retort|retorted|interject|interjected|comment|comments|"
    "commented|quip|quips|quipped|joke|jokes|joked|predict|predicts|predicted|promise|promises|promised|"
    "vow|vows|vowed|pledge|pledged|urge|urges|urged|order|orders|ordered|demand|demands|demanded|opine|"
    "opines|opined|believe|believes|believed|think|thinks|thought|muse|muses|mused|sigh|sighs|sighed|"
    "point out|points out|pointed out|goes on|went on|sum up|sums up|summed up|laughs|laughed|smiles|"
    "smiled|speak|speaks|spoke|spoken|speaking|recounts|recounted|"
    "relates|related|maintains|maintained|"
    "quoted|quotes|"
    "depose|deposes|deposed|wired|cabled|telegraphed|chant|chants|chanted|yell|yells|yelled|scream|screams|"
    "screamed|mutter|mutters|muttered|murmured|lament|laments|lamented|contend|contends|contended|reiterate|"
    "reiterates|reiterated|aver|avers|averred|affirm|affirms|affirmed|submitted|pleaded|ruled|boasted|counselled|"
    "caution|cautions|cautioned|disclose|discloses|disclosed|reveal|reveals|revealed|hinted|rejoined|"
    "intimated|inform|informs|informed|phrase|phrases|phrased|read|reads|enquired|inquired|put it|puts it|"
    "concede|concedes|conceded|agree|agrees|agreed|disagreed|protested|joins in|chimed in|called out|"
    "calls out|cried out|shot back|"
    "telegraphs|cables|wires|beg|begs|begged|pleads|snapped|barked|scoffed|shrugged|grinned|recited"
)
# Verbs that lead to a few words of somebody's, not to a sentence.
CALLING = (
    "call|calls|called|calling|describe|describes|described|describing|label|labels|labelled|labeled|"
    "dub|dubs|dubbed|denounce|denounces|denounced|denouncing|condemn|condemns|condemned|condemning|"
    "dismiss|dismisses|dismissed|dismissing|brand|brands|branded|speak of|speaks of|spoke of|refer to|"
    "refers to|referred to|put|puts|accuse|accuses|accused|blame|blames|blamed|praise|praises|praised|"
    "characterize|characterizes|characterized|appeal|appeals|appealed|found|finds|"
    "hail|hails|hailed|decry|decries|decried|criticised|criticized|likened|termed|terms"
)

_WORD = re.compile(r"[A-Za-z]+")
_PLAIN = re.compile(r"[a-z]+")


class Verbs:
    """Finds the words of a list: each word looked up once, where an alternation would try them all."""

    def __init__(self, words: str) -> None:
        listed = words.split("|")
        self.single = frozenset(word for word in listed if " " not in word)
        self.double = frozenset(word for word in listed if " " in word)
        self.opening = frozenset(word.split()[0] for word in self.double)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
        """Give the places of the verbs in a stretch of text, in order."""
        here = text[start:end].lower()
        # Most stretches hold none, which sets tell sooner than a look at each word.
        words = _PLAIN.findall(here)
        if self.single.isdisjoint(words) and self.opening.isdisjoint(words):
            return
        last: re.Match[str] | None = None
        for found in _WORD.finditer(text, start, len(text) if end is None else end):
            low = found[0].lower()
            if low in self.single:
                yield Span(*found.span())
            elif last is not None and f"{last[0].lower()} {low}" in self.double:
                yield Span(last.start(), found.end())
            last = found if low in self.opening else None

    def search(self, text: str, start: int = 0, end: int | None = None) -> Span | None:
        """Give the first place of one; None where there is none."""
        return next(self.finditer(text, start, end), None)


SAID, CALLED = Verbs(SAYING), Verbs(CALLING)
# "according to Vorchenko", "in Vorchenko's words"
ACCORDING = re.compile(r"\b(?:according to|in the words of|as told by|quoting|citing)\s+", re.IGNORECASE)
# What stands before marks that hold no words of anybody's: titles, names of things.
ENTITLED = re.compile(
    r"\b(?:entitled|titled|headlined|named|nicknamed|so-called|known as|the words?|the terms?|film|movie|"
    r"book|novel|song|album|article|essay|poem|play|programme|program|magazine|newspaper|documentary|series|"
    r"report|episode|hashtag|operation|project|newspapers?|website|group|party|movement|nickname)\s*[,:]?\s*$",
    re.IGNORECASE,
)
PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|I)\b")
# "she later said": nobody else in the clause is the subject.
PRONOUN_NEXT = re.compile(
    r"\b([Hh]e|[Ss]he|[Tt]hey|[Ii]t|I)(?:,?\s+(?:\w+ly|has|had|have|also|later|then|once|would|did)){0,6}\s*$"
)

"""One phrase that pages and papers use, and what it is evidence for.

A cue is evidence, not proof: its weight falls where it stands inside a long paragraph, because reports
speak about cookies and newsletters too. Patterns are matched on the lower-cased line.
"""

import re
from dataclasses import dataclass

from sources.ingest.ballot import SURE, WEAK
from sources.vocabulary import Kind

END = r"\W*$"
START = r"^\W*"
# Words one of which every pattern needs that may match in the middle of a line. Looking for them first
# halves the time that a paragraph takes; a test holds the list complete.
_TRIGGERS = """
cookie privacy_policy terms_ consent you_agree you_accept newsletter sign_up subscri register
your_inbox your_email your_mailbox already_a_member account free_article free_trial download comment
post moderator hate_speech please_ log_in login sign_in logged_in e-mail email required spam
you_would_like contact write_to do_you_have got_ send_ tell_us share_your information press_office
media_office media_contact @ + tel your_say you_think advertisements responsible_for legal_right
endorse no_part_of may_not_be_published _ld _lead writethru _min skip_to jump_to » › → photo picture
image pic video screenshot illustration map graphic credit cartoon drawing getty shutterstock istock
alamy magnum wikimedia flickr unsplash rights_reserved courtesy cc_by creative_commons © / | shown_
seen_ (ap (afp (reuters (epa (tass ,_ap ,_afp ,_reuters ,_epa published originally this_ the_article
the_story the_interview the_essay editing_by writing_by reporting_by reel_ box_ folder_ fonds_ tape_
file_ shelfmark ms_ ms._ contributed digiti publish_a_translation read_ censor in_proof
phot. _left _right arrow_ this_one this_picture (cent hold_ opinions_of for_comment for_an_interview
earlier_version been_changed been_withheld been_altered expressed edited condensed _ed (ed [ed -ed
—ed –ed .ed may_find
"""
TRIGGERS = tuple(trigger.replace("_", " ") for trigger in _TRIGGERS.split())  # "_" is a space


# What credits a source, notes something or opens comments is said of other things too.
LESS_TRUSTED = frozenset({Kind.SOURCE_CREDIT, Kind.EDITOR_NOTE, Kind.COMMENT})


@dataclass(frozen=True, slots=True)
class Cue:
    """Patterns on the lower-cased line, what they speak for, and in how long a line they still speak."""

    kind: Kind
    weight: float
    reason: str
    anchored: tuple[re.Pattern[str], ...]  # must match where the line begins
    free: tuple[re.Pattern[str], ...]
    longest: int = 60  # words
    fades: bool = True  # whether it says less in a longer line
    trust: float = SURE  # how often it was right on texts that it had not been written on

    def speaks(self, low: str, *, is_triggered: bool) -> bool:
        """Tell whether one of the patterns is in a lower-cased line."""
        if any(pattern.match(low) for pattern in self.anchored):
            return True
        return is_triggered and any(pattern.search(low) for pattern in self.free)


def cue(kind: Kind, weight: float, reason: str, *patterns: str, longest: int = 60, fades: bool = True) -> Cue:
    """Make a cue of patterns; those that begin with "^" are tried at the line's beginning only."""
    # One by one: joined into one pattern they would all be tried at every place of the line.
    anchored = tuple(re.compile(pattern) for pattern in patterns if pattern.startswith("^"))
    free = tuple(re.compile(pattern) for pattern in patterns if not pattern.startswith("^"))
    trust = WEAK if kind in LESS_TRUSTED else SURE
    return Cue(kind, weight, reason, anchored, free, longest, fades, trust)

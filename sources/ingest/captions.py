"""Pictures' captions that carry no credit, by their grammar.

A caption says what is seen: a subject and a participle ("Women waiting at the gate"), or a sentence in the
present tense among others in the past.
"""

import re

PARTICIPLE = re.compile(
    r"^(?:[\w'’.\-]+ ){1,5}?(?:\w{3,}ing|(?:seen|shown|pictured|held|taken|dressed"
    r"|armed|stands?|poses?|looks?|walks?|waits?|gathers?))\b"
)
FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|may|might|must|did"
    r"|does|do|said|says|told|went|came|took|made|gave|got|"
    r"became|began|began|knew|thought|saw|left|found|ran|fell|broke|wrote|spoke|led"
    r"|put|kept|it|he|she|they|i|we)\b"
)


def is_pictured(plain: str) -> bool:
    """Tell whether a line says what is seen, without a finite verb in its main clause."""
    return bool(PARTICIPLE.match(plain)) and not FINITE.search(_main_clause(plain))


def _main_clause(plain: str) -> str:
    """Give the part before a relative clause, whose verb does not make the line a sentence."""
    return re.split(r",? (?:who|which|that|where|when|after|before|as|while)\b", plain.lower(), maxsplit=1)[0]

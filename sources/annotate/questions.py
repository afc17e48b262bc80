"""The questions that sources are compared by, and the groups that answer them: made and changed as acts."""

from sources.annotate.acts import Actor, Refused, act
from sources.models import Corpus, Party, Question
from sources.values.slug import slug
from sources.vocabulary import ActKind, Asks


def make(corpus: Corpus, wording: str, asks: Asks, *, actor: Actor, **values: object) -> Question:
    """Ask a question of a corpus; ``values`` are further columns (slug, unit, counted, place, time …)."""
    with act(ActKind.CREATE, f"Asked “{wording}”", actor=actor) as doing:
        columns = {"slug": slug(wording), "position": corpus.questions.count(), **values}
        return doing.create(Question(corpus=corpus, wording=wording, asks=asks, **columns))


def change(question: Question, *, actor: Actor, **values: object) -> Question:
    """Change a question. Raises Refused where its claims would be no answers any more."""
    asked = str(values.get("asks", question.asks))
    if asked != question.asks and question.claims.exists():
        raise Refused(f"“{question}” has answers already; what it asks for stays as it is.")
    with act(ActKind.EDIT, f"Changed the question “{question}”", actor=actor) as doing:
        return doing.change(question, **values)


def remove(question: Question, *, actor: Actor) -> None:
    """Remove a question that has no claims; raise Refused where it has."""
    if question.claims.exists():
        raise Refused(f"“{question}” has answers; remove those first, or leave the question.")
    with act(ActKind.DELETE, f"Removed the question “{question}”", actor=actor) as doing:
        doing.delete(question)


def make_party(label: str, *, actor: Actor, **values: object) -> Party:
    """Name a group; it comes after the others unless ``position`` says otherwise."""
    with act(ActKind.CREATE, f"Named the group “{label}”", actor=actor) as doing:
        columns = {"slug": slug(label), "position": Party.objects.count(), **values}
        return doing.create(Party(label=label, **columns))


def change_party(party: Party, *, actor: Actor, **values: object) -> Party:
    """Change a group's label, address or place in the order."""
    with act(ActKind.EDIT, f"Changed the group “{party}”", actor=actor) as doing:
        return doing.change(party, **values)

"""Authority records: what is filled in for the editor, and the acts that make and rename them."""

from sources.annotate import holding
from sources.annotate.acts import Actor, Doing, Refused, act
from sources.models import Entity, Name
from sources.values import spelling
from sources.vocabulary import ActKind, EntityKind, NameKind

# Words that stand before the family name and belong to it in lists ("de Vries, Anna").
PARTICLES = frozenset(
    {"al", "bin", "da", "de", "del", "della", "den", "der", "di", "du", "el", "ibn", "la", "van", "von"}
)
ARTICLES = ("The ", "A ", "An ")


def sort_name(name: str, kind: str) -> str:
    """Propose how lists order a name: "Vorchenko, Stepan"; "Harbour Office, The".

    A proposal only: names that put the family name first, or have none, are the editor's to set.
    """
    if kind != EntityKind.PERSON:
        for article in ARTICLES:
            if name.startswith(article):
                return f"{name.removeprefix(article)}, {article.strip()}"
        return name
    words = name.split()
    family = len(words) - 1
    while family > 1 and words[family - 1].lower() in PARTICLES:
        family -= 1
    if family < 1:
        return name
    return f"{' '.join(words[family:])}, {' '.join(words[:family])}"


def complete(row: Entity | Name) -> Entity | Name:
    """Fill in what follows from the name: the spelling key, and a sort name where there is none."""
    if isinstance(row, Name):
        row.spelling_key = spelling.key(row.form)
        return row
    row.spelling_key = spelling.key(row.preferred_name)
    row.sort_name = row.sort_name or sort_name(row.preferred_name, row.kind)
    return row


def create(kind: EntityKind, preferred_name: str, *, actor: Actor, **values: object) -> Entity:
    """Make an entity in one act."""
    entity = Entity(kind=kind, preferred_name=preferred_name, **values)
    complete(entity)
    with act(ActKind.CREATE, f"New {kind}: {preferred_name}", actor=actor) as doing:
        return doing.create(entity)


def refuse_merged(entity: Entity) -> None:
    """Hold an entity until the act ends; raise Refused where it was merged meanwhile."""
    into = next((held.merged_into_id for held in holding.entities([entity.pk])), None)
    if into is not None:
        raise Refused(f"“{entity}” is merged into “{Entity.objects.get(pk=into)}”; choose that one.")


def add_name(entity: Entity, form: str, doing: Doing, *, kind: NameKind = NameKind.VARIANT) -> Name | None:
    """Add a form to an entity within an act; nothing where it has that form already."""
    if form == entity.preferred_name or entity.names.filter(form=form).exists():
        return None
    name = Name(entity=entity, form=form, kind=kind)
    complete(name)
    return doing.create(name)

"""What was withheld after a backup, withheld again.

Only ever more: of a line in the journal and the row as restored the stricter stands. What cannot be done
exactly (a correction whose former wording was withheld is itself lost) is done more strictly: the
whole article is shown as its catalogue entry, or not at all where words were taken from its headline; a
withholding holds it there until somebody has looked, and the report says so. None is ended by a line.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from sources.annotate.acts import Doing
from sources.annotate.journal import Line
from sources.annotate.told import snapshot
from sources.edition.protection import is_name
from sources.models import (
    Article,
    ChangeSet,
    Claim,
    Document,
    Entity,
    Mention,
    Name,
    Passage,
    Quotation,
    User,
    Withholding,
)
from sources.values import spelling
from sources.vocabulary import Access, EditorRole, MentionStatus, Status

RANKS = [EditorRole.ANNOTATOR, EditorRole.EDITOR, EditorRole.PUBLISHER]
STRICTNESS = [Access.FULL, Access.SNIPPETS, Access.CATALOGUE]


def replay(doing: Doing, lines: list[Line]) -> list[str]:
    """Do again what the acts that are lost took away; say each in a sentence."""
    known = set(ChangeSet.objects.values_list("public_id", flat=True))
    done = []
    for line in lines:
        again = _AGAIN.get(line["what"])
        if again is not None and line["act"] not in known:
            said = again(doing, line)
            if said:
                done.append(said)
    return done


def _article(doing: Doing, line: Line) -> str:
    row = Article.objects.filter(public_id=line["id"]).first()
    if row is None:
        return ""
    access = max(Access(row.access), Access(line["access"]), key=STRICTNESS.index)
    status = row.status if line["status"] == Status.PUBLISHED else Status.DRAFT
    if (access, status) == (row.access, row.status):
        return ""
    doing.change(row, access=access, status=status)
    return f"Article {row.public_id}: shown as {access}, {status}."


def _document(doing: Doing, line: Line) -> str:
    row = Document.objects.filter(public_id=line["id"], withdrawn_on=None).first()
    if row is None or not line["withdrawn_on"]:
        return ""
    day = date.fromisoformat(line["withdrawn_on"])
    doing.change(row, withdrawn_on=day, withdrawn_reason=line["reason"])
    return f"Document {row.public_id}: withdrawn."


def _wording(doing: Doing, line: Line) -> str:
    row = Article.objects.filter(public_id=line["article"]).first()
    if row is None or row.access == Access.CATALOGUE:
        return ""
    doing.change(row, access=Access.CATALOGUE)
    return (
        f"Article {row.public_id}: shown as its catalogue entry, because a correction of passage "
        f"{line['passage']} that withheld its former wording is lost. Correct it again, then show it."
    )


def _withholding(doing: Doing, line: Line) -> str:
    """Let a withholding stand again; where its words are in the text again, of the whole article."""
    if "entity" in line:
        return _of_person(doing, line)
    article = Article.objects.filter(public_id=line["article"]).first()
    if article is None:
        return ""
    if "passage" not in line:
        is_new = _hold(doing, article, _row(line, line["id"], article=article))
        return f"Article {article.public_id}: withheld again." if is_new else ""
    note = f"Words of passage {line['passage']} were withheld, and a restore lost that: withhold them again."
    if not _hold(doing, article, _row(line, article=article, note=note)):
        return ""
    return (
        f"Article {article.public_id}: withheld until somebody ends that, because words of passage "
        f"{line['passage']} were withheld. Withhold them again first."
    )


def _headline(doing: Doing, line: Line) -> str:
    """The title is as it was before words were taken out of it, so not even the catalogue entry is shown."""
    article = Article.objects.filter(public_id=line["id"]).first()
    if article is None:
        return ""
    was = article.status
    if was == Status.PUBLISHED:
        doing.change(article, status=Status.DRAFT)
    note = "Words of its headline were withheld, and a restore lost that: take them out again."
    if not _hold(doing, article, _row(line, article=article, note=note)) and was == article.status:
        return ""
    return (
        f"Article {article.public_id}: not shown until somebody ends that, because words of its headline "
        "were withheld. Take them out again first."
    )


def _hold(doing: Doing, article: Article, row: Withholding) -> bool:
    """Let a withholding hold an article that is not shown; one that stands says what else is to be done.

    Tells whether there was anything to do.
    """
    if article.status == Status.PUBLISHED and article.access != Access.CATALOGUE:
        doing.change(article, status=Status.DRAFT)
    standing = Withholding.objects.standing().filter(article=article).first()
    if standing is None:
        _stand(doing, row)
    elif row.note not in standing.note:
        doing.change(standing, note=f"{standing.note} {row.note}".strip())
    else:
        return False
    return True


def _of_person(doing: Doing, line: Line) -> str:
    # The line of the person, before this one, protected them again.
    person = Entity.objects.filter(public_id=line["entity"], is_protected=True).first()
    if person is None or Withholding.objects.standing().filter(entity=person).exists():
        return ""
    _stand(doing, _row(line, line["id"], entity=person))
    return f"Record {person.public_id}: why it is protected is known again, without the note."


def _row(line: Line, public_id: str = "", **of: object) -> Withholding:
    """Make the row of a line, with its own id where it is of the same thing as then."""
    until = date.fromisoformat(line["until"]) if line["until"] else None
    own = {"public_id": public_id} if public_id else {}
    made_at = datetime.fromisoformat(line["on"])
    return Withholding(reason=line["reason"], until=until, made_at=made_at, **own, **of)


def _stand(doing: Doing, row: Withholding) -> None:
    """Create a withholding, or let the one that has its id and was ended stand again."""
    ended = Withholding.objects.filter(public_id=row.public_id).first()
    if ended is None:
        doing.create(row)
    else:
        doing.change(ended, ended_on=None)


def _ended(_: Doing, line: Line) -> str:
    """What was shown again is withheld again all the same; who runs the archive is told."""
    model, name = next((one, line[one]) for one in ("entity", "passage", "article") if one in line)
    of = {"entity": Entity, "passage": Passage, "article": Article}[model]
    if not of._base_manager.filter(public_id=name).exists():
        return ""
    noun = "record" if model == "entity" else model
    return f"The withholding of {noun} {name} was ended since; a restore keeps it: end it again."


def _entity(doing: Doing, line: Line) -> str:
    row = Entity.objects.filter(public_id=line["id"]).first()
    if row is not None:
        return _stricter(doing, row, line)
    if not line["is_protected"]:
        return ""
    # The record is newer than the backup: it is made again, so that the name is looked for.
    name = line["name"]
    row = Entity(
        public_id=line["id"],
        kind=line["kind"],
        preferred_name=name,
        sort_name=name,
        spelling_key=spelling.key(name),
        is_protected=True,
        pseudonym=line["pseudonym"],
    )
    doing.create(row)
    for form in line["forms"]:
        doing.create(Name(entity=row, form=form, spelling_key=spelling.key(form)))
    return f"Record {row.public_id}: made again, protected."


def _stricter(doing: Doing, row: Entity, line: Line) -> str:
    values: dict[str, object] = {}
    if line["is_protected"] and not row.is_protected:
        values |= {"is_protected": True, "pseudonym": line["pseudonym"]}
    if line.get("is_private") and not row.is_private:
        values["is_private"] = True
    if line["is_protected"]:
        _name(doing, row, [line["name"], *line["forms"]])
    if not values:
        return ""
    doing.change(row, **values)
    return f"Record {row.public_id}: {'protected' if row.is_protected else 'private'} again."


def _form(doing: Doing, line: Line) -> str:
    row = Entity.objects.filter(public_id=line["id"]).first()
    # A mark may stand on a description (“his sister”), which is nobody's name.
    if row is None or not is_name(line["form"]) or not _name(doing, row, [line["form"]]):
        return ""
    return f"Record {row.public_id}: a form of the name, known again."


def _name(doing: Doing, row: Entity, forms: Sequence[str]) -> bool:
    """Give a record the forms of its name that it lacks; tell whether it lacked one."""
    known = {row.preferred_name, *row.names.values_list("form", flat=True)}
    lacking = [form for form in dict.fromkeys(forms) if form not in known]
    doing.create_all([Name(entity=row, form=form, spelling_key=spelling.key(form)) for form in lacking])
    return bool(lacking)


def _mention(doing: Doing, line: Line) -> str:
    row = Mention.objects.accepted().filter(public_id=line["id"]).first()
    if row is None:
        return ""
    doing.change(row, status=MentionStatus.NEEDS_REVIEW)
    return f"Mark {row.public_id}: taken back from the public; it waits for review."


def _quotation(doing: Doing, line: Line) -> str:
    row = Quotation.objects.accepted().filter(public_id=line["id"]).first()
    if row is None:
        return ""
    doing.change(row, status=MentionStatus.NEEDS_REVIEW)
    return f"Quotation {row.public_id}: taken back from the public; it waits for review."


def _claim(doing: Doing, line: Line) -> str:
    row = Claim.objects.accepted().filter(public_id=line["id"]).first()
    if row is None:
        return ""
    doing.change(row, status=MentionStatus.NEEDS_REVIEW)
    return f"Claim {row.public_id}: taken back from the public; it waits for review."


def _account(doing: Doing, line: Line) -> str:
    row = User.objects.filter(username=line["id"]).first()
    if row is None:
        return ""
    was = (row.is_active, row.role, row.is_staff, row.is_superuser)
    doing.change(
        row,
        is_active=row.is_active and line["is_active"],
        role=_lesser(row.role, line["role"]),
        is_staff=row.is_staff and line["is_staff"],
        is_superuser=row.is_superuser and line["is_superuser"],
    )
    if was == (row.is_active, row.role, row.is_staff, row.is_superuser):
        return ""
    return f"Account {row.username}: {'as ' + row.role if row.is_active else 'closed'}."


def _lesser(one: str, other: str) -> str:
    """Give the role that may less; where neither includes the other, the one that may least of all."""
    if one == other:
        return one
    ranks = [str(role) for role in RANKS]
    return min(one, other, key=ranks.index) if one in ranks and other in ranks else ranks[0]


def _credentials(doing: Doing, line: Line) -> str:
    """What was the password then may be what somebody else knows: it opens nothing any more."""
    row = User.objects.filter(username=line["id"]).first()
    if row is None or not row.has_usable_password():
        return ""
    row.set_unusable_password()
    row.save(update_fields=["password"])
    doing.note(row, snapshot(row), snapshot(row))
    return (
        f"Account {row.username}: its password or second factor was changed since; it signs in again after "
        f"manage.py rescue_account {row.username}."
    )


_AGAIN: dict[str, Callable[[Doing, Line], str]] = {
    "article": _article,
    "document": _document,
    "wording": _wording,
    "withholding": _withholding,
    "headline": _headline,
    "ended": _ended,
    "entity": _entity,
    "form": _form,
    "mention": _mention,
    "quotation": _quotation,
    "claim": _claim,
    "account": _account,
    "credentials": _credentials,
}

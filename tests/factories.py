"""Rows with no surprises: each function makes the least valid row, its relations visible in the call.

They write through the ORM, not through acts: a test of the log then counts only its own acts.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count

from django.db import connection

from sources.annotate.acts import date_for
from sources.models import (
    Article,
    Claim,
    Contributor,
    Corpus,
    Document,
    Entity,
    Mention,
    Passage,
    PassageRevision,
    Publication,
    Question,
    TaggedPassage,
    Topic,
    User,
)
from sources.values.span import Span
from sources.vocabulary import EditorRole, MentionStatus

_serial = count(1)

# How long a passage is whose text is not held.
NOT_HELD = len("Ada Quill lit it.")


def make_user(name: str = "adler", **values: object) -> User:
    return User.objects.create_user(
        **{"username": name, "handle": "M. Adler", "role": EditorRole.EDITOR, "is_staff": True} | values
    )


def make_corpus(**values: object) -> Corpus:
    number = next(_serial)
    defaults = {"slug": f"corpus-{number}", "title": "The Lantern Tax", "event_years": ["1931"]}
    return Corpus.objects.create(**defaults | values)


def make_publication(**values: object) -> Publication:
    return Publication.objects.create(**{"name": "Quay Mercury"} | values)


def make_contributor(article: Article, **values: object) -> Contributor:
    defaults = {"article": article, "position": article.contributors.count(), "name": "Ada Quill"}
    return Contributor.objects.create(**defaults | values)


def make_topic(revision: PassageRevision, slug: str) -> TaggedPassage:
    """Put a passage under a topic, which is made where it is not there yet."""
    topic, _ = Topic.objects.get_or_create(slug=slug, defaults={"name": slug.capitalize()})
    return TaggedPassage.objects.create(content_object=revision.passage, tag=topic)


def make_document(corpus: Corpus | None = None, **values: object) -> Document:
    number = next(_serial)
    defaults = {
        "corpus": corpus or make_corpus(),
        "file_name": f"{number:03}.txt",
        "sha256": hashlib.sha256(str(number).encode()).hexdigest(),
        "size": 100,
        "is_held": True,
    }
    return Document.objects.create(**defaults | values)


def make_article(
    document: Document | None = None, *, published: str = "1931-05-04", **values: object
) -> Article:
    document = document or make_document()
    defaults = {
        "document": document,
        "index": document.articles.count(),
        "title": "Lamps out on the quay",
        "published": date_for(published) if published else None,
        "access": "full",
        "status": "published",
    }
    return Article.objects.create(**defaults | values)


def make_passage(article: Article, text: str | None, **values: object) -> PassageRevision:
    """Add a passage after the others of its document; give its first revision."""
    last = article.document.passages.order_by("-end").first()
    start = last.end + 1 if last else 0
    defaults = {
        "document": article.document,
        "article": article,
        "number": str(article.passages.count() + 1),
        "kind": "body",
        "start": start,
        "end": start + (NOT_HELD if text is None else len(text)),
    }
    passage = Passage.objects.create(**defaults | values)
    return PassageRevision.objects.create(passage=passage, number=1, text=text)


def make_entity(name: str = "Ada Quill", kind: str = "person", **values: object) -> Entity:
    defaults = {"kind": kind, "preferred_name": name, "sort_name": name, "spelling_key": name.lower()}
    return Entity.objects.create(**defaults | values)


def make_mention(revision: PassageRevision, exact: str, target: Entity | str, **values: object) -> Mention:
    """Mark the first occurrence of ``exact`` as an entity, or as the date that an EDTF value names."""
    start = (revision.text or exact).index(exact)
    defaults: dict[str, object] = {
        "revision": revision,
        "start": start,
        "end": start + len(exact),
        "exact": exact,
        "status": MentionStatus.ACCEPTED,
    }
    defaults |= {"entity": target} if isinstance(target, Entity) else {"date": date_for(target)}
    return Mention.objects.create(**defaults | values)


def make_question(corpus: Corpus, **values: object) -> Question:
    number = next(_serial)
    defaults = {"slug": f"lamps-{number}", "wording": "How many lamps went out?", "asks": "number"}
    return Question.objects.create(**{"corpus": corpus} | defaults | values)


def make_claim(revision: PassageRevision, exact: str, question: Question, **values: object) -> Claim:
    """Mark the first occurrence of ``exact`` as an answer, asserted by "residents" unless told otherwise."""
    start = (revision.text or exact).index(exact)
    defaults = {"question": question, "revision": revision, "status": MentionStatus.ACCEPTED}
    claim = Claim(**defaults | values)
    claim.put(Span(start, start + len(exact)), exact)
    if not claim.asserter_id and not claim.asserter_name:
        claim.asserter_name = "residents"
    claim.save()
    return claim


@contextmanager
def meanwhile(deed: Callable[[], object], before: tuple[str, ...] = ("SAVEPOINT", "BEGIN")) -> Iterator[None]:
    """Do a deed, as somebody else would, just before the next transaction of the body begins.

    What the body looked at before its transaction is then no longer so: a race, each time the same. Another
    statement can be named by how it begins.
    """
    waiting = [deed]

    def wrapper(execute, sql, params, many, context):  # type: ignore[no-untyped-def]  # Django's own hook
        if waiting and sql.startswith(before):
            waiting.pop()()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(wrapper):
        yield
    assert not waiting, "no such statement was made"

"""An edition that was added to says what one made anew says; and what it refuses to add."""

import random
import sqlite3
from contextlib import suppress

import pytest
from django.db.models import Exists, OuterRef

from sources.annotate.acts import Refused, act, date_for
from sources.annotate.correct import apply_correction, plan_correction
from sources.annotate.undo import undo
from sources.edition import press as whole
from sources.edition.digest import content_digest, parts
from sources.edition.manifest import read_manifest
from sources.edition.preview import plan_publication
from sources.edition.publish import publish
from sources.edition.swap import current_file
from sources.edition.verify import RULES
from sources.models import (
    Article,
    ChangeSet,
    Contributor,
    Corpus,
    Document,
    Entity,
    Mention,
    Name,
    Passage,
    PassageRevision,
    Publication,
)
from sources.vocabulary import ActKind

KINDS = ("person", "place", "organisation")
WORDS = ["lamp", "quay", "tax", "night", "gate", "salt", "boat", "rope", "wind", "bell"]


class Archivist:
    """Does random things that add, each as an act, as the desk would."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.serial = 0
        with act(ActKind.INGEST, "Began") as doing:
            self.corpora = [
                doing.create(Corpus(slug=f"c{n}", title=f"C{n}", event_years=["1931"], is_fiction=not n))
                for n in range(2)
            ]
            self.papers = [doing.create(Publication(name=f"Paper {n}")) for n in range(2)]
            self.entities = [
                doing.create(self._entity(f"{first} {last}"))
                for first in ("Ada", "Tomas", "Nils")
                for last in ("Quill", "Wick", "Orne")
            ]

    def _entity(self, name):
        self.serial += 1
        return Entity(
            kind=self.random.choice(KINDS), preferred_name=name, sort_name=name, spelling_key=name.lower()
        )

    def add_article(self, status="published"):
        """Take in a document with one article of some passages, some of it named."""
        self.serial += 1
        pick = self.random.choice
        with act(ActKind.INGEST, "Took in a file") as doing:
            document = doing.create(
                Document(
                    corpus=pick(self.corpora),
                    file_name=f"{self.serial}.txt",
                    sha256=f"{self.serial:064}",
                    size=9,
                    is_held=True,
                )
            )
            article = doing.create(
                Article(
                    document=document,
                    index=0,
                    title=f"{pick(WORDS)} {self.serial}",
                    publication=pick(self.papers),
                    published=pick([None, date_for(f"1931-0{self.random.randint(1, 9)}-03")]),
                    access=pick(["full", "full", "snippets"]),
                    status=status,
                )
            )
            if pick([True, False]):
                entity = pick([None, *self.entities[:2]])
                name = entity.preferred_name if entity else "Signed Alike"
                doing.create(
                    Contributor(article=article, position=0, role="author", name=name, entity=entity)
                )
            place = 0
            for number in range(self.random.randint(1, 4)):
                place = self._passage(doing, article, number, place)
        return article

    def _passage(self, doing, article, number, place):
        named = self.random.sample(self.entities, self.random.randint(0, 3))
        day = f"1931-05-{self.random.randint(1, 4):02}"
        parts = [*(self._spelt(one) for one in named), day, *self.random.sample(WORDS, 3)]
        text = " ".join(parts)
        row = doing.create(
            Passage(
                document=article.document,
                article=article,
                number=str(number + 1),
                kind=self.random.choice(["body", "body", "caption", "boilerplate"]),
                start=place,
                end=place + len(text),
                speaker=self.random.choice([None, None, *named]),
            )
        )
        revision = doing.create(PassageRevision(passage=row, text=text))
        for target, exact in zip([*named, date_for(day)], parts, strict=False):
            start = text.index(exact)
            status = self.random.choice(["accepted", "accepted", "suggested"])
            field = {"entity": target} if isinstance(target, Entity) else {"date": target}
            doing.create(
                Mention(
                    revision=revision,
                    start=start,
                    end=start + len(exact),
                    exact=exact,
                    status=status,
                    **field,
                )
            )
        return place + len(text) + 1

    def _spelt(self, entity):
        return self.random.choice([entity.preferred_name, entity.preferred_name.split()[-1]])

    def accept(self):
        """Accept some suggestions."""
        waiting = list(Mention.objects.filter(status="suggested").order_by("pk"))
        with act(ActKind.ANNOTATE, "Accepted") as doing:
            for mention in self.random.sample(waiting, min(2, len(waiting))):
                doing.change(mention, status="accepted")

    def name(self):
        """Record a form of somebody's name."""
        entity = self.random.choice(self.entities)
        self.serial += 1
        form = self.random.choice([entity.preferred_name.split()[0], f"Form {self.serial}"])
        if not Name.objects.filter(entity=entity, form=form).exists():
            with act(ActKind.EDIT, "Named") as doing:
                doing.create(Name(entity=entity, form=form, kind="variant"))

    def meet(self):
        """Make somebody new, whom later articles may name."""
        with act(ActKind.EDIT, "Made") as doing:
            self.serial += 1
            self.entities.append(doing.create(self._entity(f"New {self.serial}")))

    def do_something(self):
        self.random.choice(
            [self.add_article, self.add_article, self.accept, self.accept, self.name, self.meet]
        )()


def leaves(file):
    connection = sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)
    try:
        rows = {
            part.table: sorted(row for _, row in connection.execute(part.query.format("")))
            for part in parts()
        }
        wrong = [rule for rule, query in RULES.items() if connection.execute(query).fetchall()]
        words = connection.execute(
            "SELECT rowid FROM passage_text WHERE passage_text MATCH 'lamp OR quay OR wick' ORDER BY rowid"
        ).fetchall()
        public = dict(connection.execute("SELECT id, public_id FROM edition_passage"))
        stored = connection.execute("SELECT value FROM edition_manifest WHERE key = 'digest'").fetchone()[0]
        counts = connection.execute("SELECT value FROM edition_manifest WHERE key = 'counts'").fetchone()[0]
        return (
            rows,
            content_digest(connection) == stored,
            stored,
            [public[one] for (one,) in words],
            counts,
            wrong,
        )
    finally:
        connection.close()


def fingerprints(file):
    connection = sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)
    try:
        return dict(connection.execute("SELECT public_id, fingerprint FROM edition_article"))
    finally:
        connection.close()


def foreseen(plan, before, after):
    """Whether a plan named every article that came, went, or is shown otherwise, and counted the marks."""
    assert {line.public_id for line in plan.added} == after.keys() - before.keys()
    assert {line.public_id for line in plan.removed} == before.keys() - after.keys()
    others = {one for one in before.keys() & after.keys() if before[one] != after[one]}
    assert others <= {line.public_id for line in plan.touched}
    assert plan.mentions == read_manifest(current_file()).counts["mentions"]
    return len(others)


def check(tmp_path, seed, rounds):
    archivist = Archivist(seed)
    for _ in range(3):
        archivist.add_article()
    archivist.add_article(status="draft")
    publish()
    added = 0
    for number in range(rounds):
        for _ in range(archivist.random.randint(1, 3)):
            archivist.do_something()
        plan, before = plan_publication(), fingerprints(current_file())
        made = publish()
        foreseen(plan, before, fingerprints(current_file()))
        added += made.way.startswith("Added")
        anew = tmp_path / f"{seed}-{number}.sqlite3"
        whole.press(anew, made.edition.number, "", lambda _: None)
        (rows, *facts), (rows_anew, *facts_anew) = leaves(current_file()), leaves(anew)
        differing = {table: set(rows[table]) ^ set(rows_anew[table]) for table in rows}
        assert {table: found for table, found in differing.items() if found} == {}, made.way
        assert facts == facts_anew, made.way
    return added


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.usefixtures("editions")
def test_edition_that_was_added_to_says_what_one_made_anew_says(db, tmp_path, seed):
    assert check(tmp_path, seed, 4) >= 2


class Reviser(Archivist):
    """Does also what adds nothing: renames, corrects, protects, moves, withdraws, takes back."""

    def change(self, rows, **values):
        if found := list(rows.order_by("pk")):
            with act(ActKind.EDIT, "Changed a row") as doing:
                doing.change(self.random.choice(found), **values)

    def rename(self):
        self.serial += 1
        self.change(Entity.objects.all(), preferred_name=f"Renamed {self.serial}")

    def call_paper_otherwise(self):
        self.serial += 1
        self.change(Publication.objects.all(), name=f"Paper {self.serial}")

    def protect(self):
        if not Entity.objects.filter(is_protected=True).exists():
            self.change(
                Entity.objects.filter(kind="person"), is_protected=True, pseudonym="A keeper of lamps"
            )

    def protect_no_more(self):
        self.change(Entity.objects.filter(is_protected=True), is_protected=False)

    def decide(self):
        self.change(Article.objects.all(), status=self.random.choice(["draft", "published", "published"]))

    def show_less(self):
        self.change(Article.objects.all(), access=self.random.choice(["catalogue", "full"]))

    def copy(self):
        originals = list(Article.objects.filter(copy_of=None, copies=None).order_by("pk"))
        if len(originals) > 1:
            original, copy = self.random.sample(originals, 2)
            with act(ActKind.EDIT, "Linked a copy") as doing:
                doing.change(copy, copy_of=original, similarity=0.9)

    def reword(self):
        head = self.random.choice(list(PassageRevision.objects.filter(revision_of_head()).order_by("pk")))
        plan = plan_correction(head, head.text + " indeed")
        apply_correction(
            plan, actor=None, reason="misread", withholds_former=self.random.choice([True, False])
        )

    def take_back(self):
        entry = ChangeSet.objects.exclude(kind="publish").order_by("-pk").first()
        with suppress(Refused):
            undo(entry, actor=None)

    def do_something(self):
        ways = [self.rename, self.call_paper_otherwise, self.protect, self.protect_no_more, self.decide]
        ways += [self.show_less, self.copy, self.reword, self.take_back, self.add_article, self.accept]
        self.random.choice(ways)()


def revision_of_head():
    later = PassageRevision.objects.filter(passage=OuterRef("passage"), number__gt=OuterRef("number"))
    return ~Exists(later)


def revise(seed, rounds):
    """Give how many articles were shown otherwise, every one of which the plan had named."""
    reviser, seen = Reviser(seed), 0
    for _ in range(4):
        reviser.add_article()
    publish()
    for _ in range(rounds):
        for _ in range(reviser.random.randint(1, 3)):
            reviser.do_something()
        plan, before = plan_publication(), fingerprints(current_file())
        with suppress(Refused):  # nothing left to publish, or a name that nobody marked
            publish()
            seen += foreseen(plan, before, fingerprints(current_file()))
    return seen


@pytest.mark.usefixtures("editions")
def test_plan_names_every_article_that_readers_would_see_otherwise(db):
    assert revise(3, 4) > 0


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 140))
@pytest.mark.usefixtures("editions")
def test_plan_names_every_article_after_many_random_acts(db, seed):
    assert revise(seed, 12) > 0

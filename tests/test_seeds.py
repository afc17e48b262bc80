"""What the corpus packages promise before any of our code reads them.

A package is data that people wrote by hand or by script; this is its proof-reading. Its loading and
its round trip are tested where the loader is.
"""

import csv
import difflib
import hashlib
import re
import tomllib
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from sources.values import edtf, splice
from sources.values.public_id import is_public_id
from sources.values.span import Span
from sources.vocabulary import UNSEARCHED_KINDS, AnchorKind, Kind, MentionStatus

SEEDS = Path(__file__).parent.parent / "seeds"
TABLES = ("passages", "revisions", "entities", "names", "mentions", "quotations", "tags")
TABLES += ("parties", "questions", "claims")
ARTICLE_TEXT = {Kind.TITLE, Kind.SUBTITLE, Kind.BYLINE, Kind.HEADING, Kind.BODY}


class Package:
    """A corpus package as it lies on the disk."""

    def __init__(self, slug):
        self.folder = SEEDS / slug
        self.facts = tomllib.loads((self.folder / "corpus.toml").read_text("utf-8"))
        for table in TABLES:
            setattr(self, table, self.rows(table))
        self.articles = {article["id"]: article for article in self.facts["articles"]}
        self.kinds = {passage["id"]: passage["kind"] for passage in self.passages}
        self.order = {passage["id"]: place for place, passage in enumerate(self.passages)}

    def rows(self, table):
        path = self.folder / f"{table}.csv"
        if not path.exists():
            return []
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def captured(self, document):
        return (self.folder / "texts" / document["file_name"]).read_bytes().decode("utf-8")

    def wordings(self):
        """(passage, revision number) → text, for a package that carries its texts."""
        texts = {document["id"]: self.captured(document) for document in self.facts["documents"]}
        wordings = {}
        for passage in self.passages:
            span = Span(int(passage["start"]), int(passage["end"]))
            wordings[passage["id"], "1"] = re.sub(r"[\r\n]", " ", span.of(texts[passage["document"]]))
        for revision in self.revisions:
            before = wordings[revision["passage"], str(int(revision["number"]) - 1)]
            after = splice.apply(before, splice.from_json(revision["splices"]))
            wordings[revision["passage"], revision["number"]] = after
        return wordings


@pytest.fixture(scope="module", params=["temrava", "zhanaozen"])
def package(request):
    return Package(request.param)


@pytest.fixture(scope="module")
def temrava():
    return Package("temrava")


class TestEveryPackage:
    def test_public_ids_are_well_formed_and_unique(self, package):
        listed = [row for key in ("publications", "documents", "articles") for row in package.facts[key]]
        rows = [*listed, *package.passages, *package.entities, *package.names, *package.mentions]
        rows += [*package.quotations, *package.parties, *package.questions, *package.claims]
        ids = [package.facts["id"], *(row["id"] for row in rows)]

        assert [public_id for public_id in ids if not is_public_id(public_id)] == []
        assert sorted(set(ids)) == sorted(ids)

    def test_rows_refer_to_rows_that_are_there(self, package):
        entities = {entity["id"] for entity in package.entities}
        topics = {topic["slug"] for topic in package.facts["topics"]}
        documents = {document["id"] for document in package.facts["documents"]}
        lost = [
            *({passage["article"] for passage in package.passages} - {*package.articles, ""}),
            *({passage["document"] for passage in package.passages} - documents),
            *({passage["speaker"] for passage in package.passages} - {*entities, ""}),
            *({passage["duplicate_of"] for passage in package.passages} - {*package.kinds, ""}),
            *({name["entity"] for name in package.names} - entities),
            *({mention["entity"] for mention in package.mentions} - {*entities, ""}),
            *({mention["passage"] for mention in package.mentions} - set(package.kinds)),
            *({said["speaker"] for said in package.quotations} - {*entities, ""}),
            *({said["passage"] for said in package.quotations} - set(package.kinds)),
            *({tag["passage"] for tag in package.tags} - set(package.kinds)),
            *({tag["tag"] for tag in package.tags} - topics),
            *({article["copy_of"] for article in package.articles.values()} - {*package.articles, ""}),
        ]

        assert lost == []

    def test_rows_stand_in_the_fixed_order(self, package):
        documents = [document["id"] for document in package.facts["documents"]]
        entities = {entity["id"]: place for place, entity in enumerate(package.entities)}

        assert package.passages == sorted(
            package.passages, key=lambda row: (documents.index(row["document"]), int(row["start"]))
        )
        assert package.entities == sorted(
            package.entities, key=lambda row: (row["kind"], row["sort_name"], row["id"])
        )
        assert package.names == sorted(
            package.names, key=lambda row: (entities[row["entity"]], row["form"], row["id"])
        )
        assert package.mentions == sorted(
            package.mentions,
            key=lambda row: (package.order[row["passage"]], int(row["start"]), int(row["end"]), row["id"]),
        )
        assert package.tags == sorted(
            package.tags, key=lambda tag: (package.order[tag["passage"]], tag["tag"])
        )

    def test_dates_are_edtf_in_its_plain_form(self, package):
        dates = {mention[column] for mention in package.mentions for column in ("date", "proposed_edtf")}
        dates |= {article["published"] for article in package.articles.values()}
        dates.discard("")

        assert {edtf.parse(date).value for date in dates} == dates

    def test_anchors_are_words_of_the_list_or_mentions(self, package):
        mentions = {mention["id"] for mention in package.mentions}
        words = {str(kind) for kind in AnchorKind} - {"mention"}

        assert {mention["anchor"] for mention in package.mentions} - mentions - words == set()

    def test_nothing_is_marked_where_nobody_reports(self, package):
        rows = [*package.mentions, *package.quotations, *package.claims]
        marked = [row for row in rows if package.kinds[row["passage"]] in UNSEARCHED_KINDS]

        assert marked == []


class TestPackagesTogether:
    def test_topics_of_one_name_are_one_topic(self):
        """Topics are shared by all corpora, so two of one slug or name would become one."""
        packages = [Package(path.parent.name) for path in sorted(SEEDS.glob("*/corpus.toml"))]
        topics = [topic for package in packages for topic in package.facts["topics"]]
        distinct = {tuple(topic.values()) for topic in topics}

        assert len({topic["slug"] for topic in topics}) == len(distinct)
        assert len({topic["name"] for topic in topics}) == len(distinct)


class TestTemrava:
    """The demonstration corpus carries its texts, so that its rows can be held against them."""

    def test_texts_are_the_bytes_described(self, temrava):
        described = {row["file_name"]: (row["sha256"], row["size"]) for row in temrava.facts["documents"]}
        found = {
            path.name: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_size)
            for path in (temrava.folder / "texts").iterdir()
        }

        assert found == described

    def test_regions_cover_all_that_is_not_blank(self, temrava):
        for document in temrava.facts["documents"]:
            text = temrava.captured(document)
            gaps, last = "", 0
            for passage in temrava.passages:
                if passage["document"] == document["id"]:
                    assert int(passage["start"]) >= last
                    gaps += text[last : int(passage["start"])]
                    last = int(passage["end"])

            assert (gaps + text[last:]).strip() == ""

    def test_quotations_and_claims_are_the_words_of_their_digest(self, temrava):
        wordings = temrava.wordings()
        for said in (*temrava.quotations, *temrava.claims):
            exact = wordings[said["passage"], said["revision"]][int(said["start"]) : int(said["end"])]
            digest = hashlib.sha256(f"{said['id']}{exact}".encode()).hexdigest()

            assert digest == said["digest"], (said["id"], exact)

    def test_mentions_are_the_words_of_the_last_wording(self, temrava):
        wordings = temrava.wordings()
        last = dict(sorted(wordings))  # of each passage, its last number

        for mention in temrava.mentions:
            span = Span(int(mention["start"]), int(mention["end"]))
            assert span.of(wordings[mention["passage"], mention["revision"]]) == mention["exact"]
            assert last[mention["passage"]] == mention["revision"]

    def test_one_correction_is_a_belt_and_the_other_takes_an_address_away(self, temrava):
        revision, other = temrava.revisions
        wordings = temrava.wordings()

        assert "identified him by his bolt." in wordings[revision["passage"], "1"]
        assert "identified him by his belt." in wordings[revision["passage"], "2"]
        assert (revision["withholds_former"], other["withholds_former"]) == ("", "true")
        assert wordings[other["passage"], "2"].endswith("has moved since.")

    def test_the_reprint_is_as_like_as_it_says(self, temrava):
        wordings = temrava.wordings()
        copy = temrava.articles["eb44n9wt"]
        original, reprint = (words(temrava, wordings, copy[key]) for key in ("copy_of", "id"))
        ratio = difflib.SequenceMatcher(None, original, reprint, autojunk=False).ratio()

        assert round(ratio, 2) == copy["similarity"] == 0.96

    def test_it_has_something_to_leave_out(self, temrava):
        statuses = [article["status"] for article in temrava.articles.values()]
        marks = Counter(mention["status"] for mention in temrava.mentions)

        assert (statuses.count("published"), statuses.count("draft")) == (18, 1)
        del marks[MentionStatus.ACCEPTED]
        assert marks == {
            MentionStatus.SUGGESTED: 3,
            MentionStatus.REJECTED: 1,
            MentionStatus.NEEDS_REVIEW: 1,
        }

    def test_it_says_that_it_is_fiction_and_links_to_no_real_site(self, temrava):
        rows = [*temrava.facts["publications"], *temrava.articles.values()]
        hosts = {urlsplit(row["url"]).hostname for row in rows if row["url"]}

        assert temrava.facts["is_fiction"] is True
        assert [host for host in hosts if not host.endswith(".example")] == []


def words(package, wordings, article):
    """The words of an article from its title to its last paragraph, as first captured."""
    mine = [row for row in package.passages if row["article"] == article]
    first = [row["kind"] for row in mine].index(Kind.TITLE)
    kept = [wordings[row["id"], "1"] for row in mine[first:] if row["kind"] in ARTICLE_TEXT]
    return " ".join(kept).split()

"""Questions and claims in a package: places and digests, out and in again byte for byte."""

import csv
import shutil
from dataclasses import replace

import pytest
from django.core.management import call_command

from sources.export.package.order import in_order
from sources.export.package.read import read
from sources.export.package.rows import ClaimRow, PartyRow, QuestionRow
from sources.export.package.table import PackageError
from sources.export.package.write import write
from sources.models import Claim, Corpus
from sources.models.digested import digest_of
from sources.vocabulary import Asks, Certainty, Measure, MentionStatus, Stance
from tests.export.package.packages import SEEDS, copy_of, edit, files_of, load_folder

EMPTY = dict.fromkeys(
    ("low", "high", "option", "text", "asserter", "asserter_name", "party", "via"), ""
) | dict.fromkeys(("as_of", "quotation", "repeats", "note"), "")


def question(key, slug, wording, asks, **values):
    none = dict.fromkeys(("unit", "counted", "place", "time", "method", "options"), "")
    return QuestionRow(id=key, slug=slug, wording=wording, asks=asks, position=1, **none | values)


def claim(folder, package, place, key, **values):
    """Answer on the first nine characters of the body passage at a place."""
    documents = {row.id: row.file_name for row in package.documents}
    corrected = {row.passage for row in package.revisions}
    bodies = [row for row in package.passages if row.kind == "body" and row.id not in corrected]
    passage = bodies[place]
    text = (folder / "texts" / documents[passage.document]).read_bytes().decode("utf-8")
    words = text[passage.start : passage.start + 9].replace("\n", " ")
    fixed = {"passage": passage.id, "revision": 1, "start": 0, "end": 9, "digest": digest_of(key, words)}
    usual = {"status": MentionStatus.ACCEPTED, "certainty": Certainty.CERTAIN, "stance": Stance.ASSERTS}
    return ClaimRow(id=key, **EMPTY | fixed | usual | {"measure": Measure.NONE} | values)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The demonstration as a package with questions and claims of ours alone."""
    folder = copy_of("temrava", tmp_path_factory.mktemp("claims"))
    package = read(SEEDS / "temrava")
    prefect, clerk = [row.id for row in package.entities if row.kind == "person"][:2]
    by = {"asserter": prefect, "party": "officials"}
    in_words = {"measure": Measure.IN_WORDS, "text": "some", "status": MentionStatus.SUGGESTED}
    claims = (
        claim(
            folder, package, 0, "0c1a1m01", question="0qest001", measure=Measure.AT_LEAST, low="64", **by,
            via=f"{clerk} | a relative",
        ),
        claim(
            folder, package, 1, "0c1a1m02", question="0qest001", measure=Measure.BETWEEN, low="0.5",
            high="1000000000", **by, repeats="0c1a1m01", as_of="1927-10-14",
        ),
        claim(folder, package, 2, "0c1a1m03", question="0qest001", **in_words),
        claim(
            folder, package, 3, "0c1a1m04", question="0qest002", option="boys", text="two",
            asserter_name="residents",
        ),
    )  # fmt: skip
    lit = {"unit": "lamps", "time": "1927-10-14"}
    ours = replace(
        package,
        parties=(PartyRow(id="0party01", slug="officials", label="Officials", position=1),),
        questions=(
            question("0qest001", "lamps", "How many lamps were lit?", Asks.NUMBER, **lit),
            question(
                "0qest002",
                "who",
                "Who lit them?",
                Asks.CHOICE,
                options="watch=The watch|boys=Boys, for a bet",
            ),
        ),
        claims=claims,
    )
    write(in_order(ours), folder)
    return folder


@pytest.fixture
def folder(written, tmp_path):
    return shutil.copytree(written, tmp_path / "out")


def cells(folder, table):
    return list(csv.DictReader((folder / f"{table}.csv").open(encoding="utf-8", newline="")))


def test_package_tells_figures_as_they_were_given_and_no_word_of_the_source(folder):
    rows = cells(folder, "claims")

    told = [(row["measure"], row["low"], row["high"], row["option"], row["text"]) for row in rows]
    assert sorted(told) == [
        ("", "", "", "boys", "two"),
        ("at_least", "64", "", "", ""),
        ("between", "0.5", "1000000000", "", ""),
        ("in_words", "", "", "", "some"),
    ]
    assert {("exact" in row, len(row["digest"])) for row in rows} == {(False, 64)}
    assert [row["slug"] for row in cells(folder, "parties")] == ["officials"]


def test_chain_is_ids_and_words(folder):
    (chain,) = [row["via"] for row in cells(folder, "claims") if row["via"]]

    assert (len(chain.split(" | ")[0]), chain.split(" | ")[1]) == (8, "a relative")


@pytest.mark.django_db
@pytest.mark.editorial
def test_claims_wait_for_their_texts_and_go_out_byte_for_byte(folder):
    (folder / "texts").rename(folder.parent / "texts")
    load_folder(folder)
    assert set(Claim.objects.values_list("exact", flat=True)) == {""}

    load_folder(folder, folder.parent / "texts")

    assert all(one.exact == one.span.of(one.revision.text) for one in Claim.objects.all())
    (folder.parent / "texts").rename(folder / "texts")
    call_command("export_corpus", "temrava", folder.parent / "again", with_texts=True, verbosity=0)
    assert files_of(folder.parent / "again") == files_of(folder)


@pytest.mark.django_db
@pytest.mark.editorial
def test_changed_chain_is_brought_in_with_update(folder):
    load_folder(folder)
    assert not load_folder(folder).is_changed
    edit(folder / "claims.csv", "a relative", "a neighbour")

    assert len(load_folder(folder).differing) == 1
    load_folder(folder, update=True)

    call_command("export_corpus", "temrava", folder.parent / "again", with_texts=True, verbosity=0)
    assert files_of(folder.parent / "again") == files_of(folder)


@pytest.mark.parametrize(
    ("table", "old", "new", "why"),
    [
        ("claims", "at_least,64,", "at_least,64.0,", "not a number from 0"),
        ("claims", "at_least,64,", "at_most,64,", "does not go together"),
        ("claims", "at_least,64,", "at_last,64,", "expected one of: , about, at_least"),
        ("claims", ",boys,", ",girls,", "option is “girls”; expected one of: boys, watch"),
        ("claims", " | a relative", " |  | a relative", "parted by"),
        ("claims", " | a relative", " | 0000zzzz", "not among the entities"),
        ("claims", ",residents,", ",,", "nobody asserts it"),
        ("claims", "in_words,,,,some", "in_words,,,,", "text is empty"),
        ("questions", "How many lamps were lit?", "Lamps lit", "ends with a question mark"),
        ("questions", "watch=The watch|", "The watch|", "is no option"),
    ],
)
def test_package_whose_claims_do_not_hold_is_refused_with_its_line(folder, table, old, new, why):
    line = edit(folder / f"{table}.csv", old, new)

    with pytest.raises(PackageError, match=why) as refusal:
        read(folder)

    assert str(refusal.value).startswith(f"{table}.csv, line {line}:")


@pytest.mark.django_db
def test_claim_whose_digest_is_another_is_refused(folder):
    digest = cells(folder, "claims")[0]["digest"]
    edit(folder / "claims.csv", digest, "0" * 64)

    with pytest.raises(PackageError, match="another digest"):
        load_folder(folder)

    assert not Corpus.objects.exists()

"""Accounts compared, as readers get them: every answer, whose it is, and each assertion once."""

import csv
import io
import json
import re

import pytest

from sources.edition.models import Question
from sources.models import Party, Relay
from sources.public.showing.answered import Beside, beside, disputed
from sources.public.showing.questions import bounds_in_words, counted
from tests.factories import (
    make_article,
    make_claim,
    make_corpus,
    make_document,
    make_entity,
    make_mention,
    make_passage,
    make_publication,
    make_question,
)
from tests.public.conftest import published_apart, reading

TEXT = "The warden said that 16 lamps went out; residents spoke of dozens, a clerk of 14 to 18."
LINE = "How many lamps went out? Officials 16, at least 20 Residents in words (1) Others 14–18"
SIXTEEN = {"measure": "exact", "low": 16.0, "high": 16.0}


def make_accounts() -> None:
    """Two questions: one for a number, told by three papers of which one copies; one for a choice."""
    corpus = make_corpus(slug="lamps", title="The Lantern Tax")
    mercury, gazette = make_publication(name="Quay Mercury"), make_publication(name="Hill Gazette")
    quay = make_entity("Salt Quay", kind="place", public_id="ddddddd1")
    warden = make_entity("Ada Quill", public_id="ddddddd2")
    officials = Party.objects.create(slug="officials", label="Officials", position=1)
    people = Party.objects.create(slug="residents", label="Residents", position=2)
    asks = {"slug": "lamps-out", "unit": "lamps", "place": quay, "method": "Headlines were read too."}
    lamps = make_question(corpus, **asks)
    who = {
        "slug": "who",
        "wording": "Who put them out?",
        "asks": "choice",
        "options": "wind=Wind|hand=A hand",
    }
    hand = make_question(corpus, **who, position=1)
    first = make_article(make_document(corpus), title="Lamps out", publication=mercury, public_id="aaaaaad1")
    one = make_passage(first, TEXT)
    make_mention(one, "warden", warden)
    made = {"asserter": warden, "party": officials}
    told = make_claim(one, "16", lamps, **SIXTEEN, **made, public_id="cccccc01")
    Relay.objects.create(claim=told, position=0, words="a clerk")
    make_claim(
        one,
        "dozens",
        lamps,
        measure="in_words",
        text="dozens",
        asserter_name="residents",
        party=people,
        public_id="cccccc02",
    )
    make_claim(one, "14 to 18", lamps, measure="between", low=14.0, high=18.0, asserter_name="a clerk")
    make_claim(one, "lamps went out", hand, option="wind", **made)
    second = make_article(
        make_document(corpus),
        title="Order",
        publication=gazette,
        published="1931-05-06",
        public_id="aaaaaad2",
    )
    two = make_passage(second, "The warden: 20 lamps. The Mercury had 16. Nobody did it by hand, he denied.")
    make_claim(two, "16", lamps, **SIXTEEN, **made, repeats=told, public_id="cccccc03")
    make_claim(two, "20 lamps", lamps, measure="at_least", low=20.0, **made, as_of=None, public_id="cccccc04")
    make_claim(two, "by hand", hand, option="hand", stance="denies", **made)
    copied = make_article(
        make_document(corpus), title="Lamps out", publication=gazette, published="1931-05-07",
        copy_of=first, similarity=0.96, public_id="aaaaaad3",
    )  # fmt: skip
    make_claim(make_passage(copied, TEXT), "16", lamps, **SIXTEEN, **made, public_id="cccccc05")


@pytest.fixture(scope="session")
def accounts(edition, django_db_blocker, tmp_path_factory):
    return published_apart(make_accounts, tmp_path_factory.mktemp("accounts"), django_db_blocker)


@pytest.fixture
def reader(accounts, settings, django_db_blocker):
    with reading(accounts, settings, django_db_blocker) as client:
        yield client


def body(reader, path):
    response = reader.get(path, follow=True)
    assert response.status_code == 200, path
    return b"".join(response).decode()


def plain(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def figures(html):
    return [plain(one).strip() for one in re.findall(r'<td class="(?:figure|answer)"[^>]*>(.*?)</td>', html)]


def test_index_lists_the_questions_with_how_they_are_answered(reader):
    said = plain(body(reader, "/accounts/"))

    assert f"{LINE} Three asserters give four answers, from 14 to 20 or more. Salt Quay" in said
    assert "Who put them out? Officials Wind; denies “A hand” One asserter gives two answers." in said


def test_masthead_leads_to_the_accounts(reader):
    assert 'href="/c/lamps/accounts/" aria-current="true">Accounts' in body(reader, "/account/lamps-out/")


def test_page_says_first_how_far_the_answers_differ_and_that_none_is_marked_true(reader):
    [lead] = re.findall(r'<p class="lead">(.*?)</p>', body(reader, "/account/lamps-out/"))

    assert lead == (
        "Salt Quay. Three asserters give four answers, from 14 to 20 or more. Six reports carry them, two "
        "of which repeat another. This archive marks none of them true."
    )


@pytest.mark.parametrize(
    ("low", "high", "is_open", "said"),
    [
        (None, None, (False, False), ""),
        (16.0, 16.0, (False, False), "16"),
        (64.0, 64.0, (False, True), "64 or more"),
        (5.0, 5.0, (True, False), "5 or fewer"),
        (5.0, 10.0**12, (True, True), "from 5 or fewer to 1\u202f000\u202f000\u202f000\u202f000 or more"),
    ],
)
def test_open_bound_stays_open_where_the_answers_are_summed_up(low, high, is_open, said):
    assert bounds_in_words(low, high, is_open=is_open) == said


def test_table_has_one_row_for_each_assertion_with_all_who_report_it(reader):
    html = body(reader, "/account/lamps-out/")

    assert figures(html) == ["16", "At least 20", "Dozens", "14–18"]
    row = plain(html[html.index('id="c-cccccc01"') :].split("</tr>")[0])
    told = "Quay Mercury , 4 May 1931 and others, 3 in all Quay Mercury , 4 May 1931 passage ¶1"
    assert f"Ada Quill Officials through a clerk {told}" in row
    assert "Hill Gazette , 6 May 1931" in row
    assert "(copy)" in row
    assert "1, repeated twice" in row


def test_picture_is_said_in_words_and_drawn_in_per_cent(reader):
    html = body(reader, "/account/lamps-out/")

    [said] = re.findall(r'role="img" aria-label="([^"]+)"', html)
    assert said.startswith("Ada Quill: 16, published 4 May 1931; then at least 20, published 6 May 1931.")
    assert re.findall(r'<circle class="dot" cx="([\d.]+)%"', html) == ["64.00", "80.00"]
    assert html.count('class="tick"') == 2
    assert "›" in html


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("?sort=figure", ["14–18", "16", "At least 20", "Dozens"]),
        ("?sort=asserter", ["14–18", "16", "At least 20", "Dozens"]),
        ("?group=residents", ["Dozens"]),
        ("?source=Hill+Gazette", ["16", "At least 20"]),
        ("?group=others", ["14–18"]),
        ("?group=nobody", []),
        ("?group=&stance=&source=&sort=nonsense", ["16", "At least 20", "Dozens", "14–18"]),
    ],
)
def test_address_narrows_and_orders_the_answers(reader, query, left):
    assert figures(body(reader, f"/account/lamps-out/{query}")) == left


def test_choice_is_told_option_by_option_with_who_denies_it(reader):
    said = plain(body(reader, "/account/who/"))

    assert "Wind 1 assertion Ada Quill" in said
    assert "A hand 0 assertions Denies Ada Quill" in said
    assert "Denies A hand" in said


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/a/aaaaaad1/lamps-out/", "How many lamps went out? 16, Ada Quill"),
        ("/a/aaaaaad1/lamps-out/1/", "How many lamps went out? 16, Ada Quill; Dozens, residents"),
        ("/person/ddddddd2/ada-quill/", "How many lamps went out? 16 At least 20"),
        ("/place/ddddddd1/salt-quay/", f"{LINE} 4 answers by 3 asserters"),
        ("/", f"{LINE} 4 answers by 3 asserters"),
    ],
)
def test_other_pages_lead_to_the_answers_that_they_carry(reader, path, said):
    assert said in plain(body(reader, path))


def test_answers_to_one_question_stand_together_under_it():
    lamps, hand = ["lamps-out", "How many?"], ["hand", "By hand?"]

    found = beside(
        [
            [*lamps, "cccccc01", "16", "asserts", "Ada Quill"],
            [*hand, "cccccc06", "yes", "denies", "a clerk"],
            [*lamps, "cccccc02", "dozens", "asserts", "residents"],
            [*lamps, "cccccc03", "16", "asserts", "Ada Quill"],
        ]
    )

    assert found == (
        Beside("How many?", "/account/lamps-out/#c-cccccc01", ("16, Ada Quill", "Dozens, residents")),
        Beside("By hand?", "/account/hand/#c-cccccc06", ("Denies yes, a clerk",)),
    )


def test_disputed_are_questions_that_several_answer_those_with_most_first():
    rows = [["one", "One?", 9, 1], ["two", "Two?", 2, 2], ["six", "Six?", 6, 6], ["three", "Three?", 3, 3]]
    rows = [[*row, []] for row in [*rows, ["four", "Four?", 2, 2]]]

    assert [one.wording for one in disputed(rows)] == ["Six?", "Three?", "Two?"]


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((1, 1, 15.0, 15.0), "One asserter gives one answer."),
        ((3, 5, 37.0, 37.0), "Three asserters give five answers, the only number 37."),
        ((2, 2, 13.0, 37.0), "Two asserters give two answers, from 13 to 37."),
        ((1, 2, None, None), "One asserter gives two answers."),
    ],
)
def test_answers_are_counted_in_a_sentence(counts, said):
    names = ("asserter_count", "independent_count", "low", "high")

    assert counted(Question(**dict(zip(names, counts, strict=True)))) == said


def test_retelling_leads_to_the_row_of_its_assertion(reader):
    assert '/account/lamps-out/#c-cccccc01"' in body(reader, "/a/aaaaaad3/lamps-out/")


def test_claim_has_its_own_page_with_its_words_and_its_citation(reader):
    said = plain(body(reader, "/claim/cccccc03/"))

    assert "16 How many lamps went out? One of 4 answers" in said
    assert "The Mercury had 16 . Nobody did it" in said
    assert "the report cited here" in said


def test_what_is_not_there_is_said_so(reader):
    paths = ["/account/nothing/", "/claim/cccccc99/", "/account/nothing/claims.csv", "/c/nothing/accounts/"]

    assert [reader.get(path).status_code for path in paths] == [404] * 4


def test_table_goes_out_as_csv_with_figures_as_they_were_given(reader):
    text = body(reader, "/account/lamps-out/claims.csv")

    rows = list(csv.DictReader(io.StringIO(text)))
    told = [(row["measure"], row["low"], row["high"], row["independent"], row["tells_again"]) for row in rows]
    assert told == [
        ("exact", "16", "16", "true", ""),
        ("exact", "16", "16", "", "cccccc01"),
        ("exact", "16", "16", "", "cccccc01"),
        ("at_least", "20", "", "true", ""),
        ("in_words", "", "", "true", ""),
        ("between", "14", "18", "true", ""),
    ]
    assert {row["address"] for row in rows} >= {"http://testserver/claim/cccccc01/"}


def test_files_follow_what_the_address_narrows(reader):
    rows = json.loads(body(reader, "/account/lamps-out/claims.json?group=residents"))["claims"]

    assert [(row["answer"], row["low"], row["chain"]) for row in rows] == [("dozens", None, [])]


def test_claim_is_a_web_annotation_on_the_words_of_its_passage(reader):
    found = json.loads(body(reader, "/claim/cccccc01/annotation.json"))

    assert found["target"]["source"] == "http://testserver/a/aaaaaad1/lamps-out/1/"
    position, quote = found["target"]["selector"]
    assert (TEXT[position["start"] : position["end"]], quote["exact"]) == ("16", "16")
    assert TEXT.startswith(quote["prefix"] + quote["exact"] + quote["suffix"][:9])
    assert found["body"][1]["type"] == "schema:Claim"
    collection = json.loads(body(reader, "/account/lamps-out/annotations.json"))
    assert (collection["total"], len(collection["first"]["items"])) == (6, 6)


def test_claim_in_the_words_of_schema_org_is_its_asserters_and_rated_by_nobody(reader):
    graph = json.loads(body(reader, "/account/lamps-out/claims.jsonld"))["@graph"]

    assert {one["author"]["name"] for one in graph} == {"Ada Quill", "residents", "a clerk"}
    assert [one for one in graph if "reviewRating" in one or "review" in one] == []
    assert json.loads(body(reader, "/claim/cccccc01/claim.jsonld"))["@type"] == "Claim"


def test_what_somebody_denies_is_denied_in_every_file(reader):
    graph = json.loads(body(reader, "/account/who/claims.jsonld"))["@graph"]
    items = json.loads(body(reader, "/account/who/cite.csl.json"))
    found = json.loads(body(reader, "/account/who/annotations.json"))["first"]["items"]

    said = ["Who put them out? Wind", "Who put them out? denies A hand"]
    assert [one["name"] for one in graph] == said
    assert [one["body"][0]["value"] for one in found] == said
    assert [one["note"].split(".")[0] for one in items] == [
        "Who put them out? Answer: Wind, asserted by Ada Quill",
        "Who put them out? Answer: A hand, denied by Ada Quill",
    ]


def test_claims_are_cited_by_their_passages_and_told_apart_by_their_notes(reader):
    items = json.loads(body(reader, "/account/lamps-out/cite.csl.json"))

    assert len({item["id"] for item in items}) == 6
    first = items[0]
    assert (first["archive_location"], first["URL"]) == (
        "passage 1 (rev. 1)",
        "http://testserver/claim/cccccc01/",
    )
    assert first["note"].startswith("How many lamps went out? Answer: 16, asserted by Ada Quill.")
    for ending in ("bib", "ris", "txt"):
        assert "lamps out" in body(reader, f"/claim/cccccc01/cite.{ending}").casefold()


@pytest.mark.parametrize(
    ("path", "queries"), [("/account/lamps-out/", 2), ("/account/who/", 2), ("/accounts/", 1)]
)
def test_page_costs_the_same_whether_it_has_two_answers_or_six(
    reader, path, queries, django_assert_num_queries
):
    reader.get("/about/")

    with django_assert_num_queries(queries, using="edition"):
        assert reader.get(path).status_code == 200


def test_site_without_questions_has_no_way_to_them_in_its_masthead(
    edition, settings, django_db_blocker, tmp_path_factory
):
    def make_plain():
        make_passage(make_article(make_document(make_corpus(slug="plain"))), "Nothing was asked.")

    plain_edition = published_apart(make_plain, tmp_path_factory.mktemp("plain"), django_db_blocker)
    with reading(plain_edition, settings, django_db_blocker) as client:
        assert "Accounts" not in client.get("/").content.decode()
        assert "No question has been put" in client.get("/accounts/").content.decode()

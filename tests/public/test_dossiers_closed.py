"""Dossiers of a corpus with closed texts and a merged person."""

from tests.public.test_dossiers import text_of, words_of


def test_of_a_closed_article_no_more_leaves_than_the_edition_has(reader_of_lanterns):
    page = text_of(reader_of_lanterns.get("/person/ccccccc0/dossier/"))
    file = "\n".join(text for _, text in words_of(reader_of_lanterns.get("/person/ccccccc0/dossier.docx")))

    for told in (page, file):
        assert "Two passages of 3 are not shown whole" in told
        assert "may not be shown here" in told
        assert "A closed sentence" not in told
        assert "A secret sentence" not in told


def test_merged_person_leads_to_the_dossier_of_the_one_who_stands(reader_of_lanterns):
    answer = reader_of_lanterns.get("/person/ccccccc1/dossier.docx")

    assert (answer.status_code, answer.headers["Location"]) == (
        301,
        "/person/ccccccc0/tomas-wick/dossier.docx",
    )
